/* SPDX-License-Identifier: BSD-3-Clause */
/* Does some state that the log permits make a call return what it says? */
#include "partial/trial.h"

#include <string.h>

#include "engine/engine.h"

/* ---- what is tried ---- */

static void add(TrialRange *range, guint value)
{
	if (range->count < TRIAL_VALUES)
		range->value[range->count++] = value;
}

static void add_width(Trial *trial, guint width)
{
	TrialRange *range = &trial->range[PLACE_WIDTH];

	for (guint i = 0; i < range->count; i++)
		if (range->value[i] == width)
			return;
	if (width >= trial->realm->width_low && width <= trial->realm->width_high)
		add(range, width);
}

/* The widths of which one makes @ipa Protected, one Unprotected, one neither. */
static void add_widths_around(Trial *trial, guint64 ipa)
{
	guint bits = ipa ? 64 - (guint)__builtin_clzll(ipa) : 0;

	add_width(trial, bits + 1);
	add_width(trial, bits);
	add_width(trial, bits ? bits - 1 : 0);
}

/* Of IPA spaces in which all addresses lie in the same part one stands for all. */
static void range_width(Trial *trial)
{
	add_width(trial, trial->realm->width_high);
	add_width(trial, trial->realm->width_low);
	add_widths_around(trial, trial->ipa);
	for (guint i = 0; i < trial->roles->count; i++)
		if (trial->roles->role[i] == ROLE_TOP && trial->call.in[i])
			add_widths_around(trial, trial->call.in[i] - 1);
}

static void range_realm(Trial *trial)
{
	for (guint i = REALM_ACTIVE; i < REALM_STATES; i++)
		if (trial->realm->states >> i & 1)
			add(&trial->range[PLACE_REALM], i);
	for (guint i = REALM_NEW; i < REALM_ACTIVE; i++)
		if (trial->realm->states >> i & 1)
			add(&trial->range[PLACE_REALM], i);
}

/* A Realm with RECs is live; without, its tables decide. */
static void range_live(Trial *trial)
{
	if (trial->realm->recs == 0)
		add(&trial->range[PLACE_LIVE], FALSE);
	add(&trial->range[PLACE_LIVE], TRUE);
}

/* Where the index of a result is the level of the walk, no table ends above it. */
static gboolean may_be_level(const Trial *trial, int level)
{
	enum rmm_status status;
	int index;

	return !log_call_status(stage_model(trial->stage), trial->event, &status, &index) ||
	       status != RMI_ERROR_RTT || index < 0 || index <= level;
}

static void range_entry(Trial *trial, gboolean all)
{
	TrialRange *range = &trial->range[PLACE_ENTRY];
	EntrySet set = knowledge_entry(trial->knowledge, trial->realm, trial->ipa,
				       &trial->entry_line);

	range->count = 0;
	for (int level = RMM_PAGE_LEVEL; level >= 0; level--)
		for (unsigned i = 0; i < 16; i++)
			if (set >> (level * 16 + (int)i) & 1 && (all || may_be_level(trial, level)))
				add(range, (guint)level * 16 + i);
}

/* What a Host passes is in memory of its own. */
static gboolean is_of_host(const Trial *trial, guint slot)
{
	static const char *const names[] = { "src", "params_ptr", "run_ptr" };
	const struct rmm_command *command =
		rmm_command(stage_model(trial->stage), trial->call.command);

	for (unsigned i = 0; i < command->input_count; i++)
		for (gsize j = 0; j < G_N_ELEMENTS(names); j++)
			if (command->inputs[i].slot == slot && !command->inputs[i].in_memory &&
			    strcmp(command->inputs[i].name, names[j]) == 0)
				return TRUE;
	return FALSE;
}

/*
 * What makes calls succeed stands first. Of the states that no condition asks for one
 * stands for all.
 */
