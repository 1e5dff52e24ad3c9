/* SPDX-License-Identifier: BSD-3-Clause */
/* What a condition that refused found: the values of what it names. */
#ifndef SIM_CAUSE_H
#define SIM_CAUSE_H

#include <glib.h>

#include "engine/engine.h"

/* A value that a condition names. */
typedef struct {
	uint64_t value;
	const struct rmm_enumeration *names;    /* NULL: it is a number */
} CauseValue;

/*
 * The values of the inputs of @call, and of the attributes of its Realm and REC
 * in @state, that the condition of @result names, in the order of its text: to
 * an array of CauseValue.
 */
void cause_find(const struct rmm_model *model, const struct rmm *state,
		const struct rmm_call *call, const struct rmm_result *result, GArray *values);

/* "base != rec.ripas_addr": the condition of @result. The caller frees it. */
char *cause_text(const struct rmm_model *model, const struct rmm_result *result);

/* Appends "0x80000000, 0x0". */
void cause_append_values(GString *out, const struct rmm_model *model, const GArray *values);

/* Appends "base != rec.ripas_addr (0x80000000, 0x0)". */
void cause_append(GString *out, const struct rmm_model *model, const struct rmm_result *result,
		  const GArray *values);

#endif
