/* SPDX-License-Identifier: BSD-3-Clause */
/* What a step changed, as values and in words. */
#include "machine/change.h"

#include "check/invariant.h"
#include "state/granule.h"
#include "state/tracking.h"

/* ---- collecting ---- */

struct collector {
	const struct rmm_model *model;
	const struct rmm *old, *now;
	GArray *changes;
	guint first;            /* of the step, in changes */
	guint most;             /* changes of the step to be kept */
	unsigned line;
	uint32_t granule;       /* whose state changed last */
	/* The run of RTT entries that may go on: where it stands in @changes. */
	gboolean open;
	uint32_t rtt, last;
};

static Change *last_change(const struct collector *c)
{
	return &g_array_index(c->changes, Change, c->changes->len - 1);
}

/* FALSE: there is no room, and it is counted. */
static gboolean add(struct collector *c, const Change *change)
{
	if (c->changes->len - c->first == c->most) {
		last_change(c)->more++;
		return FALSE;
	}
	g_array_append_vals(c->changes, change, 1);
	last_change(c)->line = c->line;
	return TRUE;
}

/* State and RIPAS; where an entry points to is no matter here. */
static gboolean reads_alike(struct rmm_rtte a, struct rmm_rtte b)
{
	return rtte_state(a) == rtte_state(b) && rtte_ripas(a) == rtte_ripas(b);
}

/* Does the entry continue the run of those before it? */
static gboolean extends_run(struct collector *c, const struct rmm_change *change,
			    struct rmm_rtte from, struct rmm_rtte to)
{
	Change *run;

	if (!c->open || c->rtt != change->subject || c->last + 1 != change->item)
		return FALSE;
	run = last_change(c);
	if (!reads_alike(run->from.rtte, from) || !reads_alike(run->to.rtte, to))
		return FALSE;
	run->top += rmm_level_size(c->model, c->now, run->level);
	run->entries++;
	c->last = change->item;
	return TRUE;
}

static void add_entry(struct collector *c, const struct rmm_change *change)
{
	struct rmm_rtte from = rmm_rtt_entries(c->model, c->old, change->subject)[change->item];
	struct rmm_rtte to = rmm_rtt_entries(c->model, c->now, change->subject)[change->item];
	struct rmm_place place;

	/* The entries of an RTT that comes or goes are what its parent was or is. */
	if (!*rmm_rtt_position(c->model, c->old, change->subject) ||
	    !*rmm_rtt_position(c->model, c->now, change->subject) ||
	    extends_run(c, change, from, to))
		return;
	c->open = FALSE;
	if (!rmm_place_of(c->model, c->now, change->subject, change->item, &place))
		return;
	c->open = add(c, &(Change){ .kind = CHANGE_RTTE, .item = change->item, .base = place.ipa,
				    .top = place.ipa + rmm_level_size(c->model, c->now, place.rtt.level),
				    .level = place.rtt.level, .entries = 1, .from.rtte = from,
				    .to.rtte = to });
	c->rtt = change->subject;
	c->last = change->item;
}

static uint64_t granule_value(const struct collector *c, const struct rmm *state,
			      const struct rmm_change *change)
{
	return change->kind == CHANGE_GRANULE_GPT
	       ? (uint64_t)rmm_granule_gpt(c->model, state, change->subject)
	       : (uint64_t)rmm_granule_state(c->model, state, change->subject);
}

/* Did the first page of the Granule change alike? Once is enough. */
static gboolean follows_first(const struct collector *c, const struct rmm_change *change)
{
	struct rmm_change first = *change;

	first.subject = rmm_granule_of(c->now, change->subject);
	return first.subject != change->subject &&
	       granule_value(c, c->old, &first) == granule_value(c, c->old, change) &&
	       granule_value(c, c->now, &first) == granule_value(c, c->now, change);
}

static void add_granule(struct collector *c, const struct rmm_change *change)
{
	/* A Granule that changes hands changes its GPT entry: once is enough. */
	if (follows_first(c, change) ||
	    (change->kind == CHANGE_GRANULE_GPT && c->granule == change->subject))
		return;
	c->granule = change->subject;
	add(c, &(Change){ .kind = change->kind,
			  .base = rmm_granule_pa(c->model, change->subject),
			  .from.value = granule_value(c, c->old, change),
			  .to.value = granule_value(c, c->now, change) });
}

