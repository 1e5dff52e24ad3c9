/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim replay: judges what a real RMM did against the model. */
#include <string.h>

#include "cli/replay_platform.h"
#include "cli/replay_session.h"
#include "cli/verbs.h"
#include "options/arguments.h"
#include "options/options.h"
#include "system/interrupt.h"
#include "system/ticker.h"
#include "system/platform.h"
#include "system/version.h"

#include "report/formats.h"
#include "report/replay_source.h"

/* Of those that apply, the highest. A scenario that is written has the variants that explain. */
static ExitCode exit_code(const ReplaySession *session)
{
	const ReplayTotals *totals = &session->totals;
	const ReplayCount *count = &totals->count;
	guint64 diverge = session->to_scenario.file ? totals->unexplained : count->diverge;

	return count->limit ? EXIT_INCOMPLETE : totals->broken ? EXIT_BAD_INPUT :
	       diverge || count->unsound || count->broken ? EXIT_DIVERGED : EXIT_AS_EXPECTED;
}

/* What was to be written has something to be made of. */
static gboolean has_written(const ReplaySession *session)
{
	if ((!session->to_scenario.file || session->to_scenario.count) &&
	    (!session->write_platform.file || session->write_platform.count))
		return TRUE;
	g_printerr("ripas-sim replay: there is no call of which anything could be written\n");
	return FALSE;
}

static ExitCode replay_files(ReplaySession *session, const GPtrArray *files)
{
	ReplayTotals *totals = &session->totals;
	Ticker *ticker = ticker_new(files->len, "files");

	totals->files = files->len;
	interrupt_watch();
	report_begin(&session->report, files->len);
	for (guint i = 0; i < files->len && !interrupted(); i++) {
		replay_session_file(session, files->pdata[i], i + 1);
		ticker_advance(ticker);
	}
	ticker_free(ticker);
	if (interrupted())
		g_printerr("interrupted\n");
	totals->count.limit |= interrupted();
	totals->broken += totals->broken || has_written(session) ? 0 : 1;
	report_end(&session->report, totals);
	return exit_code(session);
}

static ExitCode open_and_replay(ReplaySession *session, const GPtrArray *files)
{
	g_autoptr(GError) error = NULL;
	Output output;
	ExitCode code;

	if (!output_open(&output, session->options->output, session->options->color, &error))
		return output_error("replay", error);
	report_open(&session->report, format_find(session->options->format), &replay_source,
		    &output);
	session->report.durations = session->durations;
	session->report.quiet = session->options->quiet;
	session->report.verbose = session->options->verbose;
	code = replay_files(session, files);
	report_close(&session->report);
	replay_session_clear(session);
	return output_close(&output, &error) ? code : output_error("replay", error);
}

/* "--as tf-rmm-1.0": its variants, and its version unless --spec says another. */
static gboolean resolve_as(Options *options, const char *name)
{
	enum rmm_implementation which;
	struct rmm_variants set;

	if (!name)
		return TRUE;
	if (!platform_implementation(name, &which)) {
		usage_error("replay", "unknown implementation '%s' (tf-rmm-1.0, tf-rmm-2.0, tf-rmm-bet3-as-read)", name);
		return FALSE;
	}
	set = rmm_implementation_variants(which);
	for (unsigned i = 0; i < G_N_ELEMENTS(set.bits); i++)
		options->variants.bits[i] |= set.bits[i];
	if (!options->version)
		options->version = platform_implementation_version(which);
	return TRUE;
}

struct replaying {
	char *as, *dialect, *to_scenario, *platform, *write_platform;
	gboolean no_invariants, durations, partial, no_partial;
};

static gboolean resolve_dialect(ReplaySession *session, const char *name)
{
	if (!name)
		return TRUE;
	session->dialect = log_dialect_find(name);
	if (!session->dialect)
		usage_error("replay", "unknown dialect '%s' (see ripas-sim show dialects)", name);
	return session->dialect != NULL;
}

