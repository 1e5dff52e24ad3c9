/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim lsp: a language server for editors, over standard input and output. */
#include "cli/verbs.h"
#include "lsp/server.h"
#include "options/options.h"

static ExitCode serve(const Options *options)
{
	g_autoptr(GError) error = NULL;

	if (options->arguments)
		return usage_error("lsp", "unexpected argument '%s'", options->arguments[0]);
	if (server_run(stdin, stdout, &error))
		return EXIT_AS_EXPECTED;
	if (!error)
		return EXIT_DIVERGED;
	g_printerr("ripas-sim lsp: %s\n", error->message);
	return EXIT_BAD_INPUT;
}

static ExitCode lsp_verb(char **argv)
{
	Options options;
	ExitCode code;

	if (options_parse(&options, &verb_lsp, NULL, argv, &code))
		code = serve(&options);
	options_clear(&options);
	return code;
}

static const Example examples[] = {
	{ "lsp", "what an editor starts for files that end in .ripas" },
	{ NULL, NULL }
};

const Verb verb_lsp = {
	.name = "lsp", .arguments = "", .summary = "Serve an editor: errors, explanations, completion",
	.description =
	"Speaks the Language Server Protocol over standard input and output: diagnostics, hover "
	"(section, conditions, readings), completion, definitions of variables and includes, "
	"layout, and a code lens that runs the scenario.",
	.examples = examples, .run = lsp_verb, .versions_max = 1,
	.status = {
		[EXIT_DIVERGED] = "The client went away without 'shutdown'.",
		[EXIT_BAD_INPUT] = "What the client sent is no message.",
	},
};
