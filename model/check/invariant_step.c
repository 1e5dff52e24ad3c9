/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariants about steps as a whole: accesses, outputs, entries. */
#include "check/invariant_transition.h"

#include "engine/registers.h"
#include "state/access.h"

/* An access of a Realm that was made: who, where, what kind. */
struct made_access {
	const struct rmm_realm *realm;
	uint64_t ipa;
	bool fetch;
	struct rmm_walk walk;
};

/* False if the step is no access at a Protected IPA. */
static bool protected_access(const struct rmm_event *e, struct made_access *access)
{
	uint32_t rec;

	if (e->call->command != CMD_READ && e->call->command != CMD_WRITE &&
	    e->call->command != CMD_FETCH)
		return false;
	rec = rmm_rec_at(e->model, e->old, e->call->rec);
	if (rec == RMM_NONE || e->result->status == STATUS_NOT_RUN ||
	    e->result->status == STATUS_LIMIT)
		return false;
	access->realm = rmm_realm(e->model, e->old, rmm_rec(e->model, e->old, rec)->owner);
	access->ipa = e->call->in[0];
	access->fetch = e->call->command == CMD_FETCH;
	if (!rmm_in_ipa_space(access->realm, access->ipa) ||
	    !rmm_is_protected(access->realm, access->ipa))
		return false;
	rmm_rtt_walk(e->model, e->old, access->realm, access->ipa, RMM_PAGE_LEVEL,
		     &access->walk);
	return true;
}

bool rmm_no_access_to_destroyed(const struct rmm_event *e)
{
	struct made_access access;

	return !protected_access(e, &access) ||
	       !rtte_has_ripas(access.walk.rtte, RIPAS_DESTROYED) ||
	       e->result->status == STATUS_EXIT;
}

bool rmm_no_sea_at_ram(const struct rmm_event *e)
{
	struct made_access access;

	return !protected_access(e, &access) ||
	       !rtte_has_ripas(access.walk.rtte, RIPAS_RAM) ||
	       e->result->status != STATUS_SEA;
}

bool rmm_access_follows_table(const struct rmm_event *e)
{
	static const enum rmm_status statuses[] = {
		[OUTCOME_OK] = STATUS_OK, [OUTCOME_SEA] = STATUS_SEA,
		[OUTCOME_EXIT] = STATUS_EXIT,
	};
	struct made_access access;
	struct rmm_access_row row;
	enum rmm_outcome outcome;

	if (!protected_access(e, &access))
		return true;
	row = rmm_access_row(rtte_ripas(access.walk.rtte), rtte_state(access.walk.rtte));
	outcome = access.fetch ? row.fetch : row.data;
	return outcome <= OUTCOME_EXIT && e->result->status == statuses[outcome];
}

/* GLQFQH: Host software never reaches memory that the RMM or a Realm uses. */
bool rmm_host_keeps_out(const struct rmm_event *e)
{
	uint32_t granule;

	if (e->call->command < CMD_HOST_READ || e->call->command > CMD_HOST_SET_GPT ||
	    e->result->status != STATUS_OK)
		return true;
	granule = rmm_granule_at(e->model, e->call->in[0]);
	return granule == RMM_NONE ||
	       rmm_granule_state(e->model, e->old, granule) == GRANULE_UNDELEGATED;
}

/* RDDGDW, RWZYBV */
bool rmm_failure_changes_nothing(const struct rmm_event *e)
{
	const struct rmm_command *command = rmm_command(e->model, e->call->command);

	/* X0 of a Realm says that its command failed, where registers are kept. */
	if (rmm_keeps_registers(e->model) && command->interface != INTERFACE_RMI)
		return true;
	/* An operation that fails has ended, at least. */
	return !e->result->permitted || !e->changed ||
	       e->result->command != e->call->command;
}

/* Outputs that tell how far a command came: output slot by command. */
static const struct {
	enum rmm_command_id command;
	uint8_t ipa, out;       /* slots */
	bool may_stand;         /* top == ipa is progress enough (B12) */
} tops[] = {
	{ CMD_RMI_DATA_DESTROY, 1, 1, false },
	{ CMD_RMI_RTT_DESTROY, 1, 1, false },
	{ CMD_RMI_RTT_UNMAP_UNPROTECTED, 1, 0, false },
	{ CMD_RMI_RTT_INIT_RIPAS, 1, 0, false },
	{ CMD_RMI_RTT_SET_RIPAS, 2, 0, true },
	{ CMD_RSI_IPA_STATE_GET, 0, 0, false },
};

bool rmm_output_makes_progress(const struct rmm_event *e)
{
	if (e->result->permitted || !rmm_succeeded(e->result->status))
		return true;
	for (unsigned i = 0; i < sizeof(tops) / sizeof(tops[0]); i++) {
		uint64_t ipa = e->call->in[tops[i].ipa];
		uint64_t top = e->result->out[tops[i].out];

		if (e->call->command == tops[i].command)
			return top > ipa || (tops[i].may_stand && top == ipa);
	}
	return true;
}

/* A2.3.4.2: only a REC that is READY, of a Realm that is ACTIVE, is entered. */
bool rmm_enters_ready_rec(const struct rmm_event *e)
{
	const struct rmm_rec *rec;
	uint32_t slot;

	if (!rmm_event_is(e, CMD_RMI_REC_ENTER) || e->result->status != RMI_SUCCESS)
		return true;
	slot = rmm_rec_at(e->model, e->old, e->call->in[0]);
	if (slot == RMM_NONE)
		return false;
	rec = rmm_rec(e->model, e->old, slot);
	return rec->state == REC_READY && rec->runnable &&
	       rmm_realm(e->model, e->old, rec->owner)->state == REALM_ACTIVE;
}

/* IMCKKH, IMMHMZ: SET_RIPAS goes on where the request stands, to its top. */
bool rmm_request_confines_change(const struct rmm_event *e)
{
	const struct rmm_rec *rec;
	uint32_t slot;

	if (!rmm_event_is(e, CMD_RMI_RTT_SET_RIPAS) || e->result->status != RMI_SUCCESS)
		return true;
	slot = rmm_rec_at(e->model, e->old, e->call->in[1]);
	if (slot == RMM_NONE)
		return false;
	rec = rmm_rec(e->model, e->old, slot);
	return e->call->in[2] == rec->ripas_addr && e->call->in[3] <= rec->ripas_top;
}
