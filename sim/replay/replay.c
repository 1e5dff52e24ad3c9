/* SPDX-License-Identifier: BSD-3-Clause */
/* Replaying named traces. */
#include "replay/replay.h"

#include <string.h>

#include "replay/call.h"
#include "replay/flaw.h"
#include "replay/found_platform.h"
#include "system/interrupt.h"

struct Replay {
	ReplayOptions options;
	History *history;
	struct rmm_platform usual;
};

/* A run of a trace, and who is told of it. */
struct run {
	const Replay *replay;
	const Trace *trace;
	ReplayFunction *function;
	gpointer user;
	ReplayCount *count;
};

Replay *replay_new(const ReplayOptions *options, GError **error)
{
	g_autoptr(Replay) replay = g_new0(Replay, 1);

	replay->options = *options;
	replay->history = history_new(options->version, options->variants, NULL, error);
	if (!replay->history)
		return NULL;
	replay->usual = replay->history->platform;
	return g_steal_pointer(&replay);
}

/* The history is one on the platform of @trace. FALSE with @error: there is none. */
static gboolean suit(Replay *replay, const Trace *trace, GError **error)
{
	struct rmm_platform platform = replay->usual;
	History *history;

	found_platform(trace, &platform);
	if (memcmp(&platform, &replay->history->platform, sizeof(platform)) == 0)
		return TRUE;
	history = history_new(replay->options.version, replay->options.variants, &platform, error);
	if (!history)
		return FALSE;
	history_free(replay->history);
	replay->history = history;
	return TRUE;
}

/* What is looked at after each step that counts. */
static guint watch_of(const ReplayOptions *options)
{
	return (options->no_invariants ? 0 : WATCH_INVARIANTS) |
	       (options->self_check ? WATCH_SELF_CHECK : 0);
}

void replay_free(Replay *replay)
{
	if (!replay)
		return;
	history_free(replay->history);
	g_free(replay);
}

/* ---- telling ---- */

static const TraceLine *line_at(const struct run *run, guint i)
{
	return run->trace->lines->pdata[i];
}

static void tell(const struct run *run, ReplayEvent event)
{
	event.trace = run->trace;
	event.model = run->replay->history->base;
	run->function(run->user, &event);
}

/* Tells of a line that is bad input. */
static void tell_flaw(const struct run *run, const TraceLine *line)
{
	run->count->flawed++;
	tell(run, (ReplayEvent){ .kind = REPLAY_NOT_JUDGED, .line = line, .last = line,
				 .reason = UNJUDGED_FLAW, .cause = line });
}

/* The lines of [first, end) are not judged because of @cause. */
static void skip(const struct run *run, guint first, guint end, UnjudgedReason reason,
		 const TraceLine *cause)
{
	run->count->not_judged += end - first;
	/* The end of a history has been told. */
	if (cause->kind == TRACE_END)
		first++;
	for (guint i = first; i < end; i++)
		if (line_at(run, i)->flaw)
			tell_flaw(run, line_at(run, i));
	if (end - first == 1 && line_at(run, first)->flaw)
		return;
	if (first < end)
		tell(run, (ReplayEvent){ .kind = REPLAY_NOT_JUDGED, .line = line_at(run, first),
					 .last = line_at(run, end - 1), .reason = reason,
					 .cause = cause });
}

/* The lines from @first on are not judged because of @cause. */
static void give_up(const struct run *run, guint first, UnjudgedReason reason,
		    const TraceLine *cause)
{
	skip(run, first, run->trace->lines->len, reason, cause);
	run->count->lines += run->trace->lines->len - first;
}

/* What the model permits for a line, and the state around it. */
struct description {
	GArray *answers;        /* of Answer */
	GArray *places;         /* of CallPlace */
	gboolean peeks;
	PeekRecord record;
};

/* What the Realm meets, and how it exits, only the run of its REC can tell. */
static void take_said(GArray *answers, const Said *said)
{
	const Answer answer = { said->call, said->result };

	if (said->kind != SAID_RESULT || (answers->len && (
	    said->call.command != CMD_RMI_REC_ENTER ||
	    g_array_index(answers, Answer, 0).result.status != said->result.status)))
		return;
	g_array_set_size(answers, 0);
	g_array_append_val(answers, answer);
}

/* Describes a line in the state in which the machine stands. */
static struct description describe(const struct run *run, const TraceLine *line)
{
	Player *player = &run->replay->history->player;
	struct description description = {
		g_array_new(FALSE, FALSE, sizeof(Answer)),
		g_array_new(FALSE, FALSE, sizeof(CallPlace)),
		FALSE, { .count = 0 }
	};

	player->machine->model = run->replay->history->base;
	describe_permitted(player->machine, line, description.answers);
	describe_state(player->machine, line, description.places);
	take_said(description.answers, &player->said);
	description.peeks = player->said.kind == SAID_PEEK &&
			    peek_read(player->machine->model, player->machine->state, line,
				      &description.record);
	return description;
}

