/* SPDX-License-Identifier: BSD-3-Clause */
/* Replaying a console of a real RMM. */
#include "replay/console.h"

#include "dialect/call.h"
#include "dialect/reader.h"
#include "partial/partial.h"
#include "system/interrupt.h"

void console_summary_clear(ConsoleSummary *summary)
{
	g_clear_pointer(&summary->assumed, g_ptr_array_unref);
}

struct run {
	const ConsoleOptions *options;
	Partial *partial;
	Trace trace;                    /* for its name and version */
	ReplayFunction *function;
	gpointer user;
	ReplayCount *count;
	ConsoleSummary *summary;
};

/* ---- telling ---- */

/* The line as it stands. */
static char *text_of(const LogEvent *event)
{
	return g_strndup(event->text, event->size);
}

static void tell(const struct run *run, const LogEvent *event, ReplayEvent told)
{
	g_autofree char *text = text_of(event);
	TraceLine line = { .number = event->number, .text = text, .beyond = told.why,
			   .command = CMD_NONE };

	log_call_command(run->trace.version, event->name, &line.command);
	told.trace = &run->trace;
	told.model = partial_model(run->partial);
	told.line = told.last = told.cause = &line;
	run->function(run->user, &told);
}

static void tell_skipped(gpointer user, guint number, const char *text, gsize size)
{
	const struct run *run = user;
	LogEvent event = { .number = number, .text = text, .size = size };

	if (run->options->every_line && size)
		tell(run, &event, (ReplayEvent){ .kind = REPLAY_SKIPPED });
}

static void tell_answer(const struct run *run, const LogEvent *event, const PartialAnswer *answer)
{
	static const ReplayEventKind kinds[] = {
		[PARTIAL_AGREES] = REPLAY_LINE, [PARTIAL_DIVERGES] = REPLAY_DIVERGES,
		[PARTIAL_NOT_JUDGED] = REPLAY_NOT_JUDGED,
	};

	if (answer->verdict == PARTIAL_AGREES && !run->options->every_line)
		return;
	tell(run, event, (ReplayEvent){
		.kind = kinds[answer->verdict], .reason = UNJUDGED_BEYOND, .why = answer->why,
		.explained = { answer->variant }, .permitted = answer->permitted,
		.known = answer->known, .values = &answer->values });
}

/* ---- counting ---- */

/* What is assumed is told once. */
static void note_assumed(ConsoleSummary *summary, const char *assumed)
{
	if (!assumed)
		return;
	summary->assuming++;
	for (guint i = 0; i < summary->assumed->len; i++)
		if (g_str_equal(summary->assumed->pdata[i], assumed))
			return;
	g_ptr_array_add(summary->assumed, g_strdup(assumed));
}

static void count_answer(const struct run *run, const LogEvent *event, const PartialAnswer *answer)
{
	ReplayCount *count = run->count;
	ConsoleSummary *summary = run->summary;

	count->lines++;
	count->agree += answer->verdict == PARTIAL_AGREES ? 1 : 0;
	count->diverge += answer->verdict == PARTIAL_DIVERGES ? 1 : 0;
	count->not_judged += answer->verdict == PARTIAL_NOT_JUDGED ? 1 : 0;
	summary->continued += event->last != event->number ? 1 : 0;
	summary->forced += answer->values.forced;
	summary->assumed_values += answer->values.assumed;
	summary->open += answer->values.open;
	summary->unknown += answer->values.unknown;
	note_assumed(summary, answer->assumed);
}

/* ---- the whole ---- */

struct ConsoleReplay {
	ConsoleOptions options;
	LogDialect built[LOG_DIALECTS_MAX];     /* by dialect, as the options have it */
	Partial *partials[LOG_DIALECTS_MAX];    /* the same; made when needed */
	LogReader reader;
	GString *before;                        /* of the reader: the event before a piece */
};

ConsoleReplay *console_new(const ConsoleOptions *options)
{
	ConsoleReplay *console = g_new0(ConsoleReplay, 1);

	console->options = *options;
	console->before = g_string_new(NULL);
	return console;
}

void console_free(ConsoleReplay *console)
{
	if (!console)
		return;
	for (guint i = 0; i < LOG_DIALECTS_MAX; i++)
		partial_free(console->partials[i]);
	g_string_free(console->before, TRUE);
	g_free(console);
}

const struct rmm_version *console_version(const ConsoleReplay *console, const LogDialect *dialect)
{
	return console->options.version ? console->options.version : log_dialect_version(dialect);
}

/* That of the dialect, which knows nothing yet of a part that begins. */
static Partial *partial_of(ConsoleReplay *console, const LogPart *part, GError **error)
{
	const LogDialect *dialect = part->dialect;
	LogDialect *built = &console->built[dialect - log_dialects];
	ConsoleLeavesOut leaves_out = console->options.leaves_out;
	const PartialOptions asked = {
		.dialect = built, .is_whole = leaves_out == LEAVES_OUT_NOTHING, .version = console_version(console, dialect),
		.variants = console->options.variants, .platform = console->options.platform,
		.unexplained = console->options.unexplained,
	};
	Partial **partial = &console->partials[dialect - log_dialects];

	*built = leaves_out == LEAVES_OUT_BY_DIALECT
		 ? *dialect : log_dialect_built(dialect, leaves_out == LEAVES_OUT);
	if (*partial && !part->goes_on)
		partial_restart(*partial);
	else if (!*partial)
		*partial = partial_new(&asked, error);
	return *partial;
}

GArray *console_told(const ConsoleReplay *console, const LogDialect *dialect)
{
	return partial_told(console->partials[dialect - log_dialects]);
}

static void open_part(ConsoleReplay *console, const LogPart *part)
{
	if (!part->goes_on)
		console->reader = (LogReader){ .number = part->first - 1 };
	log_reader_go_on(&console->reader, part->text, part->size, part->ahead);
	console->reader.noise = console->reader.again = 0;
}

gboolean console_replay(ConsoleReplay *console, const char *name, const LogPart *part,
			ReplayFunction *function, gpointer user, ReplayCount *count,
			ConsoleSummary *summary, GError **error)
{
	Partial *partial = partial_of(console, part, error);
	struct run run = {
		.options = &console->options, .partial = partial, .function = function,
		.user = user, .count = count, .summary = summary,
		.trace = { .name = (char *)(guintptr)name,
			   .version = console_version(console, part->dialect) },
	};
	LogReader *reader = &console->reader;
	PartialAnswer answer;
	LogEvent event;

	if (!partial)
		return FALSE;
	if (!summary->assumed)
		summary->assumed = g_ptr_array_new_with_free_func(g_free);
	open_part(console, part);
	reader->skipped = tell_skipped;
	reader->user = &run;
	while (!interrupted() && log_reader_next(reader, &event)) {
		partial_judge(partial, &event, &answer);
		count_answer(&run, &event, &answer);
		tell_answer(&run, &event, &answer);
	}
	log_reader_leave(reader, console->before);
	summary->noise += reader->noise;
	summary->again += reader->again;
	return TRUE;
}
