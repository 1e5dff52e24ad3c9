/* SPDX-License-Identifier: BSD-3-Clause */
/* Realms, RECs and operations as what calls are about. */
#include "calls/object.h"

#include "state/granule.h"
#include "state/rec.h"

/* ---- Realms ---- */

static void take_rd(CallScope *scope, uint64_t pa)
{
	uint32_t slot = rmm_realm_at(scope->model, scope->state, pa);

	scope->realm = slot == RMM_NONE ? NULL : rmm_realm(scope->model, scope->state, slot);
}

static uint64_t choose_rd(CallScope *scope, CallSource *source)
{
	uint64_t pa = object_granule_in(scope, source, GRANULE_RD);

	take_rd(scope, pa);
	return pa;
}

static void list_rd(const CallScope *scope, GArray *values)
{
	for (uint32_t i = 0; i < scope->model->config.realms; i++) {
		const struct rmm_realm *realm = rmm_realm(scope->model, scope->state, i);

		if (realm->rd)
			object_add(values, rmm_granule_pa(scope->model, realm->rd - 1));
	}
}

const CallObject object_rd = { choose_rd, list_rd, take_rd };

static uint64_t choose_vmid(CallScope *scope, CallSource *source)
{
	return source_below(source, 4);
}

static gboolean is_in_use(const CallScope *scope, uint64_t vmid)
{
	for (uint32_t i = 0; i < scope->model->config.realms; i++) {
		const struct rmm_realm *realm = rmm_realm(scope->model, scope->state, i);

		if (realm->rd && realm->vmid == vmid)
			return TRUE;
	}
	return FALSE;
}

/* The first that no Realm has. */
static void list_vmid(const CallScope *scope, GArray *values)
{
	uint64_t vmid = 0;

	while (is_in_use(scope, vmid))
		vmid++;
	object_add(values, vmid);
}

const CallObject object_vmid = { choose_vmid, list_vmid, NULL };

/* ---- RECs ---- */

static void take_rec(CallScope *scope, uint64_t pa)
{
	uint32_t slot = rmm_rec_at(scope->model, scope->state, pa);

	scope->rec = slot == RMM_NONE ? NULL : rmm_rec(scope->model, scope->state, slot);
}

static uint64_t choose_rec(CallScope *scope, CallSource *source)
{
	uint64_t pa = object_granule_in(scope, source, GRANULE_REC);

	take_rec(scope, pa);
	return pa;
}

typedef gboolean RecTest(const struct rmm_rec *rec);

/* A REC that passes, if there is one. */
static uint64_t choose_passing(CallScope *scope, CallSource *source, RecTest *test)
{
	uint64_t pa = choose_rec(scope, source);

	for (unsigned i = 0; i < 10 && !(scope->rec && test(scope->rec)); i++)
		pa = choose_rec(scope, source);
	return pa;
}

static void list_passing(const CallScope *scope, GArray *values, RecTest *test)
{
	for (uint32_t i = 0; i < scope->model->config.recs; i++) {
		const struct rmm_rec *rec = rmm_rec(scope->model, scope->state, i);

		if (rec->granule && test(rec))
			object_add(values, rmm_granule_pa(scope->model, rec->granule - 1));
	}
}

static gboolean is_any(const struct rmm_rec *rec)
{
	return TRUE;
}

static gboolean runs(const struct rmm_rec *rec)
{
	return rec->state == REC_RUNNING;
}

static gboolean requests(const struct rmm_rec *rec)
{
	return rec->pending == PENDING_RIPAS_CHANGE;
}

static gboolean asks_psci(const struct rmm_rec *rec)
{
	return rec->pending == PENDING_PSCI;
}

uint64_t object_choose_running(CallScope *scope, CallSource *source)
{
	uint64_t pa = choose_passing(scope, source, runs);

	scope->rec = NULL;
	return pa;
}

void object_list_running(const CallScope *scope, GArray *values)
{
	list_passing(scope, values, runs);
}

static uint64_t choose_requester(CallScope *scope, CallSource *source)
{
	return choose_passing(scope, source, requests);
}

static uint64_t choose_caller(CallScope *scope, CallSource *source)
{
	return choose_passing(scope, source, asks_psci);
}

static void list_rec(const CallScope *scope, GArray *values)
{
	list_passing(scope, values, is_any);
}

static void list_requester(const CallScope *scope, GArray *values)
{
	list_passing(scope, values, requests);
}

