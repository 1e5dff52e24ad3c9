/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Readings: where the text contradicts itself, is silent, or is read otherwise
 * by a real RMM, what it says and which side the model takes. Notes, messages
 * and scenarios cite them by id.
 *
 * B: 1.0-rel0. C: 2.0-bet0. D: TF-RMM beside 2.0-bet0. E, F: 2.0-bet3, its memory and
 * its devices and Realm services. The numbers stay once
 * they were cited; a new reading takes the next one of its letter.
 */
#ifndef RMM_READING_H
#define RMM_READING_H

#include "base/variant.h"

#define RMM_READING_OTHERS 3

struct rmm_reading {
	const char *id;                 /* "B6" */
	const char *sections;           /* "B4.3.18, A5.3.5": of the text it is about */
	const char *text;               /* what that says */
	const char *model;              /* what the model does */
	/* Variants with the other side, or another; VARIANT_NONE ends them. */
	enum rmm_variant others[RMM_READING_OTHERS];
	unsigned in;                    /* line it began with */
};

/* The row at @index, in order of their ids; NULL behind the last. */
const struct rmm_reading *rmm_reading_at(unsigned index);

/* A table for each text. */
struct rmm_reading_table {
	const struct rmm_reading *rows;
	unsigned count;
};
extern const struct rmm_reading_table rmm_readings_1_0, rmm_readings_2_0,
	rmm_readings_tf_rmm, rmm_readings_2_0_bet3;

#endif
