/* SPDX-License-Identifier: BSD-3-Clause */
/* Saying in the words of the specification what the model makes of a line. */
#include "replay/describe.h"

#include <string.h>

#include "state/address_set.h"
#include "replay/call.h"
#include "state/rtt.h"
#include "text/spelling.h"

/* Is it a command of the Host, whose result can be told beforehand? */
static gboolean is_host_command(const TraceLine *line)
{
	return (line->kind == TRACE_HOST_COMMAND || line->kind == TRACE_OTHER_PE ||
		line->kind == TRACE_END) && line->command != CMD_NONE;
}

static void append_refusals(GString *out, const struct rmm_model *model, struct rmm *state,
			    const struct rmm_call *call, uint64_t permitted)
{
	const struct rmm_version *version = model->config.version;
	const struct rmm_command *command = rmm_command(model, call->command);

	for (int i = 0; i < RMM_FAILURES_MAX; i++) {
		g_autofree char *condition = NULL;
		struct rmm_result result;

		if (!(permitted >> i & 1))
			continue;
		rmm_refusal(model, state, call, i, &result);
		if (out->len)
			g_string_append(out, " or ");
		spelling_append_result(out, model, call, &result, NUMBERS_TRACE);
		condition = version_condition_text(version, call->command,
						   rmm_condition_id(model, call->command, i));
		g_string_append_printf(out, " by %s", condition);
		if (!strchr(condition, ' '))
			g_string_append_printf(out, " (%s)", version_section(version, command->section));
	}
}

char *describe_permitted(const struct rmm_model *model, const struct rmm *state,
			 const TraceLine *line)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autofree struct rmm *copy = NULL;
	struct rmm_result result;
	struct rmm_call call;

	if (!is_host_command(line) || !call_read(model, line, &call, NULL))
		return NULL;
	copy = g_malloc0(model->layout.size);
	rmm_state_copy(model, copy, state);
	rmm_step(model, copy, &call, &result);
	if (result.permitted && result.command == call.command)
		append_refusals(out, model, copy, &call, result.permitted);
	else
		spelling_append_result(out, model, &call, &result, NUMBERS_TRACE);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

void describe_entry(GString *out, const struct rmm_model *model, const struct rmm *state,
		    const struct rmm_realm *realm, uint64_t ipa)
{
	struct rmm_walk walk;
	enum rmm_rtte_state hipas;

	rmm_rtt_walk(model, state, realm, ipa, RMM_PAGE_LEVEL, &walk);
	hipas = rtte_state(walk.rtte);
	g_string_append(out, rmm_name(&rmm_rtte_states, model->config.version, hipas));
	if (rmm_is_protected(realm, ipa) && hipas != RTTE_TABLE)
		g_string_append_printf(out, " %s", rmm_name(&rmm_ripas_values,
				       model->config.version, rtte_ripas(walk.rtte)));
	if (rtte_is_live(walk.rtte))
		g_string_append_printf(out, " 0x%" G_GINT64_MODIFIER "x", rtte_address(walk.rtte));
	g_string_append_printf(out, " (level %d)", walk.level);
}

static void append_granule(GString *out, const struct rmm_model *model,
			   const struct rmm *state, const char *name, uint64_t pa)
{
	uint32_t granule = rmm_granule_at(model, pa);

	g_string_append_printf(out, "%s%s 0x%" G_GINT64_MODIFIER "x: ", out->len ? "; " : "",
			       name, pa);
	if (granule == RMM_NONE) {
		g_string_append(out, "not tracked");
		return;
	}
	g_string_append_printf(out, "%s, GPT_%s",
		rmm_name(&rmm_granule_states, model->config.version,
			 rmm_granule_state(model, state, granule)),
		rmm_name(&rmm_gpt_states, model->config.version,
			 rmm_granule_gpt(model, state, granule)));
}

