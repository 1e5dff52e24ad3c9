/* SPDX-License-Identifier: BSD-3-Clause */
/* Realm Translation Tables (A5.5). */
#include "state/rtt.h"

/* The first level of a stage 2 walk (VMSA), with and without LPA2. */
static int first_level(const struct rmm *s, bool lpa2)
{
	static const int8_t level[RMI_GRANULES][2] = {
		[RMI_GRANULE_4KB]  = { 0, -1 },
		[RMI_GRANULE_16KB] = { 1, 0 },
		[RMI_GRANULE_64KB] = { 1, 1 },
	};

	return level[s->global.granule_size][lpa2];
}

bool rmm_rtt_config_is_valid(const struct rmm_model *m, const struct rmm *s,
			     unsigned ipa_width, int64_t level_start, uint64_t num_start,
			     bool lpa2)
{
	unsigned bits;

	if (level_start < first_level(s, lpa2) || level_start > RMM_PAGE_LEVEL ||
	    ipa_width > (lpa2 ? 52 : 48))
		return false;
	/* What one RTT at the starting level resolves; -1 has 16 entries. */
	bits = rmm_level_shift(m, s, (int)level_start) + rmm_index_bits(m, s);
	if (ipa_width <= bits) {
		/* One RTT; a level below would do if no index bits were left. */
		return num_start == 1 &&
		       ipa_width > rmm_level_shift(m, s, (int)level_start);
	}
	return ipa_width - bits <= 4 && num_start == (uint64_t)1 << (ipa_width - bits);
}

uint32_t rmm_rtt_root(const struct rmm_model *m, const struct rmm *s,
		      const struct rmm_realm *realm, uint32_t i)
{
	return rmm_link_slot(rmm_granule_link(m, s, realm->rtt_base +
					      (i << rmm_granule_order(s))));
}

uint32_t rmm_rtt_child(const struct rmm_model *m, const struct rmm *s,
		       struct rmm_rtte rtte)
{
	uint32_t granule = rmm_granule_at(m, rtte_address(rtte));

	return granule == RMM_NONE ? RMM_NONE
				   : rmm_link_slot(rmm_granule_link(m, s, granule));
}

/* The walk goes on at the entry of RTT @rtt that @index ends in. */
static void enter(const struct rmm_model *m, const struct rmm *s, struct rmm_walk *walk,
		  uint32_t rtt, uint64_t index)
{
	walk->rtt = rtt + ((uint32_t)(index >> m->entry_bits) & (rmm_granule_pages(s) - 1));
	walk->index = (uint32_t)index & (m->config.rtt_entries - 1);
	walk->rtte = rmm_rtt_entries(m, s, walk->rtt)[walk->index];
}

void rmm_rtt_walk(const struct rmm_model *m, const struct rmm *s,
		  const struct rmm_realm *realm, uint64_t ipa, int level,
		  struct rmm_walk *walk)
{
	uint64_t index;

	walk->level = realm->rtt_level_start;
	index = ipa >> rmm_level_shift(m, s, walk->level);
	enter(m, s, walk, rmm_rtt_root(m, s, realm, (uint32_t)(index >> rmm_index_bits(m, s))),
	      index);
	while (walk->level < level && rtte_is(walk->rtte, RTTE_TABLE)) {
		uint32_t child = rmm_rtt_child(m, s, walk->rtte);

		/* Only a mistake leaves a TABLE that leads nowhere. */
		if (child >= m->config.rtts)
			break;
		walk->level++;
		enter(m, s, walk, child, ipa >> rmm_level_shift(m, s, walk->level));
	}
}

struct rmm_run rmm_rtt_run(const struct rmm_model *m, const struct rmm *s,
			   const struct rmm_realm *realm,
			   const struct rmm_walk *walk, uint64_t ipa)
{
	unsigned shift = rmm_level_shift(m, s, walk->level);
	unsigned bits = shift + rmm_index_bits(m, s);
	uint64_t base = ipa >> bits << bits;
	uint64_t left = (((uint64_t)1 << realm->ipa_width) - base) >> shift;
	uint32_t first = walk->rtt - (uint32_t)((ipa - base) >> (shift + m->entry_bits));
	uint32_t count = rmm_entry_count(m, s);

	/*
	 * An RTT describes IPAs below 2^ipa_width only (IFBZPQ). Read otherwise,
	 * a starting level RTT with unused entries goes on to its last one.
	 */
	if (left < count && !rmm_variant(m, VARIANT_RTT_WHOLE_TABLE))
		count = (uint32_t)left;
	return (struct rmm_run){ rmm_rtt_entries(m, s, first), first, count, base,
				 walk->level, shift };
}

