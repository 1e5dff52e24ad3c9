/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls of a Realm. */
#include "partial/outputs.h"
#include "partial/partial_private.h"

#include <string.h>

#include "engine/registers.h"
#include "partial/trial.h"
#include "partial/trial_learn.h"
#include "partial/trial_tell.h"
#include "psci/psci.h"

/* ---- which Realm ---- */

static gboolean may_run(const PartialRealm *realm)
{
	return realm->states >> REALM_ACTIVE & 1;
}

PartialRealm *partial_running(Partial *partial)
{
	PartialRealm *found = NULL;
	GPtrArray *realms = partial->knowledge.realms;

	for (guint i = 0; i < realms->len; i++) {
		PartialRealm *realm = realms->pdata[i];

		if (!may_run(realm) || (!realm->is_named && realms->len > 1))
			continue;
		if (found)
			return NULL;
		found = realm;
	}
	return found ? found : realms->len ? NULL : knowledge_nameless(&partial->knowledge);
}

static gboolean may_any_run(const Partial *partial)
{
	for (guint i = 0; i < partial->knowledge.realms->len; i++)
		if (may_run(partial->knowledge.realms->pdata[i]))
			return TRUE;
	return partial->knowledge.realms->len == 0;
}

/* ---- what is left to the Host ---- */

/* The registers of the call are as they were: it will be seen again, or the Host answers. */
static gboolean is_left_to_host(const Trial *trial)
{
	const struct rmm_command *command =
		rmm_command(stage_model(trial->stage), trial->call.command);

	return !trial->event->answered ||
	       (!trial->event->status[0] && command->fid &&
		trial->event->x0 == command->fid);
}

/* Did the REC leave, or will the call be made again? */
static gboolean leaves(const struct rmm_result *result)
{
	return result->exit.happened || result->status == STATUS_EXIT ||
	       result->status == STATUS_RETRY;
}

/* What is printed of a RIPAS change before the Host has answered: that it would be done. */
static gboolean is_expected_request(const Trial *trial)
{
	guint count;
	const guint64 *outputs = log_call_outputs(trial->event, &count);

	return strcmp(trial->event->status, "RSI_SUCCESS") == 0 &&
	       (count == 0 || outputs[0] == trial->call.in[1]);
}

/* These print 0 when the REC leaves, or the Realm ends. */
static gboolean prints_nothing(const Trial *trial)
{
	return rmm_command(stage_model(trial->stage), trial->call.command)->interface ==
	       INTERFACE_PSCI && !trial->event->status[0] && trial->event->x0 == 0;
}

/* Of these what a Realm stores, or what went before, decides: no log tells it. */
static gboolean is_of_token(enum rmm_command_id command)
{
	return command == CMD_RSI_ATTESTATION_TOKEN_INIT ||
	       command == CMD_RSI_ATTESTATION_TOKEN_CONTINUE;
}

static gboolean is_token_status(const Trial *trial)
{
	enum rmm_status status;
	int index;

	return log_call_status(stage_model(trial->stage), trial->event, &status, &index) &&
	       rmm_status(status)->interface == INTERFACE_RSI;
}

/* ---- does a result agree? ---- */

/* Addresses and RIPAS are not the stage's. */
static gboolean is_of_log(const struct rmm_value *output, const struct rmm_result *result)
{
	return output->type->form == FORM_ADDRESS || output->type == &rmm_rsi_ripas;
}

static gboolean agrees(const Trial *trial, const struct rmm_result *result)
{
	if (is_of_token(trial->call.command) && trial->event->answered)
		return is_token_status(trial);
	if (trial->call.command == CMD_PSCI_CPU_ON || trial->call.command == CMD_PSCI_AFFINITY_INFO)
		return TRUE;
	if (leaves(result))
		return is_left_to_host(trial) || prints_nothing(trial) ||
		       (trial->call.command == CMD_RSI_IPA_STATE_SET && is_expected_request(trial));
	return trial->event->answered &&
	       log_call_status_agrees(stage_model(trial->stage), trial->event, result) &&
	       outputs_agree(trial, result, is_of_log);
}

/* ---- RIPAS ---- */

static const char asks_whole[] =
	"a Realm that asked for a RIPAS change goes on when all of it is done";

