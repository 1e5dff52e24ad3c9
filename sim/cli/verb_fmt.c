/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim fmt: lays scenario files out. */
#include <string.h>

#include "cli/verbs.h"
#include "layout/layout.h"
#include "options/arguments.h"
#include "options/options.h"
#include "system/files.h"

struct layout {
	const Options *options;
	gboolean check;
	Output output;
	guint changed;
	gboolean broken, unwritten;
};

static gboolean write_back(struct layout *layout, const char *path, const char *text)
{
	g_autoptr(GError) error = NULL;

	if (files_write(path, text, strlen(text), &error))
		return TRUE;
	output_error("fmt", error);
	layout->unwritten = TRUE;
	return FALSE;
}

/* Where the text goes: standard output for "-" and with -o, else the file. */
static void put(struct layout *layout, const Source *source, const char *text)
{
	gboolean same = strcmp(source->text, text) == 0;

	if (!layout->check && (layout->options->output || strcmp(source->path, "-") == 0)) {
		fputs(text, layout->output.file);
		return;
	}
	if (same)
		return;
	layout->changed++;
	if (!layout->check && !write_back(layout, source->path, text))
		return;
	if (!layout->options->quiet)
		fprintf(layout->output.file, "%s\n", source->path);
}

static void lay_out(struct layout *layout, const char *path)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = source_load(path, diagnostics);
	g_autofree char *text = source ? layout_text(source, diagnostics) : NULL;

	diagnostics_print(diagnostics);
	if (text)
		put(layout, source, text);
	else
		layout->broken = TRUE;
}

static ExitCode lay_out_all(struct layout *layout)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	const Options *options = layout->options;
	g_autoptr(GError) error = NULL;

	if (arguments_collect("fmt", options->arguments, FILES_SCENARIO, files) != EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	if (options->output && files->len > 1)
		return usage_error("fmt", "-o takes one file, not %u", files->len);
	if (!output_open(&layout->output, options->output, options->color, &error))
		return output_error("fmt", error);
	for (guint i = 0; i < files->len; i++)
		lay_out(layout, files->pdata[i]);
	if (!output_close(&layout->output, &error))
		return output_error("fmt", error);
	return layout->broken ? EXIT_BAD_INPUT : layout->unwritten ? EXIT_INCOMPLETE :
	       layout->check && layout->changed ? EXIT_DIVERGED : EXIT_AS_EXPECTED;
}

static ExitCode fmt_verb(char **argv)
{
	struct layout layout = { .check = FALSE };
	Options options;
	ExitCode code;

	layout.options = &options;
	if (options_parse(&options, &verb_fmt, &layout, argv, &code))
		code = lay_out_all(&layout);
	options_clear(&options);
	return code;
}

static const GOptionEntry entries[] = {
	{ "check", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct layout, check),
	  "Change nothing; print the files that would change", NULL },
	OPTIONS_END
};

static const Example examples[] = {
	{ "fmt scenarios", "lay out all below a folder" },
	{ "fmt --check scenarios", "for CI: is anything not laid out?" },
	{ "fmt - < a.ripas", "from standard input to standard output, for an editor" },
	{ NULL, NULL }
};

const Verb verb_fmt = {
	.name = "fmt", .arguments = "PATH…", .summary = "Lay scenario files out",
	.description =
	"Files are written back where the layout differs, and their names printed; folders stand "
	"for every *.ripas below them. Statements and comments stay: blanks, indentation, empty "
	"lines and the alignment of 'let' and of comments after statements are made alike.",
	.options = entries, .examples = examples, .run = fmt_verb, .versions_max = 1,
	.complete = arguments_complete_scenarios,
	.status = {
		[EXIT_DIVERGED] = "With --check: a file is not laid out.",
		[EXIT_BAD_INPUT] = "A file cannot be read, or has words that are none.",
	},
};
