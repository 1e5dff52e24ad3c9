/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a step changed, as values: runs of RTT entries that change alike are one
 * change. Words are made of them when they are printed.
 */
#ifndef SIM_CHANGE_H
#define SIM_CHANGE_H

#include <glib.h>

#include "state/diff.h"

/* Of the changes of a step at most so many are kept; the rest is counted. */
#define CHANGES_MAX 16

typedef struct {
	enum rmm_change_kind kind;
	uint32_t item;          /* a field, or a measurement */
	/*
	 * [base, top) of IPAs whose entries change, and their level; the PA of a
	 * Granule, an RD, a REC or a tracking region.
	 */
	uint64_t base, top;
	int level;
	uint32_t entries;       /* in the run */
	/* State or value; entries of a run are alike; 0 for a measurement. */
	union {
		uint64_t value;
		struct rmm_rtte rtte;
	} from, to;
	guint more;             /* changes of the step that were not kept behind this one */
	unsigned line;          /* of the step */
} Change;

/* Appends what a step of @line changed in a state of @model to @changes (of Change). */
void changes_collect(const struct rmm_model *model, const struct rmm *old,
		     const struct rmm *now, unsigned line, GArray *changes);

/* The same of any two states, and of any number of changes. */
void changes_collect_all(const struct rmm_model *model, const struct rmm *old,
			 const struct rmm *now, GArray *changes);

/* Appends "granule 0x88000000: UNDELEGATED -> DELEGATED". */
void change_append(GString *out, const struct rmm_version *version, const Change *change);

/* What changed: "granule", "gpt", "rtte", "rim", "rem", "realm", "rec", "rmm", "tracking". */
const char *change_object(const Change *change);

/* The name of the field; NULL: the object has none. */
const char *change_field(const Change *change);

/* Appends the state or value before the step, or (@after) behind it; nothing of a measurement. */
void change_append_value(GString *out, const struct rmm_version *version, const Change *change,
			 gboolean after);

/* All of them, a line each; "and 3 more" behind those of a step that changed more. */
void changes_append(GString *out, const struct rmm_version *version, const GArray *changes);

#endif
