/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls of the Host that no line prints. */
#include "rebuild/repair.h"

#include <string.h>

#include "dialect/call.h"
#include "partial/roles.h"
#include "state/rec.h"
#include "state/rtt.h"

static const struct rmm_realm *realm_at(const Builder *builder, guint64 rd)
{
	uint32_t slot = rmm_realm_at(&builder->model, builder->machine->state, rd);

	return slot == RMM_NONE ? NULL
				: rmm_realm(&builder->model, builder->machine->state, slot);
}

/* Where a walk to @ipa ends. FALSE: it is none of the Realm's. */
static gboolean walk_to(const Builder *builder, guint64 rd, guint64 ipa, struct rmm_walk *walk)
{
	const struct rmm_realm *realm = realm_at(builder, rd);

	if (!realm || !rmm_in_ipa_space(realm, ipa))
		return FALSE;
	rmm_rtt_walk(&builder->model, builder->machine->state, realm, ipa, RMM_PAGE_LEVEL, walk);
	return TRUE;
}

gboolean repair_deepen(Builder *builder, guint64 rd, guint64 ipa)
{
	struct rmm_call call = builder_call_named(builder, "RMI_RTT_CREATE");
	struct rmm_walk walk;
	guint64 rtt;

	if (!walk_to(builder, rd, ipa, &walk) || walk.level == RMM_PAGE_LEVEL)
		return FALSE;
	rtt = builder_page(builder);
	builder_set(builder, &call, "rd", rd);
	builder_set(builder, &call, "rtt", rtt);
	builder_set(builder, &call, "ipa",
		    rmm_align_down(&builder->model, builder->machine->state, ipa, walk.level));
	builder_set(builder, &call, "level", (guint64)walk.level + 1);
	return rtt && builder_infer(builder, &call);
}

static gboolean create_page(Builder *builder, guint64 rd, guint64 ipa)
{
	struct rmm_call call = builder_call_named(builder, "RMI_DATA_CREATE_UNKNOWN");
	guint64 data = builder_page(builder);

	builder_set(builder, &call, "rd", rd);
	builder_set(builder, &call, "data", data);
	builder_set(builder, &call, "ipa", ipa);
	return data && builder_infer(builder, &call);
}

static gboolean destroy_page(Builder *builder, guint64 rd, guint64 ipa)
{
	struct rmm_call call = builder_call_named(builder, "RMI_DATA_DESTROY");

	builder_set(builder, &call, "rd", rd);
	builder_set(builder, &call, "ipa", ipa);
	return builder_infer(builder, &call);
}

static gboolean destroy_table(Builder *builder, guint64 rd, guint64 ipa, int level)
{
	struct rmm_call call = builder_call_named(builder, "RMI_RTT_DESTROY");

	builder_set(builder, &call, "rd", rd);
	builder_set(builder, &call, "ipa",
		    rmm_align_down(&builder->model, builder->machine->state, ipa, level - 1));
	builder_set(builder, &call, "level", (guint64)level);
	return builder_infer(builder, &call);
}

void repair_need(Builder *builder, guint64 rd, guint64 base, guint64 top)
{
	const BuiltRealm *realm = builder_realm(builder, rd);
	const RamNeed need = { realm->line, base, top };

	for (guint i = 0; i < builder->needs->len; i++)
		if (memcmp(&g_array_index(builder->needs, RamNeed, i), &need, sizeof(need)) == 0)
			return;
	g_array_append_val(builder->needs, need);
	builder->needs_more = TRUE;
}

gboolean repair_map(Builder *builder, guint64 rd, guint64 ipa)
{
	struct rmm_walk walk;

	ipa &= ~(RMM_GRANULE_SIZE - 1);
	do {
		if (!walk_to(builder, rd, ipa, &walk))
			return FALSE;
		if (rtte_is(walk.rtte, RTTE_UNASSIGNED) && rtte_ripas(walk.rtte) != RIPAS_RAM) {
			repair_need(builder, rd, ipa, ipa + RMM_GRANULE_SIZE);
			return FALSE;
		}
	} while (walk.level < RMM_PAGE_LEVEL && repair_deepen(builder, rd, ipa));
	return walk.level == RMM_PAGE_LEVEL && rtte_is(walk.rtte, RTTE_UNASSIGNED) &&
	       create_page(builder, rd, ipa);
}

/* ---- Granules ---- */

/* The first that the call names and that has not been delegated. */
static gboolean delegate_one(Builder *builder, const struct rmm_call *call, const Roles *roles)
{
	for (guint i = 0; i < roles->count; i++)
		if (role_is_granule(roles->role[i]) &&
		    rmm_state_at(&builder->model, builder->machine->state, call->in[i]) ==
		    GRANULE_UNDELEGATED && builder_delegate(builder, call->in[i]))
			return TRUE;
	return FALSE;
}

/* ---- entries ---- */

/* The end that the event tells of what is not live; FALSE: none. */
static gboolean told_top(const LogEvent *event, guint64 *top)
{
	guint count;
	const guint64 *outputs = log_call_outputs(event, &count);

	if (count == 0 || (strcmp(event->name, "RMI_DATA_DESTROY") != 0 &&
			   strcmp(event->name, "RMI_RTT_DESTROY") != 0 &&
			   strcmp(event->name, "RMI_RTT_UNMAP_UNPROTECTED") != 0))
		return FALSE;
	*top = outputs[count - 1];
	return TRUE;
}

