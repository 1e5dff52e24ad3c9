/* SPDX-License-Identifier: BSD-3-Clause */
/* Freeing what a parsed scenario holds. */
#include "language/scenario.h"

void step_free(Step *step)
{
	if (!step)
		return;
	g_clear_pointer(&step->rec, expression_free);
	g_clear_pointer(&step->interrupt, expression_free);
	g_clear_pointer(&step->pe, expression_free);
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
	g_clear_pointer(&scenario->claims, g_ptr_array_unref);
	g_clear_pointer(&scenario->steps, g_ptr_array_unref);
	explore_block_free(scenario->explore);
	g_clear_pointer(&scenario->sources, g_ptr_array_unref);
	g_free(scenario);
}
