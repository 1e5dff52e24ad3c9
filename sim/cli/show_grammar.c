/* SPDX-License-Identifier: BSD-3-Clause */
/* show grammar: for editors, which 'make install' writes. */
#include "cli/show_grammar.h"

#include <string.h>

#include "editor/grammar.h"
#include "text/nearest.h"

static const struct {
	const char *name;
	char *(*make)(void);
} grammars[] = { { "vim", grammar_vim }, { "textmate", grammar_textmate } };

void show_grammar_names(GPtrArray *names)
{
	for (gsize i = 0; i < G_N_ELEMENTS(grammars); i++)
		g_ptr_array_add(names, g_strdup(grammars[i].name));
}

ExitCode show_grammar(const Show *show)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *hint = NULL;

	for (gsize i = 0; show->argument && i < G_N_ELEMENTS(grammars); i++) {
		g_autofree char *text = NULL;

		if (strcmp(grammars[i].name, show->argument) != 0)
			continue;
		text = grammars[i].make();
		fprintf(show->output->file, "%s%s", text, g_str_has_suffix(text, "\n") ? "" : "\n");
		return EXIT_AS_EXPECTED;
	}
	show_grammar_names(names);
	hint = nearest_hint(show->argument ? show->argument : "", names);
	return usage_error("show", show->argument ? "there is no grammar '%s'%s"
			   : "a grammar for which editor?%s%s", show->argument ? show->argument : "",
			   hint);
}
