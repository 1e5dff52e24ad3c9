/* SPDX-License-Identifier: BSD-3-Clause */
/* Explaining a divergence by the variants under which there is none. */
#include "replay/explain.h"

#include "text/variants.h"

/* Readings and departures may explain a line; mistakes may not. */
static gboolean may_explain(const History *history, enum rmm_variant variant)
{
	const struct rmm_variant_info *info = rmm_variant_info(variant);

	return info && info->kind != VARIANT_MISTAKE && info->kind != VARIANT_BUG &&
	       variant_applies(info, history->config.version) && !rmm_variant(history->base, variant);
}

/* The variants that may explain a line, what implementations do first. */
static GArray *candidates(const History *history)
{
	GArray *array = g_array_new(FALSE, FALSE, sizeof(enum rmm_variant));

	for (int known = 1; known >= 0; known--)
		for (enum rmm_variant i = 1; i < VARIANTS; i++)
			if (may_explain(history, i) &&
			    (rmm_variant_info(i)->implementations != 0) == known)
				g_array_append_val(array, i);
	return array;
}

static struct rmm_variants without(struct rmm_variants set, enum rmm_variant variant)
{
	set.bits[variant / 64] &= ~((uint64_t)1 << (variant % 64));
	return set;
}

/*
 * Where a variant is tried: in the last step alone, or in all steps since a mark; a departure
 * may change the state unseen, and show only later.
 */
#define IN_STEP (-1)

static gboolean agrees(History *history, int where, struct rmm_variants bent)
{
	return where == IN_STEP ? history_try_step(history, bent)
				: history_try_since(history, (guint)where, bent);
}

/* What explains the last unit stays bent. */
static void settle(History *history, int where, struct rmm_variants bent)
{
	if (where == IN_STEP)
		history_settle(history, bent);
	else
		history_settle_since(history, (guint)where, bent);
}

static gboolean explains(History *history, int where, struct rmm_variants bent)
{
	if (!agrees(history, where, bent))
		return FALSE;
	settle(history, where, bent);
	return TRUE;
}

/*
 * All that implementations are known to do, with what is not needed for that left out
 * again: where several departures meet.
 */
static gboolean explained_by_many(History *history, const GArray *variants, int where,
				  enum rmm_variant *explained)
{
	struct rmm_variants bent = { { 0 } };
	guint named = 0;

	for (guint i = 0; i < variants->len; i++) {
		enum rmm_variant variant = g_array_index(variants, enum rmm_variant, i);

		if (rmm_variant_info(variant)->implementations)
			rmm_add_variant(&bent, variant);
	}
	if (!agrees(history, where, bent))
		return FALSE;
	for (guint i = 0; i < variants->len; i++) {
		enum rmm_variant variant = g_array_index(variants, enum rmm_variant, i);

		if (!rmm_has_variant(&bent, variant))
			continue;
		if (agrees(history, where, without(bent, variant)))
			bent = without(bent, variant);
		else if (named < EXPLAINED_MAX)
			explained[named++] = variant;
	}
	settle(history, where, bent);
	return TRUE;
}

static gboolean explained_by_one(History *history, const GArray *variants, int where,
				 enum rmm_variant *explained)
{
	for (guint i = 0; i < variants->len; i++) {
		struct rmm_variants bent = { { 0 } };

		explained[0] = g_array_index(variants, enum rmm_variant, i);
		rmm_add_variant(&bent, explained[0]);
		if (explains(history, where, bent))
			return TRUE;
	}
	explained[0] = VARIANT_NONE;
	return FALSE;
}

static gboolean explained_by_two(History *history, const GArray *variants,
				 enum rmm_variant *explained)
{
	for (guint a = 0; a < variants->len; a++) {
		for (guint b = 0; b < a; b++) {
			struct rmm_variants bent = { { 0 } };

			explained[0] = g_array_index(variants, enum rmm_variant, b);
			explained[1] = g_array_index(variants, enum rmm_variant, a);
			rmm_add_variant(&bent, explained[0]);
			rmm_add_variant(&bent, explained[1]);
			if (explains(history, IN_STEP, bent))
				return TRUE;
		}
	}
	explained[0] = explained[1] = VARIANT_NONE;
	return FALSE;
}

/* Since the nearest mark first: what is farther costs more. */
static gboolean explained_since(History *history, const GArray *variants,
				gboolean (*by)(History *, const GArray *, int, enum rmm_variant *),
				enum rmm_variant *explained)
{
	for (int level = 0; level < HISTORY_LEVELS; level++)
		if (history_reaches(history, (guint)level) &&
		    by(history, variants, level, explained))
			return TRUE;
	return FALSE;
}

gboolean explain(History *history, enum rmm_variant explained[EXPLAINED_MAX])
{
	g_autoptr(GArray) variants = candidates(history);

	return explained_by_one(history, variants, IN_STEP, explained) ||
	       explained_since(history, variants, explained_by_one, explained) ||
	       explained_by_two(history, variants, explained) ||
	       explained_since(history, variants, explained_by_many, explained);
}
