/* SPDX-License-Identifier: BSD-3-Clause */
/* The judge of a real RMM. */
#include "check/oracle.h"

#include "engine/named.h"
#include "engine/registers.h"
#include "rsi/rsi.h"
#include "state/address_set.h"
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

/* How far a command came that tells how far: an address, Granules or bytes. */
static bool tells_progress(const struct rmm_command *command,
			   const struct rmm_returned *returned, uint64_t *limit)
{
	static const char *const progress[] = { "out_top", "donated_count", "len" };

	for (unsigned i = 0; i < sizeof(progress) / sizeof(progress[0]); i++)
		if (told(command, returned, progress[i], limit))
			return true;
	return false;
}

/* RMI_OP_MEM_RECLAIM: Granules that the list of its outputs has. */
static bool tells_list(const struct rmm_model *m, const struct rmm *state,
		       const struct rmm_command *command, const struct rmm_returned *returned,
		       uint64_t *granules)
{
	const struct rmm_value *list =
		rmm_value_named(command->outputs, command->output_count, "list");
	struct rmm_address_set set = { returned->out, 0 };
	uint64_t count;

	if (!list || !told(command, returned, "reclaim_count", &count) || count == 0 ||
	    count >= 64u - list->slot || !told(command, returned, "list", granules))
		return false;
	set.descriptors += list->slot;
	set.count = (unsigned)count;
	*granules = rmm_set_size(m, state, &set) / rmm_granule_bytes(state);
	return true;
}

bool rmm_take_choices(const struct rmm_model *m, const struct rmm *state, struct rmm_call *call,
		      const struct rmm_returned *returned)
{
	const struct rmm_command *command = rmm_command(m, call->command);
	uint64_t limit;

	if (!command)
		return false;
	if (tells_progress(command, returned, &limit) ||
	    tells_list(m, state, command, returned, &limit) ||
	    (call->command == CMD_RSI_ATTESTATION_TOKEN_INIT &&
	     told(command, returned, "size", &limit))) {
		call->limited = true;
		call->limit = limit;
		/* A token ends where an implementation says that it does. */
		call->stop |= call->command == CMD_RSI_ATTESTATION_TOKEN_CONTINUE &&
			      returned->status == RSI_SUCCESS;
		return true;
	}
	if (returned->status != RMI_INCOMPLETE || call->interrupt)
		return false;
	call->interrupt = 1;
	return true;
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

/* A step, and whether it is what was returned. */
static enum rmm_verdict attempt(struct rmm_oracle *oracle, const struct rmm_call *call,
				const struct rmm_returned *returned,
				struct rmm_result *model_result)
{
	const struct rmm_model *m = oracle->model;
	struct comparison comparison = { m, returned };

	rmm_step(m, oracle->state, call, model_result);
	if (model_result->status == STATUS_UNSUPPORTED ||
	    model_result->status == STATUS_UNMODELLED || model_result->status == STATUS_LIMIT)
		return RMM_NOT_JUDGED;
	return rmm_find_permitted(m, oracle->state, call, model_result, is_the_same, &comparison);
}

enum rmm_verdict rmm_oracle_judge(struct rmm_oracle *oracle, const struct rmm_call *call,
				  const struct rmm_returned *returned,
				  const struct rmm_left *left, unsigned count,
				  struct rmm_result *model_result)
{
	const struct rmm_model *m = oracle->model;
	struct rmm_call made = *call;
	enum rmm_verdict verdict;

	rmm_state_copy(m, oracle->before, oracle->state);
	verdict = attempt(oracle, call, returned, model_result);
	if (verdict == RMM_DIVERGES && is_another_run(oracle, call, returned))
		verdict = RMM_PERMITTED;
	if (verdict == RMM_DIVERGES && rmm_take_choices(m, oracle->before, &made, returned)) {
		struct rmm_result chosen;

		rmm_state_copy(m, oracle->state, oracle->before);
		if (attempt(oracle, &made, returned, &chosen) <= RMM_PERMITTED) {
			verdict = RMM_PERMITTED;
			*model_result = chosen;
		}
	}
	if (verdict <= RMM_PERMITTED && !memory_agrees(oracle, left, count))
		verdict = RMM_DIVERGES;
	if (verdict > RMM_PERMITTED)
		rmm_state_copy(m, oracle->state, oracle->before);
	return verdict;
}
