/* SPDX-License-Identifier: BSD-3-Clause */
/* What a line of a trace says that a call returned: read once, then compared as values. */
#ifndef SIM_RECORDED_H
#define SIM_RECORDED_H

#include "replay/trace.h"

/* Reads status and outputs of @line, whose command is known, into line->result. */
void recorded_read(const struct rmm_model *model, TraceLine *line);

/* The output @name; NULL: the line has none. */
const RecordedOutput *recorded_output(const TraceLine *line, const char *name);

/* Was it this status that was recorded, by its name? */
gboolean recorded_is(const TraceLine *line, enum rmm_status status);

/* Does the output, a value, agree with @result, whose outputs are in @slots? */
gboolean recorded_agrees(const struct rmm_model *model, const TraceLine *line,
			 const RecordedOutput *output, const struct rmm_result *result,
			 const uint64_t *slots);

/* "line:column: error: …" if status or outputs cannot be read; NULL: all can. */
char *recorded_flaw(const struct rmm_model *model, const TraceLine *line);

#endif
