/* SPDX-License-Identifier: BSD-3-Clause */
#include "parting/compare.h"

/* ---- what was found ---- */

static gboolean is_made_alike(const Made *a, const Made *b)
{
	return a->call.command == b->call.command && a->result.status == b->result.status &&
	       a->result.condition == b->result.condition;
}

/* Was one of its kind found before? It was no longer. */
static gboolean is_known(const Search *search, const Parting *parting)
{
	for (guint i = 0; i < search->result->partings->len; i++) {
		const Parting *other = search->result->partings->pdata[i];

		if (other->kind == parting->kind && other->output == parting->output &&
		    is_made_alike(&other->made[0], &parting->made[0]) &&
		    is_made_alike(&other->made[1], &parting->made[1]))
			return TRUE;
	}
	return FALSE;
}

static GArray *path_to(const Search *search)
{
	GArray *path = g_array_new(FALSE, FALSE, sizeof(guint));

	g_array_append_val(path, search->side[0].actions[search->action]);
	for (guint32 state = search->state; state;) {
		const Origin *origin = &g_array_index(search->origins, Origin, state);

		g_array_prepend_val(path, search->side[0].actions[origin->action]);
		state = origin->from;
	}
	return path;
}

static Made made_at(const Side *side, guint call)
{
	const Made none = { .model = side->a->model, .call.command = CMD_NONE };

	return call < side->count ? side->made[call] : none;
}

/* Is it of the RIM of a Realm, which "rim exact" keeps in the state? */
static gboolean is_rim(const Side *side, const struct rmm_part *part)
{
	const struct rmm_model *m = side->a->model;
	const uint8_t *at = rmm_part(side->now, part->offset), *rim;

	if (part->owner != OWNER_REALM)
		return FALSE;
	rim = rmm_measurement(m, side->now, part->subject, 0);
	return at >= rim && at < rim + m->layout.measurement_size;
}

/* Where the states differ first, in @parting. */
static void locate(const Search *search, Parting *parting)
{
	if (!common_difference(search->common, search->side[0].now, search->side[1].now,
			       &parting->part))
		parting->part.size = 0;
	else if (is_rim(&search->side[1], &parting->part))
		parting->kind = DIFFERENCE_RIM;
}

static void found(Search *search, DifferenceKind kind, guint call,
		  const struct rmm_value *output)
{
	Parting parting = {
		.kind = kind, .output = output,
		.made = { made_at(&search->side[0], call), made_at(&search->side[1], call) }
	};

	if (kind == DIFFERENCE_STATE)
		locate(search, &parting);
	if (is_known(search, &parting))
		return;
	parting.actions = path_to(search);
	g_ptr_array_add(search->result->partings, g_memdup2(&parting, sizeof(parting)));
	if (!search->options->all)
		search->result->end = EXPLORE_VIOLATED;
}

/* ---- calls ---- */

/* Is the action one of software, which chooses its calls? */
static gboolean is_procedure(const Search *search)
{
	const Side *side = &search->side[0];
	const struct explore_action *action = &side->a->actions[side->actions[search->action]];

	for (unsigned i = 0; i < action->step_count; i++)
		if (action->steps[i].procedure)
			return TRUE;
	return FALSE;
}

static gboolean is_of_realm(const Made *made)
{
	enum rmm_interface interface = rmm_command(made->model, made->call.command)->interface;

	return interface != INTERFACE_RMI && interface != INTERFACE_HOST;
}

/* Of what differs in a call: is it what the Realm is told? Who waits is told nothing so far. */
static gboolean is_told_to_realm(DifferenceKind kind, const Made *a, const Made *b)
{
	switch (kind) {
	case DIFFERENCE_STORAGE:
	case DIFFERENCE_COMPLETION:
		return TRUE;
	case DIFFERENCE_RESULT:
	case DIFFERENCE_OUTPUT:
		return is_of_realm(a) && !a->result.exit.happened && !b->result.exit.happened &&
		       a->result.status != STATUS_NOT_RUN && b->result.status != STATUS_NOT_RUN;
	default:
		return FALSE;
	}
}

/* What differs in the calls at @call; *@output: of DIFFERENCE_OUTPUT. */
static DifferenceKind compare_call(const Search *search, guint call, gboolean chosen,
				   const struct rmm_value **output)
{
	const Made *a = &search->side[0].made[call], *b = &search->side[1].made[call];
	DifferenceKind kind;

	if (search->sight == PARTING_TOLD_TO_REALM) {
		kind = difference_of(a, b, output);
		return is_told_to_realm(kind, a, b) ? kind : DIFFERENCE_NONE;
	}
	if (chosen && difference_is_call(a, b))
		return DIFFERENCE_CALL;
	kind = difference_of(a, b, output);
	return kind == DIFFERENCE_PERMITTED && search->sight != PARTING_PERMITTED ? DIFFERENCE_NONE
										  : kind;
}

gboolean parting_compare_calls(Search *search)
{
	const Side *a = &search->side[0], *b = &search->side[1];
	gboolean chosen = is_procedure(search);

	for (guint i = 0; i < MIN(a->count, b->count); i++) {
		const struct rmm_value *output = NULL;
		DifferenceKind kind = compare_call(search, i, chosen, &output);

		if (kind == DIFFERENCE_STORAGE)
			search->result->end = EXPLORE_STORAGE;
		else if (kind != DIFFERENCE_NONE)
			found(search, kind, i, output);
		/* Where only the choice differs, both may do the same. */
		if (kind != DIFFERENCE_NONE && kind != DIFFERENCE_PERMITTED)
			return FALSE;
	}
	if (chosen && a->count != b->count && search->sight != PARTING_TOLD_TO_REALM) {
		found(search, DIFFERENCE_CALL, MIN(a->count, b->count), NULL);
		return FALSE;
	}
	return TRUE;
}

/* ---- states ---- */

/* What actors know nobody sees, but by what they do. */
static gboolean is_compared(const Side *side, guint monitor, enum explore_monitor_kind kind)
{
	return side->a->monitors[monitor].kind == kind &&
	       !(side->a->actors && side->a->actors->memory == monitor);
}

static gboolean monitors_equal(const Side *a, const Side *b, enum explore_monitor_kind kind)
{
	for (guint i = 0; i < MIN(a->a->monitor_count, b->a->monitor_count); i++)
		if (is_compared(a, i, kind) &&
		    *explore_monitor(a->a, a->now, i) != *explore_monitor(b->a, b->now, i))
			return FALSE;
	return TRUE;
}

gboolean parting_compare_states(Search *search)
{
	const Side *a = &search->side[0], *b = &search->side[1];
	DifferenceKind kind = DIFFERENCE_NONE;

	if (!common_equal(search->common, a->now, b->now) ||
	    !monitors_equal(a, b, MONITOR_VALUE))
		kind = DIFFERENCE_STATE;
	else if (!monitors_equal(a, b, MONITOR_RIM))
		kind = DIFFERENCE_RIM;
	if (kind != DIFFERENCE_NONE)
		found(search, kind, MAX(a->count, 1) - 1, NULL);
	return kind == DIFFERENCE_NONE;
}
