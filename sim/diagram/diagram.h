/* SPDX-License-Identifier: BSD-3-Clause */
/* Diagrams: of the tables of the model, and of what a scenario did. */
#ifndef SIM_DIAGRAM_H
#define SIM_DIAGRAM_H

#include "base/model.h"
#include "check/transition.h"
#include "diagram/film.h"
#include "picture/graph.h"
#include "picture/sequence.h"

/* The state machine of an object; with @before, what changed since that version. */
PictureGraph *diagram_states(enum rmm_object object, const struct rmm_model *model,
			     const struct rmm_model *before);

/* What becomes of an incomplete operation; NULL: the version has none. */
PictureGraph *diagram_operation(const struct rmm_model *model, const struct rmm_model *before);

/* A step in the life of an operation, as diagram_operation() has it. */
typedef struct {
	/* enum rmm_phase; OPERATION_NONE: it does not exist. */
	guint8 from, to;
	enum rmm_command_id command;    /* CMD_NONE: any that may be incomplete */
	const char *guard;
} OperationStep;
#define OPERATION_NONE 0xff
const OperationStep *diagram_operation_steps(guint *count);

typedef enum { DIAGRAM_DOT, DIAGRAM_MERMAID, DIAGRAM_SVG, DIAGRAM_FORMATS } DiagramFormat;

/* What a Realm access leads to, by RIPAS and HIPAS. */
void diagram_append_access(GString *out, const struct rmm_model *model, DiagramFormat format);

/* The tables of all Realms in a state. */
PictureGraph *diagram_tables(const char *title, const struct rmm_model *model,
			     const struct rmm *state);

/* Who called whom in a scenario that was run. */
Sequence *diagram_story(const Film *film);

#endif
