/* SPDX-License-Identifier: BSD-3-Clause */
/* Explaining a divergence by the variants under which there is none. */
#include "replay/explain.h"

#include "text/variants.h"

/* What explains a history was bent in all of it. */
static void bend_all(GArray *units, struct rmm_variants bent)
{
	for (guint i = 0; i < units->len; i++)
		for (unsigned j = 0; j < G_N_ELEMENTS(bent.bits); j++)
			g_array_index(units, struct unit, i).bent.bits[j] |= bent.bits[j];
}

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
 * All that implementations are known to do, in all of the history, with what
 * is not needed for that left out again: where several departures meet.
 */
static gboolean explained_by_many(History *history, const GArray *variants,
				  enum rmm_variant *explained)
{
	struct rmm_variants bent = { { 0 } };
	guint named = 0;

	for (guint i = 0; i < variants->len; i++) {
		enum rmm_variant variant = g_array_index(variants, enum rmm_variant, i);

		if (rmm_variant_info(variant)->implementations)
			rmm_add_variant(&bent, variant);
	}
	if (!history_try_all(history, bent))
		return FALSE;
	for (guint i = 0; i < variants->len; i++) {
		enum rmm_variant variant = g_array_index(variants, enum rmm_variant, i);

		if (!rmm_has_variant(&bent, variant))
			continue;
		if (history_try_all(history, without(bent, variant)))
			bent = without(bent, variant);
		else if (named < EXPLAINED_MAX)
			explained[named++] = variant;
	}
	bend_all(history->units, bent);
	history_settle(history, TRUE);
	return TRUE;
}

/* In the last step; it stays bent if that explains it. */
static gboolean explains_step(History *history, struct rmm_variants bent)
{
	if (!history_try_step(history, bent))
		return FALSE;
	g_array_index(history->units, struct unit, history->units->len - 1).bent = bent;
	history_settle(history, FALSE);
	return TRUE;
}

/* From the start: a departure may change the state unseen, and show only later. */
static gboolean explains_history(History *history, struct rmm_variants bent)
{
	if (!history_try_all(history, bent))
		return FALSE;
	bend_all(history->units, bent);
	history_settle(history, TRUE);
	return TRUE;
}

static gboolean explained_by_one(History *history, const GArray *variants,
				 gboolean (*explains)(History *, struct rmm_variants),
				 enum rmm_variant *explained)
{
	for (guint i = 0; i < variants->len; i++) {
		struct rmm_variants bent = { { 0 } };

		explained[0] = g_array_index(variants, enum rmm_variant, i);
		rmm_add_variant(&bent, explained[0]);
		if (explains(history, bent))
			return TRUE;
	}
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
			if (explains_step(history, bent))
				return TRUE;
		}
	}
	return FALSE;
}

gboolean explain(History *history, enum rmm_variant explained[EXPLAINED_MAX])
{
	g_autoptr(GArray) variants = candidates(history);

	if (explained_by_one(history, variants, explains_step, explained) ||
	    explained_by_one(history, variants, explains_history, explained) ||
	    explained_by_two(history, variants, explained))
		return TRUE;
	explained[0] = explained[1] = VARIANT_NONE;
	return explained_by_many(history, variants, explained);
}
