/* SPDX-License-Identifier: BSD-3-Clause */
/* The call that a recorded line makes: its command, and its inputs read. */
#ifndef SIM_CALL_H
#define SIM_CALL_H

#include "engine/engine.h"
#include "replay/trace.h"

/*
 * Finds, once, the commands and actions that the lines of a trace name;
 * CMD_NONE where the version of @model has none.
 */
void call_resolve(const struct rmm_model *model, Trace *trace);

/*
 * Makes a call of the inputs of a line. FALSE with @error ("line:column: ...")
 * if the command has no such input or a value is none.
 */
gboolean call_read(const struct rmm_model *model, const TraceLine *line,
		   struct rmm_call *call, GError **error);

/*
 * Takes from the record what is left to the implementation of RSI commands that
 * tell an attestation token: its size, how much is told, where it ends.
 */
void call_take_token(struct rmm_call *call, const TraceLine *line);

/* Bytes as hexadecimal digits, zero padded, into @count slots. FALSE if @text
 * is something else. */
gboolean call_read_bytes(const char *text, uint64_t *slots, unsigned count);

/* Granules that a list of ranges describes, "-" or NULL: none. */
guint64 call_list_granules(const char *text);

/* A value of @type, and the ranges "a,b" of a list ("-": none). FALSE if @text is none. */
gboolean call_read_value(const struct rmm_model *model, const struct rmm_type *type,
			 const char *text, uint64_t *number);
gboolean call_read_list(const struct rmm_model *model, const struct rmm_value *value,
			const char *text, uint64_t *slots);

#endif