/* The Granule of a Realm's RD or of a REC, plus 1; 0: it does not exist. */
static uint32_t granule_of(const struct collector *c, const struct rmm *state,
			   const struct rmm_change *change)
{
	return change->kind == CHANGE_REC ? rmm_rec(c->model, state, change->subject)->granule
					  : rmm_realm(c->model, state, change->subject)->rd;
}

static const void *object_of(const struct collector *c, const struct rmm *state,
			     const struct rmm_change *change)
{
	switch (change->kind) {
	case CHANGE_REALM: return rmm_realm(c->model, state, change->subject);
	case CHANGE_REC:   return rmm_rec(c->model, state, change->subject);
	default:           return rmm_global(state);
	}
}

static const struct rmm_field *field_of(enum rmm_change_kind kind, uint32_t item)
{
	switch (kind) {
	case CHANGE_REALM: return &rmm_realm_fields[item];
	case CHANGE_REC:   return &rmm_rec_fields[item];
	default:           return &rmm_global_fields[item];
	}
}

/* An object that comes or goes is told by its Granule. */
static void add_field(struct collector *c, const struct rmm_change *change)
{
	const struct rmm_field *field = field_of(change->kind, change->item);
	uint32_t granule = 0;

	if (field->is_private)
		return;
	if (change->kind != CHANGE_GLOBAL) {
		granule = granule_of(c, c->now, change);
		if (!granule || !granule_of(c, c->old, change))
			return;
	}
	add(c, &(Change){ .kind = change->kind, .item = change->item,
			  .base = granule ? rmm_granule_pa(c->model, granule - 1) : 0,
			  .from.value = rmm_field_value(field, object_of(c, c->old, change)),
			  .to.value = rmm_field_value(field, object_of(c, c->now, change)) });
}

static void add_measurement(struct collector *c, const struct rmm_change *change)
{
	uint32_t granule = granule_of(c, c->now, change);

	if (granule)
		add(c, &(Change){ .kind = change->kind, .item = change->item,
				  .base = rmm_granule_pa(c->model, granule - 1) });
}

static void add_tracking(struct collector *c, const struct rmm_change *change)
{
	uint64_t pa = rmm_region_base(c->now, rmm_region_at_place(c->model, change->subject));

	add(c, &(Change){ .kind = change->kind, .base = pa,
			  .from.value = rmm_tracking_at(c->model, c->old, pa),
			  .to.value = rmm_tracking_at(c->model, c->now, pa) });
}

static bool collect(void *user, const struct rmm_change *change)
{
	static void (*const add_kind[])(struct collector *, const struct rmm_change *) = {
		[CHANGE_GRANULE_STATE] = add_granule, [CHANGE_GRANULE_GPT] = add_granule,
		[CHANGE_RTTE] = add_entry, [CHANGE_REALM] = add_field,
		[CHANGE_MEASUREMENT] = add_measurement, [CHANGE_REC] = add_field,
		[CHANGE_GLOBAL] = add_field, [CHANGE_TRACKING] = add_tracking,
		[CHANGE_OPERATION] = NULL,
	};
	struct collector *c = user;

	if (change->kind != CHANGE_RTTE)
		c->open = FALSE;
	if (add_kind[change->kind])
		add_kind[change->kind](c, change);
	return true;
}

static void collect_most(const struct rmm_model *model, const struct rmm *old,
			 const struct rmm *now, unsigned line, guint most, GArray *changes)
{
	struct collector c = { .model = model, .old = old, .now = now, .changes = changes,
			       .first = changes->len, .most = most, .line = line,
			       .granule = RMM_NONE };

	rmm_diff(model, old, now, collect, &c);
}

void changes_collect(const struct rmm_model *model, const struct rmm *old,
		     const struct rmm *now, unsigned line, GArray *changes)
{
	collect_most(model, old, now, line, CHANGES_MAX, changes);
}

void changes_collect_all(const struct rmm_model *model, const struct rmm *old,
			 const struct rmm *now, GArray *changes)
{
	collect_most(model, old, now, 0, G_MAXUINT, changes);
}

/* ---- words ---- */

#define HEX "0x%" G_GINT64_MODIFIER "x"

