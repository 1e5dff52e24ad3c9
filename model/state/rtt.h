/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Realm Translation Tables (A5.5): geometry, walk, scans, fold and unfold.
 *
 * Levels run from rtt_level_start of the Realm to RMM_PAGE_LEVEL. Starting
 * level RTTs are concatenated: an index there runs over all of them.
 */
#ifndef RMM_RTT_H
#define RMM_RTT_H

#include "state/granule.h"
#include "base/rtte.h"

#define RMM_PAGE_LEVEL 3

/* C1.31: where a walk ended. */
struct rmm_walk {
	uint32_t rtt;           /* slot of the RTT reached that has the entry */
	uint32_t index;         /* of the entry in that slot */
	int level;
	struct rmm_rtte rtte;
};

/*
 * RPXNHQ (2.0): the translation granule of an RTT is the RMI Granule. An RTT of
 * 16 or 64 KiB has 4 or 16 times as many entries as one of 4 KiB, and takes as
 * many slots of the pool in a row. It is named by the first; an entry of it by
 * its slot and its index there.
 */
static inline unsigned rmm_index_bits(const struct rmm_model *m, const struct rmm *s)
{
	return m->entry_bits + rmm_granule_order(s);
}

/* Entries of an RTT. */
static inline uint32_t rmm_entry_count(const struct rmm_model *m, const struct rmm *s)
{
	return m->config.rtt_entries << rmm_granule_order(s);
}

/*
 * Bits of IPA below the index at @level, which may be start-1. A level that there
 * is not, which a command may be called with, counts as that of pages.
 */
static inline unsigned rmm_level_shift(const struct rmm_model *m, const struct rmm *s,
				       int level)
{
	unsigned row = (unsigned)(level + 2);

	return m->level_shift[s->global.granule_size][row <= 5 ? row : 5];
}

/* B3.68 RttLevelSize; @level -1 to 3, the shift below 64 */
static inline uint64_t rmm_level_size(const struct rmm_model *m, const struct rmm *s,
				      int level)
{
	return (uint64_t)1 << rmm_level_shift(m, s, level);
}

/* B3.5 AddrIsRttLevelAligned; @level must be valid. */
static inline bool rmm_level_aligned(const struct rmm_model *m, const struct rmm *s,
				     uint64_t address, int level)
{
	return (address & (rmm_level_size(m, s, level) - 1)) == 0;
}

static inline uint64_t rmm_align_down(const struct rmm_model *m, const struct rmm *s,
				      uint64_t address, int level)
{
	return address & ~(rmm_level_size(m, s, level) - 1);
}

/* B3.4 AddrIsProtected */
static inline bool rmm_is_protected(const struct rmm_realm *realm, uint64_t ipa)
{
	return ipa >> (realm->ipa_width - 1) == 0;
}

/* Is @ipa within the IPA space of the Realm? */
static inline bool rmm_in_ipa_space(const struct rmm_realm *realm, uint64_t ipa)
{
	return ipa >> realm->ipa_width == 0;
}

/* B3.67 RttLevelIsValid */
static inline bool rmm_level_is_valid(const struct rmm_realm *realm, int64_t level)
{
	return level >= realm->rtt_level_start && level <= RMM_PAGE_LEVEL;
}

/* B3.65 RttLevelIsBlockOrPage: blocks exist at levels 1 and 2 (IQWQSB). */
static inline bool rmm_level_is_block_or_page(const struct rmm_realm *realm,
					      int64_t level)
{
	return rmm_level_is_valid(realm, level) && level >= 1;
}

/* B3.55: do width, level and number of starting RTTs fit each other (VMSA)? */
bool rmm_rtt_config_is_valid(const struct rmm_model *m, const struct rmm *s,
			     unsigned ipa_width, int64_t level_start, uint64_t num_start,
			     bool lpa2);

/*
 * B3.78 RttWalk, from the start to @level at most. @ipa must be within the
 * IPA space of the Realm.
 */
void rmm_rtt_walk(const struct rmm_model *m, const struct rmm *s,
		  const struct rmm_realm *realm, uint64_t ipa, int level,
		  struct rmm_walk *walk);

/* Entries from the walk's RTT that lie within the IPA space, as one run. */
struct rmm_run {
	struct rmm_rtte *entries;      /* of the RTT reached */
	uint32_t rtt;           /* slot that they begin in */
	uint32_t count;         /* entries of it that are in use */
	uint64_t base;          /* IPA of the first */
	int level;
	unsigned shift;         /* of the level */
};

