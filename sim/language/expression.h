/* SPDX-License-Identifier: BSD-3-Clause */
/* Integer expressions of the scenario language: $dram+64M, (a - b) * 2. */
#ifndef SIM_EXPRESSION_H
#define SIM_EXPRESSION_H

#include "language/cursor.h"

typedef struct Expression Expression;

/* Can an expression start at the next token? */
gboolean expression_starts(const Cursor *cursor);

/* NULL with an error if there is no expression. */
Expression *expression_parse(Cursor *cursor);
void expression_free(Expression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Expression, expression_free)

/*
 * The value with @variables (name to pointer to guint64; NULL: none is set).
 * FALSE if a variable is not set, whose name is in @missing; or, with NULL
 * there, if the value is not between 0 and 2^64, or, of what begins with a
 * minus, -2^63 and 2^64.
 */
gboolean expression_evaluate(const Expression *expression, GHashTable *variables,
			     guint64 *value, const char **missing);

#define EXPRESSION_OUT_OF_RANGE "the value is below 0 or does not fit 64 bits"

/* Adds the names of its variables to the set @names, which does not own them. */
void expression_variables(const Expression *expression, GHashTable *names);

/* The variable that the expression is alone; NULL if it is more. */
const char *expression_variable(const Expression *expression);

/* Another table with the same variables (name to guint64). */
GHashTable *variables_copy(GHashTable *variables);

#endif
