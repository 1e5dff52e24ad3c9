/* SPDX-License-Identifier: BSD-3-Clause */
/* Exploring a scenario. */
#include "inquiry/inquiry.h"

#include <string.h>

#include "inquiry/circle.h"
#include "inquiry/expand.h"
#include "inquiry/rim_questions.h"
#include "inquiry/ways.h"
#include "inquiry/witness.h"
#include "state/granule.h"
#include "system/interrupt.h"
#include "version/make.h"

/* ---- the setup ---- */

/* Slots up to the last that is in use. */
typedef struct {
	uint32_t realms, recs, rtts;
} Used;

static void note_used(gpointer user, const RunEnd *end)
{
	const struct rmm_model *m = end->model;
	Used *used = user;

	*used = (Used){ 1, 1, 1 };
	for (uint32_t i = 0; i < m->config.realms; i++)
		if (rmm_realm(m, end->state, i)->rd)
			used->realms = i + 1;
	for (uint32_t i = 0; i < m->config.recs; i++)
		if (rmm_rec(m, end->state, i)->granule)
			used->recs = i + 1;
	for (uint32_t i = 0; i < m->config.rtts; i++)
		if (*rmm_rtt_position(m, end->state, i))
			used->rtts = i + 1;
}

/* May an action call @command? Of what actors call nobody knows before. */
static gboolean may_call(const ExploreBlock *block, enum rmm_command_id command)
{
	for (guint i = 0; i < block->actions->len; i++) {
		const AlphabetAction *action = block->actions->pdata[i];

		for (guint j = 0; j < action->lines->len; j++) {
			const AlphabetLine *line = action->lines->pdata[j];

			if (line->pattern || line->procedure || line->command == command)
				return TRUE;
		}
	}
	return FALSE;
}

/*
 * The same model with nothing in its states that an exploration does not ask
 * for: measurements are surrogates, only origins are kept of contents, and there
 * are no slots that stay free.
 */
static void reduce(struct rmm_config *config, const ExploreBlock *block, const Used *used)
{
	gboolean realms = may_call(block, CMD_RMI_REALM_CREATE);

	config->hash = NULL;
	config->contents = false;
	config->words = 0;
	config->gprs = 4;
	if (!realms)
		config->realms = used->realms;
	if (!may_call(block, CMD_RMI_REC_CREATE))
		config->recs = used->recs;
	if (!realms && !may_call(block, CMD_RMI_RTT_CREATE))
		config->rtts = used->rtts;
}

/* An alphabet in the making. */
typedef struct {
	Explored *explored;
	Diagnostics *diagnostics;
} Beginning;

/* The REC that is meant where none was entered: the only one; 0: there are more, or none. */
static guint64 only_rec(const struct rmm_model *m, const struct rmm *state)
{
	guint64 only = 0;

	for (uint32_t i = 0; i < m->config.recs; i++) {
		const struct rmm_rec *rec = rmm_rec(m, state, i);

		if (rec->granule && only)
			return 0;
		if (rec->granule)
			only = rmm_granule_pa(m, rec->granule - 1);
	}
	return only;
}

/* A variable of a loop has the value of its last round, which names nothing. */
static void forget_loops(GHashTable *variables, const GPtrArray *steps)
{
	for (guint i = 0; i < steps->len; i++) {
		const Step *step = steps->pdata[i];

		if (step->kind != STEP_FOR)
			continue;
		g_hash_table_remove(variables, step->name);
		forget_loops(variables, step->body);
	}
}

static void set_up(gpointer user, const RunEnd *end)
{
	Beginning *beginning = user;
	Explored *explored = beginning->explored;
	RunEnd setup = *end;

	if (!setup.rec)
		setup.rec = only_rec(end->model, end->state);
	explored->variables = variables_copy(end->variables);
	forget_loops(explored->variables, explored->scenario->steps);
	explored->rd = setup.rd;
	explored->rec = setup.rec;
	explored->exploration = expand_block(explored->scenario->explore, &setup,
					     beginning->diagnostics);
}

gboolean scenario_asks(const Scenario *scenario, Diagnostics *diagnostics)
{
	if (!scenario->explore)
		diagnostics_error(diagnostics, (Position){ scenario->sources->pdata[0], 1, 1 },
				  "there is no explore block");
	return scenario->explore != NULL;
}

