/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The words that start lines of the language, and what must hold behind
 * "expect", "never" and "reach": for the parser, for the manual page, and for
 * editors. A word stands in the table of the file that parses it.
 */
#ifndef SIM_WORDS_H
#define SIM_WORDS_H

#include <glib.h>

typedef enum {
	WORD_HEADER,            /* before the first step */
	WORD_BLOCK,             /* about lines: include, for, end, in */
	WORD_STATEMENT,
	WORD_PREDICATE,         /* behind expect, never, reach */
	WORD_EXPLORE            /* in an explore block */
} WordKind;

typedef struct {
	const char *word;
	const char *syntax;     /* what follows the word */
	const char *summary;    /* one line */
	WordKind kind;
} LanguageWord;

/* The word at @index, kind by kind; NULL behind the last. */
const LanguageWord *language_word(guint index);

/* NULL if there is none of this kind. */
const LanguageWord *language_word_find(const char *word, WordKind kind);

/* ---- the parts of the list, each NULL behind its last ---- */

const LanguageWord *parse_header_word(guint index);
const LanguageWord *parse_block_word(guint index);
const LanguageWord *parse_statement_word(guint index);
const LanguageWord *parse_predicate_word(guint index);
const LanguageWord *parse_explore_word(guint index);

#endif
