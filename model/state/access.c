/* SPDX-License-Identifier: BSD-3-Clause */
/* Realm accesses (A5.2, A5.3.1). */
#include "state/access.h"

/* A5.3.1: rows are RIPAS, columns HIPAS; data access, instruction fetch. */
#define OK_  { OUTCOME_OK,   OUTCOME_OK }
#define SEA  { OUTCOME_SEA,  OUTCOME_SEA }
#define EXIT { OUTCOME_EXIT, OUTCOME_EXIT }
#define DEVM { OUTCOME_OK,   OUTCOME_SEA }
#define NONE { OUTCOME_NONE, OUTCOME_NONE }

enum { UNASSIGNED, ASSIGNED, NARCH_DEV, ARCH_DEV, HIPAS_COLUMNS };

static const struct rmm_access_row table[RIPAS_STATES][HIPAS_COLUMNS] = {
	/*                     UNASSIGNED  ASSIGNED  NARCH_DEV  ARCH_DEV */
	[RIPAS_EMPTY]     = {  SEA,        SEA,      SEA,       SEA  },
	[RIPAS_RAM]       = {  EXIT,       OK_,      EXIT,      EXIT },
	[RIPAS_DESTROYED] = {  EXIT,       EXIT,     EXIT,      EXIT },
	[RIPAS_DEV]       = {  NONE,       NONE,     DEVM,      DEVM },
};

struct rmm_access_row rmm_access_row(enum rmm_ripas ripas,
				     enum rmm_rtte_state hipas)
{
	switch (hipas) {
	case RTTE_INTERMEDIATE:
	case RTTE_UNASSIGNED: return table[ripas][UNASSIGNED];
	case RTTE_ASSIGNED:   return table[ripas][ASSIGNED];
	case RTTE_NARCH_DEV:  return table[ripas][NARCH_DEV];
	case RTTE_ARCH_DEV:   return table[ripas][ARCH_DEV];
	default:              return (struct rmm_access_row)NONE;
	}
}

/* S2AP[0]: the Realm may read; S2AP[1]: it may write. */
static bool s2ap_permits(struct rmm_rtte rtte, enum rmm_access_kind kind)
{
	return rtte_s2ap(rtte) >> (kind == ACCESS_WRITE) & 1;
}

/* A5.2.6, A4.3.4.3 */
static void access_unprotected(const struct rmm_model *m, const struct rmm *s,
			       struct rmm_rtte rtte, enum rmm_access_kind kind,
			       struct rmm_translation *t)
{
	uint32_t granule;

	if (kind == ACCESS_FETCH) {
		t->outcome = OUTCOME_SEA;       /* RXLSKP */
		return;
	}
	if (!rtte_is_valid(rtte) || !s2ap_permits(rtte, kind)) {
		t->outcome = OUTCOME_EXIT;
		t->permission = rtte_is_valid(rtte);
		return;
	}
	/* IKQJML: the RMM does not ensure that the page is Non-secure. */
	granule = rmm_granule_at(m, t->pa);
	t->outcome = granule == RMM_NONE || m->config.platform.unchecked_ns ||
		     rmm_ns_accessible(m, s, t->pa)
		     ? OUTCOME_OK : OUTCOME_GPF;
}

static void access_protected(const struct rmm_model *m, struct rmm_rtte rtte,
			     enum rmm_access_kind kind, struct rmm_translation *t)
{
	struct rmm_access_row row = rmm_access_row(rtte_ripas(rtte), rtte_state(rtte));

	/* The hardware looks at the descriptor; the RMM handles the abort. */
	if (rtte_is_valid(rtte)) {
		t->outcome = OUTCOME_OK;
		return;
	}
	t->outcome = kind == ACCESS_FETCH ? row.fetch : row.data;
	if (t->outcome == OUTCOME_OK || t->outcome == OUTCOME_NONE)
		t->outcome = OUTCOME_EXIT;
	if (rmm_variant(m, VARIANT_SEA_AT_RAM) && rtte_has_ripas(rtte, RIPAS_RAM))
		t->outcome = OUTCOME_SEA;
	if (rmm_variant(m, VARIANT_DESTROYED_READABLE) &&
	    rtte_has_ripas(rtte, RIPAS_DESTROYED) && rtte_is(rtte, RTTE_ASSIGNED))
		t->outcome = OUTCOME_OK;
}

struct rmm_translation rmm_translate(const struct rmm_model *m,
				     const struct rmm *s,
				     const struct rmm_realm *realm,
				     uint64_t ipa, enum rmm_access_kind kind)
{
	struct rmm_translation t = { .is_protected = false };
	struct rmm_walk walk;

	/* A5.2.8; stage 1 is off in the model: level 0. */
	if (!rmm_in_ipa_space(realm, ipa)) {
		t.outcome = rmm_variant(m, VARIANT_TF_OUTSIDE_IPA_SEA) ? OUTCOME_SEA :
			    rmm_variant(m, VARIANT_OUTSIDE_IPA_EXITS) ? OUTCOME_EXIT :
			    OUTCOME_ADDRESS_SIZE;
		return t;
	}
	rmm_rtt_walk(m, s, realm, ipa, RMM_PAGE_LEVEL, &walk);
	t.level = walk.level;
	t.is_protected = rmm_is_protected(realm, ipa);
	t.pa = rtte_address(walk.rtte) + (ipa & (rmm_level_size(m, s, walk.level) - 1));
	if (t.is_protected)
		access_protected(m, walk.rtte, kind, &t);
	else
		access_unprotected(m, s, walk.rtte, kind, &t);
	return t;
}
