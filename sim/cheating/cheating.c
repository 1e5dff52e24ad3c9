/* SPDX-License-Identifier: BSD-3-Clause */
/* Exploring the pages of a cell. */
#include "cheating/cheating.h"

#include <string.h>

#include "cheating/shown.h"
#include "inquiry/witness.h"
#include "language/parser.h"
#include "system/interrupt.h"

const CheatingBounds cheating_bounds = { .states = 50000, .engine = &explore_plain };

/* ---- what was found ---- */

static const Found *found_of(const Explored *explored, guint question)
{
	for (guint i = 0; i < explored->result.found->len; i++) {
		const Found *found = explored->result.found->pdata[i];

		if (found->kind == FOUND_REACH && found->index == question)
			return found;
	}
	return NULL;
}

static void note_found(Cheating *cheating, const HonestCell *honest, guint page, Harm harm,
		       const Explored *explored, const Found *found, gboolean is_wanted)
{
	const WatchedPage *watched = honest->pages->pdata[page];
	Witness *witness;

	if (cheating->verdict == CHEATING_FOUND && cheating->actions <= found->actions->len)
		return;
	witness = witness_new(explored->exploration, found);
	g_free(cheating->way);
	g_clear_pointer(&cheating->scenario, g_free);
	cheating->verdict = CHEATING_FOUND;
	cheating->ipa = watched->ipa;
	cheating->area = watched->area;
	cheating->actions = found->actions->len;
	cheating->way = shown_way(explored, found, &cheating->steps);
	if (is_wanted)
		cheating->scenario = shown_scenario(honest, harm, explored, witness);
	witness_free(witness);
}

/* @text: its exploration; NULL: nobody asks for it. */
static void note_answer(Cheating *cheating, gboolean closed, const char *text)
{
	if (text && !cheating->scenario)
		cheating->scenario = g_strconcat("# Nothing was found here by: ripas-sim explore\n",
						 text, NULL);
	if (cheating->verdict == CHEATING_VACUOUS)
		cheating->verdict = CHEATING_NONE;
	if (cheating->verdict == CHEATING_NONE && !closed)
		cheating->verdict = CHEATING_NONE_SO_FAR;
}

/* ---- a page ---- */

typedef struct {
	const HonestCell *honest;
	const CheatingBounds *bounds;
	Harm wanted;
	CheatingResult *result;
} Cheater;

static void note_page(const Cheater *cheater, guint page, const Asked *asked,
		      const Explored *explored, const char *text)
{
	gboolean closed = explored->result.end == EXPLORE_CLOSED;

	cheater->result->states += explored->result.states;
	cheater->result->partial |= !closed && explored->result.end != EXPLORE_DEPTH;
	for (guint i = 0; i < asked->count; i++) {
		Cheating *cheating = &cheater->result->harms[asked->harms[i]];
		const Found *found = found_of(explored, i);
		gboolean is_wanted = asked->harms[i] == cheater->wanted;

		if (found)
			note_found(cheating, cheater->honest, page, asked->harms[i], explored, found,
				   is_wanted);
		else
			note_answer(cheating, closed, is_wanted ? text : NULL);
	}
}

/* Ctrl-C ends it. */
static gboolean goes_on(gpointer user, Count states, Count transitions, guint64 depth)
{
	(void)user;
	(void)states;
	(void)transitions;
	(void)depth;
	return !interrupted();
}

static void explore_page(const Cheater *cheater, guint page)
{
	const ParseOptions parse = { .version = cheater->honest->cell->version };
	const ExploreRequest request = {
		.engine = cheater->bounds->engine,
		.options = { .states = cheater->bounds->states, .all = TRUE, .unchecked = TRUE },
		.sink = { .progress = goes_on },
	};
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;
	Explored explored = { 0 };
	Asked asked;
	g_autofree char *text = block_text(cheater->honest, cheater->honest->pages->pdata[page],
				cheater->bounds->depth, &asked);

	if (!text)
		return;
	scenario = scenario_parse_text("cell", g_strdup(text), strlen(text), &parse, diagnostics);
	if (scenario)
		explore_scenario(scenario, &request, diagnostics, &explored);
	diagnostics_print(diagnostics);
	if (scenario && explored.exploration)
		note_page(cheater, page, &asked, &explored, text);
	else
		cheater->result->partial = TRUE;
	if (scenario)
		explored_clear(&explored);
}

/* ---- a cell ---- */

/* Not all pages were looked at. */
static void note_left(CheatingResult *result)
{
	result->partial = TRUE;
	for (Harm harm = 0; harm < HARMS; harm++)
		if (result->harms[harm].verdict != CHEATING_FOUND)
			result->harms[harm].verdict = CHEATING_NONE_SO_FAR;
}

void cheating_explore(const Cell *cell, const CheatingBounds *bounds, Harm wanted,
		      HashCache *cache, CheatingResult *result)
{
	HonestCell honest;
	Cheater cheater = { &honest, bounds, wanted, result };

	memset(result, 0, sizeof(*result));
	result->boots = honest_cell_init(&honest, cell, cache);
	for (Harm harm = 0; harm < HARMS; harm++)
		result->harms[harm].verdict = CHEATING_VACUOUS;
	for (guint i = 0; result->boots && i < honest.pages->len && !interrupted(); i++) {
		result->watched++;
		result->pages += ((WatchedPage *)honest.pages->pdata[i])->pages;
		explore_page(&cheater, i);
	}
	if (interrupted())
		note_left(result);
	result->was_explored = TRUE;
	result->facts = honest.facts;
	memset(&honest.facts, 0, sizeof(honest.facts));
	honest_cell_clear(&honest);
}

void cheating_result_clear(CheatingResult *result)
{
	facts_clear(&result->facts);
	for (Harm harm = 0; harm < HARMS; harm++) {
		g_free(result->harms[harm].way);
		g_free(result->harms[harm].scenario);
	}
}
