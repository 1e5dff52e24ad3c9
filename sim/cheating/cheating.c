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

/* What an exploration came to, question by question. */
static PageAnswer *answer_of(const Asked *asked, const Explored *explored)
{
	PageAnswer *answer = g_new0(PageAnswer, 1);

	answer->is_closed = explored->result.end == EXPLORE_CLOSED;
	answer->is_partial = !answer->is_closed && explored->result.end != EXPLORE_DEPTH;
	answer->states = explored->result.states;
	for (guint i = 0; i < asked->count; i++) {
		const Found *found = found_of(explored, i);

		answer->harms[i].is_found = found != NULL;
		if (!found)
			continue;
		answer->harms[i].actions = found->actions->len;
		answer->harms[i].way = shown_way(explored, found, &answer->harms[i].steps);
	}
	return answer;
}

/* FALSE: a shorter one is known, or one as short. */
static gboolean note_found(Cheating *cheating, const WatchedPage *watched, const HarmAnswer *answer)
{
	if (cheating->verdict == CHEATING_FOUND && cheating->actions <= answer->actions)
		return FALSE;
	g_free(cheating->way);
	g_clear_pointer(&cheating->scenario, g_free);
	cheating->verdict = CHEATING_FOUND;
	cheating->ipa = watched->ipa;
	cheating->area = watched->area;
	cheating->actions = answer->actions;
	cheating->steps = answer->steps;
	cheating->way = g_strdup(answer->way);
	return TRUE;
}

static char *scenario_of(const HonestCell *honest, Harm harm, const Explored *explored,
			 const Found *found)
{
	Witness *witness = witness_new(explored->exploration, found);
	char *scenario = shown_scenario(honest, harm, explored, witness);

	witness_free(witness);
	return scenario;
}

/* @text: its exploration; NULL: nobody asks for it. */
static void note_answer(Cheating *cheating, gboolean closed, const char *text)
{
	if (text && !cheating->scenario)
		cheating->scenario = g_strconcat("# Nothing was found here by: ripas-sim explore --engine "
						 "plain\n",
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
	KnownPages *known;              /* NULL: none are */
	CheatingResult *result;
} Cheater;

/* @explored: where it comes from, for who wants a scenario; of what was known NULL. */
static void note_page(const Cheater *cheater, guint page, const Asked *asked,
		      const PageAnswer *answer, const Explored *explored, const char *text)
{
	const WatchedPage *watched = cheater->honest->pages->pdata[page];

	cheater->result->states += answer->states;
	cheater->result->partial |= answer->is_partial;
	for (guint i = 0; i < asked->count; i++) {
		Harm harm = asked->harms[i];
		Cheating *cheating = &cheater->result->harms[harm];
		gboolean is_wanted = harm == cheater->wanted && explored;

		if (!answer->harms[i].is_found)
			note_answer(cheating, answer->is_closed, is_wanted ? text : NULL);
		else if (note_found(cheating, watched, &answer->harms[i]) && is_wanted)
			cheating->scenario = scenario_of(cheater->honest, harm, explored,
							 found_of(explored, i));
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

/* Its key among those that are known; NULL: the setup fails, or nobody wants it. */
static char *key_of(const Cheater *cheater, const Scenario *scenario, const char *text)
{
	g_autoptr(Diagnostics) ignored = diagnostics_new();
	Explored explored;
	char *key = NULL;

	if (!cheater->known || cheater->wanted != HARMS)
		return NULL;
	if (explored_begin(&explored, scenario, ignored))
		key = known_pages_key(text, &explored);
	explored_clear(&explored);
	return key;
}

static void explore_unknown(const Cheater *cheater, guint page, const Asked *asked,
			    const Scenario *scenario, const char *text, const char *key)
{
	const ExploreRequest request = {
		.engine = cheater->bounds->engine,
		.options = { .states = cheater->bounds->states, .all = TRUE, .unchecked = TRUE },
		.sink = { .progress = goes_on },
	};
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Explored explored = { 0 };
	PageAnswer *answer;

	explore_scenario(scenario, &request, diagnostics, &explored);
	diagnostics_print(diagnostics);
	if (explored.exploration) {
		answer = answer_of(asked, &explored);
		note_page(cheater, page, asked, answer, &explored, text);
		if (key && !interrupted())
			known_pages_add(cheater->known, key, answer);
		else
			page_answer_free(answer);
	} else {
		cheater->result->partial = TRUE;
	}
	explored_clear(&explored);
}

static void explore_page(const Cheater *cheater, guint page)
{
	const ParseOptions parse = { .version = cheater->honest->cell->version };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;
	g_autofree char *key = NULL;
	const PageAnswer *known = NULL;
	Asked asked;
	g_autofree char *text = block_text(cheater->honest, cheater->honest->pages->pdata[page],
				cheater->bounds->depth, &asked);

	if (!text)
		return;
	scenario = scenario_parse_text("cell", g_strdup(text), strlen(text), &parse, diagnostics);
	diagnostics_print(diagnostics);
	if (!scenario) {
		cheater->result->partial = TRUE;
		return;
	}
	key = key_of(cheater, scenario, text);
	if (key)
		known = known_pages_find(cheater->known, key);
	if (known)
		note_page(cheater, page, &asked, known, NULL, text);
	else
		explore_unknown(cheater, page, &asked, scenario, text, key);
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
		      KnownPages *known, HashCache *cache, CheatingResult *result)
{
	HonestCell honest;
	Cheater cheater = { &honest, bounds, wanted, known, result };

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
