/* SPDX-License-Identifier: BSD-3-Clause */
/* Values of a trace. */
#include "replay/value.h"

#include <string.h>

#include "language/terms.h"
#include "state/address_set.h"
#include "text/spelling.h"

gboolean value_number(const char *text, guint64 *value)
{
	guint64 number = 0;
	gsize digits = 0;

	if (g_str_has_prefix(text, "0x"))
		text += 2;
	for (; text[digits]; digits++) {
		if (!g_ascii_isxdigit(text[digits]) || digits == 16)
			return FALSE;
		number = number << 4 | (guint64)g_ascii_xdigit_value(text[digits]);
	}
	*value = number;
	return digits > 0;
}

gboolean value_bytes(const char *text, uint64_t *slots, unsigned count)
{
	gsize size = strlen(text);

	if (size % 2 || size > 16 * (gsize)count)
		return FALSE;
	for (gsize i = 0; i < size / 2; i++) {
		int high = g_ascii_xdigit_value(text[2 * i]);
		int low = g_ascii_xdigit_value(text[2 * i + 1]);

		if (high < 0 || low < 0)
			return FALSE;
		slots[i / 8] |= (uint64_t)(high << 4 | low) << (i % 8 * 8);
	}
	return TRUE;
}

/* "88104000/3/1/0": base, level, count, state (0: delegated) */
static gboolean read_parts(const char *text, guint64 number[4])
{
	g_auto(GStrv) parts = g_strsplit(text, "/", -1);
	g_autofree char *wrong = NULL;
	guint count = g_strv_length(parts);

	if (count < 3 || count > 4)
		return FALSE;
	for (guint i = 0; i < count; i++)
		if (!value_number(parts[i], &number[i]))
			return FALSE;
	wrong = value_range_error(number[0], &number[1], ANY_GRANULE_SHIFT);
	return wrong == NULL;
}

static gboolean read_range(const char *text, uint64_t *value)
{
	guint64 number[4] = { 0, 0, 0, 0 };

	if (!read_parts(text, number))
		return FALSE;
	*value = rmm_descriptor_make(number[0], number[2], (int)number[1], number[3] == 0);
	return TRUE;
}

guint64 value_list_granules(const struct rmm_model *model, const char *text)
{
	g_auto(GStrv) items = g_strsplit(text ? text : "", ",", -1);
	unsigned bits = 9 + 2u * model->config.platform.granule_size;
	guint64 count = 0;

	for (char **item = items; *item; item++) {
		guint64 number[4] = { 0, 0, 0, 0 };

		if (read_parts(*item, number))
			count += number[2] << bits * (unsigned)(RMM_PAGE_LEVEL - number[1]);
	}
	return count;
}

gboolean value_single(const struct rmm_model *model, const struct rmm_type *type,
		      const char *text, uint64_t *value)
{
	if (type->form == FORM_NAMED &&
	    spelling_enumerator(type->names, model->config.version, text, value))
		return TRUE;
	if (type->form == FORM_STATUS && spelling_psci_status(text, value))
		return TRUE;
	if (type->form == FORM_RANGE && strchr(text, '/'))
		return read_range(text, value);
	/* An RTT level stands for the size of its blocks. */
	if (type->form == FORM_LEVEL)
		return value_number(text, value) && *value <= RMM_PAGE_LEVEL &&
		       (*value = RMM_PAGE_LEVEL - *value, TRUE);
	return value_number(text, value);
}

/* "88111000": consecutive Granules; "88111000,88120000": those. */
gboolean value_list(const struct rmm_model *model, const struct rmm_value *value,
		    const char *text, uint64_t *slots)
{
	g_auto(GStrv) items = g_strsplit(text, ",", -1);
	guint count = g_strv_length(items);

	if (strcmp(text, "-") == 0)
		return TRUE;
	if (count == 0 || count > value->count)
		return FALSE;
	for (guint i = 0; i < count; i++)
		if (!value_single(model, value->type, items[i], &slots[i]))
			return FALSE;
	for (guint i = 1; count == 1 && value->type->form == FORM_ADDRESS && i < value->count; i++)
		slots[i] = slots[0] + i * RMM_GRANULE_SIZE;
	return TRUE;
}
