/* SPDX-License-Identifier: BSD-3-Clause */
/* Checking invariants after a step: at what changed, and at what is tied to it. */
#include "check/invariant.h"

struct checker {
	const struct rmm_event *e;
	const struct rmm_invariant *rows;
	uint64_t ignored, broken;       /* bit per row */
	struct rmm_violation *violations;
	unsigned count, max;
	bool states_only;
	struct rmm_entry_sight sight;
	/* Checked last, by kind: neighbours are tied to the same again and again. */
	struct last {
		uint32_t number, item;
	} last[SUBJECTS];
};

static void open_checker(struct checker *checker, const struct rmm_event *e, uint64_t ignored)
{
	unsigned rows;

	checker->e = e;
	checker->rows = rmm_invariants(&rows);
	checker->ignored = ignored;
	checker->broken = 0;
	checker->count = checker->max = 0;
	checker->states_only = false;
	rmm_entry_sight_open(&checker->sight, e->model, e->old, e->now);
	for (unsigned i = 0; i < SUBJECTS; i++)
		checker->last[i].number = RMM_NONE;
}

/* Is it about to be checked once more? */
static bool is_repeated(struct checker *checker, enum rmm_subject kind, uint32_t number,
			uint32_t item)
{
	struct last *last = &checker->last[kind];
	bool repeated = last->number == number && last->item == item;

	*last = (struct last){ number, item };
	return repeated;
}

/* What rows of one kind look at. */
struct subject {
	enum rmm_subject kind;
	uint32_t number, item;
	const struct rmm_granule_pair *granule;
	const struct rmm_entry_pair *entry;
};

static bool holds(const struct rmm_event *e, const struct rmm_invariant *row,
		  const struct subject *subject)
{
	switch (subject->kind) {
	case SUBJECT_GRANULE: return row->holds.granule(e, subject->granule);
	case SUBJECT_ENTRY:   return row->holds.entry(e, subject->entry);
	case SUBJECT_REALM:
	case SUBJECT_REC:     return row->holds.slot(e, subject->number);
	default:              return row->holds.step(e);
	}
}

/* Evaluates every row about @subject that is not known to be broken. */
static void check(struct checker *checker, const struct subject *subject)
{
	const struct rmm_rows *rows = &checker->e->model->invariants[subject->kind];

	for (unsigned i = 0; i < rows->count; i++) {
		const struct rmm_invariant *row = &checker->rows[rows->row[i]];

		if ((checker->ignored | checker->broken) >> rows->row[i] & 1 ||
		    (checker->states_only && row->kind != INVARIANT_STATE) ||
		    holds(checker->e, row, subject))
			continue;
		checker->broken |= (uint64_t)1 << rows->row[i];
		if (checker->count < checker->max)
			checker->violations[checker->count] =
				(struct rmm_violation){ row, subject->number, subject->item };
		checker->count++;
	}
}

static void check_granule(struct checker *checker, uint32_t granule)
{
	const struct rmm_event *e = checker->e;
	struct rmm_granule_pair pair;

	if (is_repeated(checker, SUBJECT_GRANULE, granule, 0))
		return;
	rmm_granule_see(e->model, e->old, e->now, granule, &pair);
	check(checker, &(struct subject){ SUBJECT_GRANULE, granule, 0, .granule = &pair });
}

static void check_entry(struct checker *checker, uint32_t rtt, uint32_t index)
{
	if (is_repeated(checker, SUBJECT_ENTRY, rtt, index))
		return;
	check(checker, &(struct subject){ SUBJECT_ENTRY, rtt, index,
					  .entry = rmm_entry_see(&checker->sight, rtt, index) });
}

/* A Realm, a REC, or the step. */
static void check_slot(struct checker *checker, enum rmm_subject kind, uint32_t slot)
{
	if (!is_repeated(checker, kind, slot, 0))
		check(checker, &(struct subject){ kind, slot, 0 });
}

/* The entry that maps a DATA Granule or leads to an RTT, or did so in @s. */
static void check_parent(struct checker *checker, const struct rmm *s, uint32_t granule)
{
	const struct rmm_model *m = checker->e->model;
	uint64_t link = rmm_granule_link(m, s, granule);
	struct rmm_position at = { .level = RMM_PAGE_LEVEL + 1 };
	const struct rmm_realm *realm;
	struct rmm_walk walk;

	/* A link that leads nowhere breaks an invariant of the Granule. */
	switch (link ? rmm_granule_state(m, s, granule) : GRANULE_UNDELEGATED) {
	case GRANULE_DATA:
		at.realm = rmm_data_link_realm(m, link);
		at.ipa = rmm_data_link_ipa(m, link);
		break;
	case GRANULE_RTT:
		if (rmm_link_slot(link) >= m->config.rtts)
			return;
		at = rmm_position_decode(*rmm_rtt_position(m, s, rmm_link_slot(link)));
		break;
	default:
		return;
	}
	if (at.realm >= m->config.realms)
		return;
	realm = rmm_realm(m, checker->e->now, at.realm);
	if (!realm->rd || at.level <= realm->rtt_level_start ||
	    !rmm_in_ipa_space(realm, at.ipa))
		return;
	rmm_rtt_walk(m, checker->e->now, realm, at.ipa, at.level - 1, &walk);
	check_entry(checker, walk.rtt, walk.index);
}

