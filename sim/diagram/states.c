/* SPDX-License-Identifier: BSD-3-Clause */
/* State machines, from the table of transitions. */
#include "diagram/diagram.h"

#include "engine/command.h"

/* A state machine being drawn. */
struct drawing {
	PictureGraph *graph;
	enum rmm_object object;
	const struct rmm_model *model, *before; /* before: or NULL */
	guint nodes[256];       /* by state, plus 1; 0: not there yet */
};

static const char *state_name(const struct drawing *d, const struct rmm_model *model, guint8 state)
{
	return model ? rmm_name(rmm_object_states(d->object), model->config.version, state) : NULL;
}

static gboolean is_in(const struct rmm_model *model, const struct rmm_transition *row)
{
	return model && rmm_is_in(model, row->in, row->until);
}

/* Does a row of the version begin or end with the state? */
static gboolean is_used(const struct drawing *d, const struct rmm_model *model, guint8 state)
{
	unsigned count;
	const struct rmm_transition *rows = rmm_transitions(&count);

	for (unsigned i = 0; i < count; i++)
		if (rows[i].object == d->object && is_in(model, &rows[i]) &&
		    (rows[i].from == state || rows[i].to == state))
			return TRUE;
	return FALSE;
}

static GraphMark mark_of(gboolean now, gboolean before, gboolean compared)
{
	return !compared || (now && before) ? GRAPH_BOTH : now ? GRAPH_NEW : GRAPH_GONE;
}

/* "VOID", and "was UNASSIGNED" where the version before called it so. */
static char *label_of(const struct drawing *d, guint8 state)
{
	const char *now = state_name(d, d->model, state);
	const char *was = state_name(d, d->before, state);

	return now && was && g_strcmp0(now, was) != 0
	       ? g_strdup_printf("%s\nwas %s", now, was) : g_strdup(now ? now : was ? was : "");
}

static guint node_of(struct drawing *d, guint8 state)
{
	gboolean nothing = state == TRANSITION_NONE ||
			   (d->object == OBJECT_REALM && state == REALM_NULL);

	if (!d->nodes[state])
		d->nodes[state] = 1 + picture_graph_node(d->graph,
			nothing ? GRAPH_NOTHING : GRAPH_STATE,
			nothing ? g_strdup("") : label_of(d, state),
			mark_of(is_used(d, d->model, state), is_used(d, d->before, state),
				d->before != NULL), NULL);
	return d->nodes[state] - 1;
}

/* One edge for all that leads from one state to another and has one mark. */
static void add_edge(struct drawing *d, guint8 from, guint8 to, const char *text, GraphMark mark)
{
	guint tail = node_of(d, from), head = node_of(d, to);

	for (guint i = 0; i < d->graph->edges->len; i++) {
		GraphEdge *edge = &g_array_index(d->graph->edges, GraphEdge, i);
		char *both;

		if (edge->from != tail || edge->to != head || edge->mark != mark)
			continue;
		both = g_strdup_printf("%s\n%s", edge->label, text);
		g_free(edge->label);
		edge->label = both;
		return;
	}
	picture_graph_edge(d->graph, tail, head, g_strdup(text), mark);
}

/* Has the version the same step, perhaps with another guard? */
static gboolean has_step(const struct drawing *d, const struct rmm_model *model,
			 const struct rmm_transition *step, guint8 from)
{
	return model && rmm_may_become(model, step->object, from, step->to, step->command);
}

static void add_step(struct drawing *d, const struct rmm_transition *row, guint8 from)
{
	const struct rmm_model *model = is_in(d->model, row) ? d->model : d->before;
	const char *name = row->command == CMD_NONE ? "the Realm acts"
						    : rmm_command(model, row->command)->name;
	g_autofree char *text = row->guard ? g_strdup_printf("%s [%s]", name, row->guard)
					   : g_strdup(name);

	/* What both have is told as the newer one has it. */
	if (model == d->before && has_step(d, d->model, row, from))
		return;
	add_edge(d, from, row->to, text,
		 mark_of(model == d->model, has_step(d, d->before, row, from), d->before != NULL));
}

/* From any state: from each that there is but the one it leads to. */
static void add_row(struct drawing *d, const struct rmm_transition *row)
{
	const struct rmm_enumeration *states = rmm_object_states(d->object);
	const struct rmm_model *model = is_in(d->model, row) ? d->model : d->before;

	if (row->from != TRANSITION_ANY) {
		add_step(d, row, row->from);
		return;
	}
	for (guint8 state = 0; state < states->count; state++)
		if (state != row->to && is_used(d, model, state) && state_name(d, model, state))
			add_step(d, row, state);
}

PictureGraph *diagram_states(enum rmm_object object, const struct rmm_model *model,
			     const struct rmm_model *before)
{
	unsigned count;
	const struct rmm_transition *rows = rmm_transitions(&count);
	const char *name = object == OBJECT_RTTE ? "HIPAS" : rmm_object_name(object);
	char *title = before ? g_strdup_printf("%s, from %s to %s", name,
					       before->config.version->id,
					       model->config.version->id)
			     : g_strdup_printf("%s, %s", name, model->config.version->id);
	struct drawing d = { picture_graph_new(title, FALSE), object, model, before, { 0 } };

	for (unsigned i = 0; i < count; i++)
		if (rows[i].object == object && (is_in(model, &rows[i]) || is_in(before, &rows[i])))
			add_row(&d, &rows[i]);
	return d.graph;
}
