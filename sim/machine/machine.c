/* SPDX-License-Identifier: BSD-3-Clause */
/* One RMM at work. */
#include "machine/machine.h"

#include "state/boot.h"

/* For these the state before a step is kept. */
#define LOOKS_BACK (WATCH_INVARIANTS | WATCH_SELF_CHECK | WATCH_CHANGES | WATCH_HINTS)

static struct rmm *new_state(const struct rmm_model *model)
{
	struct rmm *state = g_malloc0(model->layout.size);

	rmm_state_init_zeroed(model, state);
	return state;
}

Machine *machine_new(const struct rmm_model *model, guint watch)
{
	Machine *machine = g_new0(Machine, 1);

	machine->model = model;
	machine->watch = watch;
	machine->state = new_state(model);
	if (watch & LOOKS_BACK)
		machine->before = new_state(model);
	machine->findings = g_array_new(FALSE, FALSE, sizeof(Finding));
	machine->changes = g_array_new(FALSE, FALSE, sizeof(Change));
	machine->recs = g_array_new(FALSE, FALSE, sizeof(RecMemory));
	machine->trail = trail_new();
	return machine;
}

void machine_free(Machine *machine)
{
	if (!machine)
		return;
	g_free(machine->state);
	g_free(machine->before);
	g_array_unref(machine->findings);
	g_array_unref(machine->changes);
	g_array_unref(machine->recs);
	trail_free(machine->trail);
	g_free(machine);
}

void machine_reboot(Machine *machine, const struct rmm *boot)
{
	rmm_state_copy(machine->model, machine->state, boot);
	machine->boot = boot;
	machine->settled = FALSE;
	machine->broken = 0;
	machine->limit = FALSE;
	g_array_set_size(machine->recs, 0);
	trail_cut(machine->trail, 0);
	machine_forget(machine);
}

void machine_forget(Machine *machine)
{
	g_array_set_size(machine->findings, 0);
	g_array_set_size(machine->changes, 0);
}

/* ---- a step ---- */

static void add_finding(Machine *machine, Finding finding)
{
	finding.line = machine->at.line;
	g_array_append_val(machine->findings, finding);
}

/* Each row is told once: what is broken may stay so at every later step. */
static void check_invariants(Machine *machine, struct rmm_event *event)
{
	struct rmm_violation broken[RMM_INVARIANTS_MAX];
	unsigned rows, count;
	const struct rmm_invariant *first = rmm_invariants(&rows);

	count = rmm_check_invariants(event, machine->ignored, broken, RMM_INVARIANTS_MAX);
	for (unsigned i = 0; i < count; i++) {
		uint64_t row = (uint64_t)1 << (broken[i].invariant - first);

		if (!((machine->broken | machine->expected) & row))
			add_finding(machine, finding_of_violation(event, &broken[i]));
		machine->broken |= row;
	}
}

static void give_hints(Machine *machine, const struct rmm_event *event)
{
	unsigned count;
	const struct rmm_hint *hints = rmm_hints(&count);
	uint64_t address;

	for (unsigned i = 0; i < count; i++)
		if (hints[i].applies(event, &address))
			add_finding(machine, finding_of_hint(event, &hints[i], address));
}

static void look_back(Machine *machine, const struct rmm_call *call,
		      const struct rmm_result *result)
{
	struct rmm_event event = { machine->model, machine->before, machine->state, call, result,
				   true };
	struct rmm_finding found;

	if (machine->watch & WATCH_INVARIANTS)
		check_invariants(machine, &event);
	if (machine->watch & WATCH_SELF_CHECK &&
	    !rmm_check(machine->model, machine->before, machine->state, call, result, &found))
		add_finding(machine, finding_of_check(machine->model, call->command, &found));
	if (machine->watch & WATCH_HINTS)
		give_hints(machine, &event);
	if (machine->watch & WATCH_CHANGES && event.changed)
		changes_collect(machine->model, machine->before, machine->state, machine->at.line,
				machine->changes);
	machine->settled = !event.changed;
}

void machine_step(Machine *machine, const struct rmm_call *call, struct rmm_result *result)
{
	gboolean looks_back = (machine->watch & LOOKS_BACK) != 0;

	machine->taken++;
	if (looks_back && !machine->settled)
		rmm_state_follow(machine->model, machine->before, machine->state,
				 ++machine->steps);
	rmm_step(machine->model, machine->state, call, result);
	if (machine->watch & WATCH_TRAIL)
		trail_add(machine->trail, machine->model, call, machine->at);
	rec_memory_note(machine->recs, call, result, machine->at);
	if (result->status == STATUS_LIMIT) {
		machine->limit = TRUE;
		add_finding(machine, finding_of_limit(machine->model, machine->state,
						      call->command));
	} else if (looks_back) {
		look_back(machine, call, result);
		return;
	}
	machine->settled = FALSE;
}

/* ---- undo ---- */

MachinePoint *machine_point_new(const struct rmm_model *model)
{
	MachinePoint *point = g_new0(MachinePoint, 1);

	point->state = new_state(model);
	point->recs = g_array_new(FALSE, FALSE, sizeof(RecMemory));
	return point;
}

void machine_point_free(MachinePoint *point)
{
	if (!point)
		return;
	g_free(point->state);
	g_array_unref(point->recs);
	g_free(point);
}

void machine_save(const Machine *machine, MachinePoint *point)
{
	rmm_state_copy(machine->model, point->state, machine->state);
	rec_memories_copy(point->recs, machine->recs);
	point->trail = machine->trail->entries->len;
	point->broken = machine->broken;
	point->limit = machine->limit;
}

void machine_restore(Machine *machine, const MachinePoint *point)
{
	rmm_state_copy(machine->model, machine->state, point->state);
	machine->settled = FALSE;
	rec_memories_copy(machine->recs, point->recs);
	trail_cut(machine->trail, point->trail);
	machine->broken = point->broken;
	machine->limit = point->limit;
	machine_forget(machine);
}

/* ---- history ---- */

gboolean machine_history(Machine *machine, TrailFunction *function, gpointer user)
{
	return trail_walk(machine->trail, machine->model, machine->boot, function, user);
}
