/* SPDX-License-Identifier: BSD-3-Clause */
/* Options that verbs share, and the parsing of a verb's command line. */
#include "options/options.h"

#include <errno.h>
#include <string.h>

#include "options/help.h"
#include "text/nearest.h"
#include "text/version_hint.h"
#include "system/version.h"
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

ExitCode output_error(const char *verb, const GError *error)
{
	g_printerr("ripas-sim%s%s: %s\n", verb ? " " : "", verb ? verb : "", error->message);
	return EXIT_INCOMPLETE;
}

/* ---- what options say ---- */

static gboolean resolve_variants(Options *options, const char *verb)
{
	for (char **id = options->variant_ids; id && *id; id++) {
		enum rmm_variant variant = variant_find(*id);

		if (variant == VARIANT_NONE) {
			g_autofree char *hint = variant_hint(*id);

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

	options->version = NULL;
	if (count > verb->versions_max) {
		usage_error(verb->name, "--spec takes at most %u version%s of the specification",
			    verb->versions_max, verb->versions_max == 1 ? "" : "s");
		return FALSE;
	}
	for (guint i = 0; options->spec && i < count; i++) {
		options->versions[i] = version_find(names[i]);
		if (!options->versions[i]) {
			g_autofree char *hint = version_hint(names[i]);

			usage_error(verb->name, "unknown version of the specification '%s'%s", names[i],
				    hint);
			return FALSE;
		}
	}
	options->version_count = options->spec ? count : 0;
	if (options->version_count == 1)
		options->version = options->versions[0];
	return TRUE;
}

/* ---- what options there are ---- */

/* Collects "--name" of all options, for suggestions. */
static void add_names(GPtrArray *names, const GOptionEntry *entries)
{
	for (; entries && entries->long_name; entries++)
		if (*entries->long_name)
			g_ptr_array_add(names, g_strconcat("--", entries->long_name, NULL));
}

static ExitCode bad_option(const Verb *verb, const GError *error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const char *option = strstr(error->message, "--");
	g_autofree char *hint = NULL;

	add_names(names, verb->options);
	add_names(names, verb_common_options());
	if (error->code == G_OPTION_ERROR_UNKNOWN_OPTION && option)
		hint = nearest_hint(option, names);
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

/* ---- the options of all verbs ---- */

static const GOptionEntry common[] = {
	{ "spec", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(Options, spec),
	  "Version of the specification (1.0, 2.0), instead of the file's own", "ID" },
	{ "variant", 0, 0, G_OPTION_ARG_STRING_ARRAY, OPTION_AT(Options, variant_ids),
	  "Bend a rule (see 'show variants'); may be given again", "ID" },
	{ "self-check", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Options, self_check),
	  "Check success conditions and footprints after every step", NULL },
	{ "format", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(Options, format),
	  "text, or what else the verb has", "FORMAT" },
	{ "output", 'o', 0, G_OPTION_ARG_FILENAME, OPTION_AT(Options, output),
	  "Write to FILE, not to standard output", "FILE" },
	{ "quiet", 'q', 0, G_OPTION_ARG_NONE, OPTION_AT(Options, quiet),
	  "Print only what went wrong", NULL },
	{ "verbose", 'v', 0, G_OPTION_ARG_NONE, OPTION_AT(Options, verbose),
	  "Print every step and what it changed", NULL },
	{ "color", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(Options, color),
	  "auto, always or never", "WHEN" },
	{ "help", 'h', 0, G_OPTION_ARG_NONE, OPTION_AT(Options, help),
	  "Print this help", NULL },
	OPTIONS_END
};

const GOptionEntry *verb_common_options(void)
{
	return common;
}

char *verb_option_text(const Verb *verb, const GOptionEntry *option)
{
	g_auto(GStrv) formats = NULL;

	if (!verb || !verb->formats || strcmp(option->long_name, "format") != 0)
		return g_strdup(option->description);
	formats = g_strsplit(verb->formats, "|", -1);
	return g_strjoinv(", ", formats);
}

const char *verb_status(const Verb *verb, ExitCode code)
{
	static const char *const usual[EXIT_CODES] = {
		[EXIT_AS_EXPECTED] = "As expected.",
		[EXIT_DIVERGED] = "An expectation, an invariant or a log diverged.",
		[EXIT_BAD_USAGE] = "Bad usage.",
		[EXIT_BAD_INPUT] = "Bad input: a file cannot be read, or has errors.",
		[EXIT_INCOMPLETE] = ("A bound was hit, or not all could be written: the result is "
				     "incomplete."),
	};

	return verb && verb->status[code] ? verb->status[code] : usual[code];
}

/* ---- parsing ---- */

/* Adds @entries, whose places count from @base, to the context. */
static void add_entries(GOptionContext *context, const GOptionEntry *entries, gpointer base)
{
	g_autoptr(GArray) placed = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));

	for (; entries && entries->long_name; entries++) {
		GOptionEntry entry = *entries;

		entry.arg_data = (char *)base + GPOINTER_TO_SIZE(entries->arg_data);
		g_array_append_val(placed, entry);
	}
	/* Entries are copied, the array is not needed further. */
	g_option_context_add_main_entries(context, (GOptionEntry *)(gpointer)placed->data, NULL);
}