/* The name of a value; a number if it has none. */
static void append_value(GString *out, const struct rmm_enumeration *names,
			 const struct rmm_version *version, uint64_t value)
{
	const char *name = names ? rmm_name(names, version, value) : NULL;

	if (name)
		g_string_append(out, name);
	else
		g_string_append_printf(out, HEX, value);
}

/* ASSIGNED and UNASSIGNED entries have a RIPAS. */
static void append_entry_state(GString *out, const struct rmm_version *version,
			       struct rmm_rtte rtte)
{
	append_value(out, &rmm_rtte_states, version, rtte_state(rtte));
	if (rtte_state(rtte) == RTTE_UNASSIGNED || rtte_state(rtte) == RTTE_ASSIGNED) {
		g_string_append_c(out, ' ');
		append_value(out, &rmm_ripas_values, version, rtte_ripas(rtte));
	}
}

/* Of what changes by a field, the field. */
static const struct rmm_field *named_field(const Change *change)
{
	gboolean is_named = change->kind == CHANGE_REALM || change->kind == CHANGE_REC ||
			    change->kind == CHANGE_GLOBAL;

	return is_named ? field_of(change->kind, change->item) : NULL;
}

const char *change_object(const Change *change)
{
	static const char *const objects[] = {
		[CHANGE_GRANULE_STATE] = "granule", [CHANGE_GRANULE_GPT] = "gpt",
		[CHANGE_RTTE] = "rtte", [CHANGE_REALM] = "realm", [CHANGE_REC] = "rec",
		[CHANGE_GLOBAL] = "rmm", [CHANGE_TRACKING] = "tracking",
	};

	return change->kind != CHANGE_MEASUREMENT ? objects[change->kind] :
	       change->item ? "rem" : "rim";
}

const char *change_field(const Change *change)
{
	const struct rmm_field *field = named_field(change);

	return field ? field->name : NULL;
}

void change_append_value(GString *out, const struct rmm_version *version, const Change *change,
			 gboolean after)
{
	static const struct rmm_enumeration *const names[] = {
		[CHANGE_GRANULE_STATE] = &rmm_granule_states,
		[CHANGE_GRANULE_GPT] = &rmm_gpt_states,
		[CHANGE_TRACKING] = &rmm_tracking_states,
		[CHANGE_OPERATION] = NULL,
	};
	const struct rmm_field *field = named_field(change);

	if (change->kind == CHANGE_MEASUREMENT)
		return;
	if (change->kind == CHANGE_RTTE)
		append_entry_state(out, version, after ? change->to.rtte : change->from.rtte);
	else
		append_value(out, field ? field->names : names[change->kind], version,
			     after ? change->to.value : change->from.value);
}

/* "granule 0x88000000", "rtte 0x80000000 .. 0x80004000 level 3", "realm state" */
static void append_place(GString *out, const Change *change)
{
	const char *field = change_field(change);

	g_string_append(out, change->kind == CHANGE_TRACKING ? "tracking region"
			     : change_object(change));
	if (field) {
		g_string_append_printf(out, " %s", field);
		return;
	}
	g_string_append_printf(out, " " HEX, change->base);
	if (change->entries > 1)
		g_string_append_printf(out, " .. " HEX, change->top);
	if (change->kind == CHANGE_RTTE)
		g_string_append_printf(out, " level %d", change->level);
}

void change_append(GString *out, const struct rmm_version *version, const Change *change)
{
	if (change->kind == CHANGE_MEASUREMENT) {
		g_string_append(out, change_object(change));
		if (change->item)
			g_string_append_printf(out, "%u", change->item - 1);
		g_string_append(out, " extended");
		return;
	}
	append_place(out, change);
	g_string_append(out, ": ");
	if (change->kind != CHANGE_TRACKING) {
		change_append_value(out, version, change, FALSE);
		g_string_append(out, " -> ");
	}
	change_append_value(out, version, change, TRUE);
}

void changes_append(GString *out, const struct rmm_version *version, const GArray *changes)
{
	for (guint i = 0; i < changes->len; i++) {
		const Change *change = &g_array_index(changes, Change, i);

		change_append(out, version, change);
		g_string_append_c(out, '\n');
		if (change->more)
			g_string_append_printf(out, "and %u more\n", change->more);
	}
}
