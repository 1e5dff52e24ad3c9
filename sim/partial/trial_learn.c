/* SPDX-License-Identifier: BSD-3-Clause */
/* What a call that agrees rules out, and what it did. */
#include "partial/trial_learn.h"

#include <string.h>

#include "partial/trial_private.h"

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
		    trial_agrees(trial, indexes, &result, NULL))
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
	return trial->is_single && !trial->roles->memory;
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
		trial_try(&again, again.found, &result, &after);
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