/* A Granule that an entry points to, and the entry that it belonged to. */
static void check_granule_at(struct checker *checker, uint64_t pa)
{
	uint32_t granule = rmm_granule_at(checker->e->model, pa);

	if (granule == RMM_NONE)
		return;
	check_granule(checker, granule);
	check_parent(checker, checker->e->old, granule);
}

static void check_targets(struct checker *checker, const struct rmm *s,
			  uint32_t rtt, uint32_t index);

/*
 * Entries below a TABLE that came or went, as far as they did not change
 * themselves: they say something else of their IPAs, or nothing any more.
 */
static void check_table(struct checker *checker, const struct rmm *s, uint32_t rtt)
{
	const struct rmm_model *m = checker->e->model;
	uint32_t slots = rmm_granule_pages(s);

	for (uint32_t end = rtt + slots; rtt < end && rtt < m->config.rtts; rtt++)
		for (uint32_t i = 0; i < m->config.rtt_entries; i++) {
			if (!rtte_equal(rmm_rtt_entries(m, checker->e->old, rtt)[i],
					rmm_rtt_entries(m, checker->e->now, rtt)[i]))
				continue;
			check_entry(checker, rtt, i);
			check_targets(checker, s, rtt, i);
		}
}

/* What an entry points, or pointed, to. */
static void check_targets(struct checker *checker, const struct rmm *s,
			  uint32_t rtt, uint32_t index)
{
	struct rmm_rtte rtte = rmm_rtt_entries(checker->e->model, s, rtt)[index];
	struct rmm_place at;
	uint64_t size;

	if (rtte_is(rtte, RTTE_TABLE)) {
		check_granule_at(checker, rtte_address(rtte));
		check_table(checker, s, rmm_rtt_child(checker->e->model, s, rtte));
	} else if ((rtte_is(rtte, RTTE_ASSIGNED) ||
		    rtte_is(rtte, RTTE_INTERMEDIATE)) &&
		   rmm_place_of(checker->e->model, s, rtt, index, &at)) {
		size = rmm_level_size(checker->e->model, s, at.rtt.level);
		for (uint64_t i = 0; i < size; i += RMM_GRANULE_SIZE)
			check_granule_at(checker, rtte_address(rtte) + i);
	}
}

/* The Granules and the Realm of a REC that changed. */
static void check_rec_ties(struct checker *checker, const struct rmm *s, uint32_t slot)
{
	const struct rmm_model *m = checker->e->model;
	const struct rmm_rec *rec = rmm_rec(m, s, slot);

	if (!rec->granule)
		return;
	check_granule(checker, rec->granule - 1);
	for (unsigned i = 0; i < m->config.platform.aux_count; i++)
		check_granule(checker, rmm_aux(m, s, slot)[i]);
	check_slot(checker, SUBJECT_REALM, rec->owner);
}

/* What an operation held. */
static void check_operation_ties(struct checker *checker, uint32_t slot)
{
	const struct rmm_model *m = checker->e->model;
	const struct rmm *old = checker->e->old;

	for (unsigned i = 0; i < rmm_operation(m, old, slot)->held; i++)
		check_granule(checker, rmm_operation_granules(m, old, slot)[i]);
}

bool rmm_change_leaves_behind(const struct rmm_event *e, const struct rmm_change *change)
{
	if (change->kind == CHANGE_OPERATION)
		return !rmm_operation(e->model, e->now, change->subject)->command;
	return change->kind == CHANGE_REALM && change->item == REALM_FIELD_RD &&
	       rmm_realm(e->model, e->old, change->subject)->rd;
}

/* Is a Granule of a Realm, or of a REC? */
static bool is_of_realm(enum rmm_granule_state state)
{
	return state == GRANULE_RD || state == GRANULE_REC || state == GRANULE_REC_AUX ||
	       state == GRANULE_DATA;
}

/* Is it in the hands of an operation? */
static bool is_of_operation(enum rmm_granule_state state)
{
	return state == GRANULE_INTERNAL || state == GRANULE_INTERMEDIATE;
}