static gboolean check_colour(const Options *options, const Verb *verb)
{
	static const char *const known[] = { "auto", "always", "never", NULL };

	if (!options->color || g_strv_contains(known, options->color))
		return TRUE;
	usage_error(verb->name, "--color takes auto, always or never, not '%s'", options->color);
	return FALSE;
}

static gboolean check_format(const Options *options, const Verb *verb)
{
	g_auto(GStrv) formats = g_strsplit(verb->formats ? verb->formats : "text", "|", -1);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;

	for (char **format = formats; *format; format++)
		g_ptr_array_add(names, *format);
	if (!options->format ||
	    g_strv_contains((const char *const *)formats, options->format))
		return TRUE;
	hint = nearest_hint(options->format, names);
	usage_error(verb->name, "unknown format '%s'%s", options->format, hint);
	return FALSE;
}

gboolean options_parse(Options *options, const Verb *verb, gpointer own, char **argv,
		       ExitCode *code)
{
	const GOptionEntry remaining[] = {
		{ G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY,
		  OPTION_AT(Options, arguments), NULL, NULL },
		OPTIONS_END
	};
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) copy = split_jobs(argv);

	memset(options, 0, sizeof(*options));
	*code = EXIT_BAD_USAGE;
	g_option_context_set_help_enabled(context, FALSE);
	add_entries(context, verb->options, own);
	add_entries(context, common, options);
	add_entries(context, remaining, options);
	if (!g_option_context_parse_strv(context, &copy, &error)) {
		*code = bad_option(verb, error);
		return FALSE;
	}
	if (options->help) {
		g_autofree char *help = help_of_verb(verb);

		fputs(help, stdout);
		*code = EXIT_AS_EXPECTED;
		return FALSE;
	}
	if (!check_colour(options, verb) || !check_format(options, verb) || !resolve_variants(options, verb->name) ||
	    !resolve_spec(options, verb))
		return FALSE;
	*code = EXIT_AS_EXPECTED;
	return TRUE;
}

gboolean options_jobs(const char *verb, gint said, const char *what, guint *jobs)
{
	*jobs = (guint)MAX(said, 0);
	if (said >= 0)
		return TRUE;
	usage_error(verb, "-j takes a number of %s, not %d", what, said);
	return FALSE;
}

gboolean options_size(const char *text, guint64 *bytes)
{
	static const char units[] = "KMGT";
	const char *unit;
	char *end;

	errno = 0;
	*bytes = g_ascii_strtoull(text, &end, 10);
	if (errno || end == text)
		return FALSE;
	unit = *end ? strchr(units, *end) : NULL;
	if (unit && !end[1] && *bytes >> (54 - 10 * (unit - units)) == 0)
		*bytes <<= 10 * (unit - units + 1);
	else if (*end)
		return FALSE;
	return *bytes > 0;
}

gboolean options_seconds(const char *text, gdouble *seconds)
{
	char *end;

	*seconds = g_ascii_strtod(text, &end);
	return end != text && strcmp(*end == 's' ? end + 1 : end, "") == 0 &&
	       *seconds >= -G_MAXINT && *seconds <= G_MAXINT;
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
