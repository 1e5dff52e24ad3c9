/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim compare: who sets RIPAS, which guest, which KVM. */
#include <string.h>

#include "report/compare_source.h"
#include "report/exhaustive_source.h"
#include "report/formats.h"
#include "cli/compare_axes.h"
#include "cli/comparing.h"
#include "cli/verbs.h"
#include "system/interrupt.h"
#include "system/version.h"

/* ---- choosing ---- */

static ExitCode check_choice(Comparing *comparing)
{
	Choice *choice = &comparing->choice;
	guint row = 0;

	if (!axis_find_all(AXIS_POLICY, choice->policies) || !axis_find_all(AXIS_GUEST, choice->guests) ||
	    !axis_find_all(AXIS_KVM, choice->versions) ||
	    (comparing->population && !axis_find(AXIS_POPULATION, comparing->population, &row)))
		return EXIT_BAD_USAGE;
	choice->population = &populations[row];
	if (comparing->described) {
		choice->population = &comparing->described->population;
		if (comparing->described->guest.steps[0])
			choice->guest = &comparing->described->guest;
	}
	choice->cheats = !comparing->no_cheats;
	choice->variants = comparing->options.variants;
	choice->self_check = comparing->options.self_check;
	choice->apart = comparing->options.verbose;
	return EXIT_AS_EXPECTED;
}

/* ---- the comparison ---- */

static ExitCode report_one(Report *report, guint number, const Comparing *comparing,
			   const struct rmm_version *version)
{
	g_autoptr(Comparison) comparison = compare(version, &comparing->choice);

	compare_report(report, number, comparison, comparing->gate);
	return comparison->limit ? EXIT_INCOMPLETE :
	       comparison->broken || comparison->unsound ? EXIT_DIVERGED : EXIT_AS_EXPECTED;
}

static ExitCode report_exhaustive(Report *report, guint number, const Comparing *comparing,
				  const struct rmm_version *version)
{
	g_autoptr(Exhaustive) exhaustive = exhaustive_new(version, &comparing->choice,
							  &comparing->bounds);

	exhaustive_report(report, number, exhaustive);
	return exhaustive->partial ? EXIT_INCOMPLETE : EXIT_AS_EXPECTED;
}

/* What the kept table has to say, once all versions have been compared with it. */
static ExitCode report_gate(Report *report, guint number, const Comparing *comparing,
			    const GPtrArray *versions)
{
	/* Who stops the comparison does not miss what was not compared. */
	g_autoptr(GPtrArray) missing = interrupted() ? g_ptr_array_new() :
		gate_missing(comparing->gate, &comparing->choice,
			     comparing->options.version_count ? versions : NULL);

	compare_report_gate(report, number, comparing->gate, missing);
	return comparing->gate->departing ? EXIT_DIVERGED : EXIT_AS_EXPECTED;
}

/* The versions that are asked for and have pairs to compare. */
static GPtrArray *versions_of(const Comparing *comparing)
{
	const Options *options = &comparing->options;
	guint count = options->version_count ? options->version_count : version_count();
	GPtrArray *versions = g_ptr_array_new();

	for (guint i = 0; i < count; i++) {
		const struct rmm_version *version = options->version_count ? options->versions[i]
									   : version_at(i);

		if (compare_has_pairs(version, &comparing->choice))
			g_ptr_array_add(versions, (gpointer)(guintptr)version);
	}
	return versions;
}

static ExitCode report_all(const Comparing *comparing, const Output *output)
{
	const Options *options = &comparing->options;
	g_autoptr(GPtrArray) versions = versions_of(comparing);
	ExitCode worst = EXIT_AS_EXPECTED;
	Report report;

	if (comparing->explain)
		return compare_explain(comparing, output);
	if (versions->len == 0)
		return compare_no_pair(options->version_count ? options->versions[0] : version_at(0));
	report_open(&report, format_find(options->format),
		    comparing->exhaustive ? &exhaustive_source : &compare_source, output);
	report.quiet = options->quiet;
	report_begin(&report, versions->len + (comparing->gate ? 1 : 0));
	for (guint i = 0; i < versions->len; i++) {
		ExitCode code = (comparing->exhaustive ? report_exhaustive : report_one)(
			&report, i + 1, comparing, versions->pdata[i]);

		worst = MAX(worst, code);
	}
	if (comparing->gate) {
		ExitCode code = report_gate(&report, versions->len + 1, comparing, versions);

		worst = MAX(worst, code);
	}
	report_event(&report, &(ReportEvent){ .kind = EVENT_END });
	report_close(&report);
	return worst;
}

