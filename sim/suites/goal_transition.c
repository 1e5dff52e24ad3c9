/* SPDX-License-Identifier: BSD-3-Clause */
/* Which rows of the table of transitions a call makes. */
#include "suites/goal_transition.h"

#include "state/diff.h"
#include "state/granule.h"
#include "state/rec.h"
#include "state/rtt.h"

/* ---- all rows ---- */

static gboolean may_happen(const struct explore_alphabet *a, const struct rmm_transition *row)
{
	const struct rmm_command *command = row->command == CMD_NONE
					    ? NULL : rmm_command(a->model, row->command);

	return rmm_is_in(a->model, row->in, row->until) &&
	       (row->command == CMD_NONE || (command && !command->unmodelled));
}

void goal_transitions_add(Goals *goals, const struct explore_alphabet *a)
{
	unsigned count;
	const struct rmm_transition *rows = rmm_transitions(&count);

	for (unsigned i = 0; i < count; i++) {
		Goal goal = { rows[i].command, -1, -1, &rows[i], FALSE };

		if (may_happen(a, &rows[i]))
			g_array_append_val(goals->all, goal);
	}
}

/* ---- those that a call makes ---- */

typedef struct {
	const Goals *goals;
	const struct rmm *old, *state;
	enum rmm_command_id command;
	gboolean of_realm;      /* an action of the Realm */
	GoalMet *met;
	gpointer user;
} Looking;

static void look(const Looking *looking, enum rmm_object object, unsigned from, unsigned to)
{
	for (guint i = 0; i < looking->goals->all->len && from != to; i++) {
		const struct rmm_transition *row = goals_at(looking->goals, i)->row;

		if (row->object == object && row->to == to &&
		    (row->from == from || row->from == TRANSITION_ANY) &&
		    (row->command == looking->command ||
		     (row->command == CMD_NONE && looking->of_realm)))
			looking->met(looking->user, i);
	}
}

static void look_at_entry(const Looking *looking, const struct rmm_change *change)
{
	const struct rmm_model *m = looking->goals->model;
	struct rmm_rtte from = rmm_rtt_entries(m, looking->old, change->subject)[change->item];
	struct rmm_rtte to = rmm_rtt_entries(m, looking->state, change->subject)[change->item];

	/* Of an RTT that comes or goes the entries are others. */
	if (*rmm_rtt_position(m, looking->old, change->subject) !=
	    *rmm_rtt_position(m, looking->state, change->subject))
		return;
	look(looking, OBJECT_RTTE, rtte_state(from), rtte_state(to));
	look(looking, OBJECT_RIPAS, rtte_ripas(from), rtte_ripas(to));
}

/* The entries of a Realm that comes are all alike. */
static void look_at_first_entry(const Looking *looking, uint32_t slot)
{
	const struct rmm_model *m = looking->goals->model;
	const struct rmm_realm *now = rmm_realm(m, looking->state, slot);
	struct rmm_walk walk;

	if (rmm_realm(m, looking->old, slot)->rd || !now->rd)
		return;
	rmm_rtt_walk(m, looking->state, now, 0, RMM_PAGE_LEVEL, &walk);
	look(looking, OBJECT_RIPAS, TRANSITION_NONE, rtte_ripas(walk.rtte));
}

/* One that does not exist has no state. */
static unsigned state_of_rec(const struct rmm_model *m, const struct rmm *state, uint32_t slot)
{
	const struct rmm_rec *rec = rmm_rec(m, state, slot);

	return rec->granule ? rec->state : TRANSITION_NONE;
}

static bool look_at_change(void *user, const struct rmm_change *change)
{
	const Looking *looking = user;
	const struct rmm_model *m = looking->goals->model;

	switch (change->kind) {
	case CHANGE_GRANULE_STATE:
		look(looking, OBJECT_GRANULE, rmm_granule_state(m, looking->old, change->subject),
		     rmm_granule_state(m, looking->state, change->subject));
		break;
	case CHANGE_REALM:
		if (change->item != REALM_FIELD_STATE)
			break;
		look(looking, OBJECT_REALM, rmm_realm(m, looking->old, change->subject)->state,
		     rmm_realm(m, looking->state, change->subject)->state);
		look_at_first_entry(looking, change->subject);
		break;
	case CHANGE_REC:
		if (change->item == REC_FIELD_STATE || change->item == REC_FIELD_GRANULE)
			look(looking, OBJECT_REC, state_of_rec(m, looking->old, change->subject),
			     state_of_rec(m, looking->state, change->subject));
		break;
	case CHANGE_RTTE:
		look_at_entry(looking, change);
		break;
	default:
		break;
	}
	return true;
}

void goal_transitions_met(const Goals *goals, const struct rmm *old, const struct rmm *state,
			  const struct rmm_call *call, const struct rmm_result *result,
			  GoalMet *met, gpointer user)
{
	const struct rmm_command *command = rmm_command(goals->model, call->command);
	Looking looking = {
		goals, old, state, result->command,
		command->interface != INTERFACE_RMI && command->interface != INTERFACE_HOST,
		met, user
	};

	if (old)
		rmm_diff(goals->model, old, state, look_at_change, &looking);
}

/* ---- in words ---- */

static const char *state_name(const Goals *goals, const struct rmm_transition *row, uint8_t state)
{
	const char *name = state == TRANSITION_NONE ? "none" : state == TRANSITION_ANY ? "any" :
			   rmm_name(rmm_object_states(row->object), goals->model->config.version,
				    state);

	return name ? name : "?";
}

void goal_transition_append(GString *out, const Goals *goals, const struct rmm_transition *row)
{
	g_string_append_printf(out, "%s %s -> %s by %s", rmm_object_name(row->object),
			       state_name(goals, row, row->from), state_name(goals, row, row->to),
			       row->command == CMD_NONE ? "the Realm"
			       : rmm_command(goals->model, row->command)->name);
}
