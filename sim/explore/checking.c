/* SPDX-License-Identifier: BSD-3-Clause */
/* Checks of a closure. */
#include "explore/checking.h"

#include "explore/confirm.h"
#include "explore/cube.h"
#include "explore/witness.h"

/* ---- learning ---- */

typedef struct {
	Check *check;
	Learner *learner;
} RunOfCheck;

static gboolean run_check(gpointer user, gconstpointer state)
{
	RunOfCheck *run = user;

	return check_run(run->check, run->learner, state);
}

/* Every check, learned in all states; of Check *. */
static GPtrArray *learn_checks(const Checking *checking)
{
	Closure *closure = checking->closure;
	GPtrArray *checks = checks_new(closure->learner, checking->options->unchecked);

	for (guint i = 0; i < checks->len && !closure_must_end(closure); i++) {
		RunOfCheck run = { checks->pdata[i], closure->learner };

		closure_expand(closure, closure->reached, &run.check->function, run_check, &run);
		/* Diagrams of what was asked are of no use for the next. */
		if (closure->mdd->used > closure->memory / 16)
			closure_collect(closure);
	}
	return checks;
}

/* ---- what is found ---- */

static FoundKind kind_of(const Checking *checking, const Check *check)
{
	if (check->kind != CHECK_PROPERTY)
		return check->kind == CHECK_EFFECT ? FOUND_EFFECT : FOUND_INVARIANT;
	return checking->a->properties[check->action].kind == PROPERTY_REACH ? FOUND_REACH
									     : FOUND_NEVER;
}

static gboolean is_found(const ExploreResult *result, FoundKind kind, guint index)
{
	for (guint i = 0; i < result->found->len; i++) {
		const Found *found = result->found->pdata[i];

		if (found->kind == kind && found->index == index)
			return TRUE;
	}
	return FALSE;
}

/* Something is found for the first time: of a row, a property, an effect. */
static void report(Checking *checking, const Layers *layers, guint distance,
		   const guint32 *numbers, const Finding *finding, gint64 learned)
{
	ExploreResult *result = checking->result;
	const Check *check = finding->check;
	FoundKind kind = kind_of(checking, check);
	guint index = kind == FOUND_INVARIANT ? (guint)__builtin_ctzll(finding->result)
		      : kind == FOUND_EFFECT ? 0 : check->action;

	if (is_found(result, kind, index))
		return;
	explore_result_add(result, kind, index,
			   witness_of(checking->closure, layers, distance, numbers, finding));
	if (!found_is_confirmed(checking->a, result->found->pdata[result->found->len - 1]))
		g_error("what was found does not show on the model itself");
	result->found_in = (double)(g_get_monotonic_time() - learned) / 1e6;
	if (kind != FOUND_REACH && !checking->options->all)
		checking->violated = TRUE;
}

/* What is found in a layer. FALSE: that was not looked at to its end. */
static gboolean find_in_layer(Checking *checking, const Layers *layers, guint distance,
			      GPtrArray *findings, guint32 *numbers, gint64 learned)
{
	Closure *closure = checking->closure;
	MddNode layer = layers_at(layers, distance);

	for (guint i = 0; i < findings->len && !checking->violated;) {
		Finding *finding = findings->pdata[i];
		gboolean found = finding_is_in(closure, layer, finding, numbers);

		if (closure_must_end(closure))
			return FALSE;
		if (!found) {
			i++;
			continue;
		}
		report(checking, layers, distance, numbers, finding, learned);
		/* Others that the same case breaks have their turn. */
		finding->result &= finding->result - 1;
		if (!finding->result)
			g_ptr_array_remove_index(findings, i);
	}
	return TRUE;
}

/* Layer by layer, so that what is found is found at its least distance. FALSE as above. */
static gboolean find(Checking *checking, Layers *layers, GPtrArray *findings, gint64 learned)
{
	g_autofree guint32 *numbers = g_new0(guint32, checking->closure->levels.count + 1);

	for (guint distance = 0; findings->len && !checking->violated; distance++) {
		if (distance == layers->sets->len && !layers_grow(layers))
			return FALSE;
		if (!find_in_layer(checking, layers, distance, findings, numbers, learned))
			return FALSE;
	}
	return TRUE;
}

/* ---- the whole ---- */

static void measure_depth(const Checking *checking, Layers *layers)
{
	ExploreResult *result = checking->result;

	while (!checking->violated && layers_pass(layers))
		;
	result->depth = layers->sets->len - 1 + layers->passed;
	result->has_depth = !checking->violated && !closure_must_end(checking->closure);
}

gboolean checking_run(Checking *checking, gboolean depth)
{
	g_autoptr(GPtrArray) checks = learn_checks(checking);
	gint64 learned = g_get_monotonic_time();
	g_autoptr(GPtrArray) findings = NULL;
	g_autoptr(Layers) layers = NULL;
	gboolean looked_at_all;

	if (!closure_must_end(checking->closure))
		findings = findings_new(checking->closure, checks);
	if (closure_must_end(checking->closure))
		return FALSE;
	if (!findings->len && !depth)
		return TRUE;
	layers = layers_new(checking->closure);
	looked_at_all = find(checking, layers, findings, learned);
	if (depth)
		measure_depth(checking, layers);
	return looked_at_all;
}
