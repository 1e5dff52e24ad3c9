/* SPDX-License-Identifier: BSD-3-Clause */
/* A state as a 64-bit word. */
#include "explore/word.h"

void word_layout_init(WordLayout *layout, const Levels *levels)
{
	*layout = (WordLayout){
		levels->visible, 0, g_new(guint, levels->visible + 1),
		g_new(guint, levels->visible + 1)
	};
	for (guint i = 0; i < levels->visible; i++) {
		layout->shift[i] = layout->bits;
		layout->width[i] = MAX(1, g_bit_storage(levels->domain[i] - 1));
		layout->bits += layout->width[i];
	}
}

void word_layout_clear(WordLayout *layout)
{
	g_free(layout->shift);
	g_free(layout->width);
}

guint64 word_of(const WordLayout *layout, const guint32 *numbers)
{
	guint64 word = 0;

	for (guint i = 0; i < layout->levels; i++)
		word |= (guint64)numbers[i] << layout->shift[i];
	return word;
}
