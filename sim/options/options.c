/* SPDX-License-Identifier: BSD-3-Clause */
/* Options that verbs share, and the parsing of a verb's command line. */
#include "options/options.h"

#include <string.h>

#include "text/nearest.h"
#include "system/platform.h"
#include "text/variants.h"

ExitCode usage_error(const char *verb, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_printerr("ripas-sim%s%s: %s\nTry 'ripas-sim%s%s --help'.\n", verb ? " " : "",
		   verb ? verb : "", message, verb ? " " : "", verb ? verb : "");
	return EXIT_BAD_USAGE;
}

char *did_you_mean(const char *text, const GPtrArray *names)
{
	const char *near = nearest(text, names);

	return near ? g_strdup_printf(" (did you mean '%s'?)", near) : g_strdup("");
}

/* ---- what options say ---- */

static gboolean resolve_variants(Options *options, const char *verb)
{
	for (char **id = options->variant_ids; id && *id; id++) {
		enum rmm_variant variant = variant_find(*id);
		g_autoptr(GPtrArray) ids = variant_ids();

		if (variant == VARIANT_NONE) {
			g_autofree char *hint = did_you_mean(*id, ids);

			usage_error(verb, "unknown variant '%s'%s", *id, hint);
			return FALSE;
		}
		rmm_add_variant(&options->variants, variant);
	}
	return TRUE;
}

static gboolean resolve_spec(Options *options, const Verb *verb)
{
	g_auto(GStrv) names = g_strsplit(options->spec ? options->spec : "", ",", -1);
	guint count = g_strv_length(names);

	options->version = RMM_VERSIONS;
	if (count > verb->versions_max) {
		usage_error(verb->name, "--spec takes %s", verb->versions_max > 1
			    ? "at most two versions" : "one version of the specification");
		return FALSE;
	}
	for (guint i = 0; options->spec && i < count; i++) {
		if (!platform_version(names[i], &options->versions[i])) {
			usage_error(verb->name, "unknown version of the specification '%s'", names[i]);
			return FALSE;
		}
	}
	options->version_count = options->spec ? count : 0;
	if (options->version_count == 1)
		options->version = options->versions[0];
	return TRUE;
}

/* ---- parsing ---- */

/* Collects "--name" of all options, for suggestions. */
static void add_names(GPtrArray *names, const GOptionEntry *entries)
{
	for (; entries && entries->long_name; entries++)
		if (*entries->long_name)
			g_ptr_array_add(names, g_strconcat("--", entries->long_name, NULL));
}

static ExitCode bad_option(const Verb *verb, const GOptionEntry *own,
			   const GOptionEntry *common, const GError *error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const char *option = strstr(error->message, "--");
	g_autofree char *hint = NULL;

	add_names(names, own);
	add_names(names, common);
	if (error->code == G_OPTION_ERROR_UNKNOWN_OPTION && option)
		hint = did_you_mean(option, names);
	return usage_error(verb->name, "%s%s", error->message, hint ? hint : "");
}

/* The arguments, "-j2" (as make has it) as GOption wants it: "-j", "2". */
static char **split_jobs(char **argv)
{
	GPtrArray *split = g_ptr_array_new();

	for (; *argv; argv++) {
		gboolean together = g_str_has_prefix(*argv, "-j") && g_ascii_isdigit((*argv)[2]);

		if (together)
			g_ptr_array_add(split, g_strdup("-j"));
		g_ptr_array_add(split, g_strdup(together ? *argv + 2 : *argv));
	}
	g_ptr_array_add(split, NULL);
	return (char **)g_ptr_array_free(split, FALSE);
}

gboolean options_parse(Options *options, const Verb *verb, const GOptionEntry *own,
		       char **argv, ExitCode *code)
{
	const GOptionEntry common[] = {
		{ "spec", 0, 0, G_OPTION_ARG_STRING, &options->spec,
		  "Version of the specification (1.0, 2.0), instead of the file's own", "ID" },
		{ "variant", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->variant_ids,
		  "Bend a rule (see 'show variants'); may be given again", "ID" },
		{ "self-check", 0, 0, G_OPTION_ARG_NONE, &options->self_check,
		  "Check success conditions and footprints after every step", NULL },
		{ "format", 0, 0, G_OPTION_ARG_STRING, &options->format,
		  "text, or what else the verb has", "FORMAT" },
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
		  "Write to FILE, not to standard output", "FILE" },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet,
		  "Say only what went wrong", NULL },
		{ "verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose,
		  "Say every step and what it changed", NULL },
		{ "color", 0, 0, G_OPTION_ARG_STRING, &options->color,
		  "auto, always or never", "WHEN" },
		{ G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments,
		  NULL, NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL }
	};
	g_autoptr(GOptionContext) context = g_option_context_new(verb->arguments);
	g_autofree char *program = g_strdup_printf("ripas-sim %s", verb->name);
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) copy = split_jobs(argv);

	memset(options, 0, sizeof(*options));
	*code = EXIT_AS_EXPECTED;
	g_free(copy[0]);
	copy[0] = g_strdup(program);
	g_set_prgname(program);
	g_option_context_set_summary(context, verb->summary);
	g_option_context_set_description(context, verb->description);
	if (own)
		g_option_context_add_main_entries(context, own, NULL);
	g_option_context_add_main_entries(context, common, NULL);
	if (!g_option_context_parse_strv(context, &copy, &error)) {
		*code = bad_option(verb, own, common, error);
		return FALSE;
	}
	if (resolve_variants(options, verb->name) && resolve_spec(options, verb))
		return TRUE;
	*code = EXIT_BAD_USAGE;
	return FALSE;
}

void options_clear(Options *options)
{
	g_free(options->spec);
	g_strfreev(options->variant_ids);
	g_free(options->format);
	g_free(options->output);
	g_free(options->color);
	g_strfreev(options->arguments);
}
