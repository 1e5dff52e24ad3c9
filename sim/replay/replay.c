/* SPDX-License-Identifier: BSD-3-Clause */
/* Replaying named traces. */
#include "replay/replay.h"

#include <string.h>

#include "replay/describe.h"
#include "replay/found_platform.h"
#include "replay/recorded.h"
#include "replay/tell.h"
#include "replay/trace_header.h"
#include "system/interrupt.h"
#include "system/platform.h"

struct Replay {
	ReplayOptions options;
	History *history;
	struct rmm_config usual;        /* for a trace that does not tell */
	gboolean is_told;               /* the history is one on what a header tells */
};

Replay *replay_new(const ReplayOptions *options, GError **error)
{
	g_autoptr(Replay) replay = g_new0(Replay, 1);

	replay->options = *options;
	platform_for_traces(&replay->usual, options->version, NULL);
	if (options->platform)
		replay->usual.platform = *options->platform;
	replay->usual.variants = options->variants;
	replay->history = history_new(&replay->usual, error);
	if (!replay->history)
		return NULL;
	return g_steal_pointer(&replay);
}

static void add_variants(struct rmm_variants *set, const struct rmm_variants *more)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(set->bits); i++)
		set->bits[i] |= more->bits[i];
}

/* What @trace was recorded on. FALSE with @error: its header has errors. */
static gboolean find_configuration(const Replay *replay, const Trace *trace,
				   struct rmm_config *config, GError **error)
{
	*config = replay->usual;
	if (!trace->header) {
		found_platform(trace, &config->platform);
		return TRUE;
	}
	if (!trace_header_read(trace, replay->options.version, config, error))
		return FALSE;
	add_variants(&config->variants, &replay->options.variants);
	return TRUE;
}