/* The IPA of entry @i. */
static uint64_t ipa_of_entry(const struct rmm_run *run, uint32_t i)
{
	return run->base + ((uint64_t)i << run->shift);
}

uint64_t rmm_rtt_find(const struct rmm_run *run, uint64_t ipa, uint64_t top,
		      rmm_entry_test *test)
{
	uint32_t i = rmm_run_index(run, ipa);

	while (i < run->count && ipa_of_entry(run, i) < top && !test(run->entries[i]))
		i++;
	return ipa_of_entry(run, i);
}

uint64_t rmm_rtt_skip_non_live(const struct rmm_run *run, uint64_t ipa)
{
	return rmm_rtt_find(run, ipa, UINT64_MAX, rtte_is_live);
}

void rmm_rtt_change(const struct rmm_run *run, uint64_t ipa, uint64_t top,
		    rmm_entry_change *change, const void *control)
{
	for (uint32_t i = rmm_run_index(run, ipa); ipa_of_entry(run, i + 1) <= top; i++)
		run->entries[i] = change(run->entries[i], control);
}

bool rmm_rtt_is_live(const struct rmm_model *m, const struct rmm *s, uint32_t rtt)
{
	const struct rmm_rtte *entries = rmm_rtt_entries(m, s, rtt);

	for (uint32_t i = 0; i < rmm_entry_count(m, s); i++)
		if (rtte_keeps_rtt_live(entries[i]))
			return true;
	return false;
}

/* Everything that folding compares, but the address. */
static bool is_alike(const struct rmm_model *m, struct rmm_rtte a, struct rmm_rtte b)
{
	return rtte_is(a, rtte_state(b)) &&
	       (rmm_variant(m, VARIANT_FOLD_MIXED_RIPAS) ||
		(rtte_has_ripas(a, rtte_ripas(b)) && rtte_is_valid(a) == rtte_is_valid(b))) &&
	       (rmm_variant(m, VARIANT_FOLD_MIXED_ATTRIBUTES) ||
		(rtte_mem_attr(a) == rtte_mem_attr(b) && rtte_s2ap(a) == rtte_s2ap(b)));
}

/* Entries that an RMM would not fold though they are alike. */
static bool refuses_to_fold(const struct rmm_model *m, struct rmm_rtte rtte)
{
	return rmm_variant(m, VARIANT_FOLD_REFUSES_DESTROYED) &&
	       rtte_is(rtte, RTTE_ASSIGNED) && rtte_has_ripas(rtte, RIPAS_DESTROYED);
}

bool rmm_rtt_fold(const struct rmm_model *m, const struct rmm *s, uint32_t rtt,
		  int level, struct rmm_rtte *parent)
{
	const struct rmm_rtte *entries = rmm_rtt_entries(m, s, rtt);
	enum rmm_rtte_state state = rtte_state(entries[0]);
	bool mapped = state == RTTE_ASSIGNED || state == RTTE_ASSIGNED_NS;
	bool wrong_stride = rmm_variant(m, VARIANT_FOLD_PARENT_STRIDE);
	uint64_t stride = mapped ? rmm_level_size(m, s, level - wrong_stride) : 0;
	bool lost = false;

	if (state == RTTE_TABLE || state == RTTE_INTERMEDIATE ||
	    refuses_to_fold(m, entries[0]))
		return false;
	/* IQWQSB: no blocks above level 1. */
	if (mapped && (!rmm_level_aligned(m, s, rtte_address(entries[0]), level - 1) ||
		       (level < 2 && !rmm_variant(m, VARIANT_BLOCK_AT_LEVEL_0))))
		return false;
	for (uint32_t i = 0; i < rmm_entry_count(m, s); i++) {
		if (!is_alike(m, entries[i], entries[0]) ||
		    rtte_address(entries[i]) != rtte_address(entries[0]) + i * stride)
			return false;
		lost |= rtte_is_lost(entries[i]);
	}
	*parent = rtte_with_lost(entries[0], lost);
	return true;
}

void rmm_rtt_unfold(const struct rmm_model *m, struct rmm *s, uint32_t rtt,
		    int level, struct rmm_rtte parent)
{
	struct rmm_rtte *entries = rmm_rtt_entries(m, s, rtt);
	enum rmm_rtte_state state = rtte_state(parent);
	bool mapped = state == RTTE_ASSIGNED || state == RTTE_ASSIGNED_NS;
	uint64_t stride = mapped ? rmm_level_size(m, s, level) : 0;

	rmm_note_table(m, s, rtt);
	for (uint32_t i = 0; i < rmm_entry_count(m, s); i++)
		entries[i] = rtte_advance(parent, i * stride);
}

