/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing text that comes piece by piece. */
#include "language/parser.h"
#include "language/parser_private.h"

/* The variables have values: what only depends on them is known before the run. */
static void know(Parser *parser, const PieceBefore *before)
{
	GHashTableIter iter;
	gpointer name, value;

	if (before->variables)
		g_hash_table_iter_init(&iter, before->variables);
	while (before->variables && g_hash_table_iter_next(&iter, &name, &value)) {
		g_hash_table_add(parser->known, g_strdup(name));
		g_hash_table_insert(parser->constants, g_strdup(name),
				    g_memdup2(value, sizeof(guint64)));
	}
	if (before->marks)
		g_hash_table_iter_init(&iter, before->marks);
	while (before->marks && g_hash_table_iter_next(&iter, &name, NULL))
		g_hash_table_add(parser->marks, g_strdup(name));
	parser->version_chosen = before->version_chosen;
	parser->memory_given = before->memory_given;
	parser->model = (struct rmm_model *)(guintptr)before->model;
}

/* What a piece may have said of the scenario, to be taken back. */
typedef struct {
	struct rmm_config config;
	VersionSet declared;
	struct rmm_variants must_fail;
	guint sources, tags, claims;
} Said;

static Said said_by_now(const Scenario *scenario)
{
	return (Said){ scenario->config, scenario->declared, scenario->must_fail,
		       scenario->sources->len, scenario->tags->len, scenario->claims->len };
}

static void take_back(Scenario *scenario, const Said *said)
{
	g_clear_pointer(&scenario->explore, explore_block_free);
	scenario->config = said->config;
	scenario->declared = said->declared;
	scenario->must_fail = said->must_fail;
	g_ptr_array_set_size(scenario->tags, (gint)said->tags);
	g_ptr_array_set_size(scenario->claims, (gint)said->claims);
	g_ptr_array_set_size(scenario->sources, (gint)said->sources);
}

GPtrArray *parse_piece(PieceBefore *before, Source *source, Diagnostics *diagnostics)
{
	Scenario *scenario = before->scenario;
	const Said said = said_by_now(scenario);
	g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func((GDestroyNotify)step_free);
	guint messages = diagnostics->messages->len;
	gboolean began;
	Parser parser;

	g_ptr_array_add(scenario->sources, source);
	scenario->command_steps = 0;
	parser_init(&parser, scenario, diagnostics);
	know(&parser, before);
	parse_file(&parser, source, steps);
	began = parser.model != NULL;
	if (parser.model == before->model)
		parser.model = NULL;
	else
		platform_for_actors(&scenario->config);
	parser_clear(&parser);
	if (diagnostics->messages->len == messages) {
		before->memory_given = parser.memory_given;
		before->began |= began;
		return g_steal_pointer(&steps);
	}
	/* Statements point into their source. */
	g_clear_pointer(&steps, g_ptr_array_unref);
	take_back(scenario, &said);
	return NULL;
}
