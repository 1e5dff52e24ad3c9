/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls of the Host. */
#include "partial/outputs.h"
#include "partial/partial_private.h"

#include <string.h>

#include "engine/engine.h"
#include "engine/registers.h"
#include "partial/trial.h"
#include "partial/trial_learn.h"
#include "rmi/range.h"
#include "state/address_set.h"
#include "state/rtt.h"

/* ---- does a result agree? ---- */

static gboolean is_top(const struct rmm_value *output)
{
	return strcmp(output->name, "top") == 0 || strcmp(output->name, "walk_top") == 0;
}

/* Outputs that follow from places that a stage does not have: pages, ends of ranges. */
static gboolean follows_from_places(const struct rmm_value *output,
				    const struct rmm_result *result)
{
	return is_top(output) || strcmp(output->name, "out_top") == 0 ||
	       output->type->form == FORM_RANGE ||
	       (rmm_succeeded(result->status) &&
		(output->type->form == FORM_ADDRESS || strcmp(output->name, "desc") == 0));
}

/* The status, or another failure that may be reported in its place. */
static gboolean agrees(const Trial *trial, const struct rmm_result *result)
{
	const struct rmm_model *model = stage_model(trial->stage);

	if (log_call_status_agrees(model, trial->event, result))
		return outputs_agree(trial, result, follows_from_places);
	for (guint i = 0; i < trial->others.count; i++) {
		struct rmm_result other = { .command = result->command,
					    .status = trial->others.status[i],
					    .index = trial->others.index[i] };

		if (log_call_status_agrees(model, trial->event, &other))
			return TRUE;
	}
	return FALSE;
}

/* ---- the end of what is not live ---- */

/* The slot of "top" among the outputs that were printed; -1: it was not. */
static int printed_top(const Trial *trial)
{
	const struct rmm_command *command =
		rmm_command(stage_model(trial->stage), trial->call.command);
	guint count;
	int number = 0;

	log_call_outputs(trial->event, &count);
	for (unsigned i = 0; i < command->output_count; i++) {
		const struct rmm_value *output = &command->outputs[i];

		if (output->in_memory || output->width)
			continue;
		if (is_top(output))
			return number < (int)count ? number : -1;
		number += output->count;
	}
	return -1;
}

/* The level at which the call looked for entries that are live. */
static int level_of_top(const Trial *trial)
{
	if (rmm_succeeded(trial->result.status))
		return trial->after.has_entry ? trial->after.entry.level : -1;
	return trial->result.index;
}

/*
 * B3.76: from the entry of the walk on, the first that is live, or the end of its table.
 * @known: only one value was possible.
 */
static gboolean top_agrees(Partial *partial, Trial *trial, guint64 top, gboolean *known)
{
	const struct rmm_model *model = stage_model(trial->stage);
	int level = level_of_top(trial);
	guint64 size, end, base, next;

	if (level < 0 || level > RMM_PAGE_LEVEL)
		return TRUE;
	size = rmm_level_size(model, &partial_geometry, level);
	base = rmm_align_down(model, &partial_geometry, trial->ipa, level);
	end = rmm_align_down(model, &partial_geometry, trial->ipa, level - 1) + rmm_level_size(model, &partial_geometry, level - 1);
	/* What the call itself took away is not live any more. */
	next = rmm_succeeded(trial->result.status) ? base + size : base;
	if (top % size || top < next || top > end)
		return FALSE;
	if (knowledge_find_other(&partial->knowledge, trial->realm, next, top,
				 entry_set_of_level(level) & ~entry_set_live(level)) < top)
		return FALSE;
	if (top < end && !(knowledge_entry(&partial->knowledge, trial->realm, top, NULL) &
			   entry_set_live(level)))
		return FALSE;
	*known = end == base + size;
	knowledge_narrow(&partial->knowledge, trial->realm, next, top,
			 (entry_set_of_level(level) & ~entry_set_live(level)),
			 trial->event->number);
	if (top < end)
		knowledge_narrow(&partial->knowledge, trial->realm, top, top + size,
				 entry_set_live(level), trial->event->number);
	return TRUE;
}

static void tell_top(Partial *partial)
{
	g_string_append(partial->permitted,
			", top an entry of the same table that is live, or its end");
}

/* ---- what never changes ---- */

