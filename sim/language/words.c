/* SPDX-License-Identifier: BSD-3-Clause */
/* The words of the language, from the tables of the parser. */
#include "language/words.h"

#include <string.h>

static const LanguageWord *(*const parts[])(guint index) = {
	[WORD_HEADER] = parse_header_word, [WORD_BLOCK] = parse_block_word,
	[WORD_STATEMENT] = parse_statement_word, [WORD_PREDICATE] = parse_predicate_word,
	[WORD_EXPLORE] = parse_explore_word,
};

const LanguageWord *language_word(guint index)
{
	for (gsize part = 0; part < G_N_ELEMENTS(parts); part++) {
		guint count = 0;

		while (parts[part](count))
			count++;
		if (index < count)
			return parts[part](index);
		index -= count;
	}
	return NULL;
}

const LanguageWord *language_word_find(const char *word, WordKind kind)
{
	const LanguageWord *found;

	for (guint i = 0; (found = parts[kind](i)); i++)
		if (strcmp(found->word, word) == 0)
			return found;
	return NULL;
}