static void append_address(GString *out, const struct rmm_model *model,
			   const struct rmm *state, const struct rmm_realm *realm,
			   const char *name, uint64_t address)
{
	static const char *const ipas[] = { "ipa", "base" };

	for (gsize i = 0; i < G_N_ELEMENTS(ipas); i++) {
		if (strcmp(name, ipas[i]) != 0)
			continue;
		if (!realm || !rmm_in_ipa_space(realm, address))
			return;
		g_string_append_printf(out, "%s%s 0x%" G_GINT64_MODIFIER "x: ",
				       out->len ? "; " : "", name, address);
		describe_entry(out, model, state, realm, address);
		return;
	}
	if (strcmp(name, "top") != 0)
		append_granule(out, model, state, name, address);
}

/* The first output address; is it the table that the walk reached? */
static void append_range(GString *out, const struct rmm_model *model, const struct rmm *state,
			 const struct rmm_realm *realm, const struct rmm_call *call,
			 const struct rmm_value *value)
{
	const struct rmm_command *command = rmm_command(model, call->command);
	uint64_t range = call->in[value->slot];
	uint64_t ipa = command->ipa ? call->in[SLOT(command->ipa)] : 0;
	struct rmm_walk walk;

	if (!rmm_descriptor_count(range))
		return;
	append_granule(out, model, state, value->name, rmm_descriptor_base(range));
	if (!realm || !command->ipa || !rmm_in_ipa_space(realm, ipa))
		return;
	rmm_rtt_walk(model, state, realm, ipa, RMM_PAGE_LEVEL, &walk);
	if (rmm_rtt_granule(model, state, walk.rtt) ==
	    rmm_granule_at(model, rmm_descriptor_base(range)))
		g_string_append(out, ", the table that the walk to base reaches");
}

static void append_call(GString *out, const struct rmm_model *model, const struct rmm *state,
			const struct rmm_call *call);

/* The operation that a handle names, and what it is at work on. */
static void append_operation(GString *out, const struct rmm_model *model,
			     const struct rmm *state, uint64_t handle)
{
	const struct rmm_operation *operation;
	struct rmm_call call = { 0 };

	if (handle >= model->config.operations)
		return;
	operation = rmm_operation(model, state, (uint32_t)handle);
	if (!operation->command)
		return;
	call.command = operation->command - 1;
	memcpy(call.in, rmm_operation_inputs(model, state, (uint32_t)handle),
	       8 * (gsize)model->layout.operation_inputs);
	g_string_append_printf(out, "%s: ", rmm_command(model, call.command)->name);
	append_call(out, model, state, &call);
}

/* Realm, Granules and entries that a call names. */
static void append_call(GString *out, const struct rmm_model *model, const struct rmm *state,
			const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(model, call->command);
	const struct rmm_realm *realm = NULL;

	if (command->rd) {
		uint32_t slot = rmm_realm_at(model, state, call->in[SLOT(command->rd)]);

		if (slot != RMM_NONE) {
			realm = rmm_realm(model, state, slot);
			g_string_append_printf(out, "Realm %s", rmm_name(&rmm_realm_states,
					       model->config.version, realm->state));
		}
	}
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];

		if (value->type == &rmm_address && value->count == 1 && !value->in_memory &&
		    INPUT(value->slot) != command->rd)
			append_address(out, model, state, realm, value->name,
				       call->in[value->slot]);
		else if (value->type == &rmm_range_descriptor && value->count == 1)
			append_range(out, model, state, realm, call, value);
		else if (strcmp(value->name, "handle") == 0)
			append_operation(out, model, state, call->in[value->slot]);
	}
}

char *describe_state(const struct rmm_model *model, const struct rmm *state,
		     const TraceLine *line)
{
	g_autoptr(GString) out = g_string_new(NULL);
	struct rmm_call call;

	if (!is_host_command(line) || !call_read(model, line, &call, NULL))
		return NULL;
	append_call(out, model, state, &call);
	return g_string_free(g_steal_pointer(&out), FALSE);
}
