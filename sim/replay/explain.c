/* SPDX-License-Identifier: BSD-3-Clause */
/* Explaining a divergence by the variants under which there is none. */
#include "replay/replay_private.h"

#include "text/variants.h"

/* Does the unit agree if the model takes this step under @bent? */
static gboolean explains_step(Replay *replay, const Trace *trace,
			      const struct unit *unit, struct rmm_variants bent)
{
	guint failed;

	rmm_state_copy(replay->base, replay->machine.state, replay->saved);
	return replay_unit(replay, trace, unit, bent, &failed, NULL) == AGREES;
}

/*
 * A departure may change the state unseen, and show only later. Does the whole
 * history agree if @variant is added from the start?
 */
static gboolean explains_history(Replay *replay, const Trace *trace,
				 const GArray *units, struct rmm_variants bent)
{
	replay_reboot(replay, trace);
	for (guint i = 0; i < units->len; i++) {
		const struct unit *unit = &g_array_index(units, struct unit, i);
		struct rmm_variants both = bent;
		guint failed;

		for (unsigned j = 0; j < G_N_ELEMENTS(both.bits); j++)
			both.bits[j] |= unit->bent.bits[j];
		if (replay_unit(replay, trace, unit, both, &failed, NULL) != AGREES)
			return FALSE;
	}
	return TRUE;
}

static void bend_all(GArray *units, struct rmm_variants bent)
{
	for (guint i = 0; i < units->len; i++)
		for (unsigned j = 0; j < G_N_ELEMENTS(bent.bits); j++)
			g_array_index(units, struct unit, i).bent.bits[j] |= bent.bits[j];
}

/* Readings and departures may explain a line; mistakes may not. */
static gboolean may_explain(const Replay *replay, enum rmm_variant variant)
{
	const struct rmm_variant_info *info = rmm_variant_info(variant);

	return info && info->kind != VARIANT_MISTAKE && info->kind != VARIANT_BUG &&
	       variant_applies(info, replay->options.version) &&
	       !rmm_variant(replay->base, variant);
}

/* The variants that may explain a line, what implementations do first. */
static GArray *candidates(const Replay *replay)
{
	GArray *array = g_array_new(FALSE, FALSE, sizeof(enum rmm_variant));

	for (int known = 1; known >= 0; known--)
		for (enum rmm_variant i = 1; i < VARIANTS; i++)
			if (may_explain(replay, i) &&
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
static gboolean explained_by_many(Replay *replay, const Trace *trace, GArray *units,
				  const GArray *variants, ReplayFinding *finding)
{
	struct rmm_variants bent = { { 0, 0 } };
	guint named = 0;

	for (guint i = 0; i < variants->len; i++) {
		enum rmm_variant variant = g_array_index(variants, enum rmm_variant, i);

		if (rmm_variant_info(variant)->implementations)
			rmm_add_variant(&bent, variant);
	}
	if (!explains_history(replay, trace, units, bent))
		return FALSE;
	for (guint i = 0; i < variants->len; i++) {
		enum rmm_variant variant = g_array_index(variants, enum rmm_variant, i);

		if (!rmm_has_variant(&bent, variant))
			continue;
		if (explains_history(replay, trace, units, without(bent, variant)))
			bent = without(bent, variant);
		else if (named < EXPLAINED_MAX)
			finding->explained[named++] = variant;
	}
	/* The last trial may have been one that does not explain it. */
	explains_history(replay, trace, units, bent);
	bend_all(units, bent);
	return TRUE;
}

gboolean replay_explain(Replay *replay, const Trace *trace, GArray *units,
			ReplayFinding *finding)
{
	struct unit *unit = &g_array_index(units, struct unit, units->len - 1);
	g_autoptr(GArray) variants = candidates(replay);

	for (guint n = 0; n < 2 * variants->len; n++) {
		enum rmm_variant variant = g_array_index(variants, enum rmm_variant,
							 n % variants->len);
		struct rmm_variants bent = { { 0, 0 } };

		rmm_add_variant(&bent, variant);
		finding->explained[0] = variant;
		if (n < variants->len ? explains_step(replay, trace, unit, bent)
				      : explains_history(replay, trace, units, bent)) {
			unit->bent = bent;
			/* What explains a history was bent in all of it. */
			if (n >= variants->len)
				bend_all(units, bent);
			return TRUE;
		}
	}
	for (guint a = 0; a < variants->len; a++) {
		for (guint b = 0; b < a; b++) {
			struct rmm_variants bent = { { 0, 0 } };

			finding->explained[0] = g_array_index(variants, enum rmm_variant, b);
			finding->explained[1] = g_array_index(variants, enum rmm_variant, a);
			rmm_add_variant(&bent, finding->explained[0]);
			rmm_add_variant(&bent, finding->explained[1]);
			if (explains_step(replay, trace, unit, bent)) {
				unit->bent = bent;
				return TRUE;
			}
		}
	}
	finding->explained[0] = finding->explained[1] = VARIANT_NONE;
	return explained_by_many(replay, trace, units, variants, finding);
}
