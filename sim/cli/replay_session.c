/* SPDX-License-Identifier: BSD-3-Clause */
/* A run of replay: its files. */
#include "cli/replay_session.h"

#include "cli/replay_platform.h"
#include "cli/replay_scenario.h"
#include "replay/detect.h"
#include "system/files.h"
#include "system/interrupt.h"
#include "system/platform.h"

/* The replay of a version, with the variants of the command line. */
static Replay *replay_of(ReplaySession *session, const struct rmm_version *version, GError **error)
{
	ReplayOptions options = {
		.version = version, .variants = session->options->variants,
		.platform = session->platform, .no_invariants = session->no_invariants,
		.self_check = session->options->self_check,
		.every_line = session->options->verbose,
	};

	Replay **replay = &session->replays[version_index(version)];

	if (!*replay)
		*replay = replay_new(&options, error);
	return *replay;
}

/* More of one file are counted. */
#define FLAWS_TOLD 20

static void tell_flaw(ReplaySession *session, const ReplayEvent *event)
{
	if (!session->flaw)
		session->flaw = g_strdup_printf("%s:%s", event->trace->name, event->line->flaw);
	if (session->flaws++ < FLAWS_TOLD)
		g_printerr("%s:%s\n", event->trace->name, event->line->flaw);
}

static void tell_more_flaws(const ReplaySession *session, const char *path)
{
	if (session->flaws > FLAWS_TOLD)
		g_printerr("%s: %u more lines cannot be read\n", path,
			   session->flaws - FLAWS_TOLD);
}

static void tell(gpointer user, const ReplayEvent *event)
{
	ReplaySession *session = user;

	guint version = version_index(event->trace->version);

	if (event->kind == REPLAY_NOT_JUDGED && event->reason == UNJUDGED_FLAW &&
	    event->line == event->cause)
		tell_flaw(session, event);
	if (event->kind == REPLAY_DIVERGES && event->explained[0] == VARIANT_NONE)
		session->totals.unexplained++;
	for (unsigned i = 0; event->kind == REPLAY_DIVERGES && i < G_N_ELEMENTS(event->explained); i++) {
		session->totals.explained[version][event->explained[i]]++;
		if (event->explained[i] != VARIANT_NONE)
			rmm_add_variant(&session->agreed, event->explained[i]);
	}
	if (session->timeline && event->machine)
		timeline_note_changes(session->timeline, event->changes, event->machine);
	replay_report_event(&session->report, event);
}

static void add_count(ReplayCount *sum, const ReplayCount *count)
{
	sum->lines += count->lines;
	sum->agree += count->agree;
	sum->diverge += count->diverge;
	sum->not_judged += count->not_judged;
	sum->unsound += count->unsound;
	sum->broken += count->broken;
	sum->caused += count->caused;
	sum->limit |= count->limit;
}

static ConsoleReplay *console_of(ReplaySession *session)
{
	const ConsoleOptions options = {
		.version = session->options->version, .variants = session->options->variants,
		.platform = session->platform, .every_line = session->options->verbose,
		.leaves_out = session->leaves_out,
	};

	if (!session->console)
		session->console = console_new(&options);
	return session->console;
}

/* What is asked for of a part that was replayed, and has calls. */
static gboolean write_part(ReplaySession *session, const LogReport *log, const LogPart *part,
			   GError **error)
{
	if (session->write_platform.file) {
		g_autofree char *lines = replay_platform_lines(part, log->version), *path = NULL;

		if (!replay_output_write(&session->write_platform, lines, &path, error)) {
			g_prefix_error(error, "%u:1: error: ", part->first);
			return FALSE;
		}
	}
	return !session->to_scenario.file ||
	       replay_to_scenario(session->console, log->path, part, &session->agreed,
				  &session->to_scenario, error);
}

static gboolean replay_part(ReplaySession *session, LogReport *log, const LogPart *part,
			    GError **error)
{
	ConsoleReplay *console = console_of(session);
	const guint before = log->count.lines;

	log->version = console_version(console, part->dialect);
	log->console.dialect = part->dialect;
	if (!part->goes_on) {
		replay_report_begin(&session->report, log, part->first > 1 ? part->first : 0);
		session->agreed = session->options->variants;
	}
	if (!console_replay(console, log->path, part, tell, session, &log->count, &log->console,
			    error))
		return FALSE;
	session->totals.dialects[part->dialect - log_dialects] += part->goes_on ? 0 : 1;
	return log->count.lines == before || write_part(session, log, part, error);
}

/* So much of a console is read at a time, if no more is needed to tell its dialect. */
#define CONSOLE_PIECE (1024 * 1024)

/* What is written anew is written of a whole. */
static gsize piece_size(const ReplaySession *session)
{
	return session->write_platform.file || session->to_scenario.file ? FILES_SIZE_MAX : CONSOLE_PIECE;
}

/* The next piece, of at least @wanted bytes if there are so many. *@taken of them were replayed. */
static gboolean replay_piece(ReplaySession *session, LogReport *log, LogPieces *pieces,
			     Lines *lines, gsize wanted, gsize *taken, gboolean *more,
			     GError **error)
{
	gsize size;
	const char *text = lines_ahead(lines, wanted, &size, more);
	g_autoptr(GArray) parts = NULL;

	if (*more && wanted == FILES_SIZE_MAX) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
			    "1:1: error: file larger than %d bytes", FILES_SIZE_MAX);
		return FALSE;
	}
	parts = log_pieces_read(pieces, text, size, *more, taken);
	for (guint i = 0; i < parts->len; i++)
		if (!replay_part(session, log, &g_array_index(parts, LogPart, i), error))
			return FALSE;
	lines_take(lines, *taken);
	return TRUE;
}