/* What an operation that ended, or a Realm that is gone, may have left behind. */
static void check_left_behind(struct checker *checker, const struct rmm_change *change)
{
	const struct rmm_model *m = checker->e->model;
	const struct rmm *old = checker->e->old, *now = checker->e->now;
	bool (*is_left)(enum rmm_granule_state) = change->kind == CHANGE_OPERATION
						  ? is_of_operation : is_of_realm;

	for (uint32_t i = 0; i < old->granules_high; i++)
		if (is_left(rmm_granule_state(m, now, i)))
			check_granule(checker, i);
	for (uint32_t i = 0; change->kind == CHANGE_OPERATION && i < old->rtts_high; i++)
		for (uint32_t j = 0; j < m->config.rtt_entries; j++)
			if (rtte_is(rmm_rtt_entries(m, now, i)[j], RTTE_INTERMEDIATE))
				check_entry(checker, i, j);
}

/* What changed, and what is tied to it. */
static void check_change(struct checker *checker, const struct rmm_change *change)
{
	const struct rmm_event *e = checker->e;

	switch (change->kind) {
	case CHANGE_GRANULE_STATE:
	case CHANGE_GRANULE_GPT:
	case CHANGE_CONTENTS:
		check_granule(checker, change->subject);
		check_parent(checker, e->old, change->subject);
		check_parent(checker, e->now, change->subject);
		break;
	case CHANGE_RTTE:
		check_entry(checker, change->subject, change->item);
		check_targets(checker, e->old, change->subject, change->item);
		check_targets(checker, e->now, change->subject, change->item);
		break;
	case CHANGE_REALM:
	case CHANGE_MEASUREMENT:
		check_slot(checker, SUBJECT_REALM, change->subject);
		break;
	case CHANGE_REC:
		check_slot(checker, SUBJECT_REC, change->subject);
		if (change->item == REC_FIELD_GRANULE || change->item == REC_FIELD_OWNER) {
			check_rec_ties(checker, e->old, change->subject);
			check_rec_ties(checker, e->now, change->subject);
		}
		break;
	case CHANGE_OPERATION:
		check_operation_ties(checker, change->subject);
		break;
	case CHANGE_GPR:
	case CHANGE_GLOBAL:
	case CHANGE_TRACKING:
		break;
	}
}

static bool check_all_of_change(void *user, const struct rmm_change *change)
{
	struct checker *checker = user;

	check_change(checker, change);
	if (rmm_change_leaves_behind(checker->e, change))
		check_left_behind(checker, change);
	return true;
}

unsigned rmm_check_invariants(struct rmm_event *e, uint64_t ignored,
			      struct rmm_violation *violations, unsigned max)
{
	struct checker checker;

	open_checker(&checker, e, ignored);
	checker.violations = violations;
	checker.max = max;
	e->changed = !rmm_state_equal(e->model, e->old, e->now);
	if (e->changed)
		rmm_diff(e->model, e->old, e->now, check_all_of_change, &checker);
	check_slot(&checker, SUBJECT_STEP, 0);
	return checker.count;
}

uint64_t rmm_check_change(const struct rmm_event *e, uint64_t ignored,
			  const struct rmm_change *change)
{
	struct checker checker;

	open_checker(&checker, e, ignored);
	check_change(&checker, change);
	return checker.broken;
}

uint64_t rmm_check_subject(const struct rmm_event *e, uint64_t ignored, enum rmm_subject kind,
			   uint32_t subject, uint32_t item)
{
	struct checker checker;

	open_checker(&checker, e, ignored);
	switch (kind) {
	case SUBJECT_GRANULE: check_granule(&checker, subject); break;
	case SUBJECT_ENTRY:   check_entry(&checker, subject, item); break;
	default:              check_slot(&checker, kind, subject); break;
	}
	return checker.broken;
}

unsigned rmm_check_all_invariants(const struct rmm_model *m, const struct rmm *s,
				  struct rmm_violation *violations, unsigned max)
{
	struct rmm_event e = { .model = m, .old = s, .now = s };
	struct checker checker;

	open_checker(&checker, &e, 0);
	checker.violations = violations;
	checker.max = max;
	checker.states_only = true;
	for (uint32_t i = 0; i < m->layout.granules; i++)
		check_granule(&checker, i);
	for (uint32_t i = 0; i < m->config.rtts; i++)
		for (uint32_t j = 0; j < m->config.rtt_entries; j++)
			check_entry(&checker, i, j);
	for (uint32_t i = 0; i < m->config.realms; i++)
		check_slot(&checker, SUBJECT_REALM, i);
	for (uint32_t i = 0; i < m->config.recs; i++)
		check_slot(&checker, SUBJECT_REC, i);
	return checker.count;
}