/* The history is one on what @trace was recorded on. FALSE with @error: there is none. */
static gboolean suit(Replay *replay, const Trace *trace, GError **error)
{
	struct rmm_config config;
	History *history;

	if (!find_configuration(replay, trace, &config, error))
		return FALSE;
	if (!trace->header && !replay->is_told &&
	    memcmp(&config.platform, &replay->history->config.platform,
		   sizeof(config.platform)) == 0)
		return TRUE;
	history = history_new(&config, error);
	if (!history)
		return FALSE;
	replay->is_told = trace->header != NULL;
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

/* ---- replaying ---- */

/* Does the file end within the last word of the line, which the model has in full? */
static gboolean is_cut_off(const ReplayRun *run, const TraceLine *line,
			   const LineDescription *description)
{
	g_autoptr(GString) model = g_string_new(" ");
	const char *word = strrchr(line->text, ' '), *at;

	if (!line->cut || !word)
		return FALSE;
	describe_append_answers(model, run->history->base, description->answers);
	at = strstr(model->str, word);
	return at && at[strlen(word)] != '\0' && at[strlen(word)] != ' ';
}

/* Then it is no divergence, but bad input. */
static void tell_cut_off(const ReplayRun *run, const struct unit *unit, guint failed)
{
	TraceLine *line = history_lines(run->history, unit)[failed];

	line->flaw = g_strdup_printf("%u:%u: error: the file ends within this line", line->number,
				     (unsigned)strlen(line->text) + 1);
	tell_agreeing(run, unit->first, unit->first + failed);
	tell_skipped(run, unit->first + failed, unit->first + unit->size, UNJUDGED_FLAW, line);
}

/* TRUE if the unit diverges and nothing explains it. */
static gboolean judge_divergence(const ReplayRun *run, const struct unit *unit, guint failed)
{
	History *history = run->history;
	ReplayEvent event = { .kind = REPLAY_DIVERGES,
			      .line = history_lines(history, unit)[failed] };
	LineDescription description;
	gboolean explained;

	machine_restore(history->player.machine, history->saved);
	description = tell_describe(run, event.line);
	if (is_cut_off(run, event.line, &description)) {
		tell_clear(&description);
		tell_cut_off(run, unit, failed);
		return FALSE;
	}
	explained = !run->unexplained && explain(history, event.explained);
	run->count->diverge++;
	tell_agreeing(run, unit->first, unit->first + failed);
	tell_described(run, event, &description);
	if (explained) {
		tell_agreeing(run, unit->first + failed + 1, unit->first + unit->size);
		tell_findings(run, unit, event.explained[0]);
	} else {
		tell_skipped(run, unit->first + failed + 1, unit->first + unit->size,
			     UNJUDGED_UNEXPLAINED, event.line);
	}
	return !explained;
}

/* The first line of a unit that is bad input. */
static const TraceLine *flawed(const ReplayRun *run, const struct unit *unit)
{
	guint i = unit->first;

	while (!replay_line(run, i)->flaw)
		i++;
	return replay_line(run, i);
}

/* Takes a unit and tells of it. FALSE: the rest of the file is not judged. */
static gboolean run_unit(const ReplayRun *run, const struct unit *unit, Verdict verdict,
			 guint failed)
{
	History *history = run->history;
	const TraceLine *line = history_lines(history, unit)[failed];

	if (history->player.machine->limit) {
		run->count->limit = TRUE;
		tell_rest(run, unit->first, UNJUDGED_LIMIT, line);
		return FALSE;
	}
	run->count->lines += unit->size;
	if (!unit_can_run(history_lines(history, unit), unit->size)) {
		tell_skipped(run, unit->first, unit->first + unit->size, UNJUDGED_FLAW,
			     flawed(run, unit));
		return TRUE;
	}
	if (verdict == AGREES) {
		tell_agreeing(run, unit->first, unit->first + unit->size);
		tell_findings(run, unit, VARIANT_NONE);
		return TRUE;
	}
	if (!judge_divergence(run, unit, failed))
		return TRUE;
	tell_rest(run, unit->first + unit->size, UNJUDGED_UNEXPLAINED, line);
	return FALSE;
}

/*
 * Takes units as long as they agree and show nothing, up to @end; the line behind them.
 */
static guint take_fast(History *history, guint first, guint end)
{
	static const struct rmm_variants none;
	Trace *trace = history->trace;

	while (first < end && trace_has(trace, first)) {
		struct unit unit = { first, unit_size(trace, first), none };
		guint failed;

		if (trace_line(trace, first)->kind == TRACE_END ||
		    !unit_can_run(history_lines(history, &unit), unit.size) ||
		    history_take(history, &unit, none, &failed) != AGREES ||
		    history->player.machine->findings->len)
			break;
		first += unit.size;
	}
	return first;
}

/* Takes units one by one, and tells of each. FALSE: the rest of the file is told, too. */
static gboolean take_carefully(const ReplayRun *run, guint *first, guint end)
{
	static const struct rmm_variants none;
	History *history = run->history;

	while (*first < end && trace_has(run->trace, *first) && !interrupted()) {
		struct unit unit = { *first, unit_size(run->trace, *first), none };
		Verdict verdict;
		guint failed;

		history->player.said.kind = SAID_NOTHING;
		if (replay_line(run, *first)->kind == TRACE_END) {
			tell_end(run, *first);
			return FALSE;
		}
		history_add(history, *first, unit.size);
		machine_forget(history->player.machine);
		history->player.machine->watch = history->watch;
		verdict = history_take(history, &unit, none, &failed);
		if (!run_unit(run, &unit, verdict, failed))
			return FALSE;
		*first += unit.size;
	}
	return TRUE;
}

/* How much was told of that is no agreement. */
static guint told(const ReplayCount *count)
{
	return count->diverge + count->flawed + count->unsound + count->caused + count->broken;
}

/*
 * Most stretches agree: they are taken fast, and those alone that do not are looked at
 * closer, with the one before, and the next until one agrees again.
 */
static void run_all(const ReplayRun *run, guint fast, guint careful)
{
	gboolean is_careful = run->every_line;
	History *history = run->history;
	guint first = 0;

	history_begin(history, run->trace, is_careful ? careful : fast);
	while (trace_has(run->trace, first) && !interrupted()) {
		const guint end = first + HISTORY_STRETCH, before = told(run->count);

		if (!is_careful) {
			guint reached;

			history_pass(history, first);
			reached = take_fast(history, first, end);
			if (reached >= end || !trace_has(run->trace, reached)) {
				run->count->lines += reached - first;
				tell_agreeing(run, first, reached);
				first = reached;
				continue;
			}
			history_resume(history, first, careful);
		}
		if (!take_carefully(run, &first, end))
			return;
		is_careful = run->every_line || told(run->count) > before;
		if (!is_careful)
			history->watch = history->player.machine->watch = fast;
	}
}

/*
 * A command that was recorded to succeed, and returns nothing, does the same or is refused,
 * which changes nothing.
 */
static gboolean may_do_otherwise(const History *history, const struct unit *unit)
{
	const TraceLine *line = history_lines(history, unit)[0];

	return unit->size > 1 || line->kind != TRACE_HOST_COMMAND || line->out_count > 0 ||
	       !recorded_is(line, RMI_SUCCESS);
}

/* Takes a unit, or leaves the machine as it was, and adds its lines to @lines. */
static void take_or_pass(History *history, const struct unit *unit, GArray *lines)
{
	static const struct rmm_variants none;
	gboolean keeps = may_do_otherwise(history, unit);
	guint failed;

	if (!unit_can_run(history_lines(history, unit), unit->size))
		return;
	if (keeps)
		machine_save(history->player.machine, history->saved);
	if (history_take(history, unit, none, &failed) == AGREES)
		return;
	for (guint i = 0; i < unit->size; i++)
		g_array_append_val(lines, history_lines(history, unit)[i]->number);
	if (keeps)
		machine_restore(history->player.machine, history->saved);
}

gboolean replay_past(Replay *replay, Trace *trace, GArray *lines)
{
	History *history;
	struct unit unit = { .first = 0 };

	if (!suit(replay, trace, NULL))
		return FALSE;
	history = replay->history;
	history_begin(history, trace, 0);
	while (trace_has(trace, unit.first) && trace_line(trace, unit.first)->kind != TRACE_END &&
	       !history->player.machine->limit) {
		unit.size = unit_size(trace, unit.first);
		if (!trace_has(trace, unit.first + unit.size))
			break;
		take_or_pass(history, &unit, lines);
		unit.first += unit.size;
	}
	return TRUE;
}

guint replay_fast(Replay *replay, Trace *trace)
{
	history_begin(replay->history, trace, watch_of(&replay->options));
	return take_fast(replay->history, 0, G_MAXUINT);
}

gboolean replay_run(Replay *replay, Trace *trace, ReplayFunction *function,
		    gpointer user, ReplayCount *count, GError **error)
{
	const gboolean every_line = replay->options.every_line;
	const guint fast = watch_of(&replay->options);
	const guint careful = fast | WATCH_TRAIL | WATCH_HINTS |
			      (every_line ? WATCH_CHANGES : 0);
	ReplayRun run = { NULL, trace, every_line, replay->options.unexplained, function, user,
			  count };

	if (!suit(replay, trace, error))
		return FALSE;
	run.history = replay->history;
	run_all(&run, fast, careful);
	count->again += replay->history->again;
	return TRUE;
}
