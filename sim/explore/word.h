/* SPDX-License-Identifier: BSD-3-Clause */
/* A state as a 64-bit word: the numbers of its visible levels side by side. */
#ifndef EXPLORE_WORD_H
#define EXPLORE_WORD_H

#include "explore/levels.h"

/* One less than there are: a word and 1 is a number. */
#define WORD_BITS_MOST 63

typedef struct {
	guint levels;
	guint bits;                     /* of a state: a word has room for WORD_BITS_MOST */
	guint *shift, *width;           /* by level */
} WordLayout;

void word_layout_init(WordLayout *layout, const Levels *levels);
void word_layout_clear(WordLayout *layout);

/* The word of a tuple. */
guint64 word_of(const WordLayout *layout, const guint32 *numbers);

/* The bits of a level. */
static inline guint64 word_mask(const WordLayout *layout, guint level)
{
	return (((guint64)1 << layout->width[level]) - 1) << layout->shift[level];
}

/* The number at a level. */
static inline guint32 word_number(const WordLayout *layout, guint64 word, guint level)
{
	return (guint32)((word & word_mask(layout, level)) >> layout->shift[level]);
}

static inline void word_set_number(const WordLayout *layout, guint64 *word, guint level,
				   guint32 number)
{
	*word = (*word & ~word_mask(layout, level)) | (guint64)number << layout->shift[level];
}

/* The bits of @word that @mask names, side by side. */
static inline guint64 word_pick(guint64 word, guint64 mask)
{
	guint64 picked = 0;

	for (guint64 to = 1; mask; mask &= mask - 1, to <<= 1)
		if (word & mask & -mask)
			picked |= to;
	return picked;
}

#endif