static void range_granule(Trial *trial, guint slot, Role role)
{
	static const guint asked_for[] = {
		GRANULE_DELEGATED, GRANULE_UNDELEGATED, GRANULE_RD, GRANULE_REC, GRANULE_UNTRACKED
	};
	TrialRange *range = &trial->range[PLACE_GRANULE + slot];
	GranuleSet set = knowledge_granule(trial->knowledge, trial->call.in[slot]).set;
	guint first = role == ROLE_RD ? GRANULE_RD : role == ROLE_REC ? GRANULE_REC :
		      is_of_host(trial, slot) ? GRANULE_UNDELEGATED : GRANULE_DELEGATED;

	if (set >> first & 1)
		add(range, first);
	for (gsize i = 0; i < G_N_ELEMENTS(asked_for); i++) {
		if (asked_for[i] != first && set >> asked_for[i] & 1)
			add(range, asked_for[i]);
		set &= ~((GranuleSet)1 << asked_for[i]);
	}
	if (set)
		add(range, (guint)__builtin_ctz(set));
}

/* A REC that is known tells its Realm. */
static PartialRealm *realm_of(Trial *trial)
{
	const Roles *roles = trial->roles;

	if (roles->rd >= 0)
		return knowledge_realm(trial->knowledge, trial->call.in[roles->rd]);
	for (guint i = 0; i < roles->count; i++)
		if (roles->role[i] == ROLE_REC) {
			PartialGranule granule = knowledge_granule(trial->knowledge,
								   trial->call.in[i]);

			return granule.rd ? knowledge_realm(trial->knowledge, granule.rd)
					  : knowledge_nameless(trial->knowledge);
		}
	return NULL;
}

void trial_init(Trial *trial, Knowledge *knowledge, Stage *stage, const LogEvent *event,
		const struct rmm_call *call, PartialRealm *realm, TrialTest *test)
{
	const struct rmm_command *command = rmm_command(stage_model(stage), call->command);

	memset(trial, 0, G_STRUCT_OFFSET(Trial, result));
	trial->tried = 0;
	trial->knowledge = knowledge;
	trial->stage = stage;
	trial->event = event;
	trial->call = *call;
	trial->test = test;
	trial->roles = stage_roles(stage, call->command);
	trial->realm = realm ? realm : realm_of(trial);
	for (guint i = 0; i < trial->roles->count && i < TRIAL_SLOTS; i++)
		if (role_is_granule(trial->roles->role[i]))
			range_granule(trial, i, trial->roles->role[i]);
	if (!trial->realm)
		return;
	if (command->interface == INTERFACE_RMI)
		range_realm(trial);
	if (call->command == CMD_RMI_REALM_DESTROY)
		range_live(trial);
	if (command->interface == INTERFACE_RMI && command->rec)
		for (guint i = 0; i < REC_SCENES; i++)
			add(&trial->range[PLACE_REC], i);
	if (trial->roles->ipa < 0)
		return;
	trial->ipa = call->in[trial->roles->ipa];
	range_width(trial);
	range_entry(trial, FALSE);
}

/* ---- trying ---- */

static guint value_of(const Trial *trial, const guint *indexes, guint place, guint otherwise)
{
	return trial->range[place].count ? trial->range[place].value[indexes[place]] : otherwise;
}

static void try(Trial *trial, const guint *indexes, struct rmm_result *result, Aftermath *after)
{
	Scene scene = {
		.width = value_of(trial, indexes, PLACE_WIDTH, STAGE_WIDTH_MAX),
		.realm = value_of(trial, indexes, PLACE_REALM, REALM_ACTIVE),
		.is_bare = !value_of(trial, indexes, PLACE_LIVE, TRUE),
		.rec = value_of(trial, indexes, PLACE_REC, REC_IS_READY),
		.entry = entry_of_bit(value_of(trial, indexes, PLACE_ENTRY, 3 * 16)),
	};

	for (guint i = 0; i < TRIAL_SLOTS; i++)
		scene.granule[i] = value_of(trial, indexes, PLACE_GRANULE + i, GRANULE_UNDELEGATED);
	stage_try(trial->stage, &trial->call, &scene, result, &trial->others, after);
	trial->tried++;
}

