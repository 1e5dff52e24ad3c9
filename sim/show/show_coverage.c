/* SPDX-License-Identifier: BSD-3-Clause */
/* show coverage: which conditions of the specification scenarios meet. */
#include "engine/command.h"
#include "coverage/coverage.h"
#include "system/files.h"
#include "system/interrupt.h"
#include "system/ticker.h"
#include "language/parser.h"
#include "run/runner.h"
#include "show/show.h"

static gboolean add_file(const Show *show, Coverage *coverage, HashCache *cache, const char *path)
{
	ParseOptions parse = { NULL, show->model->config.variants, cache, NULL };
	RunOptions options = { .keep_all = TRUE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse(path, &parse, diagnostics);
	RunResult result;

	diagnostics_print(diagnostics);
	if (!scenario)
		return FALSE;
	scenario_run(scenario, &options, &result);
	coverage_add(coverage, scenario, &result, FALSE);
	run_result_clear(&result);
	return TRUE;
}

/* A row for a command; adds to the totals. */
static void add_row(const Show *show, const Coverage *coverage, Table *table, unsigned id,
		    guint *covered_total, guint *known_total)
{
	const struct rmm_command *command = rmm_command(show->model, id);
	const struct rmm_rules *rules = &show->model->rules[id];
	const struct rmm_version *version = show->model->config.version;
	g_autoptr(GString) missing = g_string_new(NULL);
	guint covered = 0;

	for (unsigned i = 0; i < rules->count; i++) {
		const char *condition = rules->failure[i]->id;

		if (coverage_count(coverage, version, id, condition))
			covered++;
		else
			g_string_append_printf(missing, "%s%s", missing->len ? ", " : "", condition);
	}
	table_row(table);
	table_cell(table, "%s", command->name);
	table_cell(table, "%s", coverage_count(coverage, version, id, "") ? "yes" : "no");
	table_cell(table, "%u", covered);
	table_cell(table, "%u", rules->count);
	table_cell(table, "%s", missing->str);
	*covered_total += covered;
	*known_total += rules->count;
}

static void print_coverage(const Show *show, const Coverage *coverage)
{
	g_autoptr(Table) table = table_new("command|succeeds|conditions met|known|not met");
	guint covered = 0, known = 0;

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(show->model, id);

		if (command && command->interface <= INTERFACE_PSCI && !command->unmodelled)
			add_row(show, coverage, table, id, &covered, &known);
	}
	table_row(table);
	table_cell(table, "all");
	table_cell(table, "%s", "");
	table_cell(table, "%u", covered);
	table_cell(table, "%u", known);
	table_print(table, show->tables, show->style);
}

ExitCode show_coverage(const Show *show)
{
	static const char *const suffixes[] = { ".ripas", NULL };
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Coverage) coverage = coverage_new();
	g_autoptr(HashCache) cache = hash_cache_new();
	gboolean good = TRUE;
	Ticker *ticker;

	if (!show->argument)
		return usage_error("show", "coverage of which scenarios?");
	for (char **path = show->arguments; *path; path++)
		files_collect(*path, suffixes, files);
	ticker = ticker_new(files->len, "files");
	interrupt_watch();
	for (guint i = 0; i < files->len && !interrupted(); i++) {
		good &= add_file(show, coverage, cache, files->pdata[i]);
		ticker_advance(ticker);
	}
	ticker_free(ticker);
	print_coverage(show, coverage);
	if (interrupted())
		return EXIT_INCOMPLETE;
	return good ? EXIT_AS_EXPECTED : EXIT_BAD_INPUT;
}
