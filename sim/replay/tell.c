/* SPDX-License-Identifier: BSD-3-Clause */
/* Telling, and counting, what came of the lines of a trace. */
#include "replay/tell.h"

#include "replay/trials.h"
#include "system/interrupt.h"

static void tell(const ReplayRun *run, ReplayEvent event)
{
	event.trace = run->trace;
	event.model = run->history->base;
	event.machine = run->history->player.machine;
	run->function(run->user, &event);
}

/* Tells of a line that is bad input. */
static void tell_flaw(const ReplayRun *run, const TraceLine *line)
{
	run->count->flawed++;
	tell(run, (ReplayEvent){ .kind = REPLAY_NOT_JUDGED, .line = line, .last = line,
				 .reason = UNJUDGED_FLAW, .cause = line });
}

static void tell_flaws(const ReplayRun *run, guint first, guint end)
{
	for (guint i = first; i < end; i++)
		if (replay_line(run, i)->flaw)
			tell_flaw(run, replay_line(run, i));
}

/* From @first to @last, @count lines; one that is bad input has been told. */
static void tell_unjudged(const ReplayRun *run, const TraceLine *first, const TraceLine *last,
			  guint count, UnjudgedReason reason, const TraceLine *cause)
{
	if (count > 0 && !(count == 1 && first->flaw))
		tell(run, (ReplayEvent){ .kind = REPLAY_NOT_JUDGED, .line = first, .last = last,
					 .reason = reason, .cause = cause });
}

void tell_skipped(const ReplayRun *run, guint first, guint end, UnjudgedReason reason,
		  const TraceLine *cause)
{
	run->count->not_judged += end - first;
	if (first == end)
		return;
	tell_flaws(run, first, end);
	tell_unjudged(run, replay_line(run, first), replay_line(run, end - 1), end - first,
		      reason, cause);
}

/* Of any number of lines two are kept. */
void tell_rest(const ReplayRun *run, guint first, UnjudgedReason reason,
	       const TraceLine *cause)
{
	Trace *trace = run->trace;
	/* The end of a history has been told. */
	guint begin = first + (cause->kind == TRACE_END ? 1 : 0), end = begin;
	const TraceLine *line = trace_has(trace, begin) ? replay_line(run, begin) : NULL;

	trace_pin(trace, cause);
	if (line)
		trace_pin(trace, line);
	while (trace_has(trace, end) && !interrupted()) {
		guint size = unit_size(trace, end);

		tell_flaws(run, end, end + size);
		end += size;
		trace_drop(trace, end - 1);
	}
	run->count->not_judged += end - first;
	run->count->lines += end - first;
	if (line && end > begin)
		tell_unjudged(run, line, replay_line(run, end - 1), end - begin, reason, cause);
}

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

LineDescription tell_describe(const ReplayRun *run, const TraceLine *line)
{
	Player *player = &run->history->player;
	LineDescription description = {
		g_array_new(FALSE, FALSE, sizeof(Answer)),
		g_array_new(FALSE, FALSE, sizeof(CallPlace)),
		FALSE, { .count = 0 }
	};

	player->machine->model = run->history->base;
	describe_permitted(player->machine, line, description.answers);
	describe_state(player->machine, line, description.places);
	take_said(description.answers, &player->said);
	description.peeks = player->said.kind == SAID_PEEK &&
			    peek_read(player->machine->model, player->machine->state, line,
				      &description.record);
	return description;
}

void tell_described(const ReplayRun *run, ReplayEvent event,
		    const LineDescription *description)
{
	event.answers = description->answers;
	event.places = description->places;
	event.record = description->peeks ? &description->record : NULL;
	tell(run, event);
	g_array_unref(description->answers);
	g_array_unref(description->places);
}

void tell_clear(LineDescription *description)
{
	g_array_unref(description->answers);
	g_array_unref(description->places);
}

/* Those of the unit's changes that are the line's. */
static void tell_line(const ReplayRun *run, const TraceLine *line)
{
	const GArray *all = run->history->player.machine->changes;
	g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(Change));

	for (guint i = 0; i < all->len; i++)
		if (g_array_index(all, Change, i).line == line->number)
			g_array_append_vals(changes, &g_array_index(all, Change, i), 1);
	tell(run, (ReplayEvent){ .kind = REPLAY_LINE, .line = line, .changes = changes });
}

static void tell_finding(const ReplayRun *run, const TraceLine *line, const Finding *finding,
			 enum rmm_variant cause)
{
	tell(run, (ReplayEvent){ .kind = REPLAY_FINDING, .line = line, .finding = finding,
				 .explained = { cause } });
	if (finding->kind == FINDING_HINT)
		return;
	if (finding->kind == FINDING_SELF_CHECK)
		run->count->unsound++;
	else if (cause != VARIANT_NONE)
		run->count->caused++;
	else
		run->count->broken++;
}

static const TraceLine *line_of(const ReplayRun *run, const Finding *finding)
{
	guint i = 0;

	while (replay_line(run, i)->number < finding->line)
		i++;
	return replay_line(run, i);
}

void tell_findings(const ReplayRun *run, const struct unit *unit, enum rmm_variant bent)
{
	History *history = run->history;
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
		if (finding->kind == FINDING_HINT)
			cause = VARIANT_NONE;
		else if (finding->line >= replay_line(run, unit->first)->number)
			cause = finding->kind == FINDING_INVARIANT
				? history_cause(history, finding) : VARIANT_NONE;
		tell_finding(run, line_of(run, finding), finding, cause);
	}
}

void tell_agreeing(const ReplayRun *run, guint first, guint end)
{
	for (guint i = first; i < end; i++) {
		const TraceLine *line = replay_line(run, i);
		gboolean judged = !line->beyond && !line->flaw;

		run->count->agree += judged ? 1 : 0;
		run->count->not_judged += judged ? 0 : 1;
		if (line->flaw)
			tell_flaw(run, line);
		else if (line->beyond)
			tell(run, (ReplayEvent){ .kind = REPLAY_NOT_JUDGED, .line = line,
						 .last = line, .cause = line,
						 .reason = UNJUDGED_BEYOND });
		else if (run->every_line)
			tell_line(run, line);
	}
}

void tell_end(const ReplayRun *run, guint first)
{
	const TraceLine *line = replay_line(run, first);
	LineDescription description = tell_describe(run, line);

	tell_described(run, (ReplayEvent){ .kind = REPLAY_ENDS, .line = line }, &description);
	tell_rest(run, first, UNJUDGED_END, line);
}
