/* SPDX-License-Identifier: BSD-3-Clause */
/* The manual pages of the tool and its verbs. */
#include "manual/manual.h"

#include <string.h>

#include "manual/roff.h"
#include "options/help.h"

#define TOOL "ripas-sim.1"
#define LANGUAGE "ripas-scenario.5"

static char *page_of(const Verb *verb)
{
	return g_strdup_printf("ripas-sim-%s.1", verb->name);
}

static void append_options(GString *out, const char *title, const Verb *verb,
			   const GOptionEntry *options)
{
	if (!options)
		return;
	roff_subsection(out, title);
	for (; options->long_name; options++) {
		g_autofree char *term = help_option_text(options);
		g_autofree char *text = verb_option_text(verb, options);

		roff_term(out, term, text);
	}
}

static void append_statuses(GString *out, const Verb *verb)
{
	roff_section(out, "EXIT STATUS");
	for (unsigned code = 0; code < EXIT_CODES; code++) {
		char term[] = { (char)('0' + code), '\0' };

		roff_term(out, term, verb_status(verb, code));
	}
	roff_paragraphs(out, "Of those that apply it is the highest.");
}

static void append_environment(GString *out)
{
	static const Term variables[] = {
		{ "RIPAS_PATH", "Folders, ':' between them, in which scenarios are found by name, before "
		  "those that came with the program." },
		{ "NO_COLOR", "If it is set, there is no colour; nor where TERM is dumb." },
		{ "COLUMNS", "The width that tables are fitted to. Without it, that of the terminal." },
	};

	roff_section(out, "ENVIRONMENT");
	for (gsize i = 0; i < G_N_ELEMENTS(variables); i++)
		roff_term(out, variables[i].term, variables[i].text);
}

static void append_examples(GString *out, const Example *examples)
{
	roff_section(out, "EXAMPLES");
	for (; examples->command; examples++) {
		g_autofree char *command = g_strconcat("ripas-sim ", examples->command, NULL);

		roff_term(out, command, examples->purpose);
	}
}

char *manual_of_verb(const Verb *verb)
{
	static const char *const pages[] = { TOOL, LANGUAGE, NULL };
	g_autofree char *name = g_strconcat("ripas-sim-", verb->name, NULL);
	GString *out = g_string_new(NULL);

	roff_head(out, name, "1", verb->summary);
	roff_section(out, "SYNOPSIS");
	g_string_append_printf(out, "\\fBripas\\-sim %s\\fR [OPTION…] %s\n", verb->name,
			       verb->arguments);
	roff_section(out, "DESCRIPTION");
	roff_paragraphs(out, verb->description);
	if (verb->terms)
		roff_section(out, "COMMANDS");
	for (guint i = 0; verb->term && verb->term(i); i++)
		roff_term(out, verb->term(i)->term, verb->term(i)->text);
	roff_section(out, "OPTIONS");
	append_options(out, "Of this verb", verb, verb->options);
	append_options(out, "Of all verbs", verb, verb_common_options());
	append_statuses(out, verb);
	append_examples(out, verb->examples);
	roff_see_also(out, pages);
	return g_string_free(out, FALSE);
}

static char *manual_of_tool(const Verb *const *verbs)
{
	g_autoptr(GPtrArray) pages = manual_names(verbs);
	GString *out = g_string_new(NULL);

	roff_head(out, "ripas-sim", "1", "an executable model of the RMM of Arm CCA");
	roff_section(out, "SYNOPSIS");
	g_string_append(out, "\\fBripas\\-sim\\fR VERB [OPTION…] …\n");
	roff_section(out, "DESCRIPTION");
	roff_paragraphs(out,
		"The Realm Management Monitor (RMM) manages the memory of Realms. The model replays "
		"scenarios about it, checks safety invariants after every step, judges traces of real "
		"RMMs, and explains results in the words of the specification (DEN0137).");
	roff_section(out, "VERBS");
	for (const Verb *const *verb = verbs; *verb; verb++)
		roff_syntax_term(out, (*verb)->name, (*verb)->arguments, (*verb)->summary);
	roff_section(out, "OPTIONS");
	roff_term(out, "--version", "Print the version, the commit, and the versions of the "
		  "specification that are modelled");
	append_options(out, "Of all verbs", NULL, verb_common_options());
	append_statuses(out, NULL);
	append_environment(out);
	g_ptr_array_remove_index(pages, 0);
	g_ptr_array_add(pages, g_strdup("ripas.3"));
	g_ptr_array_add(pages, NULL);
	roff_see_also(out, (const char *const *)pages->pdata);
	return g_string_free(out, FALSE);
}

GPtrArray *manual_names(const Verb *const *verbs)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(names, g_strdup(TOOL));
	for (const Verb *const *verb = verbs; *verb; verb++)
		g_ptr_array_add(names, page_of(*verb));
	g_ptr_array_add(names, g_strdup(LANGUAGE));
	return names;
}

char *manual_page(const char *name, const Verb *const *verbs)
{
	if (strcmp(name, TOOL) == 0)
		return manual_of_tool(verbs);
	if (strcmp(name, LANGUAGE) == 0)
		return manual_of_language();
	for (; *verbs; verbs++) {
		g_autofree char *page = page_of(*verbs);

		if (strcmp(page, name) == 0)
			return manual_of_verb(*verbs);
	}
	return NULL;
}
