/* SPDX-License-Identifier: BSD-3-Clause */
/* What statements are made of. */
#include "language/terms.h"

#include "state/address_set.h"

void value_clear(Value *value)
{
	g_clear_pointer(&value->expression, expression_free);
	g_clear_pointer(&value->bytes, g_free);
	for (gsize i = 0; i < G_N_ELEMENTS(value->range); i++)
		g_clear_pointer(&value->range[i], expression_free);
}

/* The largest Granules that @base is aligned to. */
static guint64 largest_granule(guint64 base)
{
	unsigned shift = RMM_GRANULE_SHIFT + 2 * (RMI_GRANULES - 1);

	while (shift > RMM_GRANULE_SHIFT && base & (((guint64)1 << shift) - 1))
		shift -= 2;
	return (guint64)1 << shift;
}

char *value_range_error(guint64 base, const guint64 parts[3], unsigned granule_shift)
{
	guint64 granule = granule_shift == ANY_GRANULE_SHIFT ? largest_granule(base)
							     : (guint64)1 << granule_shift;

	if (parts[0] > RMM_PAGE_LEVEL || parts[1] > RMM_DESCRIPTOR_COUNT_LARGEST || parts[2] > 1)
		return g_strdup_printf("a range is ADDRESS/LEVEL/COUNT, of level 0 to %d and at "
				       "most %d blocks", RMM_PAGE_LEVEL,
				       RMM_DESCRIPTOR_COUNT_LARGEST);
	if (base & (granule - 1))
		return g_strdup_printf("the address of a range is a multiple of %" G_GUINT64_FORMAT
				       "K, which 0x%" G_GINT64_MODIFIER "x is not",
				       granule >> 10, base);
	if (base & ~RTTE_ADDRESS)
		return g_strdup_printf("0x%" G_GINT64_MODIFIER "x is too wide for the address of "
				       "a range", base);
	/* The count ends where the address begins, by the size of Granules. */
	if (parts[1] << 2 >= granule)
		return g_strdup_printf("a range has at most %" G_GUINT64_FORMAT " blocks, for "
				       "Granules of %" G_GUINT64_FORMAT "K", (granule >> 2) - 1,
				       granule >> 10);
	return NULL;
}

char *value_field_error(const struct rmm_value *field, guint64 number)
{
	unsigned width = field->type == &rmm_flag ? 1 : field->width;

	if (!width || number >> width == 0)
		return NULL;
	return g_strdup_printf("0x%" G_GINT64_MODIFIER "x does not fit '%s', which has %u bit%s",
			       number, field->name, width, width == 1 ? "" : "s");
}

static gboolean evaluate(const Expression *expression, GHashTable *variables, guint64 *number,
			 char **error)
{
	const char *missing = NULL;

	if (expression_evaluate(expression, variables, number, &missing))
		return TRUE;
	*error = missing ? g_strdup_printf("variable '$%s' has no value yet", missing)
			 : g_strdup(EXPRESSION_OUT_OF_RANGE);
	return FALSE;
}

/* ADDRESS/LEVEL/COUNT/STATE as a descriptor (B4.6.5). */
static gboolean make_range(const Value *value, GHashTable *variables, unsigned granule_shift,
			   guint64 *number, char **error)
{
	guint64 parts[3] = { 0, 0, 0 };

	for (gsize i = 0; i < G_N_ELEMENTS(parts) && value->range[i]; i++)
		if (!evaluate(value->range[i], variables, &parts[i], error))
			return FALSE;
	*error = value_range_error(*number, parts, granule_shift);
	if (*error)
		return FALSE;
	*number = rmm_descriptor_make(*number, parts[1], (int)parts[0], parts[2] == 0);
	return TRUE;
}

gboolean value_evaluate(const Value *value, GHashTable *variables, unsigned granule_shift,
			guint64 *number, char **error)
{
	*number = value->constant;
	return !value->expression ||
	       (evaluate(value->expression, variables, number, error) &&
		(!value->range[0] || make_range(value, variables, granule_shift, number, error)));
}

void value_copy_bytes(const Value *value, uint64_t *slots)
{
	for (gsize i = 0; i < value->byte_count; i++)
		slots[i / 8] |= (uint64_t)value->bytes[i] << (i % 8 * 8);
}

void predicate_clear(Predicate *predicate)
{
	g_clear_pointer(&predicate->subject, expression_free);
	g_clear_pointer(&predicate->base, expression_free);
	g_clear_pointer(&predicate->top, expression_free);
	g_clear_pointer(&predicate->other, expression_free);
	g_clear_pointer(&predicate->address, expression_free);
	g_clear_pointer(&predicate->mark, g_free);
	g_clear_pointer(&predicate->text, g_free);
	g_clear_pointer(&predicate->monitor, g_free);
	g_clear_pointer(&predicate->parts, g_ptr_array_unref);
	value_clear(&predicate->value);
}

void predicate_free(gpointer data)
{
	if (data)
		predicate_clear(data);
	g_free(data);
}
