/* SPDX-License-Identifier: BSD-3-Clause */
/* What is said of a call of a console. */
#ifndef SIM_PARTIAL_ANSWER_H
#define SIM_PARTIAL_ANSWER_H

#include "base/variant.h"
#include "dialect/dialect.h"

typedef enum {
	PARTIAL_AGREES,
	PARTIAL_DIVERGES,
	PARTIAL_NOT_JUDGED
} PartialVerdict;

/*
 * The values that a line tells: no others were possible; none but by what was taken for
 * granted; others were possible; nobody knows.
 */
typedef struct {
	guint forced, assumed, open, unknown;
	guint64 alone;          /* which are of the first two: bit 0 the result, then its outputs */
} PartialValues;

/* Of output @number no others were possible. */
static inline guint64 partial_output_bit(guint number)
{
	return number < 63 ? (guint64)1 << (number + 1) : 0;
}

/* What is said of a call. Lasts until the next one is judged. */
typedef struct {
	PartialVerdict verdict;
	const char *why;                /* of what is not judged */
	const char *permitted;          /* of what diverges: what the model returns */
	const GPtrArray *known;         /* and what is known of the places that it names */
	enum rmm_variant variant;       /* under which it agrees; VARIANT_NONE */
	const char *assumed;            /* what was taken for granted; or NULL */
	PartialValues values;
} PartialAnswer;

typedef struct {
	const LogDialect *dialect;
	const struct rmm_version *version;
	struct rmm_variants variants;
	const struct rmm_platform *platform;    /* NULL: the usual one */
	gboolean unexplained;                   /* no variant is looked for */
	gboolean is_whole;      /* the log has all calls since boot */
} PartialOptions;

/* What a Realm was made with, as far as all lines tell. */
typedef struct {
	guint64 rd;
	guint line;             /* of RMI_REALM_CREATE */
	guint width;            /* bits of its IPA space, at least */
	guint start_high;       /* the level at which its tables begin, at most */
} RealmTold;

#endif
