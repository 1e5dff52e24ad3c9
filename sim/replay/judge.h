/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Judging a recorded line: does what a real RMM answered stand among what the
 * model permits, and is every recorded output the model's?
 */
#ifndef SIM_JUDGE_H
#define SIM_JUDGE_H

#include "engine.h"
#include "trace.h"

/*
 * Finds, once, the commands and actions that the lines of a trace name;
 * CMD_NONE where the version of @model has none.
 */
void judge_resolve(const struct rmm_model *model, Trace *trace);

/*
 * Makes a call of the inputs of a line. FALSE with @error ("line:column: ...")
 * if the command has no such input or a value is none.
 */
gboolean judge_call(const struct rmm_model *model, const TraceLine *line,
		    struct rmm_call *call, GError **error);

/*
 * Does the recorded result of @line agree with status and index of @result and
 * the outputs in @slots (those of its command)?
 */
gboolean judge_result(const struct rmm_model *model, const struct rmm_result *result,
		      const uint64_t *slots, const TraceLine *line);

/*
 * As judge_result, for a step that @result tells of; any permitted failure
 * agrees. @state is the state after the step.
 */
gboolean judge_step(const struct rmm_model *model, struct rmm *state,
		    const struct rmm_call *call, const struct rmm_result *result,
		    const TraceLine *line);

/* Bytes as hexadecimal digits, zero padded, into @count slots. FALSE if @text
 * is something else. */
gboolean judge_read_bytes(const char *text, uint64_t *slots, unsigned count);

/* Granules that a list of ranges describes, "-" or NULL: none. */
guint64 judge_list_granules(const char *text);

#endif
