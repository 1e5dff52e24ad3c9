/* SPDX-License-Identifier: BSD-3-Clause */
/* What the steps of an RMM showed and changed, as members of an object. */
#ifndef SIM_JSON_MACHINE_H
#define SIM_JSON_MACHINE_H

#include "machine/sight.h"
#include "report/json_line.h"

/* "changes": an array of objects, one for each of @changes (of Change). */
void json_machine_changes(JsonBuilder *builder, const struct rmm_version *version,
			  const GArray *changes);

/* "kind", "id", "section", "text", "address" of what is wrong. */
void json_machine_finding(JsonBuilder *builder, const Finding *finding);

/* "since": the command that made it so, with its file and line; if that is known. */
void json_machine_since(JsonBuilder *builder, const struct rmm_model *model, const Since *since);

/* "condition" and "section" (and "added", where the specification has it) of a refusal. */
void json_machine_condition(JsonBuilder *builder, const struct rmm_model *model,
			    const struct rmm_result *result);

/*
 * Of a refusal: what the condition says, and what was permitted as well ("also": an
 * array of objects with status and condition).
 */
void json_machine_refusal(JsonBuilder *builder, const struct rmm_model *model,
			  const struct rmm_result *result);

#endif