/* Of these the outputs are the platform's: told once, they stay. */
static gboolean is_of_platform(enum rmm_command_id command)
{
	return command == CMD_RMI_FEATURES || command == CMD_RMI_REC_AUX_COUNT ||
	       command == CMD_RMI_VERSION;
}

static gboolean platform_agrees(Partial *partial, const LogEvent *event,
				const struct rmm_call *call, PartialAnswer *answer)
{
	guint64 about = call->command == CMD_RMI_REC_AUX_COUNT ? 0 : call->in[0];
	guint count, before = 0;
	const guint64 *outputs = log_call_outputs(event, &count);

	for (guint i = 0; i < count; i++) {
		g_autofree char *name = g_strdup_printf("%s %" G_GINT64_MODIFIER "x %u",
							event->name, about, i);
		guint64 told = 0;

		if (knowledge_differs(&partial->knowledge, name, outputs[i], event->number,
				      &before, &told)) {
			g_string_printf(partial->permitted, "%" G_GINT64_MODIFIER "x", told);
			g_ptr_array_add(partial->known, g_strdup_printf(
				"%s: what the platform has does not change, by line %u",
				event->name, before));
			return FALSE;
		}
		answer->values.forced += before ? 1 : 0;
		answer->values.open += before ? 0 : 1;
		answer->values.alone |= before ? partial_output_bit(i) : 0;
	}
	return TRUE;
}

static gboolean is_platform_status(const Trial *trial, const struct rmm_result *result)
{
	return log_call_status_agrees(stage_model(trial->stage), trial->event, result);
}

/* ---- a call ---- */

/* Parameters that no log prints may be why. */
static gboolean may_be_parameters(const Trial *trial, const LogEvent *event)
{
	return trial->roles->memory && strcmp(event->status, "RMI_ERROR_INPUT") == 0;
}

/* A Realm that begins, ends, or runs from now on. */
static void follow_realm(Partial *partial, const Trial *trial)
{
	guint line = trial->event->number;

	if (trial->call.command == CMD_RMI_REALM_CREATE)
		knowledge_begin_realm(&partial->knowledge,
				      knowledge_realm(&partial->knowledge, trial->call.in[0]), line);
	else if (!trial->realm)
		return;
	else if (trial->call.command == CMD_RMI_REC_CREATE)
		trial->realm->recs++;
	else if (trial->call.command == CMD_RMI_REC_DESTROY)
		trial->realm->recs -= MIN(trial->realm->recs, 1);
	else if (trial->call.command == CMD_RMI_REALM_DESTROY)
		knowledge_end_realm(&partial->knowledge, trial->realm, line);
	else if (trial->call.command == CMD_RMI_REALM_ACTIVATE)
		knowledge_activate(&partial->knowledge, trial->realm, line);
	else if (trial->call.command == CMD_RMI_REALM_TERMINATE)
		knowledge_terminate(trial->realm, line);
}

/* What is alone possible: bits, as PartialValues has them. */
static guint64 find_alone(const Trial *trial, gboolean top_is_known)
{
	const struct rmm_command *command =
		rmm_command(stage_model(trial->stage), trial->result.command);
	guint64 alone = trial->forced ? 1 : 0;
	guint count, number = 0;

	log_call_outputs(trial->event, &count);
	if (rmm_succeeded(trial->result.status) || is_of_platform(trial->call.command))
		return alone;
	/* What a failure does not state is 0, but for where the walk came to. */
	for (unsigned i = 0; i < command->output_count && number < count; i++) {
		const struct rmm_value *output = &command->outputs[i];

		if (output->in_memory || output->width)
			continue;
		if (is_top(output) ? top_is_known : !follows_from_places(output, &trial->result))
			alone |= partial_output_bit(number);
		number += output->count;
	}
	return alone;
}

static void count_values(const Trial *trial, gboolean top_is_known, PartialAnswer *answer)
{
	gboolean assumed = trial->realm && trial->roles->ipa >= 0 &&
			   knowledge_is_assumed(trial->realm, trial->ipa, trial->ipa + 1);
	guint64 alone = find_alone(trial, top_is_known);
	guint forced = (guint)__builtin_popcountll(alone), count;

	log_call_outputs(trial->event, &count);
	/* What the platform has is counted where it is compared. */
	if (is_of_platform(trial->call.command))
		count = 0;
	answer->values.forced += assumed ? 0 : forced;
	answer->values.assumed += assumed ? forced : 0;
	answer->values.open += 1 + count - forced;
	answer->values.alone |= alone;
}

