/* SPDX-License-Identifier: BSD-3-Clause */
/* Explaining a divergence by the variants under which there is none. */
#include "replay/explain.h"

#include "replay/trials.h"
#include "text/variants.h"

/* Readings and departures may explain a line; mistakes may not. */
static gboolean may_explain(const History *history, enum rmm_variant variant)
{
	const struct rmm_variant_info *info = rmm_variant_info(variant);

	return info && info->kind != VARIANT_MISTAKE && info->kind != VARIANT_BUG &&
	       variant_applies(info, history->config.version) && !rmm_variant(history->base, variant);
}

/* What has explained a line before comes first, then what implementations do. */
static guint rank(const History *history, enum rmm_variant variant)
{
	return rmm_has_variant(&history->found, variant) ? 0 :
	       rmm_variant_info(variant)->implementations ? 1 : 2;
}

/* The variants that may explain a line. */
static GArray *candidates(const History *history)
{
	GArray *array = g_array_new(FALSE, FALSE, sizeof(enum rmm_variant));

	for (guint ranked = 0; ranked < 3; ranked++)
		for (enum rmm_variant i = 1; i < VARIANTS; i++)
			if (may_explain(history, i) && rank(history, i) == ranked)
				g_array_append_val(array, i);
	return array;
}

static enum rmm_variant variant_at(const GArray *variants, guint i)
{
	return g_array_index(variants, enum rmm_variant, i);
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

/* Those of @variants that are not in [first, end). */
static struct rmm_variants all_but(const GArray *variants, guint first, guint end)
{
	struct rmm_variants set = { { 0 } };

	for (guint i = 0; i < variants->len; i++)
		if (i < first || i >= end)
			rmm_add_variant(&set, variant_at(variants, i));
	return set;
}

/* Leaves out of @variants, which explain together, what is not needed: halves, then less. */
static void narrow(History *history, int where, GArray *variants)
{
	for (guint size = variants->len; size > 1;) {
		size = (size + 1) / 2;
		for (guint end = variants->len; end > 0 && variants->len > 1;) {
			guint first = end - MIN(size, end);

			if (end - first < variants->len &&
			    agrees(history, where, all_but(variants, first, end)))
				g_array_remove_range(variants, first, end - first);
			end = first;
		}
	}
}

/* Of @variants those that implementations are known to do. */
static GArray *known_of(const GArray *variants)
{
	GArray *known = g_array_new(FALSE, FALSE, sizeof(enum rmm_variant));

	for (guint i = 0; i < variants->len; i++) {
		enum rmm_variant variant = variant_at(variants, i);

		if (rmm_variant_info(variant)->implementations)
			g_array_append_val(known, variant);
	}
	return known;
}

/* So often are units taken while a set of variants is narrowed, about. */
#define NARROWING 24

/*
 * All that implementations are known to do explains it: as few of that as still do. NULL:
 * it does not.
 */
static GArray *explained_together(History *history, const GArray *variants, int level)
{
	g_autoptr(GArray) known = known_of(variants);

	if (known->len == 0 || !history_affords(history, (guint)level, NARROWING) ||
	    !agrees(history, level, all_but(known, 0, 0)))
		return NULL;
	narrow(history, level, known);
	return g_steal_pointer(&known);
}

static gboolean explained_by_one(History *history, const GArray *variants, int where,
				 enum rmm_variant *explained)
{
	for (guint i = 0; i < variants->len; i++) {
		struct rmm_variants bent = { { 0 } };

		explained[0] = variant_at(variants, i);
		rmm_add_variant(&bent, explained[0]);
		if (explains(history, where, bent))
			return TRUE;
	}
	explained[0] = VARIANT_NONE;
	return FALSE;
}

static gboolean differs_by(History *history, enum rmm_variant variant)
{
	struct rmm_variants bent = { { 0 } };

	rmm_add_variant(&bent, variant);
	return history_differs(history, bent);
}

/* Of two that explain the step together one makes a difference to it by itself. */
static gboolean explained_by_two(History *history, const GArray *variants,
				 enum rmm_variant *explained)
{
	g_autofree gboolean *differs = g_new0(gboolean, variants->len);

	history_note_last(history);
	for (guint a = 0; a < variants->len; a++) {
		differs[a] = differs_by(history, variant_at(variants, a));
		for (guint b = 0; b < a; b++) {
			struct rmm_variants bent = { { 0 } };

			if (!differs[a] && !differs[b])
				continue;
			explained[0] = variant_at(variants, b);
			explained[1] = variant_at(variants, a);
			rmm_add_variant(&bent, explained[0]);
			rmm_add_variant(&bent, explained[1]);
			if (explains(history, IN_STEP, bent))
				return TRUE;
		}
	}
	explained[0] = explained[1] = VARIANT_NONE;
	return FALSE;
}

static gboolean explained_by_set(History *history, const GArray *set, int level,
				 enum rmm_variant *explained)
{
	for (guint i = 0; i < MIN(set->len, EXPLAINED_MAX); i++)
		explained[i] = variant_at(set, i);
	settle(history, level, all_but(set, 0, 0));
	return TRUE;
}

/* All that is known together; the mark since which it explains the history is @level. */
static GArray *explained_by_all(History *history, const GArray *variants, int *level)
{
	GArray *set = NULL;

	for (int i = 0; i < HISTORY_LEVELS && !set; i++) {
		*level = i;
		if (history_reaches(history, (guint)i))
			set = explained_together(history, variants, i);
	}
	return set;
}

/* Since the nearest mark first: what is farther costs more. */
static gboolean explained_by_one_since(History *history, const GArray *variants,
				       enum rmm_variant *explained)
{
	for (int level = 0; level < HISTORY_LEVELS; level++)
		if (history_reaches(history, (guint)level) &&
		    explained_by_one(history, variants, level, explained))
			return TRUE;
	return FALSE;
}

gboolean explain(History *history, enum rmm_variant explained[EXPLAINED_MAX])
{
	g_autoptr(GArray) variants = candidates(history), set = NULL;
	gboolean found = explained_by_one(history, variants, IN_STEP, explained);
	int level;

	if (!found)
		set = explained_by_all(history, variants, &level);
	/* One is better than two in the step, which are better than several. */
	if (set && set->len == 1)
		found = explained_by_set(history, set, level, explained);
	found = found || explained_by_two(history, variants, explained) ||
		(set ? explained_by_set(history, set, level, explained)
		     : explained_by_one_since(history, variants, explained));
	for (guint i = 0; found && i < EXPLAINED_MAX; i++)
		if (explained[i] != VARIANT_NONE)
			rmm_add_variant(&history->found, explained[i]);
	return found;
}