/* The files that options name. */
static ExitCode load_files(Comparing *comparing)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();

	if (comparing->machine)
		comparing->described = machine_file_load(comparing->machine, diagnostics);
	if (comparing->kept)
		comparing->gate = gate_load(comparing->kept, diagnostics);
	diagnostics_print(diagnostics);
	return (comparing->machine && !comparing->described) ||
	       (comparing->kept && !comparing->gate) ? EXIT_BAD_INPUT : EXIT_AS_EXPECTED;
}

/* What --exhaustive goes with. */
static ExitCode set_bounds(Comparing *comparing)
{
	comparing->bounds = cheating_bounds;
	if (!comparing->exhaustive)
		return comparing->actions || comparing->engine
		       ? usage_error("compare", "--actions and --engine go with --exhaustive")
		       : EXIT_AS_EXPECTED;
	if (comparing->kept || comparing->no_cheats)
		return usage_error("compare", "--exhaustive goes with neither --gate nor --no-cheats");
	if (comparing->actions < 0)
		return usage_error("compare", "--actions takes a number from 0 on");
	comparing->bounds.depth = (guint64)comparing->actions;
	if (comparing->engine)
		comparing->bounds.engine = explore_engine(comparing->engine);
	return comparing->bounds.engine ? EXIT_AS_EXPECTED
	       : usage_error("compare", "no engine '%s'", comparing->engine);
}

