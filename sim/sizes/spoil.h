/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which invariants say something of an alphabet: those that a wrong value would
 * break, of an entry, a Granule, the Realm, a REC or a result, after some step that
 * was run. What nothing of that breaks holds as it is about nothing that is here.
 */
#ifndef SIZES_SPOIL_H
#define SIZES_SPOIL_H

#include "sizes/closing.h"

/* Bit per row. FALSE: it was interrupted. */
gboolean spoil_breaks(const Closing *closing, const ExploreSink *sink, guint64 *rows);

#endif
