/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking parts of a history again. */
#include "replay/trials.h"

/* Of the bound, trials of the last unit alone may use all, those from boot this many. */
#define FROM_BOOT_PER_LINE 8

static gboolean may_take_again(const History *history, guint per_line)
{
	guint64 judged = history_last(history)->first + history_last(history)->size;

	return history->again < HISTORY_AGAIN_ALWAYS + per_line * judged;
}

/* In a trial nothing is looked at, and the trail stays that of what was taken before. */
static Trail *begin_trial(History *history)
{
	Machine *machine = history->player.machine;
	Trail *trail = machine->trail;

	machine->watch = 0;
	machine->trail = history->no_trail;
	return trail;
}

static void end_trial(History *history, Trail *trail)
{
	history->player.machine->trail = trail;
}

/* Takes the last unit as a trial. */
static Verdict try_last(History *history, struct rmm_variants bent, guint *failed)
{
	Trail *trail = begin_trial(history);
	Verdict verdict;

	history->again += history_last(history)->size;
	machine_restore(history->player.machine, history->saved);
	verdict = history_take(history, history_last(history), bent, failed);
	end_trial(history, trail);
	return verdict;
}

gboolean history_try_step(History *history, struct rmm_variants bent)
{
	guint failed;

	return may_take_again(history, HISTORY_AGAIN_PER_LINE) &&
	       try_last(history, bent, &failed) == AGREES;
}

void history_note_last(History *history)
{
	static const struct rmm_variants none;

	if (!history->noted)
		history->noted = machine_point_new(history->base);
	history->player.said = (Said){ SAID_NOTHING };
	try_last(history, none, &history->noted_failed);
	history->noted_said = history->player.said;
	machine_save(history->player.machine, history->noted);
}

gboolean history_differs(History *history, struct rmm_variants bent)
{
	const Said *said = &history->player.said, *noted = &history->noted_said;
	guint failed;

	if (!may_take_again(history, HISTORY_AGAIN_PER_LINE))
		return FALSE;
	history->player.said = (Said){ SAID_NOTHING };
	try_last(history, bent, &failed);
	return failed != history->noted_failed || said->kind != noted->kind ||
	       said->result.status != noted->result.status ||
	       said->result.condition != noted->result.condition ||
	       said->result.permitted != noted->result.permitted ||
	       !rmm_state_equal(history->base, history->player.machine->state,
				history->noted->state);
}

gboolean history_affords(const History *history, guint level, guint times)
{
	const struct unit *first = history_unit(history, history->marks[level][0].unit);
	guint64 end = history_last(history)->first + history_last(history)->size;

	return history->again + (end - first->first) * times <
	       HISTORY_AGAIN_ALWAYS + HISTORY_AGAIN_PER_LINE * end;
}

gboolean history_reaches(const History *history, guint level)
{
	return level == 0 ||
	       history->marks[level][0].first != history->marks[level - 1][0].first;
}

/* Takes the units since a mark up to one that does not agree; the unit behind the last. */
static guint try_units(History *history, const HistoryMark *mark, struct rmm_variants bent)
{
	guint failed, i = mark->unit;

	history_go_to(history, mark);
	for (; i < history->units->len && may_take_again(history, FROM_BOOT_PER_LINE); i++) {
		const struct unit *unit = history_unit(history, i);

		if (history_take(history, unit, history_both(bent, unit->bent), &failed) != AGREES)
			break;
		history->again += unit->size;
	}
	return i;
}

gboolean history_try_since(History *history, guint level, struct rmm_variants bent)
{
	Trail *trail = begin_trial(history);
	guint end = try_units(history, &history->marks[level][0], bent);

	end_trial(history, trail);
	return end == history->units->len;
}

/* Is the row of @finding among those that broke? */
static gboolean has_broken(const Machine *machine, const Finding *finding)
{
	for (guint i = 0; i < machine->findings->len; i++)
		if (g_array_index(machine->findings, Finding, i).id == finding->id)
			return TRUE;
	return FALSE;
}

/* Does the invariant hold where it broke if the last unit is taken with @variants? */
static gboolean holds_under(History *history, const Finding *finding,
			    struct rmm_variants variants)
{
	Machine *machine = history->player.machine;
	const struct unit *unit = history_last(history);
	guint failed;

	machine_restore(machine, history->saved);
	machine->model = history_model(history, variants, NULL);
	machine->watch = WATCH_INVARIANTS | (history->watch & WATCH_TRAIL);
	if (!machine->model)
		return FALSE;
	unit_run(&history->player, history_lines(history, unit), unit->size, &failed);
	return history_lines(history, unit)[failed]->number >= finding->line &&
	       !has_broken(machine, finding);
}

enum rmm_variant history_cause(History *history, const Finding *finding)
{
	struct rmm_variants all = history_both(history->config.variants, history_last(history)->bent);
	enum rmm_variant cause = VARIANT_NONE;
	const Finding copy = *finding;

	for (enum rmm_variant i = 1; i < VARIANTS && cause == VARIANT_NONE; i++) {
		struct rmm_variants fewer = all;

		if (!rmm_has_variant(&all, i))
			continue;
		fewer.bits[i / 64] &= ~((uint64_t)1 << (i % 64));
		if (holds_under(history, &copy, fewer))
			cause = i;
	}
	history_settle(history, history_last(history)->bent);
	return cause;
}

static void take_last(History *history)
{
	guint failed;

	history->player.machine->watch = history->watch;
	history_take(history, history_last(history), history_last(history)->bent, &failed);
}

void history_settle(History *history, struct rmm_variants bent)
{
	history_unit(history, history->units->len - 1)->bent = bent;
	machine_restore(history->player.machine, history->saved);
	take_last(history);
}

void history_settle_since(History *history, guint level, struct rmm_variants bent)
{
	Machine *machine = history->player.machine;
	guint first = history->marks[level][0].unit, last = history->units->len - 1;
	uint64_t told = history->saved->broken;
	guint failed;

	history_go_to(history, &history->marks[level][0]);
	machine->watch = history->watch;
	machine->broken = told;
	for (guint i = first; i <= last; i++) {
		struct unit *unit = history_unit(history, i);

		if (i > first)
			history_renew_marks(history, i);
		unit->bent = history_both(unit->bent, bent);
		history->again += unit->size;
		if (i < last)
			history_take(history, unit, unit->bent, &failed);
	}
	machine_save(machine, history->saved);
	take_last(history);
}
