/* SPDX-License-Identifier: BSD-3-Clause */
/* run --format trace. */
#include "cli/run_trace.h"

#include "language/parser.h"
#include "retell/retell.h"

static ExitCode print_trace(const Options *options, const char *path, const char *trace,
			    const Retold *retold)
{
	g_autoptr(GError) error = NULL;
	Output output;

	if (!output_open(&output, options->output, options->color, &error))
		return output_error("run", error);
	fputs(trace, output.file);
	if (!output_close(&output, &error))
		return output_error("run", error);
	if (retold->failed)
		g_printerr("%s: %u statement%s of it fail%s; the trace tells what the model returns\n",
			   path, retold->failed, retold->failed == 1 ? "" : "s",
			   retold->failed == 1 ? "s" : "");
	return retold->limit ? EXIT_INCOMPLETE : retold->failed ? EXIT_DIVERGED : EXIT_AS_EXPECTED;
}

ExitCode run_trace(const Options *options, const Selection *selection)
{
	const char *path = selection->files->pdata[0];
	const ParseOptions parse = { .version = options->version, .variants = options->variants };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;
	g_autoptr(GString) trace = g_string_new(NULL);
	Retold retold;

	if (selection->files->len != 1)
		return usage_error("run", "--format trace takes one file: a trace is of an RMM that "
				   "has just booted");
	scenario = scenario_parse(path, &parse, diagnostics);
	diagnostics_print(diagnostics);
	if (!scenario)
		return EXIT_BAD_INPUT;
	retell_scenario(scenario, selection_line(selection, path), trace, &retold);
	return print_trace(options, path, trace->str, &retold);
}