/* No walk ends above the level at which the tables of the Realm begin. */
static void learn_start(const Trial *trial)
{
	const struct rmm_command *command =
		rmm_command(stage_model(trial->stage), trial->call.command);

	/* A table that is made or goes hangs on one above it. */
	if (trial->realm && command->walk == WALK_PARENT && trial->result.status == RMI_SUCCESS)
		trial->realm->start_high =
			MIN(trial->realm->start_high,
			    (guint)trial->call.in[SLOT(command->level)] - 1);
	if (trial->realm && trial->result.status == RMI_ERROR_RTT && trial->result.index >= 0)
		trial->realm->start_high = MIN(trial->realm->start_high,
					       (guint)trial->result.index);
}

static gboolean learn(Partial *partial, Trial *trial, PartialAnswer *answer)
{
	guint count;
	const guint64 *outputs = log_call_outputs(trial->event, &count);
	int top = trial->roles->ipa >= 0 && trial->realm ? printed_top(trial) : -1;
	gboolean top_is_known = FALSE;

	trial_narrow(trial);
	/* What is told of the end is about the table as the call left it. */
	if (top >= 0 && !top_agrees(partial, trial, outputs[top], &top_is_known)) {
		partial_explain(partial, trial, answer);
		tell_top(partial);
		return FALSE;
	}
	trial_learn(trial);
	learn_start(trial);
	if (rmm_succeeded(trial->result.status))
		follow_realm(partial, trial);
	count_values(trial, top_is_known, answer);
	return TRUE;
}

/* What becomes of the call is told by another one, or by none. */
static gboolean goes_on(const LogEvent *event)
{
	static const char *const statuses[] = { "RMI_INCOMPLETE", "RMI_BLOCKED", "RMI_BUSY" };

	for (gsize i = 0; i < G_N_ELEMENTS(statuses); i++)
		if (strcmp(event->status, statuses[i]) == 0)
			return TRUE;
	return FALSE;
}

/* What a range came to behind its first entry or Granule is not followed. */
static void forget_rest(Partial *partial, const Trial *trial)
{
	const guint64 *in = trial->call.in;
	guint line = trial->event->number;

	if (!trial->roles->many || !rmm_succeeded(trial->result.status))
		return;
	for (guint i = 1; i < trial->roles->count; i++) {
		if (trial->roles->role[i] == ROLE_GRANULE_TOP)
			knowledge_forget_granules(&partial->knowledge, in[i - 1], in[i], line);
		else if (trial->roles->role[i] == ROLE_TOP && trial->realm)
			knowledge_forget_entries(trial->realm, in[i - 1], in[i], line);
	}
}

/* Is what is mapped pages, if the call maps anything? */
static gboolean names_pages(const Trial *trial)
{
	int slot = trial->roles->pages;

	return slot < 0 || ((trial->call.in[slot - 1] & OADDR_TYPE_MASK) == ADDRESS_TYPE_SINGLE &&
			    rmm_descriptor_level(trial->call.in[slot]) == RMM_PAGE_LEVEL);
}

gboolean partial_judge_host(Partial *partial, Stage *stage, const LogEvent *event,
			    const struct rmm_call *call, PartialAnswer *answer)
{
	g_autofree Trial *trial = NULL;
	gboolean of_platform = is_of_platform(call->command), found;

	if (g_str_has_prefix(event->name, "RMI_OP_"))
		return partial_judge_operation(partial, stage, event, call, answer);
	if (goes_on(event))
		return partial_judge_unfinished(partial, stage, event, call, answer);
	trial = g_new0(Trial, 1);
	trial_init(trial, &partial->knowledge, stage, event, call, NULL,
		   of_platform ? is_platform_status : agrees);
	if (!names_pages(trial)) {
		answer->verdict = PARTIAL_NOT_JUDGED;
		answer->why = "blocks and lists of what is mapped are not followed";
		return TRUE;
	}
	found = trial_search(trial);
	partial->trials += trial->tried;
	if (!found && may_be_parameters(trial, event)) {
		answer->values.unknown++;
		return TRUE;
	}
	if (!found) {
		partial_explain(partial, trial, answer);
		return FALSE;
	}
	if (!learn(partial, trial, answer))
		return FALSE;
	forget_rest(partial, trial);
	return !of_platform || platform_agrees(partial, event, call, answer);
}
