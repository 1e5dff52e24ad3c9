/* SPDX-License-Identifier: BSD-3-Clause */
/* --help, within 80 columns. */
#include "options/help.h"

#include "text/wrap.h"

#define WIDTH 80
#define INDENT 2
#define TERM_MAX 28     /* a wider term has a line of its own */

char *help_option_text(const GOptionEntry *option)
{
	GString *text = g_string_new(NULL);

	if (option->short_name)
		g_string_append_printf(text, "-%c, ", option->short_name);
	g_string_append_printf(text, "--%s", option->long_name);
	if (option->arg_description)
		g_string_append_printf(text, "=%s", option->arg_description);
	return g_string_free(text, FALSE);
}

/* "  term     text", the text from column @column on. */
static void append_term(GString *out, const char *term, const char *text, guint column)
{
	guint at = INDENT + (guint)g_utf8_strlen(term, -1);

	g_string_append_printf(out, "%*s%s", INDENT, "", term);
	if (at + 2 > column) {
		g_string_append_c(out, '\n');
		at = 0;
	}
	g_string_append_printf(out, "%*s", (int)(column - at), "");
	wrap_append(out, text, column, column, WIDTH);
	g_string_append_c(out, '\n');
}

/* Where texts start, beside @terms (char *). */
static guint column_beside(const GPtrArray *terms)
{
	glong widest = 0;

	for (guint i = 0; i < terms->len; i++) {
		glong size = g_utf8_strlen(terms->pdata[i], -1);

		if (size <= TERM_MAX)
			widest = MAX(widest, size);
	}
	return INDENT + (guint)widest + 2;
}

static void append_options(GString *out, const char *title, const Verb *verb,
			   const GOptionEntry *options)
{
	g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
	guint column;

	for (const GOptionEntry *o = options; o && o->long_name; o++)
		g_ptr_array_add(terms, help_option_text(o));
	if (terms->len == 0)
		return;
	g_string_append_printf(out, "\n%s:\n", title);
	column = column_beside(terms);
	for (guint i = 0; i < terms->len; i++) {
		g_autofree char *text = verb_option_text(verb, &options[i]);

		append_term(out, terms->pdata[i], text, column);
	}
}

static void append_terms(GString *out, const Verb *verb)
{
	g_autoptr(GPtrArray) terms = g_ptr_array_new();
	const Term *term;

	if (!verb->term)
		return;
	for (guint i = 0; (term = verb->term(i)); i++)
		g_ptr_array_add(terms, (char *)(guintptr)term->term);
	if (verb->terms)
		g_string_append_printf(out, "\n%s:\n", verb->terms);
	else
		g_string_append_printf(out, "\n%s is one of:\n", verb->arguments);
	for (guint i = 0; (term = verb->term(i)); i++)
		append_term(out, term->term, term->text, column_beside(terms));
}

static void append_examples(GString *out, const Example *examples)
{
	g_string_append(out, "\nExamples:\n");
	for (; examples && examples->command; examples++) {
		g_string_append_printf(out, "%*sripas-sim %s\n%*s", INDENT, "", examples->command,
				       3 * INDENT, "");
		wrap_append(out, examples->purpose, 3 * INDENT, 3 * INDENT, WIDTH);
		g_string_append_c(out, '\n');
	}
}

static void append_statuses(GString *out, const Verb *verb)
{
	g_string_append(out, "\nExit status, of those that apply the highest:\n");
	for (unsigned code = 0; code < EXIT_CODES; code++) {
		char term[] = { (char)('0' + code), '\0' };

		append_term(out, term, verb_status(verb, code), INDENT + 3);
	}
}

char *help_of_verb(const Verb *verb)
{
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "Usage: ripas-sim %s [OPTION…]%s%s\n\n%s.\n\n", verb->name,
			       *verb->arguments ? " " : "", verb->arguments, verb->summary);
	wrap_append(out, verb->description, 0, 0, WIDTH);
	g_string_append_c(out, '\n');
	append_terms(out, verb);
	append_options(out, "Options", verb, verb->options);
	append_options(out, "Options of all verbs", verb, verb_common_options());
	append_examples(out, verb->examples);
	append_statuses(out, verb);
	return g_string_free(out, FALSE);
}

char *help_of_tool(const Verb *const *verbs)
{
	GString *out = g_string_new(NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	g_string_append(out, "Usage: ripas-sim VERB [OPTION…] …\n\n"
			"An executable model of the Realm Management Monitor of Arm CCA.\n\nVerbs:\n");
	for (const Verb *const *verb = verbs; *verb; verb++)
		g_ptr_array_add(names, (char *)(guintptr)(*verb)->name);
	for (const Verb *const *verb = verbs; *verb; verb++)
		append_term(out, (*verb)->name, (*verb)->summary, column_beside(names));
	g_string_append(out, "\nExamples:\n");
	for (const Verb *const *verb = verbs; *verb; verb++)
		g_string_append_printf(out, "%*sripas-sim %s\n", INDENT, "",
				       (*verb)->examples->command);
	append_statuses(out, NULL);
	g_string_append(out, "\n'ripas-sim VERB --help' shows the options of a verb.\n");
	return g_string_free(out, FALSE);
}
