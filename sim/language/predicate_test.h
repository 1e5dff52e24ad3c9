/* SPDX-License-Identifier: BSD-3-Clause */
/* From a predicate as it was written to a test of states: variables get their values. */
#ifndef SIM_PREDICATE_TEST_H
#define SIM_PREDICATE_TEST_H

#include "language/terms.h"
#include "predicate/predicate.h"

typedef struct {
	GHashTable *variables;  /* name to guint64 */
	GHashTable *monitors;   /* name to GUINT_TO_POINTER(index); NULL: there are none */
	guint64 rd, rec;        /* where none is named */
	GPtrArray *owned;       /* gets what the test points to; freed with g_free */
	char *error;            /* why there is no test */
	/*
	 * The monitor that says where the guest of @rec stands, and the number of @word there;
	 * FALSE, with where it may stand: not there. NULL: nobody knows.
	 */
	gboolean (*guest)(gpointer user, guint64 rec, const char *word, guint *monitor,
			  guint64 *number, char **places);
	gpointer user;
	gboolean rim_exact;     /* RIMs are surrogates, and part of a state */
} TestMaker;

/*
 * Of a range, @quantifier says whether every page counts or one of them; below
 * "not" it is the other way round. FALSE with an error.
 */
gboolean predicate_test(TestMaker *maker, const Predicate *predicate,
			enum page_quantifier quantifier, struct state_test *test);

#endif