static ExitCode open_and_compare(Comparing *comparing)
{
	g_autoptr(GError) error = NULL;
	Output output;
	ExitCode code;

	if (comparing->options.arguments)
		return usage_error("compare", "unexpected argument '%s'",
				   comparing->options.arguments[0]);
	if (comparing->explain && comparing->kept)
		return usage_error("compare", "--gate is for a table, --explain for a cell");
	if (set_bounds(comparing) != EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	if (load_files(comparing) != EXIT_AS_EXPECTED)
		return EXIT_BAD_INPUT;
	if (check_choice(comparing) != EXIT_AS_EXPECTED ||
	    !options_jobs("compare", comparing->jobs, "cells", &comparing->choice.jobs))
		return EXIT_BAD_USAGE;
	if (!output_open(&output, comparing->options.output, comparing->options.color, &error))
		return output_error("compare", error);
	code = report_all(comparing, &output);
	return output_close(&output, &error) ? code
					     : output_error("compare", error);
}

static ExitCode compare_verb(char **argv)
{
	Comparing comparing = { .population = NULL };
	ExitCode code;

	if (options_parse(&comparing.options, &verb_compare, &comparing, argv, &code))
		code = open_and_compare(&comparing);
	options_clear(&comparing.options);
	g_strfreev(comparing.choice.policies);
	g_strfreev(comparing.choice.guests);
	g_strfreev(comparing.choice.versions);
	g_free(comparing.population);
	g_free(comparing.explain);
	g_free(comparing.engine);
	g_free(comparing.machine);
	g_free(comparing.kept);
	machine_file_free(comparing.described);
	gate_free(comparing.gate);
	return code;
}

/* "both/li": the names of the axis that is next. */
static void complete_cell(const char *start, GPtrArray *words)
{
	g_auto(GStrv) parts = g_strsplit(start, "/", -1);
	const char *last = strrchr(start, '/');
	g_autofree char *before = last ? g_strndup(start, (gsize)(last - start) + 1) : g_strdup("");
	guint axis = MAX(g_strv_length(parts), 1) - 1;

	if (axis < CELL_AXES)
		axis_add_names(axis, before, words);
}

static void complete_compare(const char *option, char **before, const char *start,
			     GPtrArray *words)
{
	static const char *const options[AXES] = {
		[AXIS_POLICY] = "policy", [AXIS_GUEST] = "guest", [AXIS_KVM] = "kvm",
		[AXIS_POPULATION] = "population",
	};

	if (g_strcmp0(option, "explain") == 0)
		complete_cell(start, words);
	for (guint axis = 0; option && axis < AXES; axis++)
		if (g_strcmp0(option, options[axis]) == 0)
			axis_add_names(axis, "", words);
}

static const GOptionEntry entries[] = {
	{ "policy", 0, 0, G_OPTION_ARG_STRING_ARRAY, OPTION_AT(Comparing, choice.policies),
	  "host-init, guest-init, both, neither or kernel-init; may be given again", "NAME" },
	{ "guest", 0, 0, G_OPTION_ARG_STRING_ARRAY, OPTION_AT(Comparing, choice.guests),
	  "A guest (linux, edk2+linux, …); may be given again", "NAME" },
	{ "kvm", 0, 0, G_OPTION_ARG_STRING_ARRAY, OPTION_AT(Comparing, choice.versions),
	  "A version of KVM (v12, v14, v16, next); may be given again", "NAME" },
	{ "hypothetical", 0, 0, G_OPTION_ARG_NONE,
	  OPTION_AT(Comparing, choice.hypothetical),
	  "Even pairs of KVM and RMM that speak different versions of the RMI", NULL },
	{ "population", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(Comparing, population),
	  "small, or fosdem: 12502 pages, as in a published boot log", "NAME" },
	{ "machine", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Comparing, machine),
	  "A machine from a file: its memory, memslots, image, vCPUs and guest", "FILE" },
	{ "gate", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Comparing, kept),
	  "End with 1 where a cell departs from FILE, which --format jsonl wrote", "FILE" },
	{ "no-cheats", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Comparing, no_cheats),
	  "Leave out what a hostile Host may do", NULL },
	{ "exhaustive", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Comparing, exhaustive),
	  "Every Host in the place of a list of cheats: what none can do, and the shortest way to "
	  "what one can", NULL },
	{ "actions", 0, 0, G_OPTION_ARG_INT64, OPTION_AT(Comparing, actions),
	  "With --exhaustive: at most so many actions in a row (any number)", "N" },
	{ "engine", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(Comparing, engine),
	  "With --exhaustive: how states are found (plain)", "NAME" },
	{ "jobs", 'j', 0, G_OPTION_ARG_INT, OPTION_AT(Comparing, jobs),
	  "Cells to run at a time (as many as there are processors)", "N" },
	{ "explain", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(Comparing, explain),
	  "The scenario behind a cell, such as neither/linux/v14 or both/linux/v12/replace",
	  "CELL" },
	OPTIONS_END
};

static const Example examples[] = {
	{ "compare --guest linux --kvm v14", "a part of the table" },
	{ "compare --explain neither/linux/v14 > cell.ripas", "the scenario behind a cell" },
	{ "compare --format jsonl -o table.jsonl", "a table to keep" },
	{ "compare --exhaustive --guest linux", "what no Host can do, and what one can" },
	{ "compare --exhaustive --explain both/linux/v14/image > cheat.ripas",
	  "the shortest way there, as a scenario" },
	{ "compare -q --gate table.jsonl", "where today's departs from it" },
	{ NULL, NULL }
};

const Verb verb_compare = {
	.name = "compare", .arguments = "",
	.summary = "Compare who sets RIPAS: host-init, guest-init, both, neither",
	.description =
	"Each cell is a scenario of real software's procedures ('show actors'), run on the model; "
	"cells with the same outcome share a row, unless -v is given. -q leaves the rows where "
	"something goes wrong.",
	.options = entries, .examples = examples, .run = compare_verb, .versions_max = VERSIONS_MAX,
	.formats = TABLE_FORMATS, .complete = complete_compare,
	.status = { [EXIT_DIVERGED] = "An invariant broke, a self-check found something, or the table "
				      "departs from the one of --gate." },
};