/* The Realm goes on: what it had asked for is done, or it asks again for the rest. */
static void settle(Partial *partial, PartialRealm *realm, const Trial *trial)
{
	const RipasRequest *request = &realm->request;
	const guint64 *in = trial->call.in;
	gboolean again = trial->call.command == CMD_RSI_IPA_STATE_SET && in[0] >= request->base &&
			 in[0] < request->top && in[1] == request->top &&
			 in[2] == (guint64)request->ripas;

	if (!request->top)
		return;
	if (realm->runnable > 1) {
		knowledge_leave_open(&partial->knowledge, realm);
		return;
	}
	if (again)
		knowledge_settle(&partial->knowledge, realm, in[0], trial->event->number);
	else
		knowledge_settle(&partial->knowledge, realm, request->top, trial->event->number);
	partial->assumed = g_strdup(asks_whole);
}

static void note_request(Partial *partial, const Trial *trial)
{
	const guint64 *in = trial->call.in;
	RipasRequest request = {
		in[0], in[1], (enum rmm_ripas)in[2], in[3] & 1, trial->event->number
	};

	if (in[2] <= RIPAS_RAM)
		knowledge_request(&partial->knowledge, trial->realm, &request);
}

/* Counts the RIPAS of [base, top): FALSE if it could be another than that of @set. */
static gboolean count_run(const Partial *partial, const PartialRealm *realm, guint64 base, guint64 top,
		      EntrySet set, PartialValues *values)
{
	if (!knowledge_is_within(&partial->knowledge, realm, base, top, set)) {
		values->open++;
		return FALSE;
	}
	if (knowledge_is_assumed(realm, base, top))
		values->assumed++;
	else
		values->forced++;
	return TRUE;
}

/* One RIPAS up to the end that is told (B5.3.5). */
static gboolean run_agrees(Partial *partial, const Trial *trial, PartialAnswer *answer)
{
	const guint64 *in = trial->call.in;
	guint count;
	const guint64 *outputs = log_call_outputs(trial->event, &count);
	guint64 top, other;
	EntrySet set;

	if (count < 1 || strcmp(trial->event->status, "RSI_SUCCESS") != 0)
		return TRUE;
	/* The rest of the line was lost. */
	if (count == 1 && trial->event->in_count > 1 && outputs[0] > in[0] && outputs[0] <= in[1])
		return TRUE;
	/* Of one page only its RIPAS was told. */
	top = count == 1 ? in[1] : outputs[0];
	set = outputs[count - 1] < RIPAS_STATES
	      ? entry_set_of_ripas((enum rmm_ripas)outputs[count - 1]) : 0;
	if (top <= in[0] || top > in[1] || !set || !rmm_is_granule_aligned(top)) {
		g_string_append(partial->permitted, "RSI_SUCCESS, one RIPAS of a part of the range");
		return FALSE;
	}
	other = knowledge_find_other(&partial->knowledge, trial->realm, in[0], top, set);
	if (other < top) {
		Trial there = *trial;

		there.ipa = other;
		g_string_append(partial->permitted, "another RIPAS");
		trial_tell(&there, partial->known);
		return FALSE;
	}
	if (count_run(partial, trial->realm, in[0], top, set, &answer->values))
		answer->values.alone |= partial_output_bit(count - 1);
	answer->values.open += count - 1;
	knowledge_narrow(&partial->knowledge, trial->realm, in[0], top, set,
			 trial->event->number);
	knowledge_confirm(trial->realm, in[0], top);
	return TRUE;
}

/* ---- a call ---- */

/* What the call did to RECs and the Realm. */
static void follow(Partial *partial, const Trial *trial)
{
	PartialRealm *realm = trial->realm;

	if (!(realm->states == 1u << REALM_ACTIVE)) {
		if (realm->states >> REALM_NEW & 1)
			knowledge_activate(&partial->knowledge, realm, trial->event->number);
		realm->states = 1u << REALM_ACTIVE;
		realm->states_line = trial->event->number;
	}
	switch (trial->call.command) {
	case CMD_PSCI_CPU_ON:
		realm->runnable = MAX(realm->runnable, 1) + 1;
		break;
	case CMD_PSCI_SYSTEM_OFF:
	case CMD_PSCI_SYSTEM_RESET:
		realm->states = 1u << REALM_SYSTEM_OFF;
		realm->states_line = trial->event->number;
		break;
	case CMD_RSI_IPA_STATE_SET:
		if (!trial->event->answered || strcmp(trial->event->status, "RSI_SUCCESS") == 0)
			note_request(partial, trial);
		break;
	default:
		break;
	}
}