/* The RTT that a walk to @ipa reached. */
struct rmm_run rmm_rtt_run(const struct rmm_model *m, const struct rmm *s,
			   const struct rmm_realm *realm,
			   const struct rmm_walk *walk, uint64_t ipa);

/* Where the entry at @ipa is in the run. */
static inline uint32_t rmm_run_index(const struct rmm_run *run, uint64_t ipa)
{
	return (uint32_t)((ipa - run->base) >> run->shift);
}

/* Selects entries in a scan. */
typedef bool rmm_entry_test(struct rmm_rtte rtte);

/*
 * Scan a run from @ipa for the first entry that passes, and no further than
 * @top; the IPA of that entry, or of the first that begins at @top or behind it,
 * or the end of the run (B3.73, B3.74: aligned to the level).
 */
uint64_t rmm_rtt_find(const struct rmm_run *run, uint64_t ipa, uint64_t top,
		      rmm_entry_test *test);

/* B3.76 RttSkipNonLiveEntries */
uint64_t rmm_rtt_skip_non_live(const struct rmm_run *run, uint64_t ipa);

/* What becomes of an entry. It sees the entry, and @control, which is that of all. */
typedef struct rmm_rtte rmm_entry_change(struct rmm_rtte rtte, const void *control);

/* Changes the entries of a run from the one at @ipa on whose range ends at @top at most. */
void rmm_rtt_change(const struct rmm_run *run, uint64_t ipa, uint64_t top,
		    rmm_entry_change *change, const void *control);

/* B3.64 RttIsLive, of RTT @rtt */
bool rmm_rtt_is_live(const struct rmm_model *m, const struct rmm *s, uint32_t rtt);

/*
 * A5.5.6: folds the entries of RTT @rtt, which is at @level, into the entry
 * of its parent. False if the RTT is not homogeneous.
 */
bool rmm_rtt_fold(const struct rmm_model *m, const struct rmm *s, uint32_t rtt,
		  int level, struct rmm_rtte *parent);

/* A5.5.7: fills RTT @rtt at @level with the contents of its parent entry. */
void rmm_rtt_unfold(const struct rmm_model *m, struct rmm *s, uint32_t rtt,
		    int level, struct rmm_rtte parent);

/* Where an RTT hangs, or what a slot of it describes. */
struct rmm_position {
	uint32_t realm;         /* slot */
	int level;
	uint64_t ipa;           /* first that it describes */
	bool goes_on;           /* not the first slot of its RTT */
};

uint64_t rmm_position_encode(struct rmm_position position);
struct rmm_position rmm_position_decode(uint64_t value);

/*
 * Takes free slots for an RTT at @position, in a row; RMM_NONE if there are not so
 * many. Entries are 0.
 */
uint32_t rmm_rtt_allocate(const struct rmm_model *m, struct rmm *s,
			  struct rmm_position position);
void rmm_rtt_free(const struct rmm_model *m, struct rmm *s, uint32_t rtt);

/* RTT @rtt is about to be written, all of it. */
void rmm_note_table(const struct rmm_model *m, struct rmm *s, uint32_t rtt);

/* RTTs that there is room for in the pool. */
uint32_t rmm_rtt_room(const struct rmm_model *m, const struct rmm *s);

/* The first slot of the RTT that @slot belongs to. */
static inline uint32_t rmm_rtt_first(const struct rmm *s, uint32_t slot)
{
	return slot & ~(rmm_granule_pages(s) - 1);
}

/* The RTT that a TABLE entry points to; RMM_NONE if there is no memory there. */
uint32_t rmm_rtt_child(const struct rmm_model *m, const struct rmm *s,
		       struct rmm_rtte rtte);

/* The @i-th starting level RTT of a Realm. */
uint32_t rmm_rtt_root(const struct rmm_model *m, const struct rmm *s,
		      const struct rmm_realm *realm, uint32_t i);

/*
 * The Granule of RTT @rtt, which must be in use, as its Realm or its parent
 * entry has it; RMM_NONE if nothing leads to it.
 */
uint32_t rmm_rtt_granule(const struct rmm_model *m, const struct rmm *s,
			 uint32_t rtt);

/* Writes an entry. */
static inline void rmm_set_rtte(const struct rmm_model *m, struct rmm *s,
				const struct rmm_walk *walk, struct rmm_rtte rtte)
{
	rmm_note_rtt(m, s, walk->rtt);
	rmm_rtt_entries(m, s, walk->rtt)[walk->index] = rtte;
}

#endif