/* An entry that is live at @top, at the level of the table that the walk reached. */
static gboolean make_live(Builder *builder, guint64 rd, guint64 top, int level)
{
	return level == RMM_PAGE_LEVEL ? create_page(builder, rd, top)
				       : repair_deepen(builder, rd, top);
}

/* What is live at @ipa goes. */
static gboolean make_free(Builder *builder, guint64 rd, guint64 ipa, int level)
{
	struct rmm_walk walk;

	if (!walk_to(builder, rd, ipa, &walk))
		return FALSE;
	if (rtte_is(walk.rtte, RTTE_ASSIGNED))
		return destroy_page(builder, rd, ipa);
	return walk.level > level && destroy_table(builder, rd, ipa, walk.level);
}

static gboolean repair_top(Builder *builder, const struct rmm_call *call, guint64 ipa, guint64 told,
			   guint64 now, int level)
{
	guint64 rd = call->in[0];

	return told < now ? make_live(builder, rd, told, level)
			  : told > now && make_free(builder, rd, MAX(now, ipa), level);
}

/* The level at which the walk must end; a log may have any value where a level is to be. */
static int wanted_level(const struct rmm_command *command, const struct rmm_call *call,
			enum rmm_status status, int index)
{
	gint64 level = command->level ? (gint64)call->in[SLOT(command->level)] : RMM_PAGE_LEVEL;

	if (status == RMI_ERROR_RTT && index >= 0)
		return index;
	return (int)CLAMP(level, 0, RMM_PAGE_LEVEL) - (command->walk == WALK_PARENT ? 1 : 0);
}

static gboolean repair_entry(Builder *builder, const LogEvent *event, const struct rmm_call *call,
			     const struct rmm_result *result)
{
	const struct rmm_command *command = rmm_command(&builder->model, call->command);
	guint64 ipa = call->in[SLOT(command->ipa)], rd = call->in[0], top;
	enum rmm_status status;
	struct rmm_walk walk;
	int index, wanted;

	if (!log_call_status(&builder->model, event, &status, &index) ||
	    !walk_to(builder, rd, ipa, &walk))
		return FALSE;
	wanted = wanted_level(command, call, status, index);
	if (walk.level < wanted)
		return repair_deepen(builder, rd, ipa);
	if (walk.level > wanted && command->walk == WALK_PAGE)
		return make_free(builder, rd, ipa, wanted);
	if (result->status == status && told_top(event, &top))
		return repair_top(builder, call, ipa, top, result->out[command->output_count - 1],
				  wanted);
	/* It was there, or it was not. */
	if (status == RMI_ERROR_RTT && result->status == RMI_SUCCESS)
		return make_free(builder, rd, ipa, wanted) ||
		       (command->walk == WALK_PARENT && repair_deepen(builder, rd, ipa));
	if (status == RMI_SUCCESS && command->walk == WALK_PAGE)
		return make_live(builder, rd, ipa, RMM_PAGE_LEVEL);
	return FALSE;
}

/* ---- a Realm that goes ---- */

/* A page, or a table, of the Realm that is left. */
static gboolean take_one_away(Builder *builder, guint64 rd)
{
	const struct rmm_model *m = &builder->model;
	const struct rmm *s = builder->machine->state;
	uint32_t slot = rmm_realm_at(m, s, rd);
	const struct rmm_realm *realm = realm_at(builder, rd);

	for (int level = RMM_PAGE_LEVEL; realm && level > realm->rtt_level_start; level--)
		for (uint32_t rtt = 0; rtt < s->rtts_high; rtt++) {
			uint64_t encoded = *rmm_rtt_position(m, s, rtt);
			struct rmm_position at = rmm_position_decode(encoded);

			if (!encoded || at.realm != slot || at.level != level)
				continue;
			for (uint32_t i = 0; i < m->config.rtt_entries; i++)
				if (rtte_is(rmm_rtt_entries(m, s, rtt)[i], RTTE_ASSIGNED))
					return destroy_page(builder, rd, at.ipa +
							    i * rmm_level_size(m, s, level));
			return destroy_table(builder, rd, at.ipa, level);
		}
	return FALSE;
}

/* RECs that the call is about do not run. */
static gboolean stop_recs(Builder *builder, const struct rmm_call *call, const Roles *roles)
{
	for (guint i = 0; i < roles->count; i++)
		if (roles->role[i] == ROLE_REC &&
		    execution_is_running(builder->machine, call->in[i])) {
			builder_leave(builder, call->in[i]);
			return TRUE;
		}
	return FALSE;
}

gboolean repair_host(Builder *builder, const LogEvent *event, const struct rmm_call *call,
		     const struct rmm_result *result)
{
	const struct rmm_command *command = rmm_command(&builder->model, call->command);
	gboolean succeeded = log_call_succeeded(event);
	Roles roles;

	roles_find(&builder->model, call->command, &roles);
	if (succeeded && result->status == RMI_ERROR_REC && stop_recs(builder, call, &roles))
		return TRUE;
	if (strcmp(event->status, "RMI_ERROR_INPUT") != 0 && delegate_one(builder, call, &roles))
		return TRUE;
	if (call->command == CMD_RMI_REALM_DESTROY && succeeded)
		return take_one_away(builder, call->in[0]);
	return command->ipa && repair_entry(builder, event, call, result);
}
