/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands, values and results as text. */
#include "text/spelling.h"

#include "state/address_set.h"
#include "text/defaults.h"
#include "engine/operation.h"

/* ---- values ---- */

static void append_bytes(GString *out, const uint64_t *slots, unsigned count)
{
	for (unsigned i = 0; i < 8 * count; i++)
		g_string_append_printf(out, "%02x", (unsigned)(slots[i / 8] >> (i % 8 * 8) & 0xff));
}

static void append_number(GString *out, const struct rmm_type *type, uint64_t value,
			  NumberStyle style)
{
	if (style == NUMBERS_TRACE)
		g_string_append_printf(out, "%" G_GINT64_MODIFIER "x", value);
	else if (type->form == FORM_SIGNED)
		g_string_append_printf(out, "%" G_GINT64_FORMAT, (gint64)value);
	else if (type->form == FORM_UNSIGNED || type->form == FORM_LEVEL)
		g_string_append_printf(out, "%" G_GUINT64_FORMAT, value);
	else
		g_string_append_printf(out, "0x%" G_GINT64_MODIFIER "x", value);
}

/* ADDRESS/LEVEL/COUNT, and /1 if the memory is not delegated. */
static void append_range(GString *out, uint64_t range, NumberStyle style)
{
	g_string_append_printf(out, style == NUMBERS_TRACE
			       ? "%" G_GINT64_MODIFIER "x/%d/%" G_GINT64_MODIFIER "x%s"
			       : "0x%" G_GINT64_MODIFIER "x/%d/%" G_GINT64_MODIFIER "u%s",
			       rmm_descriptor_base(range), rmm_descriptor_level(range),
			       rmm_descriptor_count(range),
			       rmm_descriptor_is_delegated(range) ? "" : "/1");
}

static void append_slot(GString *out, const struct rmm_type *type, uint64_t value,
			const struct rmm_version *version, NumberStyle style)
{
	const char *name = NULL;

	if (type->form == FORM_RANGE && rmm_descriptor_count(value)) {
		append_range(out, value, style);
		return;
	}
	if (type->form == FORM_LEVEL)
		value = (uint64_t)rmm_descriptor_level(value);
	if (type->form == FORM_NAMED)
		name = rmm_name(type->names, version, value);
	for (unsigned i = PSCI_SUCCESS; type->form == FORM_STATUS && i <= PSCI_OFF; i++)
		if ((uint64_t)rmm_status(i)->encoding == value)
			name = rmm_status(i)->name;
	if (name)
		g_string_append(out, name);
	else
		append_number(out, type, value, style);
}

void spelling_append_value(GString *out, const struct rmm_value *value,
			   const uint64_t *slots, const struct rmm_version *version,
			   NumberStyle style)
{
	if (value->type->form == FORM_BYTES) {
		if (style == NUMBERS_SCENARIO)
			g_string_append(out, "0x");
		append_bytes(out, slots + value->slot, value->count);
		return;
	}
	for (unsigned i = 0; i < value->count; i++) {
		if (i)
			g_string_append_c(out, ',');
		append_slot(out, value->type, rmm_value_get(value, slots, i), version, style);
	}
}

static gboolean all_zero(const struct rmm_value *value, const uint64_t *slots)
{
	for (unsigned i = 0; i < value->count; i++)
		if (slots[value->slot + i])
			return FALSE;
	return TRUE;
}

/* Notes that a word begins here: behind the space that comes next. */
static void mark(GArray *marks, const GString *out, const struct rmm_value *value,
		 unsigned element)
{
	SpelledWord word = { out->len + 1, value, element };

	if (marks)
		g_array_append_val(marks, word);
}

/* An array's elements that are not zero, one by one. */
static void append_elements(GString *out, const struct rmm_value *value,
			    const uint64_t *slots, NumberStyle style, GArray *marks)
{
	for (unsigned i = 0; i < value->count; i++) {
		if (slots[value->slot + i] == 0)
			continue;
		mark(marks, out, value, i);
		g_string_append_printf(out, " %s%u=", value->name, i);
		append_number(out, value->type, slots[value->slot + i], style);
	}
}