/* Protected IPAs have a RIPAS, Unprotected ones have none. */
static gboolean is_sound(const Trial *trial, const guint *indexes)
{
	guint width = value_of(trial, indexes, PLACE_WIDTH, STAGE_WIDTH_MAX);
	Entry entry = entry_of_bit(value_of(trial, indexes, PLACE_ENTRY, 3 * 16));

	return !trial->range[PLACE_ENTRY].count ||
	       (entry.level >= stage_start(trial->stage, width) &&
		(entry.hipas >= RTTE_UNASSIGNED_NS) == (trial->ipa >> (width - 1) != 0));
}

static gboolean agrees(Trial *trial, const guint *indexes, struct rmm_result *result,
		       Aftermath *after)
{
	if (!is_sound(trial, indexes))
		return FALSE;
	try(trial, indexes, result, after);
	return trial->test(trial, result);
}

/* Sets @indexes to the next combination; the IPA space changes last. FALSE: there is none. */
static gboolean advance(const Trial *trial, guint *indexes)
{
	for (guint i = 0; i < PLACES; i++) {
		guint place = (PLACE_WIDTH + 1 + i) % PLACES;

		if (indexes[place] + 1 < trial->range[place].count) {
			indexes[place]++;
			return TRUE;
		}
		indexes[place] = 0;
	}
	return FALSE;
}

/* More combinations than any call has whose places are not wholly unknown. */
#define COMBINATIONS_MAX 8000

gboolean trial_search(Trial *trial)
{
	guint indexes[PLACES] = { 0 };
	struct rmm_result result;
	guint count = 0;

	trial->result.status = STATUS_UNSUPPORTED;
	if (agrees(trial, indexes, &trial->result, &trial->after))
		return TRUE;
	while (advance(trial, indexes) && count++ < COMBINATIONS_MAX) {
		if (!agrees(trial, indexes, &result, &trial->after)) {
			if (trial->result.status == STATUS_UNSUPPORTED)
				trial->result = result;
			continue;
		}
		memcpy(trial->found, indexes, sizeof(indexes));
		trial->result = result;
		return TRUE;
	}
	return FALSE;
}

/* ---- narrowing ---- */

static void set_bit(guint64 bits[2], guint i)
{
	bits[i / 64] |= (guint64)1 << (i % 64);
}

