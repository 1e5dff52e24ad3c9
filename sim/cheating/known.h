/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What pages came to that were explored before. Versions of KVM that call the RMM alike
 * lead to one state, and the Host that is explored is any: such pages are explored once.
 */
#ifndef CHEATING_KNOWN_H
#define CHEATING_KNOWN_H

#include "cheating/harm.h"
#include "inquiry/inquiry.h"

/* What an exploration says of a harm. */
typedef struct {
	gboolean is_found;
	guint actions, steps;           /* the shortest way; of it, the Host's */
	char *way;
} HarmAnswer;

typedef struct {
	gboolean is_closed, is_partial;
	Count states;
	HarmAnswer harms[HARMS];        /* in the order of the block's questions */
} PageAnswer;

void page_answer_free(PageAnswer *answer);

typedef struct KnownPages KnownPages;

KnownPages *known_pages_new(void);
void known_pages_free(KnownPages *known);

/*
 * The key of a page: what @text, its exploration, asks from the state behind the setup of
 * @explored. The names of the cell and of KVM are no part of it. The caller frees it.
 */
char *known_pages_key(const char *text, const Explored *explored);

/* By any thread. NULL: it was not explored yet. What is there stays. */
const PageAnswer *known_pages_find(KnownPages *known, const char *key);
/* Takes @answer; what is there, which is @answer or one that came before. */
const PageAnswer *known_pages_add(KnownPages *known, const char *key, PageAnswer *answer);

/* How many pages are known. */
guint known_pages_count(KnownPages *known);

#endif
