/* SPDX-License-Identifier: BSD-3-Clause */
/* Freeing what a parsed scenario holds. */
#include "language/scenario.h"

#include "state/address_set.h"

void value_clear(Value *value)
{
	g_clear_pointer(&value->expression, expression_free);
	g_clear_pointer(&value->bytes, g_free);
	for (gsize i = 0; i < G_N_ELEMENTS(value->range); i++)
		g_clear_pointer(&value->range[i], expression_free);
}

char *value_range_error(guint64 base, const guint64 parts[3])
{
	guint64 made;

	if (parts[0] > RMM_PAGE_LEVEL || parts[1] > RMM_DESCRIPTOR_COUNT_MAX || parts[2] > 1)
		return g_strdup_printf("a range is ADDRESS/LEVEL/COUNT, of level 0 to %d and at "
				       "most %d blocks", RMM_PAGE_LEVEL, RMM_DESCRIPTOR_COUNT_MAX);
	if (!rmm_is_granule_aligned(base))
		return g_strdup_printf("the address of a range is a multiple of 4K, which 0x%"
				       G_GINT64_MODIFIER "x is not", base);
	made = rmm_descriptor_make(base, parts[1], (int)parts[0], parts[2] == 0);
	return rmm_descriptor_base(made) == base ? NULL :
	       g_strdup_printf("0x%" G_GINT64_MODIFIER "x is too wide for the address of a range",
			       base);
}

char *value_field_error(const struct rmm_value *field, guint64 number)
{
	unsigned width = field->type == &rmm_flag ? 1 : field->width;

	if (!width || number >> width == 0)
		return NULL;
	return g_strdup_printf("0x%" G_GINT64_MODIFIER "x does not fit '%s', which has %u bit%s",
			       number, field->name, width, width == 1 ? "" : "s");
}

void predicate_clear(Predicate *predicate)
{
	g_clear_pointer(&predicate->subject, expression_free);
	g_clear_pointer(&predicate->base, expression_free);
	g_clear_pointer(&predicate->top, expression_free);
	g_clear_pointer(&predicate->other, expression_free);
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

void step_free(Step *step)
{
	if (!step)
		return;
	g_clear_pointer(&step->rec, expression_free);
	g_clear_pointer(&step->interrupt, expression_free);
	g_clear_pointer(&step->arguments, g_array_unref);
	g_clear_pointer(&step->expectation.outputs, g_ptr_array_unref);
	g_clear_pointer(&step->expectation.by, g_strfreev);
	g_free(step->expectation.by_text);
	g_free(step->expectation.text);
	value_clear(&step->fill);
	predicate_clear(&step->predicate);
	g_free(step->name);
	g_clear_pointer(&step->value, expression_free);
	g_clear_pointer(&step->top, expression_free);
	g_clear_pointer(&step->step, expression_free);
	g_clear_pointer(&step->body, g_ptr_array_unref);
	g_free(step);
}

void scenario_free(Scenario *scenario)
{
	if (!scenario)
		return;
	g_free(scenario->title);
	g_free(scenario->question);
	g_free(scenario->origin);
	g_clear_pointer(&scenario->tags, g_ptr_array_unref);
	g_clear_pointer(&scenario->steps, g_ptr_array_unref);
	g_clear_pointer(&scenario->sources, g_ptr_array_unref);
	g_free(scenario);
}
