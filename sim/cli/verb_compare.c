/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim compare: who sets RIPAS, which guest, which KVM. */
#include <string.h>

#include "report/compare_source.h"
#include "report/formats.h"
#include "actor/dialect.h"
#include "cli/verbs.h"
#include "compare/machine_file.h"
#include "options/options.h"
#include "text/nearest.h"
#include "system/interrupt.h"
#include "system/platform.h"
#include "system/version.h"

/* The options of the verb. */
struct comparing {
	Options options;
	Choice choice;
	char *population, *explain, *machine, *kept;
	MachineFile *described; /* by @machine; or NULL */
	Gate *gate;             /* that @kept is; or NULL */
	gboolean no_cheats;
	gint jobs;
};

/* ---- choosing ---- */

/* What cells differ in, in the order of their names. */
enum { AXIS_POLICY, AXIS_GUEST, AXIS_KVM, AXIS_CHEAT, AXIS_POPULATION, AXES };
#define CELL_AXES (AXIS_CHEAT + 1)

static const struct {
	const char *what;
	const void *rows;       /* each starts with its name */
	gsize stride;
	guint count;            /* or up to the row without a name */
	const char *(*renamed)(const char *name);       /* what a former name is now, or NULL */
} axes[AXES] = {
	[AXIS_POLICY] = { "policy", policies, sizeof(policies[0]), G_MAXUINT },
	[AXIS_GUEST] = { "guest", guest_choices, sizeof(guest_choices[0]), G_MAXUINT },
	[AXIS_KVM] = { "version of KVM", kvm_series, sizeof(kvm_series[0]), KVM_SERIES,
		       kvm_version_renamed },
	[AXIS_CHEAT] = { "cheat", cheats, sizeof(cheats[0]), G_MAXUINT },
	[AXIS_POPULATION] = { "population", populations, sizeof(populations[0]), G_MAXUINT },
};

/* NULL behind the last row. */
static const char *name_of(guint axis, guint row)
{
	const void *at = (const char *)axes[axis].rows + row * axes[axis].stride;

	return row < axes[axis].count ? *(const char *const *)at : NULL;
}

/* The row that has this name; FALSE, and says so, if none has. */
static gboolean find(guint axis, const char *name, guint *row)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;
	const char *now = axes[axis].renamed ? axes[axis].renamed(name) : NULL;
	const char *known;

	name = now ? now : name;
	for (*row = 0; (known = name_of(axis, *row)); (*row)++) {
		if (strcmp(known, name) == 0)
			return TRUE;
		g_ptr_array_add(names, (char *)(guintptr)known);
	}
	hint = nearest_hint(name, names);
	usage_error("compare", "unknown %s '%s'%s", axes[axis].what, name, hint);
	return FALSE;
}

/* Names that are former ones become those of now. */
static gboolean all_known(guint axis, char **names)
{
	guint row;

	for (; names && *names; names++) {
		if (!find(axis, *names, &row))
			return FALSE;
		g_free(*names);
		*names = g_strdup(name_of(axis, row));
	}
	return TRUE;
}

