/* SPDX-License-Identifier: BSD-3-Clause */
/* What becomes of an incomplete operation (2.0: B4.3.2), from one phase to the next. */
#include "diagram/diagram.h"

#include "engine/command.h"

#define NONE OPERATION_NONE

static const OperationStep steps[] = {
	{ NONE, PHASE_CONTINUE, CMD_NONE, "interrupted" },
	{ NONE, PHASE_ROLL_BACK, CMD_NONE, "interrupted while it rolls back" },
	{ NONE, PHASE_DONATE, CMD_RMI_REC_CREATE, "asks for memory" },
	{ NONE, PHASE_RECLAIM, CMD_RMI_REC_DESTROY, "gives memory back" },
	{ PHASE_CONTINUE, PHASE_CONTINUE, CMD_RMI_OP_CONTINUE, "interrupted again" },
	{ PHASE_CONTINUE, PHASE_ROLL_BACK, CMD_RMI_OP_CONTINUE, "an entry cannot be completed" },
	{ PHASE_CONTINUE, PHASE_RECLAIM, CMD_RMI_OP_CONTINUE, "it fails, and holds memory" },
	{ PHASE_CONTINUE, NONE, CMD_RMI_OP_CONTINUE, "it completes" },
	{ PHASE_CONTINUE, NONE, CMD_RMI_OP_CANCEL, NULL },
	{ PHASE_CONTINUE, PHASE_CONTINUE, CMD_RMI_OP_CANCEL, "RMI_OP_CONTINUE is to end it" },
	{ PHASE_CONTINUE, PHASE_RECLAIM, CMD_RMI_OP_CANCEL, "it holds memory" },
	{ PHASE_ROLL_BACK, PHASE_ROLL_BACK, CMD_RMI_OP_CONTINUE, "interrupted again" },
	{ PHASE_ROLL_BACK, NONE, CMD_RMI_OP_CONTINUE, "rolled back" },
	{ PHASE_DONATE, PHASE_DONATE, CMD_RMI_OP_MEM_DONATE, "not yet enough" },
	{ PHASE_DONATE, PHASE_CONTINUE, CMD_RMI_OP_MEM_DONATE, "enough" },
	{ PHASE_DONATE, PHASE_RECLAIM, CMD_RMI_OP_CANCEL, "some was donated" },
	{ PHASE_DONATE, NONE, CMD_RMI_OP_CANCEL, "none was donated" },
	{ PHASE_RECLAIM, PHASE_RECLAIM, CMD_RMI_OP_MEM_RECLAIM, "not yet all" },
	{ PHASE_RECLAIM, PHASE_FINISH, CMD_RMI_OP_MEM_RECLAIM, "all" },
	{ PHASE_FINISH, NONE, CMD_RMI_OP_CONTINUE, "returns the result" },
};

const OperationStep *diagram_operation_steps(guint *count)
{
	*count = G_N_ELEMENTS(steps);
	return steps;
}

static const char *phase_label(guint8 phase)
{
	static const char *const labels[] = {
		[PHASE_CONTINUE] = "to be continued",
		[PHASE_DONATE] = "waits for memory\nMEM_REQ_DONATE",
		[PHASE_RECLAIM] = "memory to be taken back\nMEM_REQ_RECLAIM",
		[PHASE_FINISH] = "ended\nthe result is to be returned",
		[PHASE_ROLL_BACK] = "rolling back",
	};

	return phase == NONE ? "" : labels[phase];
}

/* Where it begins is one place, where it ends another. */
static guint node_of(PictureGraph *graph, guint *nodes, guint8 phase, gboolean is_end)
{
	if (phase == NONE)
		nodes += is_end;
	if (!nodes[phase])
		nodes[phase] = 1 + picture_graph_node(graph, phase == NONE ? GRAPH_NOTHING
						      : GRAPH_STATE,
						      g_strdup(phase_label(phase)), GRAPH_BOTH, NULL);
	return nodes[phase] - 1;
}

/* The label of a step; NULL: the version has no such command. */
static char *step_label(const struct rmm_model *model, const OperationStep *step)
{
	const struct rmm_command *command = rmm_command(model, step->command);
	const char *name = step->command == CMD_NONE ? "RMI_INCOMPLETE" :
			   command ? command->name : NULL;

	return !name ? NULL : step->guard ? g_strdup_printf("%s [%s]", name, step->guard)
					  : g_strdup(name);
}

static gboolean has_operations(const struct rmm_model *model)
{
	return model && rmm_has(model, TRAIT_OPERATIONS);
}

PictureGraph *diagram_operation(const struct rmm_model *model, const struct rmm_model *before)
{
	const struct rmm_model *with = has_operations(model) ? model : before;
	GraphMark mark = !before || (has_operations(model) && has_operations(before)) ? GRAPH_BOTH
			 : has_operations(model) ? GRAPH_NEW : GRAPH_GONE;
	PictureGraph *graph;
	guint nodes[NONE + 2] = { 0 };

	if (!has_operations(with))
		return NULL;
	graph = picture_graph_new(before ? g_strdup_printf("Incomplete operation, from %s to %s",
							   before->config.version->id,
							   model->config.version->id)
				  : g_strdup_printf("Incomplete operation, %s",
						    model->config.version->id), FALSE);
	for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
		char *label = step_label(with, &steps[i]);
		guint from, to;

		if (!label)
			continue;
		to = node_of(graph, nodes, steps[i].to, TRUE);
		from = node_of(graph, nodes, steps[i].from, FALSE);
		picture_graph_edge(graph, from, to, label, mark);
	}
	return graph;
}