static void list_caller(const CallScope *scope, GArray *values)
{
	list_passing(scope, values, asks_psci);
}

const CallObject object_rec = { choose_rec, list_rec, take_rec };
const CallObject object_requester = { choose_requester, list_requester, take_rec };
const CallObject object_caller = { choose_caller, list_caller, take_rec };

/* The REC that the calling one names; RMM_NONE: none. */
static uint32_t target_of(const CallScope *scope)
{
	const struct rmm_model *m = scope->model;
	const struct rmm *s = scope->state;
	uint32_t slot;

	if (!scope->rec)
		return RMM_NONE;
	slot = (uint32_t)(((const char *)scope->rec - (const char *)rmm_rec(m, s, 0)) /
			  m->layout.rec_stride);
	return rmm_rec_from_mpidr(m, s, scope->rec->owner, rmm_gprs(m, s, slot)[1]);
}

static uint64_t granule_of(const CallScope *scope, uint32_t rec)
{
	return rmm_granule_pa(scope->model, rmm_rec(scope->model, scope->state, rec)->granule - 1);
}

static uint64_t choose_target(CallScope *scope, CallSource *source)
{
	uint32_t slot = target_of(scope);

	return slot == RMM_NONE ? object_any_granule(scope, source) : granule_of(scope, slot);
}

static void list_target(const CallScope *scope, GArray *values)
{
	uint32_t slot = target_of(scope);

	if (slot != RMM_NONE)
		object_add(values, granule_of(scope, slot));
}

const CallObject object_target = { choose_target, list_target, NULL };

/* ---- MPIDRs ---- */

/* Of a REC to be made: in order, which 2.0-bet3 does not ask for. */
static uint64_t next_index(const CallScope *scope)
{
	return MAX(scope->realm->rec_index, scope->realm->num_recs);
}

/* Of a REC to be made: the next. */
static uint64_t choose_mpidr(CallScope *scope, CallSource *source)
{
	return scope->realm && source_chance(source, 90)
	       ? rmm_mpidr_of_index(next_index(scope)) : source_below(source, 4);
}

static void list_mpidr(const CallScope *scope, GArray *values)
{
	if (scope->realm)
		object_add(values, rmm_mpidr_of_index(next_index(scope)));
}

const CallObject object_mpidr = { choose_mpidr, list_mpidr, NULL };

/* Of a REC that the Realm names. */
static uint64_t choose_cpu(CallScope *scope, CallSource *source)
{
	return source_below(source, 4);
}

static void list_cpu(const CallScope *scope, GArray *values)
{
	for (uint32_t i = 0; i < scope->model->config.recs; i++) {
		const struct rmm_rec *rec = rmm_rec(scope->model, scope->state, i);

		if (rec->granule)
			object_add(values, rmm_mpidr_of_index(rec->index));
	}
}

const CallObject object_cpu = { choose_cpu, list_cpu, NULL };

/* ---- operations ---- */

/* The command that an operation waits for. */
static enum rmm_command_id awaited(enum rmm_phase phase)
{
	return phase == PHASE_DONATE ? CMD_RMI_OP_MEM_DONATE
	     : phase == PHASE_RECLAIM ? CMD_RMI_OP_MEM_RECLAIM : CMD_RMI_OP_CONTINUE;
}

static gboolean waits(const CallScope *scope, uint32_t slot, enum rmm_command_id command)
{
	const struct rmm_operation *operation = rmm_operation(scope->model, scope->state, slot);

	return operation->command && awaited((enum rmm_phase)operation->phase) == command;
}

gboolean object_is_awaited(const CallScope *scope, enum rmm_command_id command)
{
	for (uint32_t i = 0; i < scope->model->config.operations; i++)
		if (waits(scope, i, command))
			return TRUE;
	return FALSE;
}

/* One that waits for the command, if there is one. */
static uint64_t choose_handle(CallScope *scope, CallSource *source)
{
	uint32_t count = scope->model->config.operations;
	uint32_t first = (uint32_t)source_below(source, count);

	for (uint32_t i = 0; i < count; i++)
		if (waits(scope, (first + i) % count, scope->command))
			return (first + i) % count;
	return first;
}

static void list_handle(const CallScope *scope, GArray *values)
{
	for (uint32_t i = 0; i < scope->model->config.operations; i++)
		if (rmm_operation(scope->model, scope->state, i)->command)
			object_add(values, i);
}

const CallObject object_handle = { choose_handle, list_handle, NULL };
