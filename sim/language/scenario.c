/* SPDX-License-Identifier: BSD-3-Clause */
/* Freeing what a parsed scenario holds. */
#include "language/scenario.h"

void value_clear(Value *value)
{
	g_clear_pointer(&value->expression, expression_free);
	g_clear_pointer(&value->bytes, g_free);
	for (gsize i = 0; i < G_N_ELEMENTS(value->range); i++)
		g_clear_pointer(&value->range[i], expression_free);
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
