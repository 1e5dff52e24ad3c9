/* SPDX-License-Identifier: BSD-3-Clause */
/* The verbs of the tool. */
#include "cli/verbs.h"

#include <string.h>

const Verb *const verbs[] = {
	&verb_run, &verb_shell, &verb_explore, &verb_replay, &verb_compare, &verb_show, &verb_mutate,
	&verb_reduce, &verb_diagram, &verb_report, &verb_fmt, &verb_lsp, &verb_init, NULL
};

const Verb *verb_find(const char *name)
{
	for (const Verb *const *verb = verbs; *verb; verb++)
		if (strcmp((*verb)->name, name) == 0)
			return *verb;
	return NULL;
}