gboolean explored_begin(Explored *explored, const Scenario *scenario, Diagnostics *diagnostics)
{
	Beginning beginning = { explored, diagnostics };
	Used used = { 1, 1, 1 };
	const RunOptions judged = { .finished = note_used, .user = &used };
	const RunOptions again = { .no_invariants = TRUE, .finished = set_up, .user = &beginning };
	Scenario reduced = *scenario;
	RunResult ignored;

	memset(explored, 0, sizeof(*explored));
	explored->scenario = scenario;
	explored->witnesses = g_ptr_array_new_with_free_func((GDestroyNotify)witness_free);
	scenario_run(scenario, &judged, &explored->setup);
	explored->cut_short = explored->setup.limit;
	if (explored->setup.failed || explored->setup.limit)
		return FALSE;
	reduce(&reduced.config, scenario->explore, &used);
	scenario_run(&reduced, &again, &ignored);
	run_result_clear(&ignored);
	explored->cut_short = !explored->exploration && interrupted();
	return explored->exploration != NULL;
}

/* ---- the search ---- */

static guint64 narrower(guint64 a, guint64 b)
{
	return a && b ? MIN(a, b) : MAX(a, b);
}

ExploreOptions explore_bounded(const ExploreOptions *options, const ExploreBlock *block)
{
	ExploreOptions both = *options;

	both.depth = narrower(options->depth, block->depth);
	both.states = narrower(options->states, block->states);
	both.memory = narrower(options->memory, block->memory);
	if (block->seconds > 0 && (options->seconds <= 0 || block->seconds < options->seconds))
		both.seconds = block->seconds;
	return both;
}

/* An engine that visits states one by one. */
static const ExploreEngine *engine_with_graph(void)
{
	const ExploreEngine *const *engine = explore_engines();

	while (!(*engine)->has_graph)
		engine++;
	return *engine;
}

static void find_circle(Explored *explored)
{
	guint loop;
	GArray *actions = circle_find(explored->graph, &loop);

	if (actions)
		explore_result_add_circle(&explored->result, loop, actions);
}

static gboolean asks_for_ends(const struct explore_alphabet *a)
{
	for (unsigned i = 0; i < a->property_count; i++)
		if (a->properties[i].kind == PROPERTY_ENDS)
			return TRUE;
	return FALSE;
}

/* "always ends", "not always ends" */
static void answer_of_ends(Explored *explored)
{
	const struct explore_alphabet *a = &explored->exploration->alphabet;
	guint loop;

	for (unsigned i = 0; i < a->property_count; i++) {
		GArray *actions = a->properties[i].kind == PROPERTY_ENDS
				  ? circle_find(explored->graph, &loop) : NULL;

		if (!actions)
			continue;
		explore_result_add(&explored->result, a->properties[i].negated ? FOUND_NOT_ALWAYS
				   : FOUND_ALWAYS, i, actions);
		((Found *)explored->result.found->pdata[explored->result.found->len - 1])->loop = loop;
	}
}

static void answer_of_graph(Explored *explored)
{
	explored->rims = g_new0(guint32, explored->exploration->alphabet.property_count + 1);
	ways_answer(explored->graph, &explored->result);
	rim_questions_answer(explored->graph, &explored->result, explored->rims);
	answer_of_ends(explored);
}

static void search(Explored *explored, const ExploreRequest *request)
{
	const struct explore_alphabet *a = &explored->exploration->alphabet;
	ExploreOptions options = explore_bounded(&request->options, explored->scenario->explore);
	ExploreSink sink = request->sink;

	/* What closes sets of states knows no way of so many actions, and no first so many states. */
	gboolean one_by_one = options.depth || options.states;
	gboolean graph = request->graph || request->progress || state_graph_is_asked(a) ||
			 (request->etf && (one_by_one || explored->engine->has_graph));

	if ((graph || one_by_one) && !explored->engine->has_graph) {
		explored->wanted = request->engine;
		explored->engine = engine_with_graph();
	}
	if (graph) {
		explored->graph = state_graph_new(a, request->states || request->etf);
		explored->graph->fair_irq = explored->scenario->explore->fair_irq ||
					    request->progress || asks_for_ends(a);
		state_graph_listen(explored->graph, &sink);
	} else if (request->etf) {
		explored->etf = sink.etf = g_string_new(NULL);
	}
	explored->asks_progress = request->progress;
	explored->engine->explore(a, &options, &sink, &explored->result);
	if (explored->graph && explored->result.end == EXPLORE_CLOSED)
		answer_of_graph(explored);
	if (request->progress && explored->result.end == EXPLORE_CLOSED)
		find_circle(explored);
}