/* Reading failed in the middle: what was read is judged. */
static void note_failure(ReplaySession *session, LogReport *log, const LogPieces *pieces,
			 const char *failure)
{
	session->flaw = g_strdup_printf("%s:%u:1: error: %s", log->path,
					log_pieces_line(pieces), failure);
	g_printerr("%s\n", session->flaw);
	log->error = session->flaw;
	log->count.flawed++;
	session->totals.broken++;
}

/* What a real RMM printed, among what others did. */
static gboolean replay_console(ReplaySession *session, LogReport *log, Lines *lines,
			       GError **error)
{
	g_autoptr(LogPieces) pieces = log_pieces_new(session->dialect);
	gsize wanted = piece_size(session), taken;
	gboolean more = TRUE;

	log->leaves_out = session->leaves_out;
	while (more && !interrupted()) {
		if (!replay_piece(session, log, pieces, lines, wanted, &taken, &more, error))
			return FALSE;
		wanted = taken ? piece_size(session) : 2 * wanted;
	}
	if (lines_error(lines))
		note_failure(session, log, pieces, lines_error(lines));
	add_count(&session->totals.count, &log->count);
	return TRUE;
}

/* What is asked for of a named trace that was replayed. */
static gboolean write_trace(ReplaySession *session, const LogReport *log, GError **error)
{
	g_autofree char *text = NULL;
	gsize size;

	if (!session->to_scenario.file && !session->write_platform.file)
		return TRUE;
	if (!files_read(log->path, &text, &size, error)) {
		g_prefix_error(error, "1:1: error: ");
		return FALSE;
	}
	return (!session->write_platform.file ||
		replay_trace_platform(log->path, text, log->version, &session->write_platform,
				      error)) &&
	       (!session->to_scenario.file ||
		replay_trace_to_scenario(log->path, text, log->version, &session->agreed,
					 &session->to_scenario, error));
}

static gboolean replay_trace(ReplaySession *session, LogReport *log, Trace *trace,
			     GError **error)
{
	const struct rmm_version *version;
	ReplayCount count = { 0 };
	Replay *replay;

	version = session->options->version ? session->options->version
							    : detect_version(trace);
	session->flaws = 0;
	session->agreed = session->options->variants;
	replay = replay_of(session, version, error);
	if (!replay || !replay_run(replay, trace, tell, session, &count, error))
		return FALSE;
	tell_more_flaws(session, log->path);
	session->totals.versions[version_index(version)]++;
	add_count(&session->totals.count, &count);
	session->totals.broken += count.flawed ? 1 : 0;
	log->error = session->flaw;
	log->version = version;
	log->count = count;
	return write_trace(session, log, error);
}

/* Does the text have a line of a trace? */
static gboolean has_trace_line(const char *text, gsize size)
{
	g_autoptr(Lines) lines = lines_of_text(g_strndup(text, size), size);
	gboolean found = FALSE;
	Line line;

	while (!found && lines_next(lines, &line)) {
		TraceLine *split = trace_line_new(&line);

		found = split && split->kind != TRACE_BAD;
		trace_line_free(split);
	}
	return found;
}

/* Where neither a call nor a line of a trace comes soon, more is looked at. */
static gboolean is_console(const ReplaySession *session, const char *path, Lines *lines)
{
	gboolean more = TRUE, found = FALSE;

	if (session->dialect || g_str_has_suffix(path, ".trace"))
		return session->dialect != NULL;
	for (gsize wanted = CONSOLE_PIECE; !found && more && wanted <= LOG_PIECE_MAX; wanted *= 2) {
		gsize size;
		const char *text = lines_ahead(lines, wanted, &size, &more);

		found = log_is_console(text, size);
		more = more && !found && !has_trace_line(text, size);
	}
	return found;
}

static gboolean replay_file(ReplaySession *session, LogReport *log, GError **error)
{
	g_autoptr(Lines) lines = lines_open(log->path, error);
	g_autoptr(Trace) trace = NULL;

	if (!lines) {
		g_prefix_error(error, "1:1: error: ");
		return FALSE;
	}
	if (is_console(session, log->path, lines))
		return replay_console(session, log, lines, error);
	trace = trace_open(log->path, g_steal_pointer(&lines));
	log->is_foreign = g_str_has_suffix(log->path, ".log") && trace_is_foreign(trace);
	if (log->is_foreign)
		return TRUE;
	return replay_trace(session, log, trace, error);
}

void replay_session_file(ReplaySession *session, const char *path, guint number)
{
	g_autoptr(Timeline) timeline = session->report.format->wants_maps ? timeline_new() : NULL;
	LogReport log = { .path = path, .timeline = timeline };
	g_autoptr(GError) error = NULL;
	g_autofree char *message = NULL;
	gint64 begun = g_get_monotonic_time();

	session->timeline = timeline;
	if (!replay_file(session, &log, &error)) {
		log.error = message = g_strdup_printf("%s:%s", path, error->message);
		g_printerr("%s\n", message);
		session->totals.broken++;
	}
	log.seconds = (gdouble)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
	replay_report_log(&session->report, number, &log);
	console_summary_clear(&log.console);
	g_clear_pointer(&session->flaw, g_free);
}

void replay_session_clear(ReplaySession *session)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(session->replays); i++)
		replay_free(session->replays[i]);
	console_free(session->console);
}
