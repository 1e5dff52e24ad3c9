/* SPDX-License-Identifier: BSD-3-Clause */
/* The judge of a real RMM. */
#include "check/oracle.h"

#include "engine/named.h"
#include "engine/registers.h"
#include "rsi/rsi.h"
#include "state/rec.h"

enum rmm_verdict rmm_find_permitted(const struct rmm_model *m, struct rmm *state,
				    const struct rmm_call *call,
				    const struct rmm_result *result,
				    rmm_result_test *test, void *user)
{
	struct rmm_call made = *call;

	if (test(user, result))
		return RMM_AGREES;
	/* An SMC of a Realm: conditions are those of the command that it made. */
	if (result->command != call->command &&
	    !rmm_call_of_registers(m, call->rec, call->in, &made))
		return RMM_DIVERGES;
	/* A failure changes nothing, so that others can be tried in this state. */
	for (int i = 0; i < RMM_FAILURES_MAX; i++) {
		struct rmm_result other;

		if (i == result->condition || !(result->permitted >> i & 1))
			continue;
		rmm_refusal(m, state, &made, i, &other);
		if (test(user, &other))
			return RMM_PERMITTED;
	}
	return RMM_DIVERGES;
}

/* ---- what an implementation chooses ---- */

static bool told(const struct rmm_command *command, const struct rmm_returned *returned,
		 const char *name, uint64_t *value)
{
	const struct rmm_value *output =
		rmm_value_named(command->outputs, command->output_count, name);

	if (!output || output->slot >= 64 || !(returned->told >> output->slot & 1))
		return false;
	*value = rmm_value_get(output, returned->out, 0);
	return true;
}

void rmm_take_choices(const struct rmm_model *m, struct rmm_call *call,
		      const struct rmm_returned *returned)
{
	static const char *const progress[] = { "out_top", "donated" };
	const struct rmm_command *command = rmm_command(m, call->command);
	uint64_t limit;

	if (!command)
		return;
	if (returned->status == RMI_INCOMPLETE && !call->interrupt)
		call->interrupt = 1;
	for (unsigned i = 0; i < sizeof(progress) / sizeof(progress[0]); i++)
		if (returned->status == RMI_SUCCESS && told(command, returned, progress[i], &limit)) {
			call->limited = true;
			call->limit = limit;
		}
}

/* ---- judging ---- */

struct comparison {
	const struct rmm_model *model;
	const struct rmm_returned *returned;
};

static bool outputs_agree(const struct comparison *comparison, const struct rmm_result *result)
{
	const struct rmm_command *command = rmm_command(comparison->model, result->command);
	const struct rmm_returned *returned = comparison->returned;

	for (unsigned i = 0; command && i < command->output_count; i++) {
		const struct rmm_value *output = &command->outputs[i];

		for (unsigned j = 0; j < output->count && output->slot + j < 64; j++)
			if (returned->told >> (output->slot + j) & 1 &&
			    rmm_value_get(output, returned->out, j) !=
			    rmm_value_get(output, result->out, j))
				return false;
	}
	return true;
}

static bool is_the_same(void *user, const struct rmm_result *result)
{
	const struct comparison *comparison = user;
	const struct rmm_returned *returned = comparison->returned;

	return result->status == returned->status &&
	       (returned->index < 0 || returned->index == result->index) &&
	       outputs_agree(comparison, result);
}

/* B5.3.5.1.3: any out_top of a run of one RIPAS is right. */
static bool is_another_run(const struct rmm_oracle *oracle, const struct rmm_call *call,
			   const struct rmm_returned *returned)
{
	const struct rmm_model *m = oracle->model;
	const struct rmm_command *command = rmm_command(m, call->command);
	uint32_t rec = rmm_rec_at(m, oracle->state, call->rec);
	uint64_t top, ripas;

	return call->command == CMD_RSI_IPA_STATE_GET && returned->status == RSI_SUCCESS &&
	       rec != RMM_NONE && told(command, returned, "out_top", &top) &&
	       told(command, returned, "ripas", &ripas) &&
	       rmm_rsi_ipa_state_get_agrees(m, oracle->state,
					    rmm_realm(m, oracle->state,
						      rmm_rec(m, oracle->state, rec)->owner),
					    call->in[0], call->in[1], top, ripas);
}

static bool memory_agrees(const struct rmm_oracle *oracle, const struct rmm_left *left,
			  unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (rmm_state_at(oracle->model, oracle->state, left[i].pa) != left[i].state)
			return false;
	return true;
}

enum rmm_verdict rmm_oracle_judge(struct rmm_oracle *oracle, const struct rmm_call *call,
				  const struct rmm_returned *returned,
				  const struct rmm_left *left, unsigned count,
				  struct rmm_result *model_result)
{
	const struct rmm_model *m = oracle->model;
	struct comparison comparison = { m, returned };
	struct rmm_call made = *call;
	enum rmm_verdict verdict;

	rmm_state_copy(m, oracle->before, oracle->state);
	rmm_take_choices(m, &made, returned);
	rmm_step(m, oracle->state, &made, model_result);
	if (model_result->status == STATUS_UNSUPPORTED ||
	    model_result->status == STATUS_UNMODELLED || model_result->status == STATUS_LIMIT)
		verdict = RMM_NOT_JUDGED;
	else
		verdict = rmm_find_permitted(m, oracle->state, &made, model_result, is_the_same,
					     &comparison);
	if (verdict == RMM_DIVERGES && is_another_run(oracle, &made, returned))
		verdict = RMM_PERMITTED;
	if (verdict <= RMM_PERMITTED && !memory_agrees(oracle, left, count))
		verdict = RMM_DIVERGES;
	if (verdict == RMM_AGREES && made.limited && !call->limited)
		verdict = RMM_PERMITTED;
	if (verdict > RMM_PERMITTED)
		rmm_state_copy(m, oracle->state, oracle->before);
	return verdict;
}
