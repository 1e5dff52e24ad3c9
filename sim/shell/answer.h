/* SPDX-License-Identifier: BSD-3-Clause */
/* What a statement came to, as it is told. */
#ifndef SHELL_ANSWER_H
#define SHELL_ANSWER_H

#include "report/report.h"
#include "shell/draft.h"

/*
 * Prints what @entry, which has been carried out, came to: as a scenario that
 * runs again, with changes as comments. Of many statements what failed alone.
 */
void answer_print(const Report *report, const Draft *draft, const Entry *entry);

/* Its result in a line; NULL: it has none, or is a block or a file. The caller frees it. */
char *answer_result(const Draft *draft, const Entry *entry);

/* Did anything in it fail? */
gboolean answer_failed(const Draft *draft, const Entry *entry);

#endif