/* What is printed behind the status; run_agrees() counts what it is about. */
static void count_outputs(const Trial *trial, PartialValues *values)
{
	const struct rmm_command *command =
		rmm_command(stage_model(trial->stage), trial->result.command);
	guint count, number = 0;

	log_call_outputs(trial->event, &count);
	for (unsigned i = 0; command && i < command->output_count && number < count; i++) {
		const struct rmm_value *output = &command->outputs[i];
		guint printed = MIN(output->count, count - number);

		if (output->in_memory || output->width)
			continue;
		if (output->type->form == FORM_BYTES) {
			values->unknown += printed;
		} else if (is_of_log(output, &trial->result) || !trial->forced) {
			values->open += printed;
		} else {
			values->forced += printed;
			values->alone |= partial_output_bit(number);
		}
		number += output->count;
	}
}

static void count_values(const Trial *trial, PartialAnswer *answer)
{
	guint count;

	log_call_outputs(trial->event, &count);
	if (is_of_token(trial->call.command) || trial->call.command == CMD_PSCI_CPU_ON ||
	    trial->call.command == CMD_PSCI_AFFINITY_INFO) {
		answer->values.unknown += 1 + count;
		return;
	}
	answer->values.forced += trial->forced ? 1 : 0;
	answer->values.open += trial->forced ? 0 : 1;
	answer->values.alone |= trial->forced ? 1 : 0;
	if (trial->call.command != CMD_RSI_IPA_STATE_GET && !leaves(&trial->result))
		count_outputs(trial, &answer->values);
}

static gboolean learn(Partial *partial, Trial *trial, PartialAnswer *answer)
{
	trial_narrow(trial);
	if (trial->call.command == CMD_RSI_IPA_STATE_GET && !run_agrees(partial, trial, answer))
		return FALSE;
	trial_learn(trial);
	follow(partial, trial);
	count_values(trial, answer);
	return TRUE;
}

/* More than one Realm may call: what it is about is not known. */
static gboolean judge_of_any(Partial *partial, Stage *stage, const LogEvent *event,
			     const struct rmm_call *call, PartialAnswer *answer)
{
	g_autofree Trial *trial = g_new0(Trial, 1);
	GPtrArray *realms = partial->knowledge.realms;

	for (guint i = 0; i < realms->len; i++) {
		PartialRealm *realm = realms->pdata[i];

		if (!may_run(realm))
			continue;
		trial_init(trial, &partial->knowledge, stage, event, call, realm, agrees);
		if (trial_search(trial)) {
			partial->trials += trial->tried;
			knowledge_leave_open(&partial->knowledge, realm);
			if (call->command == CMD_RSI_IPA_STATE_SET) {
				note_request(partial, trial);
				knowledge_leave_open(&partial->knowledge, realm);
			}
			answer->values.open++;
			return TRUE;
		}
	}
	partial_explain(partial, trial, answer);
	return FALSE;
}

gboolean partial_judge_realm(Partial *partial, Stage *stage, const LogEvent *event,
			     const struct rmm_call *call, PartialAnswer *answer)
{
	PartialRealm *realm = partial_running(partial);
	g_autofree Trial *trial = g_new0(Trial, 1);

	if (!realm && !may_any_run(partial)) {
		g_string_append(partial->permitted, "nothing: no Realm runs");
		return FALSE;
	}
	if (!realm)
		return judge_of_any(partial, stage, event, call, answer);
	trial_init(trial, &partial->knowledge, stage, event, call, realm, agrees);
	settle(partial, realm, trial);
	trial_init(trial, &partial->knowledge, stage, event, call, realm, agrees);
	if (!trial_search(trial)) {
		partial->trials += trial->tried;
		partial_explain(partial, trial, answer);
		return FALSE;
	}
	return learn(partial, trial, answer);
}
