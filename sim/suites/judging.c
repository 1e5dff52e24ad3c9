/* SPDX-License-Identifier: BSD-3-Clause */
/* Exploring each variant in the file that its verdict names. */
#include "suites/judging.h"

#include <string.h>

#include "inquiry/parted.h"
#include "inquiry/witness_text.h"
#include "system/interrupt.h"
#include "system/parallel.h"
#include "system/version.h"

/* The files are small, and what is looked for is near: more is a mistake of the table. */
#define STATES_MAX 5000

/* ---- does it break a rule? ---- */

/* A rule alone, not what the file asks of ways and the like. */
static gboolean is_rule(const Found *found)
{
	return found->kind == FOUND_INVARIANT || found->kind == FOUND_EFFECT ||
	       found->kind == FOUND_NEVER;
}

static const Witness *breach(const Explored *explored)
{
	for (guint i = 0; explored->witnesses && i < explored->witnesses->len; i++) {
		const Witness *witness = explored->witnesses->pdata[i];

		if (is_rule(witness->found))
			return witness;
	}
	return NULL;
}

/* "breaks gpt-realm-iff-delegated (C1.5)"; NULL: no rule breaks. */
static char *explore_one(const char *path, enum rmm_variant variant,
			 const struct rmm_version *version, guint *actions)
{
	ParseOptions parse = { .version = version };
	const ExploreRequest request = { .engine = explore_engine("plain"),
					 .options.states = STATES_MAX };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;
	g_autoptr(GString) subject = g_string_new("breaks ");
	Explored explored = { 0 };
	const Witness *witness;

	if (variant != VARIANT_NONE)
		rmm_add_variant(&parse.variants, variant);
	scenario = scenario_parse(path, &parse, diagnostics);
	if (!scenario || !scenario_asks(scenario, diagnostics))
		return NULL;
	explore_scenario(scenario, &request, diagnostics, &explored);
	witness = breach(&explored);
	if (witness) {
		witness_append_subject(subject, &explored, witness);
		*actions = witness->found->actions->len;
	}
	explored_clear(&explored);
	return witness ? g_strndup(subject->str, strcspn(subject->str, ":")) : NULL;
}

/* A rule that the model keeps there. */
static void explore_alone(enum rmm_variant variant, const struct rmm_version *version,
			  Judgement *judgement)
{
	guint ignored;
	g_autofree char *right = explore_one(judgement->path, VARIANT_NONE, version, &ignored);

	if (right)
		return;
	judgement->text = explore_one(judgement->path, variant, version, &judgement->actions);
	if (judgement->text)
		judgement->found = EXPLORED_BREAKS;
}

/* ---- does it part? ---- */

static void explore_beside(enum rmm_variant variant, const struct rmm_version *version,
			   Judgement *judgement)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	PartedSide sides[2] = { { NULL }, { .variant = variant } };
	const PartedRequest request = { .sides = sides, .parse.version = version,
					.options.states = STATES_MAX };
	g_autoptr(GString) subject = g_string_new(NULL);
	Parted parted;

	parted_explore(judgement->path, &request, diagnostics, &parted);
	if (parted.explorable && parted.result.partings->len) {
		const Parting *parting = parted.result.partings->pdata[0];

		parted_append_subject(subject, &parted, 0);
		judgement->text = g_strdup(subject->str);
		judgement->found = EXPLORED_PARTS;
		judgement->actions = parting->actions->len;
	}
	parted_clear(&parted);
}

/* ---- all ---- */

static void judge(guint item, HashCache *cache, gpointer data)
{
	Judging *judging = data;
	enum rmm_variant variant = item + 1;
	const VariantVerdict *verdict = variant_verdict(variant);
	Judgement *judgement = &judging->all[variant];

	if (judging->some && !rmm_has_variant(&judging->chosen, variant))
		return;
	judgement->found = EXPLORED_NOTHING;
	if (verdict->name) {
		g_autofree char *file = g_strconcat(verdict->name, ".ripas", NULL);

		judgement->path = g_build_filename(judging->folder, file, NULL);
		explore_alone(variant, version_find(verdict->version), judgement);
		if (judgement->found == EXPLORED_NOTHING)
			explore_beside(variant, version_find(verdict->version), judgement);
	}
	judgement->tried = !interrupted();
}

gboolean judging_run(Judging *judging)
{
	return parallel_run(&(Parallel){ VARIANTS - 1, "variants", judging->jobs, judge, NULL },
			    judging);
}

void judging_clear(Judging *judging)
{
	for (guint i = 0; i < VARIANTS; i++) {
		g_free(judging->all[i].text);
		g_free(judging->all[i].path);
	}
}

gboolean judging_holds(const Judging *judging, enum rmm_variant variant)
{
	return judging->all[variant].found == variant_verdict(variant)->kind;
}
