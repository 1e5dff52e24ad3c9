/* SPDX-License-Identifier: BSD-3-Clause */
/* Results: which values they tell, as text, and whether two tell the same. */
#include "text/spelling.h"

#include <string.h>

#include "engine/operation.h"

/* ---- what a result tells ---- */

static gboolean all_zero(const struct rmm_value *value, const uint64_t *slots)
{
	for (unsigned i = 0; i < value->count; i++)
		if (slots[value->slot + i])
			return FALSE;
	return TRUE;
}

static void add_outputs(GArray *words, const struct rmm_command *command, const uint64_t *slots,
			unsigned granule_shift)
{
	for (unsigned i = 0; i < command->output_count; i++) {
		const struct rmm_value *value = &command->outputs[i];

		/* Of a structure in memory only what is not zero. */
		if (value->in_memory && all_zero(value, slots) &&
		    value->type != &rmm_exit_reason)
			continue;
		spelling_add_words(words, value, slots, granule_shift);
	}
}

/* The outputs of an access that its outcome gives. */
static void add_access(GArray *words, const struct rmm_command *command,
		       const struct rmm_result *result)
{
	static const struct { enum rmm_status status; const char *name; } shown[] = {
		{ STATUS_OK, "pa" }, { STATUS_OK, "level" }, { STATUS_OK, "value" },
		{ STATUS_GPF, "pa" }, { STATUS_GPF, "level" }, { STATUS_EMULATED, "value" },
		{ STATUS_VERSION, "version" },
		{ STATUS_SEA, "esr_el1" }, { STATUS_SEA, "far_el1" },
		{ STATUS_ADDRESS_SIZE_FAULT, "esr_el1" },
		{ STATUS_ADDRESS_SIZE_FAULT, "far_el1" },
	};

	/* A store that was emulated says nothing. */
	if (result->status == STATUS_EMULATED && result->command != CMD_READ)
		return;
	for (gsize i = 0; i < G_N_ELEMENTS(shown); i++) {
		SpelledValue found;

		if (shown[i].status == result->status &&
		    spelling_output(command, shown[i].name, &found))
			spelling_add_words(words, found.value, result->out, result->granule_shift);
	}
}

static gboolean moves_memory(const struct rmm_result *result)
{
	return result->command == CMD_RMI_OP_MEM_DONATE ||
	       result->command == CMD_RMI_OP_MEM_RECLAIM;
}

/* What it waits for; what the memory that was moved comes to. */
static void add_incomplete(GArray *words, const struct rmm_command *command,
			   const struct rmm_result *result)
{
	gboolean asks = result->incomplete[INCOMPLETE_DONATE_REQ] != 0;

	for (unsigned i = 0; i < rmm_incomplete_value_count; i++) {
		const struct rmm_value *value = &rmm_incomplete_values[i];

		if (value->slot != INCOMPLETE_DONATE_REQ || (asks && value->width))
			spelling_add_words(words, value, result->incomplete, result->granule_shift);
	}
	if (moves_memory(result))
		add_outputs(words, command, result->out, result->granule_shift);
}

/* A command without failure conditions, RMI_VERSION, gives them always. */
static gboolean gives_outputs(const struct rmm_command *command, enum rmm_status status)
{
	return rmm_succeeded(status) || status == STATUS_VERSION ||
	       (command->failure_count == 0 && rmm_status(status)->interface == command->interface);
}

/* Beside the index of the return code it tells an address. */
static gboolean is_located(const struct rmm_result *result)
{
	SpelledValue address;

	return result->index >= 0 && spelling_failure_value(result->status, "addr", &address);
}

/* What refused states an output: top alone. */
static gboolean states_output(const struct rmm_model *model, const struct rmm_command *command,
			      const struct rmm_result *result)
{
	return result->condition != RMM_NO_CONDITION && command->output_count &&
	       model->rules[result->command].failure[result->condition]->outputs;
}

static void add_index(GArray *words, const struct rmm_result *result)
{
	const SpelledWord word = {
		.index_name = result->status == RMI_ERROR_RTT || is_located(result) ? "level"
										     : "index",
		.index = result->index,
	};

	g_array_append_val(words, word);
}