static ExitCode check_choice(struct comparing *comparing)
{
	Choice *choice = &comparing->choice;
	guint row = 0;

	if (!all_known(AXIS_POLICY, choice->policies) || !all_known(AXIS_GUEST, choice->guests) ||
	    !all_known(AXIS_KVM, choice->versions) ||
	    (comparing->population && !find(AXIS_POPULATION, comparing->population, &row)))
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

/* ---- --explain ---- */

/* "neither/linux/v14", and "/reject" for a cheat. */
static ExitCode read_cell(const char *text, const Choice *choice, Cell *cell)
{
	g_auto(GStrv) parts = g_strsplit(text, "/", -1);
	guint count = g_strv_length(parts), row[CELL_AXES] = { 0 };

	if (count < CELL_AXES - 1 || count > CELL_AXES)
		return usage_error("compare", "'%s' is no cell: POLICY/GUEST/KVM, or "
				   "POLICY/GUEST/KVM/CHEAT", text);
	for (guint i = 0; i < count; i++)
		if (!(i == AXIS_GUEST && choice->guest && strcmp(parts[i], choice->guest->name) == 0) &&
		    !find(i, parts[i], &row[i]))
			return EXIT_BAD_USAGE;
	cell->policy = &policies[row[AXIS_POLICY]];
	cell->guest = choice->guest ? choice->guest : &guest_choices[row[AXIS_GUEST]];
	cell->kvm = &kvm_series[row[AXIS_KVM]];
	cell->cheat = count == CELL_AXES ? &cheats[row[AXIS_CHEAT]] : NULL;
	return EXIT_AS_EXPECTED;
}

/* The version that was chosen, else one that goes with the KVM of @cell. */
static const struct rmm_version *version_for(const struct comparing *comparing, const Cell *cell)
{
	if (comparing->options.version)
		return comparing->options.version;
	if (kvm_fits(cell->kvm, PLATFORM_DEFAULT_VERSION))
		return PLATFORM_DEFAULT_VERSION;
	for (guint i = 0; i < version_count(); i++)
		if (kvm_fits(cell->kvm, version_at(i)))
			return version_at(i);
	return PLATFORM_DEFAULT_VERSION;
}

static ExitCode no_pair(const struct rmm_version *version)
{
	return usage_error("compare", "no chosen KVM speaks the RMI of %s (--hypothetical "
			   "pairs them all the same)", version->id);
}

static ExitCode explain(const struct comparing *comparing, const Output *output)
{
	g_autoptr(HashCache) cache = hash_cache_new();
	Cell cell = { .population = comparing->choice.population,
		      .variants = comparing->choice.variants };
	g_autofree char *text = NULL;
	Facts honest;
	Cell without;

	if (read_cell(comparing->explain, &comparing->choice, &cell) != EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	cell.version = version_for(comparing, &cell);
	if (!comparing->choice.hypothetical && !kvm_fits(cell.kvm, cell.version))
		return no_pair(cell.version);
	without = cell;
	without.cheat = NULL;
	cell_run(&without, NULL, cache, &honest);
	text = cell_explain(&cell, cell.cheat ? &honest : NULL, cache);
	fputs(text, output->file);
	facts_clear(&honest);
	return EXIT_AS_EXPECTED;
}

/* ---- the comparison ---- */

static ExitCode report_one(Report *report, guint number, const struct comparing *comparing,
			   const struct rmm_version *version)
{
	g_autoptr(Comparison) comparison = compare(version, &comparing->choice);

	compare_report(report, number, comparison, comparing->gate);
	return comparison->limit ? EXIT_INCOMPLETE :
	       comparison->broken || comparison->unsound ? EXIT_DIVERGED : EXIT_AS_EXPECTED;
}

/* What the kept table has to say, once all versions have been compared with it. */
static ExitCode report_gate(Report *report, guint number, const struct comparing *comparing,
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
static GPtrArray *versions_of(const struct comparing *comparing)
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

static ExitCode report_all(const struct comparing *comparing, const Output *output)
{
	const Options *options = &comparing->options;
	g_autoptr(GPtrArray) versions = versions_of(comparing);
	ExitCode worst = EXIT_AS_EXPECTED;
	Report report;

	if (comparing->explain)
		return explain(comparing, output);
	if (versions->len == 0)
		return no_pair(options->version_count ? options->versions[0] : version_at(0));
	report_open(&report, format_find(options->format), &compare_source, output);
	report.quiet = options->quiet;
	report_begin(&report, versions->len + (comparing->gate ? 1 : 0));
	for (guint i = 0; i < versions->len; i++) {
		ExitCode code = report_one(&report, i + 1, comparing, versions->pdata[i]);

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
static ExitCode load_files(struct comparing *comparing)
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

static ExitCode open_and_compare(struct comparing *comparing)
{
	g_autoptr(GError) error = NULL;
	Output output;
	ExitCode code;

	if (comparing->options.arguments)
		return usage_error("compare", "unexpected argument '%s'",
				   comparing->options.arguments[0]);
	if (comparing->explain && comparing->kept)
		return usage_error("compare", "--gate is for a table, --explain for a cell");
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
	struct comparing comparing = { .population = NULL };
	ExitCode code;

	if (options_parse(&comparing.options, &verb_compare, &comparing, argv, &code))
		code = open_and_compare(&comparing);
	options_clear(&comparing.options);
	g_strfreev(comparing.choice.policies);
	g_strfreev(comparing.choice.guests);
	g_strfreev(comparing.choice.versions);
	g_free(comparing.population);
	g_free(comparing.explain);
	g_free(comparing.machine);
	g_free(comparing.kept);
	machine_file_free(comparing.described);
	gate_free(comparing.gate);
	return code;
}

static void add_names(guint axis, const char *before, GPtrArray *words)
{
	for (guint row = 0; name_of(axis, row); row++)
		g_ptr_array_add(words, g_strconcat(before, name_of(axis, row), NULL));
}

/* "both/li": the names of the axis that is next. */
static void complete_cell(const char *start, GPtrArray *words)
{
	g_auto(GStrv) parts = g_strsplit(start, "/", -1);
	const char *last = strrchr(start, '/');
	g_autofree char *before = last ? g_strndup(start, (gsize)(last - start) + 1) : g_strdup("");
	guint axis = MAX(g_strv_length(parts), 1) - 1;

	if (axis < CELL_AXES)
		add_names(axis, before, words);
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
			add_names(axis, "", words);
}

static const GOptionEntry entries[] = {
	{ "policy", 0, 0, G_OPTION_ARG_STRING_ARRAY, OPTION_AT(struct comparing, choice.policies),
	  "host-init, guest-init, both, neither or kernel-init; may be given again", "NAME" },
	{ "guest", 0, 0, G_OPTION_ARG_STRING_ARRAY, OPTION_AT(struct comparing, choice.guests),
	  "A guest (linux, edk2+linux, …); may be given again", "NAME" },
	{ "kvm", 0, 0, G_OPTION_ARG_STRING_ARRAY, OPTION_AT(struct comparing, choice.versions),
	  "A version of KVM (v12, v14, v16, next); may be given again", "NAME" },
	{ "hypothetical", 0, 0, G_OPTION_ARG_NONE,
	  OPTION_AT(struct comparing, choice.hypothetical),
	  "Even pairs of KVM and RMM that speak different versions of the RMI", NULL },
	{ "population", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(struct comparing, population),
	  "small, or fosdem: 12502 pages, as in a published boot log", "NAME" },
	{ "machine", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(struct comparing, machine),
	  "A machine from a file: its memory, memslots, image, vCPUs and guest", "FILE" },
	{ "gate", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(struct comparing, kept),
	  "End with 1 where a cell departs from FILE, which --format jsonl wrote", "FILE" },
	{ "no-cheats", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct comparing, no_cheats),
	  "Leave out what a hostile Host may do", NULL },
	{ "jobs", 'j', 0, G_OPTION_ARG_INT, OPTION_AT(struct comparing, jobs),
	  "Cells to run at a time (as many as there are processors)", "N" },
	{ "explain", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(struct comparing, explain),
	  "The scenario behind a cell, such as neither/linux/v14 or both/linux/v12/replace",
	  "CELL" },
	OPTIONS_END
};

static const Example examples[] = {
	{ "compare --guest linux --kvm v14", "a part of the table" },
	{ "compare --explain neither/linux/v14 > cell.ripas", "the scenario behind a cell" },
	{ "compare --format jsonl -o table.jsonl", "a table to keep" },
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