/* A list of ranges as far as it goes. */
static void append_ranges(GString *out, const struct rmm_value *value,
			  const uint64_t *slots, const struct rmm_version *version, NumberStyle style)
{
	g_string_append_printf(out, " %s=", value->name);
	for (unsigned i = 0; i < value->count && slots[value->slot + i]; i++) {
		if (i)
			g_string_append_c(out, ',');
		append_slot(out, value->type, slots[value->slot + i], version, style);
	}
}

static void append_named(GString *out, const struct rmm_value *value,
			 const uint64_t *slots, const struct rmm_version *version,
			 NumberStyle style, GArray *marks)
{
	if (value->type->form == FORM_RANGE && value->count > 1) {
		mark(marks, out, value, 0);
		append_ranges(out, value, slots, version, style);
		return;
	}
	if (value->count > 1 && value->type->form != FORM_BYTES) {
		append_elements(out, value, slots, style, marks);
		return;
	}
	mark(marks, out, value, 0);
	g_string_append_printf(out, " %s=", value->name);
	spelling_append_value(out, value, slots, version, style);
}

static void append_outputs(GString *out, const struct rmm_model *model,
			   const struct rmm_command *command,
			   const uint64_t *slots, NumberStyle style, GArray *marks)
{
	for (unsigned i = 0; i < command->output_count; i++) {
		const struct rmm_value *value = &command->outputs[i];

		/* Of a structure in memory only what is not zero. */
		if (value->in_memory && all_zero(value, slots) &&
		    value->type != &rmm_exit_reason)
			continue;
		append_named(out, value, slots, model->config.version, style, marks);
	}
}

/* ---- calls ---- */

/* The bits of the slot of @whole that fields name. */
static uint64_t field_bits(const struct rmm_command *command, const struct rmm_value *whole)
{
	uint64_t bits = 0;

	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *field = &command->inputs[i];

		if (field->width && field->slot == whole->slot)
			bits |= (((uint64_t)1 << field->width) - 1) << field->shift;
	}
	return bits;
}

/* Does the input go without saying? Fields tell what they can of their slot. */
static gboolean goes_unsaid(const struct rmm_command *command, const struct rmm_value *value,
			    const struct rmm_call *call, const struct rmm_call *unsaid)
{
	uint64_t now = rmm_value_get(value, call->in, 0);
	uint64_t bits;

	if (value->count > 1)
		return all_zero(value, call->in);
	bits = field_bits(command, value);
	if (value->width && call->in[value->slot] & ~bits)
		return TRUE;
	if (!value->width && bits && !(now & ~bits))
		return TRUE;
	/* Registers are said even if they are 0; but an address range that is, is none. */
	return now == rmm_value_get(value, unsaid->in, 0) &&
	       (now != 0 || value->in_memory || value->initial ||
		value->type == &rmm_range_descriptor);
}

void spelling_append_inputs(GString *out, const struct rmm_model *model,
			    const struct rmm_call *call, NumberStyle style)
{
	const struct rmm_command *command = rmm_command(model, call->command);
	struct rmm_call unsaid = { .command = call->command };

	defaults_set(model, &unsaid);
	for (unsigned i = 0; i < command->input_count; i++)
		if (!goes_unsaid(command, &command->inputs[i], call, &unsaid))
			append_named(out, &command->inputs[i], call->in, model->config.version,
				     style, NULL);
	if (call->interrupt)
		g_string_append_printf(out, " irq after=%u", call->interrupt - 1);
}

/* ---- results ---- */

