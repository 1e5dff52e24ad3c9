/* SPDX-License-Identifier: BSD-3-Clause */
/* The RMM's own records, as a trace peeks at them, against the state. */
#ifndef SIM_PEEK_H
#define SIM_PEEK_H

#include "state/state.h"
#include "replay/trace.h"

/* An attribute of a record: a number, a name, or bytes. */
typedef struct {
	const char *name;
	uint64_t value;
	const struct rmm_enumeration *names;
	gboolean is_bytes;      /* those of the record */
} PeekField;

/* What a peek would read. */
typedef struct {
	PeekField fields[12];
	uint8_t bytes[64];
	unsigned count;
	gboolean exists;        /* FALSE: no such object */
} PeekRecord;

/* FALSE: the line names nothing that can be peeked at. */
gboolean peek_read(const struct rmm_model *model, const struct rmm *state,
		   const TraceLine *line, PeekRecord *record);

/*
 * Does a peek agree with the state? Bookkeeping of the implementation
 * (refcount, ripas_base) is not compared.
 */
gboolean peek_agrees(const struct rmm_model *model, const struct rmm *state,
		     const TraceLine *line);

/* Appends "state=NEW rec_index=0". */
void peek_append(GString *out, const struct rmm_model *model, const PeekRecord *record);

#endif
