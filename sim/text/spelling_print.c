/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands and values as text. */
#include "text/spelling.h"

#include "state/address_set.h"
#include "text/defaults.h"

/* How values are written; ranges are of Granules of 2^@granule_shift bytes. */
typedef struct {
	const struct rmm_version *version;
	NumberStyle style;
	unsigned granule_shift;
} Manner;

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
static void append_range(GString *out, uint64_t range, const Manner *manner)
{
	uint64_t granule = (uint64_t)1 << manner->granule_shift;

	g_string_append_printf(out, manner->style == NUMBERS_TRACE
			       ? "%" G_GINT64_MODIFIER "x/%d/%" G_GINT64_MODIFIER "x%s"
			       : "0x%" G_GINT64_MODIFIER "x/%d/%" G_GINT64_MODIFIER "u%s",
			       rmm_descriptor_base_of(granule, range), rmm_descriptor_level(range),
			       rmm_descriptor_count_of(granule, range),
			       rmm_descriptor_is_delegated(range) ? "" : "/1");
}

static void append_slot(GString *out, const struct rmm_type *type, uint64_t value,
			const Manner *manner)
{
	const char *name = NULL;

	if (type->form == FORM_RANGE &&
	    rmm_descriptor_count_of((uint64_t)1 << manner->granule_shift, value)) {
		append_range(out, value, manner);
		return;
	}
	if (type->form == FORM_LEVEL)
		value = (uint64_t)rmm_descriptor_level(value);
	if (type->form == FORM_NAMED)
		name = rmm_name(type->names, manner->version, value);
	for (unsigned i = PSCI_SUCCESS; type->form == FORM_STATUS && i <= PSCI_OFF; i++)
		if ((uint64_t)rmm_status(i)->encoding == value)
			name = rmm_status(i)->name;
	if (name)
		g_string_append(out, name);
	else
		append_number(out, type, value, manner->style);
}

void spelling_append_value(GString *out, const struct rmm_value *value,
			   const uint64_t *slots, const struct rmm_version *version,
			   unsigned granule_shift, NumberStyle style)
{
	Manner manner = { version, style, granule_shift };

	if (value->type->form == FORM_BYTES) {
		if (style == NUMBERS_SCENARIO)
			g_string_append(out, "0x");
		append_bytes(out, slots + value->slot, value->count);
		return;
	}
	for (unsigned i = 0; i < value->count; i++) {
		if (i)
			g_string_append_c(out, ',');
		append_slot(out, value->type, rmm_value_get(value, slots, i), &manner);
	}
}

static gboolean all_zero(const struct rmm_value *value, const uint64_t *slots)
{
	for (unsigned i = 0; i < value->count; i++)
		if (slots[value->slot + i])
			return FALSE;
	return TRUE;
}

/* ---- words ---- */

void spelling_add_words(GArray *words, const struct rmm_value *value, const uint64_t *slots,
			unsigned granule_shift)
{
	gboolean is_whole = value->count == 1 || value->type->form == FORM_BYTES ||
			    value->type->form == FORM_RANGE;

	/* An array's elements that are not zero, one by one. */
	for (unsigned i = 0; i < (is_whole ? 1 : value->count); i++) {
		SpelledWord word = { value, slots, i, !is_whole, NULL, 0, granule_shift };

		if (is_whole || slots[value->slot + i])
			g_array_append_val(words, word);
	}
}

/* A list of ranges as far as it goes. */
static void append_ranges(GString *out, const struct rmm_value *value,
			  const uint64_t *slots, const Manner *manner)
{
	for (unsigned i = 0; i < value->count && slots[value->slot + i]; i++) {
		if (i)
			g_string_append_c(out, ',');
		append_slot(out, value->type, slots[value->slot + i], manner);
	}
}

static void append_word_value(GString *out, const SpelledWord *word,
			      const struct rmm_version *version, NumberStyle style)
{
	const struct rmm_value *value = word->value;
	Manner manner = { version, style, word->granule_shift };

	if (word->is_element)
		append_number(out, value->type, word->slots[value->slot + word->element], style);
	else if (value->type->form == FORM_RANGE && value->count > 1)
		append_ranges(out, value, word->slots, &manner);
	else
		spelling_append_value(out, value, word->slots, version, word->granule_shift,
				      style);
}

void spelling_append_word(GString *out, const SpelledWord *word,
			  const struct rmm_version *version, NumberStyle style)
{
	if (!word->value) {
		g_string_append_printf(out, "%s=%d", word->index_name, word->index);
		return;
	}
	g_string_append(out, word->value->name);
	if (word->is_element)
		g_string_append_printf(out, "%u", word->element);
	g_string_append_c(out, '=');
	append_word_value(out, word, version, style);
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
			    const struct rmm_call *call, unsigned granule_shift,
			    NumberStyle style)
{
	const struct rmm_command *command = rmm_command(model, call->command);
	struct rmm_call unsaid = { .command = call->command };
	g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(SpelledWord));
	gboolean flags = FALSE;

	defaults_set(model, &unsaid, granule_shift);
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *input = &command->inputs[i];

		if (goes_unsaid(command, input, call, &unsaid))
			continue;
		spelling_add_words(words, input, call->in, granule_shift);
		flags |= strcmp(input->name, "flags") == 0;
	}
	for (guint i = 0; i < words->len; i++) {
		g_string_append_c(out, ' ');
		spelling_append_word(out, &g_array_index(words, SpelledWord, i),
				     model->config.version, style);
	}
	if (!flags && defaults_are_refused(command, call))
		g_string_append(out, " oaddr_type=NONE");
	if (call->interrupt)
		g_string_append_printf(out, " irq after=%u", call->interrupt - 1);
}
