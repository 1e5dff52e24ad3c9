/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of the expansion of an explore block share. */
#ifndef INQUIRY_EXPANDER_H
#define INQUIRY_EXPANDER_H

#include "explore/exploration.h"
#include "inquiry/wheels.h"
#include "language/predicate_test.h"
#include "run/runner.h"

/* More actions than this are an error of the block. */
#define ACTIONS_MAX 50000
/* So are more combinations of values, wanted or not. */
#define COMBINATIONS_MAX 1000000

/* The values of a domain. */
typedef struct {
	const Domain *domain;
	GArray *values;         /* of guint64 */
} DomainValues;

typedef struct {
	const ExploreBlock *block;
	const RunEnd *setup;
	Diagnostics *diagnostics;
	Exploration *exploration;
	GHashTable *variables;  /* those of the setup, and of domains as they turn */
	GHashTable *monitors;   /* name to index */
	GArray *domains;        /* of DomainValues */
	guint combinations;     /* that were looked at */
	gboolean failed;
} Expander;

/* Reports an error at a line of the block. Always FALSE. */
gboolean expander_error(Expander *expander, Position at, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

/* A variable's value from now on. */
void expander_set(Expander *expander, const char *name, guint64 value);
gboolean expander_evaluate(Expander *expander, const Expression *expression, Position at,
			   guint64 *value);

/* ---- expand_domain.c ---- */

/* The values of all domains. FALSE after an error. */
gboolean expand_domains(Expander *expander);
void expander_clear_domains(Expander *expander);
/* A wheel for each domain whose name is in the set @names; @used gets their indices. */
void expand_wheels(Expander *expander, GHashTable *names, GArray *wheels, GArray *used);
/* Sets the variables of domains as the first wheels stand. */
void expand_turn(Expander *expander, const GArray *wheels, const GArray *used);

/* ---- expand_question.c ---- */

/* The predicate as a test that lives as long as the exploration; NULL after an error. */
const struct state_test *expand_test(Expander *expander, const Predicate *predicate, Position at,
				     enum page_quantifier quantifier);
/* All of @tests (of pointers); NULL if there are none. */
const struct state_test *expand_all_of(Expander *expander, const GPtrArray *tests);
gboolean expand_questions(Expander *expander);
/* Adds the names of the variables of a predicate to a set. */
void expand_predicate_variables(const Predicate *predicate, GHashTable *names);

/* ---- expand_sense.c ---- */

/* Is the test about what there is, or may be? If not, that is an error. */
gboolean expand_sense(Expander *expander, const struct state_test *test, Position at);

/* ---- expand_action.c ---- */

gboolean expand_action(Expander *expander, const AlphabetAction *action, guint line);

/* ---- expand_any.c ---- */

/* "host any RMI_*" */
gboolean expand_any_command(Expander *expander, const AlphabetLine *line, guint number);

#endif