void spelling_add_result(GArray *words, const struct rmm_model *model,
			 enum rmm_command_id called, const struct rmm_result *result)
{
	const struct rmm_command *command = rmm_command(model, result->command);

	if (result->index >= 0)
		add_index(words, result);
	if (is_located(result))
		spelling_add_words(words, &spelling_failure_address, &result->address,
				   result->granule_shift);
	else if (result->status == RMI_INCOMPLETE)
		add_incomplete(words, command, result);
	else if (command->interface == INTERFACE_REALM)
		add_access(words, command, result);
	else if (called == CMD_RMI_REC_ENTER && !result->exit.happened)
		return;
	else if (called == CMD_RMI_REC_ENTER)
		add_outputs(words, command, result->exit.field, result->granule_shift);
	else if (gives_outputs(command, result->status))
		add_outputs(words, command, result->out, result->granule_shift);
	else if (states_output(model, command, result))
		spelling_add_words(words, &command->outputs[command->output_count - 1],
				   result->out, result->granule_shift);
}

/* ---- as text ---- */

gboolean spelling_x0(const struct rmm_result *result, uint64_t *x0)
{
	const struct rmm_status_info *info = rmm_status(result->status);
	SpelledValue address;

	if (result->status == STATUS_VERSION) {
		*x0 = result->out[0];
		return TRUE;
	}
	*x0 = (uint64_t)info->encoding;
	/* RmiCommandReturnCode: the index stands beside the status. */
	if (info->interface == INTERFACE_RMI && result->index > 0)
		*x0 |= (uint64_t)result->index << 8;
	/* RmiResultDataLevelAddr (B4.6.79): in Granules. */
	if (result->index >= 0 && spelling_failure_value(result->status, "addr", &address))
		*x0 |= result->address >> result->granule_shift << 16;
	return info->interface <= INTERFACE_PSCI;
}

void spelling_append_result(GString *out, const struct rmm_model *model,
			    enum rmm_command_id called, const struct rmm_result *result,
			    NumberStyle style)
{
	g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(SpelledWord));

	spelling_add_result(words, model, called, result);
	g_string_append(out, rmm_status(result->status)->name);
	for (guint i = 0; i < words->len; i++) {
		g_string_append_c(out, ' ');
		spelling_append_word(out, &g_array_index(words, SpelledWord, i),
				     model->config.version, style);
	}
}

/* ---- comparing ---- */

/* What has a name is compared by it: its number may be another in another version. */
static gboolean numbers_agree(const SpelledWord *a, const struct rmm_version *version_a,
			      const SpelledWord *b, const struct rmm_version *version_b,
			      unsigned element)
{
	uint64_t x = rmm_value_get(a->value, a->slots, element);
	uint64_t y = rmm_value_get(b->value, b->slots, element);
	const char *name_x = a->value->type->form == FORM_NAMED
			     ? rmm_name(a->value->type->names, version_a, x) : NULL;
	const char *name_y = b->value->type->form == FORM_NAMED
			     ? rmm_name(b->value->type->names, version_b, y) : NULL;

	if (name_x || name_y)
		return g_strcmp0(name_x, name_y) == 0;
	return x == y;
}

gboolean spelling_words_agree(const SpelledWord *a, const struct rmm_version *version_a,
			      const SpelledWord *b, const struct rmm_version *version_b)
{
	unsigned count;

	if (!a->value || !b->value)
		return !a->value && !b->value && a->index == b->index &&
		       strcmp(a->index_name, b->index_name) == 0;
	if (strcmp(a->value->name, b->value->name) != 0 ||
	    a->is_element != b->is_element || a->element != b->element)
		return FALSE;
	count = a->is_element ? 1 : MAX(a->value->count, b->value->count);
	for (unsigned i = a->element; i < a->element + count; i++)
		if (i >= a->value->count || i >= b->value->count ||
		    !numbers_agree(a, version_a, b, version_b, i))
			return FALSE;
	return TRUE;
}