/*   52: goes on   51: in use   50:43 Realm   42:40 level + 1   39:0 IPA, in pages */
uint64_t rmm_position_encode(struct rmm_position position)
{
	return (uint64_t)position.goes_on << 52 | (uint64_t)1 << 51 | (uint64_t)position.realm << 43 |
	       (uint64_t)(position.level + 1) << 40 | position.ipa >> RMM_GRANULE_SHIFT;
}

struct rmm_position rmm_position_decode(uint64_t value)
{
	return (struct rmm_position){
		.realm = (uint32_t)(value >> 43) & 0xff,
		.level = (int)(value >> 40 & 7) - 1,
		.ipa = (value & (((uint64_t)1 << 40) - 1)) << RMM_GRANULE_SHIFT,
		.goes_on = value >> 52 & 1,
	};
}

/*
 * The first slot from @rtt on that is free and, for larger RTTs, begins as many.
 * All RTTs of a state are of one size, so that the rest is free as well.
 */
static uint32_t next_free(const struct rmm_model *m, const struct rmm *s, uint32_t rtt)
{
	uint32_t slots = rmm_granule_pages(s);

	while (rtt + slots <= m->config.rtts && *rmm_rtt_position(m, s, rtt) != 0)
		rtt += slots;
	return rtt + slots <= m->config.rtts ? rtt : RMM_NONE;
}

uint32_t rmm_rtt_allocate(const struct rmm_model *m, struct rmm *s,
			  struct rmm_position position)
{
	uint32_t slots = rmm_granule_pages(s), rtt = next_free(m, s, 0);
	unsigned shift = rmm_level_shift(m, s, position.level) + m->entry_bits;

	if (rtt == RMM_NONE)
		return RMM_NONE;
	for (uint32_t i = 0; i < slots; i++) {
		*rmm_rtt_position(m, s, rtt + i) = rmm_position_encode(position);
		position.ipa += (uint64_t)1 << shift;
		position.goes_on = true;
	}
	if (rtt + slots > s->rtts_high)
		s->rtts_high = rtt + slots;
	return rtt;
}

void rmm_rtt_free(const struct rmm_model *m, struct rmm *s, uint32_t rtt)
{
	uint32_t slots = rmm_granule_pages(s);

	rmm_note_table(m, s, rtt);
	for (uint32_t i = 0; i < slots; i++)
		*rmm_rtt_position(m, s, rtt + i) = 0;
	memset(rmm_rtt_entries(m, s, rtt), 0, (size_t)m->layout.rtt_stride * slots);
}

void rmm_note_table(const struct rmm_model *m, struct rmm *s, uint32_t rtt)
{
	uint32_t slots = rmm_granule_pages(s);

	for (uint32_t i = 0; i < slots; i++)
		rmm_note_rtt(m, s, rtt + i);
}

uint32_t rmm_rtt_room(const struct rmm_model *m, const struct rmm *s)
{
	uint32_t slots = rmm_granule_pages(s);
	uint32_t top = s->rtts_high & ~(slots - 1);
	uint32_t room = (m->config.rtts - top) / slots;

	for (uint32_t rtt = next_free(m, s, 0); rtt < top; rtt = next_free(m, s, rtt + slots))
		room++;
	return room;
}

uint32_t rmm_rtt_granule(const struct rmm_model *m, const struct rmm *s,
			 uint32_t rtt)
{
	struct rmm_position at = rmm_position_decode(*rmm_rtt_position(m, s, rtt));
	const struct rmm_realm *realm = rmm_realm(m, s, at.realm);
	struct rmm_walk walk;

	if (!realm->rd)
		return RMM_NONE;
	if (at.level == realm->rtt_level_start)
		return realm->rtt_base +
		       ((uint32_t)(at.ipa >> (rmm_level_shift(m, s, at.level) +
					      rmm_index_bits(m, s))) << rmm_granule_order(s));
	rmm_rtt_walk(m, s, realm, at.ipa, at.level - 1, &walk);
	if (walk.level != at.level - 1 || !rtte_is(walk.rtte, RTTE_TABLE))
		return RMM_NONE;
	return rmm_granule_at(m, rtte_address(walk.rtte));
}
