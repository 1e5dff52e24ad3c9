/* SPDX-License-Identifier: BSD-3-Clause */
/* What can be told apart of two results. */
#include "parting/difference.h"

#include <string.h>

#include "engine/named.h"
#include "explore/act.h"

const char *difference_name(DifferenceKind kind)
{
	static const char *const names[] = {
		[DIFFERENCE_NONE] = "none", [DIFFERENCE_STORAGE] = "storage",
		[DIFFERENCE_RESULT] = "result", [DIFFERENCE_OUTPUT] = "output",
		[DIFFERENCE_EXIT] = "exit", [DIFFERENCE_COMPLETION] = "completion",
		[DIFFERENCE_CALL] = "call", [DIFFERENCE_STATE] = "state", [DIFFERENCE_RIM] = "RIM",
		[DIFFERENCE_PERMITTED] = "permitted results",
	};

	return names[kind];
}

/* ---- inputs and outputs ---- */

/* The inputs of a call, or the outputs of a result. */
typedef struct {
	const struct rmm_value *values;
	unsigned count;
	const uint64_t *slots;
} Values;

/* The first value that both have and that differs; NULL: none. */
static const struct rmm_value *first_different(const Values *a, const Values *b)
{
	for (unsigned i = 0; i < a->count; i++) {
		const struct rmm_value *value = &a->values[i];
		const struct rmm_value *other = rmm_value_named(b->values, b->count, value->name);

		for (unsigned j = 0; other && j < MIN(value->count, other->count); j++)
			if (rmm_value_get(value, a->slots, j) != rmm_value_get(other, b->slots, j))
				return value;
	}
	return NULL;
}

static const struct rmm_value *different_output(const Made *a, const Made *b)
{
	const struct rmm_command *ours = rmm_command(a->model, a->result.command);
	const struct rmm_command *theirs = rmm_command(b->model, b->result.command);
	const Values of[2] = {
		{ ours->outputs, ours->output_count, a->result.out },
		{ theirs->outputs, theirs->output_count, b->result.out },
	};

	return first_different(&of[0], &of[1]);
}

gboolean difference_is_call(const Made *a, const Made *b)
{
	const struct rmm_command *ours = rmm_command(a->model, a->call.command);
	const struct rmm_command *theirs = rmm_command(b->model, b->call.command);
	const Values of[2] = {
		{ ours->inputs, ours->input_count, a->call.in },
		{ theirs->inputs, theirs->input_count, b->call.in },
	};

	if (a->call.command != b->call.command)
		return rmm_command(a->model, b->call.command) &&
		       rmm_command(b->model, a->call.command);
	return first_different(&of[0], &of[1]) != NULL;
}

/* ---- permitted results ---- */

/* A failure as a caller sees it: which condition it is of, it does not see. */
static gboolean is_alike(const struct rmm_failure *a, const struct rmm_failure *b)
{
	return a->status == b->status && a->index == b->index;
}

static gboolean may_fail_alike(const Made *made, const struct rmm_failure *failure)
{
	const struct rmm_rules *rules = &made->model->rules[made->result.command];

	for (unsigned i = 0; i < rules->count; i++)
		if (made->result.permitted >> i & 1 && is_alike(rules->failure[i], failure))
			return TRUE;
	return FALSE;
}

/* Has every failure that @a permits a like one in @b? */
static gboolean permits_no_more(const Made *a, const Made *b)
{
	const struct rmm_rules *rules = &a->model->rules[a->result.command];

	for (unsigned i = 0; i < rules->count; i++)
		if (a->result.permitted >> i & 1 && !may_fail_alike(b, rules->failure[i]))
			return FALSE;
	return TRUE;
}

/* ---- the whole ---- */

static gboolean is_result_equal(const struct rmm_result *a, const struct rmm_result *b)
{
	return a->status == b->status && a->index == b->index && a->address == b->address;
}

static gboolean is_exit_equal(const struct rmm_exit *a, const struct rmm_exit *b)
{
	return a->happened == b->happened &&
	       (!a->happened || (a->status == b->status &&
				 memcmp(a->field, b->field, sizeof(a->field)) == 0));
}

DifferenceKind difference_of(const Made *a, const Made *b, const struct rmm_value **output)
{
	if (a->result.status == STATUS_LIMIT || b->result.status == STATUS_LIMIT)
		return DIFFERENCE_STORAGE;
	if (a->result.command != b->result.command)
		return explore_is_taken(a->model, &a->call, &a->result) ==
		       explore_is_taken(b->model, &b->call, &b->result) ? DIFFERENCE_NONE
									: DIFFERENCE_RESULT;
	if (!is_result_equal(&a->result, &b->result))
		return DIFFERENCE_RESULT;
	/* Of a failure, too: what the text does not state is zero. */
	*output = different_output(a, b);
	if (*output)
		return DIFFERENCE_OUTPUT;
	if (!is_exit_equal(&a->result.exit, &b->result.exit))
		return DIFFERENCE_EXIT;
	if (a->result.completion.status != b->result.completion.status ||
	    memcmp(a->result.completion.out, b->result.completion.out,
		   sizeof(a->result.completion.out)) != 0)
		return DIFFERENCE_COMPLETION;
	return permits_no_more(a, b) && permits_no_more(b, a) ? DIFFERENCE_NONE
							      : DIFFERENCE_PERMITTED;
}
