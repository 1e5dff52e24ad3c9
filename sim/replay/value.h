/* SPDX-License-Identifier: BSD-3-Clause */
/* Values of a trace: from text to the slots that the model has them in. */
#ifndef SIM_VALUE_H
#define SIM_VALUE_H

#include <glib.h>

#include "engine/command.h"

/* A bare hexadecimal number. FALSE if @text is none. */
gboolean value_number(const char *text, guint64 *number);

/* Bytes as hexadecimal digits, zero padded, into @count slots, which are 0. FALSE if
 * @text is something else. */
gboolean value_bytes(const char *text, uint64_t *slots, unsigned count);

/* A single value of @type. FALSE if @text is none. */
gboolean value_single(const struct rmm_model *model, const struct rmm_type *type,
		      const char *text, uint64_t *number);

/*
 * A list, "-": none; a single address stands for Granules that follow each other. FALSE if
 * @text is none, or is too long.
 */
gboolean value_list(const struct rmm_model *model, const struct rmm_value *value,
		    const char *text, uint64_t *slots);

/* Granules that a list of ranges describes, "-" or NULL: none. */
guint64 value_list_granules(const struct rmm_model *model, const char *text);

#endif