static gboolean has_bit(const guint64 bits[2], guint i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

/* A failure tells nothing of places that its condition may not be about. */
static gboolean tells(const Trial *trial, guint place)
{
	return rmm_succeeded(trial->result.status) ||
	       place == PLACE_ENTRY || place == PLACE_WIDTH ||
	       (place == PLACE_REALM && trial->result.status == RMI_ERROR_REALM);
}

static void narrow(Trial *trial, guint place)
{
	TrialRange *range = &trial->range[place];
	guint indexes[PLACES];
	struct rmm_result result;

	memcpy(indexes, trial->found, sizeof(indexes));
	for (guint i = 0; i < range->count; i++) {
		indexes[place] = i;
		if (!tells(trial, place) || i == trial->found[place] ||
		    agrees(trial, indexes, &result, NULL))
			set_bit(range->agreeing, i);
	}
}

static gboolean all_agree(const TrialRange *range)
{
	for (guint i = 0; i < range->count; i++)
		if (!has_bit(range->agreeing, i))
			return FALSE;
	return TRUE;
}

/* Would any other state have made it return something else? */
static gboolean is_forced(Trial *trial)
{
	for (guint place = 0; place < PLACES; place++)
		if (!all_agree(&trial->range[place]))
			return FALSE;
	return !trial->roles->memory;
}

void trial_narrow(Trial *trial)
{
	EntrySet tried;

	/* Of the IPA space only the ends, once both are known to agree. */
	for (guint place = 0; place < PLACES; place++)
		if (trial->range[place].count)
			narrow(trial, place);
	trial->forced = is_forced(trial);
	tried = trial->roles->ipa >= 0 && trial->realm
		? knowledge_entry(trial->knowledge, trial->realm, trial->ipa, NULL) : 0;
	/* Levels that were not tried would have told another index. */
	if ((guint)__builtin_popcountll(tried) > trial->range[PLACE_ENTRY].count)
		trial->forced = FALSE;
}

EntrySet trial_entries(const Trial *trial)
{
	const TrialRange *range = &trial->range[PLACE_ENTRY];
	EntrySet set = 0;

	for (guint i = 0; i < range->count; i++)
		if (has_bit(range->agreeing, i))
			set |= (EntrySet)1 << range->value[i];
	return set;
}

/* ---- learning ---- */

static void learn_width(const Trial *trial)
{
	const TrialRange *range = &trial->range[PLACE_WIDTH];
	PartialRealm *realm = trial->realm;
	guint low = G_MAXUINT, high = 0;

	for (guint i = 0; i < range->count; i++)
		if (has_bit(range->agreeing, i)) {
			low = MIN(low, range->value[i]);
			high = MAX(high, range->value[i]);
		}
	if (low == realm->width_low && high == realm->width_high)
		return;
	realm->width_low = low;
	realm->width_high = high;
	realm->width_line = trial->event->number;
}

static void learn_realm(const Trial *trial)
{
	const TrialRange *range = &trial->range[PLACE_REALM];
	guint states = 0;

	for (guint i = 0; i < range->count; i++)
		if (has_bit(range->agreeing, i))
			states |= 1u << range->value[i];
	if (states == trial->realm->states)
		return;
	trial->realm->states = states;
	trial->realm->states_line = trial->event->number;
}

/* What the Granules are now: behind a success as the stage has it, else as narrowed. */
static void learn_granules(const Trial *trial)
{
	guint line = trial->event->number;

	for (guint i = 0; i < trial->roles->count && i < TRIAL_SLOTS; i++) {
		guint64 rd = trial->roles->rd >= 0 ? trial->call.in[trial->roles->rd] : 0;
		PartialGranule known;

		if (!role_is_granule(trial->roles->role[i]) || !rmm_succeeded(trial->result.status) ||
		    trial->after.granule[i] >= GRANULE_STATES)
			continue;
		known = knowledge_granule(trial->knowledge, trial->call.in[i]);
		knowledge_set_granule(trial->knowledge, trial->call.in[i],
				      (GranuleSet)1 << trial->after.granule[i],
				      trial->after.granule[i] != GRANULE_REC ? 0 : rd ? rd : known.rd,
				      line);
	}
}

/*
 * What the entries that agree become, and the highest level of them and of what they
 * were. Anything, if that is not the same for all.
 */
static EntrySet become(const Trial *trial, int *level)
{
	const EntrySet any = entry_set_all(TRUE) | entry_set_all(FALSE);
	gboolean differ = FALSE;
	const TrialRange *range = &trial->range[PLACE_ENTRY];
	Trial again = *trial;
	EntrySet set = 0;

	for (guint i = 0; i < range->count; i++) {
		struct rmm_result result;
		Aftermath after;
		int highest;

		if (!has_bit(range->agreeing, i))
			continue;
		again.found[PLACE_ENTRY] = i;
		try(&again, again.found, &result, &after);
		if (!after.has_entry)
			continue;
		highest = MIN(after.entry.level, entry_of_bit(range->value[i]).level);
		differ |= set && highest != *level;
		set |= entry_set_of(after.entry);
		*level = MIN(*level, highest);
	}
	return differ ? any : set;
}

static void learn_entry(const Trial *trial)
{
	const struct rmm_model *model = stage_model(trial->stage);
	EntrySet set = trial_entries(trial);
	int level = RMM_PAGE_LEVEL;
	guint64 base;

	if (trial->ipa >> trial->realm->width_high || !set)
		return;
	knowledge_set_entry(trial->knowledge, trial->realm, trial->ipa, set, trial->event->number);
	if (trial->result.status != RMI_SUCCESS || !trial->after.has_entry)
		return;
	set = become(trial, &level);
	base = rmm_align_down(model, &partial_geometry, trial->ipa, level);
	knowledge_put(trial->realm, base, base + rmm_level_size(model, &partial_geometry, level), set,
		      trial->event->number);
}

void trial_learn(const Trial *trial)
{
	if (trial->realm) {
		if (trial->range[PLACE_WIDTH].count)
			learn_width(trial);
		if (trial->range[PLACE_REALM].count)
			learn_realm(trial);
		if (trial->range[PLACE_ENTRY].count)
			learn_entry(trial);
	}
	learn_granules(trial);
}

/* ---- telling ---- */

static void tell(GPtrArray *lines, const char *what, const char *is, guint line)
{
	g_ptr_array_add(lines, line ? g_strdup_printf("%s: %s, by line %u", what, is, line)
				    : g_strdup_printf("%s: %s", what, is));
}

static void tell_granule(const Trial *trial, guint slot, GPtrArray *lines)
{
	const struct rmm_model *model = stage_model(trial->stage);
	PartialGranule granule = knowledge_granule(trial->knowledge, trial->call.in[slot]);
	g_autofree char *what = g_strdup_printf("Granule 0x%" G_GINT64_MODIFIER "x",
						trial->call.in[slot]);
	g_autoptr(GString) is = g_string_new(NULL);

	if (granule.line == 0)
		return;
	for (guint i = 0; i < GRANULE_STATES; i++) {
		const char *name = granule.set >> i & 1
			? rmm_name(&rmm_granule_states, model->config.version, i) : NULL;

		if (name)
			g_string_append_printf(is, "%s%s", is->len ? " or " : "", name);
	}
	tell(lines, what, is->str, granule.line);
}

static void tell_realm(const Trial *trial, GPtrArray *lines)
{
	const struct rmm_model *model = stage_model(trial->stage);
	g_autofree char *what = g_strdup_printf("Realm 0x%" G_GINT64_MODIFIER "x",
						trial->realm->rd);
	g_autoptr(GString) is = g_string_new(NULL);

	for (guint i = 0; i < REALM_STATES; i++)
		if (trial->realm->states >> i & 1)
			g_string_append_printf(is, "%s%s", is->len ? " or " : "",
					       rmm_name(&rmm_realm_states,
							model->config.version, i));
	if (trial->realm->states_line)
		tell(lines, what, is->str, trial->realm->states_line);
	if (trial->realm->width_line) {
		g_string_printf(is, "%u to %u bits", trial->realm->width_low,
				trial->realm->width_high);
		tell(lines, "IPA space", is->str, trial->realm->width_line);
	}
}

static void tell_entry(const Trial *trial, GPtrArray *lines)
{
	g_autofree char *what = g_strdup_printf("IPA 0x%" G_GINT64_MODIFIER "x", trial->ipa);
	g_autoptr(GString) is = g_string_new(NULL);
	guint line;
	EntrySet set = knowledge_entry(trial->knowledge, trial->realm, trial->ipa, &line);

	if (line == 0)
		return;
	entry_set_append(is, stage_model(trial->stage)->config.version, set);
	tell(lines, what, is->str, line);
}

void trial_tell(const Trial *trial, GPtrArray *lines)
{
	if (trial->realm)
		tell_realm(trial, lines);
	for (guint i = 0; i < trial->roles->count && i < TRIAL_SLOTS; i++)
		if (role_is_granule(trial->roles->role[i]))
			tell_granule(trial, i, lines);
	if (trial->realm && trial->roles->ipa >= 0)
		tell_entry(trial, lines);
}
