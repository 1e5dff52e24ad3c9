/* SPDX-License-Identifier: BSD-3-Clause */
/* All combinations of values: wheels that turn like those of a counter. */
#ifndef INQUIRY_WHEELS_H
#define INQUIRY_WHEELS_H

#include <glib.h>

/* A wheel: positions 0 to count - 1. */
typedef struct {
	guint count, at;
} Wheel;

/* FALSE: a wheel has no position, so that there is no combination. */
static inline gboolean wheels_begin(GArray *wheels)
{
	gboolean any = TRUE;

	for (guint i = 0; i < wheels->len; i++) {
		g_array_index(wheels, Wheel, i).at = 0;
		any &= g_array_index(wheels, Wheel, i).count > 0;
	}
	return any;
}

/* The next combination, the last wheel turning fastest; FALSE: there was none left. */
static inline gboolean wheels_next(GArray *wheels)
{
	for (guint i = wheels->len; i-- > 0;) {
		Wheel *wheel = &g_array_index(wheels, Wheel, i);

		if (++wheel->at < wheel->count)
			return TRUE;
		wheel->at = 0;
	}
	return FALSE;
}

#endif