/* The outputs of an access that its outcome gives. */
static void append_access(GString *out, const struct rmm_model *model,
			  const struct rmm_command *command,
			  const struct rmm_result *result, NumberStyle style, GArray *marks)
{
	static const struct { enum rmm_status status; const char *name; } shown[] = {
		{ STATUS_OK, "pa" }, { STATUS_OK, "level" }, { STATUS_OK, "value" },
		{ STATUS_GPF, "pa" }, { STATUS_GPF, "level" }, { STATUS_EMULATED, "value" },
		{ STATUS_VERSION, "version" },
		{ STATUS_SEA, "esr_el1" }, { STATUS_SEA, "far_el1" },
		{ STATUS_ADDRESS_SIZE_FAULT, "esr_el1" },
		{ STATUS_ADDRESS_SIZE_FAULT, "far_el1" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(shown); i++) {
		SpelledValue found;

		/* A store that was emulated says nothing. */
		if (result->status == STATUS_EMULATED && result->command != CMD_READ)
			continue;
		if (shown[i].status == result->status &&
		    spelling_output(command, shown[i].name, &found))
			append_named(out, found.value, result->out,
				     model->config.version, style, marks);
	}
}

static gboolean moves_memory(const struct rmm_result *result)
{
	return result->command == CMD_RMI_OP_MEM_DONATE ||
	       result->command == CMD_RMI_OP_MEM_RECLAIM;
}

/* What it waits for; what the memory that was moved comes to. */
static void append_incomplete(GString *out, const struct rmm_model *model,
			      const struct rmm_command *command,
			      const struct rmm_result *result, NumberStyle style, GArray *marks)
{
	gboolean asks = result->incomplete[INCOMPLETE_DONATE_REQ] != 0;

	for (unsigned i = 0; i < rmm_incomplete_value_count; i++) {
		const struct rmm_value *value = &rmm_incomplete_values[i];

		if (value->slot != INCOMPLETE_DONATE_REQ || (asks && value->width))
			append_named(out, value, result->incomplete, model->config.version, style,
				     marks);
	}
	if (moves_memory(result))
		append_outputs(out, model, command, result->out, style, marks);
}

gboolean spelling_x0(const struct rmm_result *result, uint64_t *x0)
{
	const struct rmm_status_info *info = rmm_status(result->status);

	if (result->status == STATUS_VERSION) {
		*x0 = result->out[0];
		return TRUE;
	}
	*x0 = (uint64_t)info->encoding;
	/* RmiCommandReturnCode: the index stands beside the status. */
	if (info->interface == INTERFACE_RMI && result->index > 0)
		*x0 |= (uint64_t)result->index << 8;
	return info->interface <= INTERFACE_PSCI;
}

/* A command without failure conditions, RMI_VERSION, gives them always. */
static gboolean gives_outputs(const struct rmm_command *command, enum rmm_status status)
{
	return rmm_succeeded(status) || status == STATUS_VERSION ||
	       (command->failure_count == 0 && rmm_status(status)->interface == command->interface);
}

void spelling_append_words(GString *out, const struct rmm_model *model,
			   enum rmm_command_id called, const struct rmm_result *result,
			   NumberStyle style, GArray *marks)
{
	const struct rmm_command *command = rmm_command(model, result->command);
	SpelledValue address;
	gboolean is_located = result->index >= 0 &&
			      spelling_failure_value(result->status, "addr", &address);

	g_string_append(out, rmm_status(result->status)->name);
	if (result->index >= 0) {
		mark(marks, out, NULL, 0);
		g_string_append_printf(out, " %s=%d",
				       result->status == RMI_ERROR_RTT || is_located ? "level"
										     : "index",
				       result->index);
	}
	if (is_located) {
		append_named(out, &spelling_failure_address, &result->address,
			     model->config.version, style, marks);
		return;
	}
	if (result->status == RMI_INCOMPLETE)
		append_incomplete(out, model, command, result, style, marks);
	else if (command->interface == INTERFACE_REALM)
		append_access(out, model, command, result, style, marks);
	else if (called == CMD_RMI_REC_ENTER) {
		if (result->exit.happened)
			append_outputs(out, model, command, result->exit.field, style, marks);
	} else if (gives_outputs(command, result->status))
		append_outputs(out, model, command, result->out, style, marks);
	else if (result->condition != RMM_NO_CONDITION &&
		 model->rules[result->command].failure[result->condition]->outputs &&
		 command->output_count)
		/* Only top is stated for a failure. */
		append_named(out, &command->outputs[command->output_count - 1],
			     result->out, model->config.version, style, marks);
}

void spelling_append_result(GString *out, const struct rmm_model *model,
			    const struct rmm_call *call,
			    const struct rmm_result *result, NumberStyle style)
{
	spelling_append_words(out, model, call->command, result, style, NULL);
}
