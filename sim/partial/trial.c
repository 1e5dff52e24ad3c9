/* SPDX-License-Identifier: BSD-3-Clause */
/* Does some state that the log permits make a call return what it says? */
#include "partial/trial.h"

#include <string.h>

#include "engine/engine.h"
#include "partial/trial_private.h"

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

guint trial_value(const Trial *trial, const guint *indexes, guint place, guint otherwise)
{
	return trial->range[place].count ? trial->range[place].value[indexes[place]] : otherwise;
}

static void try_on_stage(Trial *trial, const guint *indexes, struct rmm_result *result,
			 Aftermath *after)
{
	Scene scene = {
		.width = trial_value(trial, indexes, PLACE_WIDTH, STAGE_WIDTH_MAX),
		.realm = trial_value(trial, indexes, PLACE_REALM, REALM_ACTIVE),
		.is_bare = !trial_value(trial, indexes, PLACE_LIVE, TRUE),
		.rec = trial_value(trial, indexes, PLACE_REC, REC_IS_READY),
		.entry = entry_of_bit(trial_value(trial, indexes, PLACE_ENTRY, 3 * 16)),
	};

	for (guint i = 0; i < TRIAL_SLOTS; i++)
		scene.granule[i] = trial_value(trial, indexes, PLACE_GRANULE + i, GRANULE_UNDELEGATED);
	stage_try(trial->stage, &trial->call, &scene, result, &trial->others, after);
	trial->tried++;
}

/* A block that is unmapped page by page: the stage has no such pages. */
static gboolean is_beyond_stage(const Trial *trial, const guint *indexes)
{
	Entry entry = entry_of_bit(trial_value(trial, indexes, PLACE_ENTRY, 3 * 16));

	return trial->roles->many && trial->roles->memory && trial->roles->pages < 0 &&
	       trial->range[PLACE_ENTRY].count && entry.hipas == RTTE_ASSIGNED &&
	       entry.level < RMM_PAGE_LEVEL;
}

/* What the line says is taken for what comes of it; nothing is learned. */
static void take_line(const Trial *trial, struct rmm_result *result, Aftermath *after)
{
	*result = (struct rmm_result){ .command = trial->call.command, .index = -1,
				       .condition = RMM_NO_CONDITION };
	if (!log_call_status(stage_model(trial->stage), trial->event, &result->status,
			     &result->index))
		result->status = STATUS_UNSUPPORTED;
	if (!after)
		return;
	after->has_entry = FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(after->granule); i++)
		after->granule[i] = GRANULE_STATES;
}

void trial_try(Trial *trial, const guint *indexes, struct rmm_result *result, Aftermath *after)
{
	if (is_beyond_stage(trial, indexes)) {
		trial->others.count = 0;
		take_line(trial, result, after);
		return;
	}
	try_on_stage(trial, indexes, result, after);
}

/* Protected IPAs have a RIPAS, Unprotected ones have none. */
static gboolean is_sound(const Trial *trial, const guint *indexes)
{
	guint width = trial_value(trial, indexes, PLACE_WIDTH, STAGE_WIDTH_MAX);
	Entry entry = entry_of_bit(trial_value(trial, indexes, PLACE_ENTRY, 3 * 16));

	return !trial->range[PLACE_ENTRY].count ||
	       (entry.level >= stage_start(trial->stage, width) &&
		(entry.hipas >= RTTE_UNASSIGNED_NS) == (trial->ipa >> (width - 1) != 0));
}

gboolean trial_agrees(Trial *trial, const guint *indexes, struct rmm_result *result,
		       Aftermath *after)
{
	if (!is_sound(trial, indexes))
		return FALSE;
	trial_try(trial, indexes, result, after);
	return is_beyond_stage(trial, indexes) || trial->test(trial, result);
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

/* May a call that fails so report nothing else? */
static gboolean is_single(const Others *others, const struct rmm_result *result)
{
	for (guint i = 0; i < others->count; i++)
		if (others->status[i] != result->status || others->index[i] != result->index)
			return FALSE;
	return TRUE;
}

/* The combination that was tried last agrees. */
static gboolean found(Trial *trial, const guint *indexes, const struct rmm_result *result)
{
	memcpy(trial->found, indexes, sizeof(trial->found));
	trial->result = *result;
	trial->is_single = is_single(&trial->others, result);
	return TRUE;
}

gboolean trial_search(Trial *trial)
{
	/* Of what is not sound nothing is tried. */
	struct rmm_result result = { .command = trial->call.command, .status = STATUS_UNSUPPORTED,
				     .index = -1, .condition = RMM_NO_CONDITION };
	guint indexes[PLACES] = { 0 };
	guint count = 0;

	trial->result = result;
	do {
		if (trial_agrees(trial, indexes, &result, &trial->after))
			return found(trial, indexes, &result);
		if (trial->result.status == STATUS_UNSUPPORTED)
			trial->result = result;
	} while (advance(trial, indexes) && count++ < COMBINATIONS_MAX);
	return FALSE;
}
