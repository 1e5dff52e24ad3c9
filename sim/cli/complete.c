/* SPDX-License-Identifier: BSD-3-Clause */
/* What may stand next on a command line: for the completion of shells. */
#include "cli/complete.h"

#include <string.h>

#include "cli/verbs.h"
#include "options/options.h"
#include "system/version.h"
#include "text/variants.h"

static const GOptionEntry *find_in(const GOptionEntry *options, const char *word)
{
	for (; options && options->long_name; options++)
		if ((g_str_has_prefix(word, "--") && strcmp(word + 2, options->long_name) == 0) ||
		    (options->short_name && word[0] == '-' && word[1] == options->short_name &&
		     word[2] == '\0'))
			return options;
	return NULL;
}

static const GOptionEntry *find_option(const Verb *verb, const char *word)
{
	const GOptionEntry *option = find_in(verb->options, word);

	return option ? option : find_in(verb_common_options(), word);
}

static gboolean takes_value(const GOptionEntry *option)
{
	return option && option->arg != G_OPTION_ARG_NONE;
}

static void add_split(const char *text, GPtrArray *words)
{
	g_auto(GStrv) split = g_strsplit(text, "|", -1);

	for (char **word = split; *word; word++)
		g_ptr_array_add(words, g_strdup(*word));
}

/* Values of the options that all verbs have. */
static void add_common_values(const Verb *verb, const char *option, GPtrArray *words)
{
	if (strcmp(option, "color") == 0)
		add_split("auto|always|never", words);
	if (strcmp(option, "format") == 0)
		add_split(verb->formats ? verb->formats : "text", words);
	for (guint i = 0; strcmp(option, "spec") == 0 && i < version_count(); i++)
		g_ptr_array_add(words, g_strdup(version_at(i)->short_name));
	if (strcmp(option, "variant") == 0) {
		g_autoptr(GPtrArray) ids = variant_ids();

		for (guint i = 0; i < ids->len; i++)
			g_ptr_array_add(words, g_strdup(ids->pdata[i]));
	}
}

static void add_values(const Verb *verb, const GOptionEntry *option, const char *start,
		       GPtrArray *words)
{
	char *none[] = { NULL };

	add_common_values(verb, option->long_name, words);
	if (verb->complete)
		verb->complete(option->long_name, none, start, words);
}

static void add_options(const GOptionEntry *options, GPtrArray *words)
{
	for (; options && options->long_name; options++)
		g_ptr_array_add(words, g_strconcat("--", options->long_name, NULL));
}

/* What is neither an option nor a value of one. */
static char **arguments_of(const Verb *verb, char **words, guint count)
{
	GPtrArray *arguments = g_ptr_array_new();

	for (guint i = 0; i < count; i++) {
		if (*words[i] != '-')
			g_ptr_array_add(arguments, words[i]);
		else if (takes_value(find_option(verb, words[i])))
			i += i + 1 < count && strcmp(words[i + 1], "=") == 0 ? 2 : 1;
	}
	g_ptr_array_add(arguments, NULL);
	return (char **)g_ptr_array_free(arguments, FALSE);
}

/* The option whose value the last word is, or begins to be. */
static const GOptionEntry *pending_option(const Verb *verb, char **words, guint count)
{
	const char *before = count > 1 ? words[count - 2] : "";

	if (strcmp(words[count - 1], "=") == 0)
		return find_option(verb, before);
	if (strcmp(before, "=") == 0 && count > 2)
		before = words[count - 3];
	return takes_value(find_option(verb, before)) ? find_option(verb, before) : NULL;
}

/* "--format=ju": completed with what stands before the value. */
static void add_joined(const Verb *verb, const char *word, GPtrArray *words)
{
	const char *sign = strchr(word, '=');
	g_autofree char *name = g_strndup(word, (gsize)(sign - word));
	g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
	const GOptionEntry *option = find_option(verb, name);

	if (takes_value(option))
		add_values(verb, option, sign + 1, values);
	for (guint i = 0; i < values->len; i++)
		g_ptr_array_add(words, g_strconcat(name, "=", values->pdata[i], NULL));
}

/* @words: behind the verb, @count of them. */
static void add_for_verb(const Verb *verb, char **words, guint count, GPtrArray *candidates)
{
	const char *last = words[count - 1];
	const GOptionEntry *option = pending_option(verb, words, count);
	g_autofree char **before = arguments_of(verb, words, count - 1);

	if (option) {
		add_values(verb, option, strcmp(last, "=") == 0 ? "" : last, candidates);
	} else if (g_str_has_prefix(last, "--") && strchr(last, '=')) {
		add_joined(verb, last, candidates);
	} else if (*last == '-') {
		add_options(verb->options, candidates);
		add_options(verb_common_options(), candidates);
	} else if (verb->complete) {
		verb->complete(NULL, before, last, candidates);
	}
}

static void add_verbs(GPtrArray *candidates)
{
	for (const Verb *const *verb = verbs; *verb; verb++)
		g_ptr_array_add(candidates, g_strdup((*verb)->name));
}

static int compare(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Those that begin with @start, each once. */
static GPtrArray *chosen(GPtrArray *candidates, const char *start)
{
	GPtrArray *kept = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_sort(candidates, compare);
	for (guint i = 0; i < candidates->len; i++)
		if (g_str_has_prefix(candidates->pdata[i], start) &&
		    (i == 0 || strcmp(candidates->pdata[i - 1], candidates->pdata[i]) != 0))
			g_ptr_array_add(kept, g_strdup(candidates->pdata[i]));
	return kept;
}

GPtrArray *complete(char **words)
{
	g_autoptr(GPtrArray) candidates = g_ptr_array_new_with_free_func(g_free);
	guint count = g_strv_length(words);
	const Verb *verb = count > 1 ? verb_find(words[0]) : NULL;
	const char *start = count ? words[count - 1] : "";

	if (count <= 1) {
		add_verbs(candidates);
		add_split("help|--help|--version", candidates);
	} else if (strcmp(words[0], "help") == 0 && count == 2) {
		add_verbs(candidates);
	} else if (verb) {
		add_for_verb(verb, words + 1, count - 1, candidates);
	}
	return chosen(candidates, strcmp(start, "=") == 0 ? "" : start);
}
