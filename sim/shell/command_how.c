/* SPDX-License-Identifier: BSD-3-Clause */
/* how PREDICATE: the shortest way to a state, by exploring what this one leads to. */
#include "inquiry/expand.h"
#include "inquiry/witness_text.h"
#include "shell/commands.h"
#include "shell/small_machine.h"
#include "shell/way.h"
#include "system/interrupt.h"

/* After so long what was found has to do. */
#define SECONDS 10.0

/* ---- the search ---- */

static gboolean go_on(gpointer user, Count states, Count transitions, guint64 depth)
{
	return !interrupted();
}

static const Found *reached(const ExploreResult *result)
{
	for (guint i = 0; i < result->found->len; i++)
		if (((Found *)result->found->pdata[i])->kind == FOUND_NEVER)
			return result->found->pdata[i];
	return NULL;
}

static void tell(Shell *shell, Explored *explored)
{
	const Found *found = reached(&explored->result);
	g_autoptr(GString) text = g_string_new(NULL);
	Witness *witness;

	if (!found) {
		fprintf(shell_file(shell), explored->result.end == EXPLORE_CLOSED
			? "no way leads there, with these Granules and IPAs (%u actions)\n"
			: "no way was found so far (%u actions)\n",
			explored->exploration->alphabet.action_count);
		return;
	}
	witness = witness_new(explored->exploration, found);
	witness_append_calls(text, explored, witness, "");
	fputs(text->len ? text->str : "it holds already\n", shell_file(shell));
	witness_free(witness);
}

static gboolean explore(Shell *shell, Way *way, const ExploreBlock *block)
{
	const ExploreOptions options = { .seconds = SECONDS, .unchecked = TRUE };
	const ExploreSink sink = { .progress = go_on };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Explored explored = { .variables = way->now.variables, .rd = way->now.rd,
			      .rec = way->now.rec, .engine = &explore_plain };
	RunEnd now = way->now;
	SmallMachine small;

	if (!small_machine_init(&small, shell->draft->course, way->granules)) {
		small_machine_clear(&small);
		return shell_error(shell, "too much has been done to explore from here");
	}
	now.model = small.model;
	now.state = small.state;
	explored.exploration = expand_block(block, &now, diagnostics);
	small_machine_clear(&small);
	if (!explored.exploration)
		return shell_diagnose(shell, diagnostics);
	exploration_keep_actions(explored.exploration, way_is_sensible, explored.exploration->model);
	explored.engine->explore(&explored.exploration->alphabet, &options, &sink, &explored.result);
	tell(shell, &explored);
	explore_result_clear(&explored.result);
	exploration_free(explored.exploration);
	return TRUE;
}

/* ---- the command ---- */

static gboolean ask(Shell *shell, Way *way, const char *predicate)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autofree char *expect = g_strdup_printf("expect %s\n", predicate), *block = NULL;
	g_autoptr(Scenario) alone = NULL, scenario = NULL;
	g_autoptr(GPtrArray) steps = draft_parse(shell->draft, expect, &alone, diagnostics);
	g_autoptr(GPtrArray) none = NULL;

	if (!steps || steps->len == 0)
		return shell_diagnose(shell, diagnostics);
	way_add_named(way, &((Step *)steps->pdata[0])->predicate);
	way_add_granules(way);
	block = way_block(way, predicate);
	none = draft_parse(shell->draft, block, &scenario, diagnostics);
	if (!none)
		return shell_diagnose(shell, diagnostics);
	scenario->explore->named_only = TRUE;
	return explore(shell, way, scenario->explore);
}

gboolean command_how(Shell *shell, const char *rest)
{
	Course *course = shell_course(shell);
	Way way;
	gboolean told;

	if (!course)
		return FALSE;
	if (!*rest)
		return shell_error(shell, "expected what must hold");
	way = (Way){ .now = course_end(course),
			   .granules = g_array_new(FALSE, FALSE, sizeof(guint64)),
			   .ipas = g_array_new(FALSE, FALSE, sizeof(guint64)),
			   .recs = g_array_new(FALSE, FALSE, sizeof(guint64)) };
	told = ask(shell, &way, rest);
	way_clear(&way);
	return told;
}