static void tell_described(const struct run *run, ReplayEvent event,
			   const struct description *description)
{
	event.answers = description->answers;
	event.places = description->places;
	event.record = description->peeks ? &description->record : NULL;
	tell(run, event);
	g_array_unref(description->answers);
	g_array_unref(description->places);
}

/* Those of the unit's changes that are the line's. */
static void tell_line(const struct run *run, const TraceLine *line)
{
	const GArray *all = run->replay->history->player.machine->changes;
	g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(Change));

	for (guint i = 0; i < all->len; i++)
		if (g_array_index(all, Change, i).line == line->number)
			g_array_append_vals(changes, &g_array_index(all, Change, i), 1);
	tell(run, (ReplayEvent){ .kind = REPLAY_LINE, .line = line, .changes = changes });
}

static void tell_finding(const struct run *run, const TraceLine *line, const Finding *finding,
			 enum rmm_variant cause)
{
	tell(run, (ReplayEvent){ .kind = REPLAY_FINDING, .line = line, .finding = finding,
				 .explained = { cause } });
	if (finding->kind == FINDING_SELF_CHECK)
		run->count->unsound++;
	else if (cause != VARIANT_NONE)
		run->count->caused++;
	else
		run->count->broken++;
}

static const TraceLine *line_of(const struct run *run, const Finding *finding)
{
	guint i = 0;

	while (line_at(run, i)->number < finding->line)
		i++;
	return line_at(run, i);
}

/*
 * Tells what the steps of a unit showed to be wrong. What breaks further up
 * does so since all of the history is taken under @bent.
 */
static void tell_findings(const struct run *run, const struct unit *unit, enum rmm_variant bent)
{
	History *history = run->replay->history;
	const GArray *now = history->player.machine->findings;
	g_autoptr(GArray) findings = g_array_new(FALSE, FALSE, sizeof(Finding));

	/* Looking for causes takes the unit again. */
	if (now->len)
		g_array_append_vals(findings, now->data, now->len);
	for (guint i = 0; i < findings->len; i++) {
		const Finding *finding = &g_array_index(findings, Finding, i);
		enum rmm_variant cause = bent;

		if (finding->kind == FINDING_LIMIT)
			continue;
		if (finding->line >= line_at(run, unit->first)->number)
			cause = finding->kind == FINDING_INVARIANT
				? history_cause(history, finding) : VARIANT_NONE;
		tell_finding(run, line_of(run, finding), finding, cause);
	}
}

/* Counts lines that agree, and tells of those that are not judged. */
static void tell_agreeing(const struct run *run, guint first, guint end)
{
	for (guint i = first; i < end; i++) {
		const TraceLine *line = line_at(run, i);
		gboolean judged = !line->beyond && !line->flaw;

		run->count->agree += judged ? 1 : 0;
		run->count->not_judged += judged ? 0 : 1;
		if (line->flaw)
			tell_flaw(run, line);
		else if (line->beyond)
			tell(run, (ReplayEvent){ .kind = REPLAY_NOT_JUDGED, .line = line,
						 .last = line, .cause = line,
						 .reason = UNJUDGED_BEYOND });
		else if (run->replay->options.every_line)
			tell_line(run, line);
	}
}

/* ---- replaying ---- */

/* TRUE if the unit diverges and nothing explains it. */
static gboolean judge_divergence(const struct run *run, const struct unit *unit, guint failed)
{
	History *history = run->replay->history;
	ReplayEvent event = { .kind = REPLAY_DIVERGES,
			      .line = history_lines(history, unit)[failed] };
	struct description description;
	gboolean explained;

	machine_restore(history->player.machine, history->saved);
	description = describe(run, event.line);
	explained = explain(history, event.explained);
	run->count->diverge++;
	tell_agreeing(run, unit->first, unit->first + failed);
	tell_described(run, event, &description);
	if (explained) {
		tell_agreeing(run, unit->first + failed + 1, unit->first + unit->size);
		tell_findings(run, unit, event.explained[0]);
	} else {
		skip(run, unit->first + failed + 1, unit->first + unit->size,
		     UNJUDGED_UNEXPLAINED, event.line);
	}
	return !explained;
}

static void tell_end(const struct run *run, guint first)
{
	const TraceLine *line = line_at(run, first);
	struct description description = describe(run, line);

	tell_described(run, (ReplayEvent){ .kind = REPLAY_ENDS, .line = line }, &description);
	give_up(run, first, UNJUDGED_END, line);
}

/* The first line of a unit that is bad input. */
static const TraceLine *flawed(const struct run *run, const struct unit *unit)
{
	guint i = unit->first;

	while (!line_at(run, i)->flaw)
		i++;
	return line_at(run, i);
}

