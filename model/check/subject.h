/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What invariants are about, as it was before a step and as it is now: found
 * once for all rows that look at it.
 */
#ifndef RMM_SUBJECT_H
#define RMM_SUBJECT_H

#include "state/rtt.h"

/* ---- Granules ---- */

struct rmm_granule_view {
	enum rmm_granule_state state;
	enum rmm_gpt gpt;
	uint8_t origin;         /* enum rmm_origin, perhaps with ORIGIN_OBSERVED */
	uint64_t link;          /* see rmm_granule_link() */
};

struct rmm_granule_pair {
	uint32_t granule;
	struct rmm_granule_view old, now;
};

void rmm_granule_see(const struct rmm_model *m, const struct rmm *old, const struct rmm *now,
		     uint32_t granule, struct rmm_granule_pair *pair);

/* ---- RTT entries ---- */

/* Where an entry of a state lies. */
struct rmm_place {
	struct rmm_position rtt;
	const struct rmm_realm *realm;
	uint64_t ipa;           /* first that the entry describes */
	struct rmm_rtte rtte;
	bool is_protected;
};

/* False if the RTT of the entry is not in use. */
bool rmm_place_of(const struct rmm_model *m, const struct rmm *s, uint32_t rtt,
		  uint32_t index, struct rmm_place *place);

struct rmm_entry_pair {
	uint32_t rtt, index;
	bool was_used, is_used;         /* is the RTT in use? Else there is no place. */
	struct rmm_place old, now;
	/*
	 * What the trees say of the IPA, at the level of the entry or above. There
	 * is nothing to compare if it is Unprotected, if a TABLE is on either side
	 * (its children are compared), and if the Realm came or went.
	 */
	bool compares;
	struct rmm_position rtt_at;     /* of the RTT, now if it is in use */
	uint64_t ipa;
	const struct rmm_realm *realm;  /* as it was */
	struct rmm_rtte from, to;
	bool changes_ripas;
};

/* Sees one entry after the other; entries of one RTT in a row cost least. */
struct rmm_entry_sight {
	const struct rmm_model *model;
	const struct rmm *old, *now;
	struct rmm_entry_pair pair;     /* of the entry seen last */
	/* Private: where walks to entries near it end. */
	bool is_open;
	uint64_t walked;                /* IPA, aligned to the level above */
	struct rmm_walk before, after;
};

/* The sight of a step; nothing has been seen. */
void rmm_entry_sight_open(struct rmm_entry_sight *sight, const struct rmm_model *m,
			  const struct rmm *old, const struct rmm *now);

/* Sees entry @index of RTT @rtt. */
const struct rmm_entry_pair *rmm_entry_see(struct rmm_entry_sight *sight, uint32_t rtt,
					   uint32_t index);

#endif