static ExitCode run_session(Options *options, const struct replaying *own)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	ReplaySession session = { .options = options, .no_invariants = own->no_invariants,
				   .durations = own->durations,
				   .leaves_out = own->partial ? LEAVES_OUT :
						 own->no_partial ? LEAVES_OUT_NOTHING
								 : LEAVES_OUT_BY_DIALECT,
				   .to_scenario = { own->to_scenario },
				   .write_platform = { own->write_platform } };
	struct rmm_platform platform;

	if (own->partial && own->no_partial)
		return usage_error("replay", "--partial or --no-partial, not both");
	if (!resolve_as(options, own->as) || !resolve_dialect(&session, own->dialect))
		return EXIT_BAD_USAGE;
	if (arguments_collect("replay", options->arguments, FILES_TRACE, files) != EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	session.agreed = options->variants;
	if (own->platform) {
		if (!replay_read_platform(own->platform, options->version, &platform))
			return EXIT_BAD_INPUT;
		session.platform = &platform;
	}
	return open_and_replay(&session, files);
}

static ExitCode replay_verb(char **argv)
{
	struct replaying own = { .as = NULL };
	Options options;
	ExitCode code;

	if (options_parse(&options, &verb_replay, &own, argv, &code))
		code = run_session(&options, &own);
	options_clear(&options);
	g_free(own.as);
	g_free(own.dialect);
	g_free(own.to_scenario);
	g_free(own.platform);
	g_free(own.write_platform);
	return code;
}

static void complete_replay(const char *option, char **before, const char *start, GPtrArray *words)
{
	if (!option)
		arguments_complete(FILES_TRACE, start, words);
	for (unsigned i = 0; g_strcmp0(option, "as") == 0 && i < IMPLEMENTATIONS; i++)
		g_ptr_array_add(words, g_strdup(platform_implementation_name(i)));
	for (guint i = 0; g_strcmp0(option, "dialect") == 0 && i < log_dialect_count; i++)
		g_ptr_array_add(words, g_strdup(log_dialects[i].id));
}

static const GOptionEntry entries[] = {
	{ "as", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(struct replaying, as),
	  "Expect the known departures of an RMM: tf-rmm-1.0, tf-rmm-2.0, or by its newest sources "
	  "alone tf-rmm-bet3-as-read", "RMM" },
	{ "dialect", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(struct replaying, dialect),
	  "How a console prints calls, if it is not to be found out (show dialects)", "ID" },
	{ "partial", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct replaying, partial),
	  "A console leaves out calls that succeed: what its lines force is inferred (the "
	  "default where an RMM of the dialect does so)", NULL },
	{ "no-partial", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct replaying, no_partial),
	  "A console has all calls since boot: of a build that prints them all", NULL },
	{ "to-scenario", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(struct replaying, to_scenario),
	  "Write a log as a scenario that runs, with what a console leaves out inferred; of each "
	  "boot one: FILE, FILE-2 and so on", "FILE" },
	{ "platform", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(struct replaying, platform),
	  "What logs do not tell of the platform: header lines of a scenario", "FILE" },
	{ "write-platform", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(struct replaying, write_platform),
	  "Write what a log tells of memory and platform as such lines; of each boot", "FILE" },
	{ "no-invariants", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct replaying, no_invariants),
	  "Check no invariants: results and outputs alone are judged", NULL },
	{ "durations", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct replaying, durations),
	  "Say how long a file took, where the format has a place for it", NULL },
	OPTIONS_END
};

static const Example examples[] = {
	{ "replay --as tf-rmm-1.0 rmm.trace", "a trace of TF-RMM, whose departures are known" },
	{ "replay traces", "all traces and logs below a folder" },
	{ "replay -v uart.log", "a console: each line, and how much of it was forced" },
	{ NULL, NULL }
};

const Verb verb_replay = {
	.name = "replay", .arguments = "LOG…",
	.summary = "Judge what a real RMM did against the model",
	.description =
	"Folders stand for every *.trace and *.log below them: named traces, and consoles, of "
	"which the dialect is found and named. Of what a console leaves out (show dialects) only "
	"that is known which its lines force: a line agrees if some state makes it right. Its "
	"values are counted: forced, if no others were possible; assumed, if none but for what "
	"was taken for granted, which is printed; open, if others were; unknown, if no log can "
	"tell. A line diverges unless its result is one that the specification permits and its "
	"outputs are the model's; a variant that explains it is named. A line that cannot be read "
	"is printed with its column, and the others are judged. The last line counts.",
	.options = entries, .examples = examples, .run = replay_verb, .versions_max = 1,
	.formats = REPORT_FORMATS, .complete = complete_replay,
	.status = {
		[EXIT_DIVERGED] = "A line diverged, or a step broke an invariant. With --to-scenario, "
			"only what no variant explains counts: those that do are in the scenario.",
		[EXIT_BAD_INPUT] = "A log, or a line of one, cannot be read.",
	},
};
