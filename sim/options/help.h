/* SPDX-License-Identifier: BSD-3-Clause */
/* --help, within 80 columns. */
#ifndef SIM_HELP_H
#define SIM_HELP_H

#include "options/verb.h"

/* The help of a verb; of the tool, whose verbs are @verbs (ends with NULL). The caller frees it. */
char *help_of_verb(const Verb *verb);
char *help_of_tool(const Verb *const *verbs);

/* "-o, --output=FILE"; the caller frees it. */
char *help_option_text(const GOptionEntry *option);

#endif