/* Notes what lines of a unit cannot be read; how many. */
static guint note_flaws(const struct run *run, const struct unit *unit, const GError *error)
{
	TraceLine *const *lines = history_lines(run->replay->history, unit);
	gboolean of_inputs;
	guint count = 0;

	for (guint i = 0; i < unit->size; i++) {
		if (lines[i]->flaw)
			continue;
		lines[i]->flaw = flaw_find(run->replay->history->base, lines[i], &of_inputs);
		lines[i]->unreadable = lines[i]->flaw && of_inputs;
		count += lines[i]->flaw ? 1 : 0;
	}
	/* What only running it shows: what it is no part of. */
	if (count == 0 && error) {
		lines[0]->flaw = g_strdup(error->message);
		lines[0]->unreadable = lines[unit->size - 1]->unreadable = TRUE;
		count++;
	}
	return count;
}

/* Takes the last unit that was added; once more if some of its lines cannot be read. */
static Verdict take(const struct run *run, const struct unit *unit, guint *failed)
{
	static const struct rmm_variants none;
	History *history = run->replay->history;
	g_autoptr(GError) error = NULL;
	Verdict verdict = history_take(history, unit, none, failed, &error);

	if (verdict == AGREES || note_flaws(run, unit, error) == 0)
		return verdict;
	machine_restore(history->player.machine, history->saved);
	return history_take(history, unit, none, failed, NULL);
}

/* Takes a unit and tells of it. FALSE: the rest of the file is not judged. */
static gboolean run_unit(const struct run *run, const struct unit *unit, Verdict verdict,
			 guint failed)
{
	History *history = run->replay->history;
	const TraceLine *line = history_lines(history, unit)[failed];

	if (history->player.machine->limit) {
		run->count->limit = TRUE;
		give_up(run, unit->first, UNJUDGED_LIMIT, line);
		return FALSE;
	}
	run->count->lines += unit->size;
	if (!unit_can_run(history_lines(history, unit), unit->size)) {
		skip(run, unit->first, unit->first + unit->size, UNJUDGED_FLAW, flawed(run, unit));
		return TRUE;
	}
	if (verdict == AGREES) {
		tell_agreeing(run, unit->first, unit->first + unit->size);
		tell_findings(run, unit, VARIANT_NONE);
		return TRUE;
	}
	if (!judge_divergence(run, unit, failed))
		return TRUE;
	give_up(run, unit->first + unit->size, UNJUDGED_UNEXPLAINED, line);
	return FALSE;
}

static void run_carefully(const struct run *run, Trace *trace)
{
	static const struct rmm_variants none;
	History *history = run->replay->history;
	guint watch = watch_of(&run->replay->options) | WATCH_TRAIL;

	history_begin(history, trace,
		      watch | (run->replay->options.every_line ? WATCH_CHANGES : 0));
	for (guint first = 0; first < trace->lines->len && !interrupted(); ) {
		struct unit unit = { first, unit_size(trace, first), none };
		Verdict verdict;
		guint failed;

		history->player.said.kind = SAID_NOTHING;
		if (line_at(run, first)->kind == TRACE_END) {
			tell_end(run, first);
			return;
		}
		history_add(history, first, unit.size);
		machine_forget(history->player.machine);
		history->player.machine->watch = history->watch;
		verdict = take(run, &unit, &failed);
		if (!run_unit(run, &unit, verdict, failed))
			return;
		first += unit.size;
	}
}

guint replay_fast(Replay *replay, Trace *trace, GError **error)
{
	static const struct rmm_variants none;
	History *history = replay->history;
	guint first = 0;

	history_begin(history, trace, watch_of(&replay->options));
	while (first < trace->lines->len) {
		struct unit unit = { first, unit_size(trace, first), none };
		guint failed;

		if (((const TraceLine *)trace->lines->pdata[first])->kind == TRACE_END ||
		    !unit_can_run(history_lines(history, &unit), unit.size) ||
		    history_take(history, &unit, none, &failed, error) != AGREES ||
		    history->player.machine->findings->len)
			break;
		first += unit.size;
	}
	return first;
}

gboolean replay_run(Replay *replay, Trace *trace, ReplayFunction *function,
		    gpointer user, ReplayCount *count, GError **error)
{
	struct run run = { replay, trace, function, user, count };
	g_autoptr(GError) ignored = NULL;

	if (!suit(replay, trace, error))
		return FALSE;
	/* Most histories agree: look closer only at those that do not. */
	if (!replay->options.every_line &&
	    replay_fast(replay, trace, &ignored) == trace->lines->len) {
		count->lines += trace->lines->len;
		tell_agreeing(&run, 0, trace->lines->len);
		return TRUE;
	}
	run_carefully(&run, trace);
	return TRUE;
}
