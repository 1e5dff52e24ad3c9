/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How far work is: on standard error, if that is a terminal, once it has taken
 * two seconds: "12 of 90 files".
 */
#ifndef SIM_TICKER_H
#define SIM_TICKER_H

#include <glib.h>

typedef struct Ticker Ticker;

/* @what there are @all of: "files". */
Ticker *ticker_new(guint all, const char *what);
void ticker_free(Ticker *ticker);

/* One more is done. Takes the line away, so that something may be printed. */
void ticker_advance(Ticker *ticker);

#endif