/*
 * What actors know is one value, by which every step of theirs is told apart: there
 * is little that could be learned of many states at once.
 */
static const ExploreEngine *suited_engine(const Explored *explored)
{
	return explored->exploration && explored->exploration->cast ? &explore_plain
								     : explore_engines()[0];
}

void explore_scenario(const Scenario *scenario, const ExploreRequest *request,
		      Diagnostics *diagnostics, Explored *explored)
{
	gboolean begun = explored_begin(explored, scenario, diagnostics);

	explored->engine = request->engine ? request->engine : suited_engine(explored);
	if (!begun)
		return;
	search(explored, request);
	for (guint i = 0; i < explored->result.found->len; i++)
		g_ptr_array_add(explored->witnesses,
				witness_new(explored->exploration, explored->result.found->pdata[i]));
}

void explored_clear(Explored *explored)
{
	run_result_clear(&explored->setup);
	explore_result_clear(&explored->result);
	state_graph_free(explored->graph);
	g_clear_pointer(&explored->rims, g_free);
	if (explored->etf)
		g_string_free(explored->etf, TRUE);
	exploration_free(explored->exploration);
	g_clear_pointer(&explored->variables, g_hash_table_unref);
	g_clear_pointer(&explored->witnesses, g_ptr_array_unref);
}

/* ---- what came of it ---- */

gboolean explored_is_partial(const Explored *explored)
{
	return explored->cut_short ||
	       (explored->exploration && explored->result.end != EXPLORE_CLOSED &&
		explored->result.end != EXPLORE_VIOLATED);
}

static const Found *found_of(const Explored *explored, guint property)
{
	for (guint i = 0; i < explored->result.found->len; i++) {
		const Found *found = explored->result.found->pdata[i];

		if (found_is_of_property(found) && found->index == property)
			return found;
	}
	return NULL;
}

guint32 explored_rims(const Explored *explored, guint property)
{
	return explored->rims ? explored->rims[property] : 0;
}

gboolean explored_is_vacuous(const Explored *explored, guint property)
{
	const struct explore_property *asked = &explored->exploration->alphabet.properties[property];

	if (!explored->graph || explored->result.end != EXPLORE_CLOSED ||
	    (asked->kind != PROPERTY_EVENTUALLY && asked->kind != PROPERTY_POSSIBLE))
		return FALSE;
	for (unsigned i = 0; i < asked->test->part_count; i++) {
		const guint8 *truths = state_graph_truths(explored->graph, property, i);

		for (guint32 state = 0; state < explored->graph->states; state++)
			if (truths[state] & TRUTH_WHEN)
				return FALSE;
	}
	return TRUE;
}

/* Of a search that found every state: is it as the property says? */
static gboolean is_as_asked(const Explored *explored, guint property)
{
	const struct explore_property *asked = &explored->exploration->alphabet.properties[property];
	gboolean found = found_of(explored, property) != NULL;

	if (asked->kind == PROPERTY_RIMS)
		return explored_rims(explored, property) == asked->count;
	return asked->kind == PROPERTY_REACH || asked->negated ? found : !found;
}

Answer explored_progress(const Explored *explored)
{
	for (guint i = 0; i < explored->result.found->len; i++)
		if (((const Found *)explored->result.found->pdata[i])->kind == FOUND_CIRCLE)
			return ANSWER_BROKEN;
	return explored->result.end == EXPLORE_CLOSED ? ANSWER_HOLDS : ANSWER_SO_FAR;
}

Answer explored_answer(const Explored *explored, guint property)
{
	gboolean reach =
		explored->exploration->alphabet.properties[property].kind == PROPERTY_REACH;

	if (!explored->result.searched && !found_of(explored, property))
		return ANSWER_SO_FAR;
	if (is_as_asked(explored, property))
		return reach ? ANSWER_REACHED : ANSWER_HOLDS;
	return reach ? ANSWER_NOT_REACHED : ANSWER_BROKEN;
}

gboolean explored_holds(const Explored *explored)
{
	if (!explored->exploration)
		return FALSE;
	for (guint i = 0; i < explored->result.found->len; i++)
		if (!found_is_wanted(explored->result.found->pdata[i]))
			return FALSE;
	for (guint i = 0; i < explored->exploration->alphabet.property_count; i++) {
		Answer answer = explored_answer(explored, i);

		if (answer == ANSWER_NOT_REACHED || answer == ANSWER_BROKEN)
			return FALSE;
	}
	return TRUE;
}
