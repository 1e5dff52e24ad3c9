/* SPDX-License-Identifier: BSD-3-Clause */
/* The texts that become a shape. */
#include "sizes/shape_text.h"

static void each_text(ShapeTexts *texts, void (*function)(GString **text))
{
	function(&texts->control);
	for (guint i = 0; i <= COMPONENTS_MAX; i++) {
		function(&texts->border[i]);
		function(&texts->page[i]);
	}
	for (guint i = 0; i < COMPONENTS_MAX; i++)
		function(&texts->granule[i]);
	for (guint i = 0; i < RECS_MAX; i++)
		function(&texts->rec[i]);
}

static void make(GString **text)
{
	*text = g_string_new(NULL);
}

static void clear(GString **text)
{
	g_string_truncate(*text, 0);
}

static void end(GString **text)
{
	g_string_free(*text, TRUE);
}

void shape_texts_init(ShapeTexts *texts)
{
	each_text(texts, make);
}

void shape_texts_clear(ShapeTexts *texts)
{
	each_text(texts, clear);
}

void shape_texts_free(ShapeTexts *texts)
{
	each_text(texts, end);
}

void shape_append_call(GString *out, const struct rmm_model *m, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(m, call->command);

	g_string_append(out, command->name);
	for (unsigned i = 0; i < command->input_count; i++)
		g_string_append_printf(out, " %" G_GINT64_MODIFIER "x",
				       call->in[command->inputs[i].slot]);
	g_string_append_printf(out, " %u;", call->interrupt);
}
