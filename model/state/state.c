/* SPDX-License-Identifier: BSD-3-Clause */
/* The state as a block of bytes: make, copy, compare, hash. */
#include "state/state.h"

/* A part of the state that is in use: offset and bytes. */
struct span {
	size_t offset, size;
};

#define SPANS 12
#define SPAN_RTTS 8

/* The parts that are in use when the marks stand as in @marks. */
static void spans(const struct rmm_model *m, const struct rmm *marks,
		  struct span span[SPANS])
{
	const struct rmm_layout *l = &m->layout;
	size_t granules = marks->granules_high;
	size_t contents = m->config.contents ? granules : 0;

	span[0] = (struct span){ l->granule_state, granules };
	span[1] = (struct span){ l->granule_origin, granules };
	span[2] = (struct span){ l->granule_link, granules * l->link_size };
	span[3] = (struct span){ l->granule_fill, contents * 8 };
	span[4] = (struct span){ l->granule_words, contents * 4 };
	/* The RMM and how it tracks memory lie behind each other. */
	span[5] = (struct span){ l->global, rmm_has(m, TRAIT_OPERATIONS)
					    ? l->operations - l->global : 0 };
	span[10] = (struct span){ l->operations,
				  (size_t)l->operation_stride * marks->operations_high };
	span[11] = (struct span){ l->realms, (size_t)l->realm_stride * marks->realms_high };
	span[9] = (struct span){ l->recs, (size_t)l->rec_stride * marks->recs_high };
	span[6] = (struct span){ l->words, sizeof(struct rmm_word) * marks->words_high };
	span[7] = (struct span){ l->rtt_positions, 8 * (size_t)marks->rtts_high };
	span[SPAN_RTTS] = (struct span){ l->rtts, (size_t)l->rtt_stride * marks->rtts_high };
}

/* The higher of the marks of two states. */
static struct rmm higher(const struct rmm *a, const struct rmm *b)
{
	struct rmm marks = *a;

	if (b->granules_high > marks.granules_high)
		marks.granules_high = b->granules_high;
	if (b->rtts_high > marks.rtts_high)
		marks.rtts_high = b->rtts_high;
	if (b->recs_high > marks.recs_high)
		marks.recs_high = b->recs_high;
	if (b->realms_high > marks.realms_high)
		marks.realms_high = b->realms_high;
	if (b->operations_high > marks.operations_high)
		marks.operations_high = b->operations_high;
	if (b->words_high > marks.words_high)
		marks.words_high = b->words_high;
	return marks;
}

void rmm_state_copy(const struct rmm_model *m, struct rmm *to,
		    const struct rmm *from)
{
	struct span span[SPANS];
	struct rmm marks;

	if (m->layout.size <= RMM_SMALL_STATE) {
		memcpy(to, from, m->layout.size);
		return;
	}
	marks = higher(to, from);
	spans(m, &marks, span);
	*to = *from;
	*rmm_written(m, to) = *rmm_written(m, from);
	for (unsigned i = 0; i < SPANS; i++)
		memcpy(rmm_part(to, span[i].offset), rmm_part(from, span[i].offset),
		       span[i].size);
}

/* ---- a copy that keeps up ---- */

static void copy_written(const struct rmm_model *m, struct rmm *to, const struct rmm *from,
			 const uint32_t *rtts, unsigned count)
{
	struct rmm marks = higher(to, from);
	struct span span[SPANS];

	spans(m, &marks, span);
	*to = *from;
	for (unsigned i = 0; i < SPANS; i++)
		if (i != SPAN_RTTS)
			memcpy(rmm_part(to, span[i].offset), rmm_part(from, span[i].offset),
			       span[i].size);
	for (unsigned i = 0; i < count; i++)
		memcpy(rmm_rtt_entries(m, to, rtts[i]), rmm_rtt_entries(m, from, rtts[i]),
		       m->layout.rtt_stride);
}

void rmm_state_follow(const struct rmm_model *m, struct rmm *to, struct rmm *from,
		      uint32_t stamp)
{
	uint32_t rtts[2 * RMM_WRITTEN_MAX];
	struct rmm_written *written = rmm_written(m, from);
	unsigned count;

	if (rmm_state_written(m, to, from, rtts, &count))
		copy_written(m, to, from, rtts, count);
	else
		rmm_state_copy(m, to, from);
	if (!written)
		return;
	written->stamp = stamp;
	written->count = 0;
	*rmm_written(m, to) = *written;
}

static void insert(uint32_t *rtts, unsigned *count, uint32_t rtt)
{
	unsigned at = *count;

	for (unsigned i = 0; i < *count; i++)
		if (rtts[i] == rtt)
			return;
	for (; at > 0 && rtts[at - 1] > rtt; at--)
		rtts[at] = rtts[at - 1];
	rtts[at] = rtt;
	(*count)++;
}

bool rmm_state_written(const struct rmm_model *m, const struct rmm *a, const struct rmm *b,
		       uint32_t *rtts, unsigned *count)
{
	const struct rmm_written *of[2] = { rmm_written(m, a), rmm_written(m, b) };

	if (!of[0] || !of[0]->stamp || of[0]->stamp != of[1]->stamp ||
	    of[0]->count > RMM_WRITTEN_MAX || of[1]->count > RMM_WRITTEN_MAX)
		return false;
	*count = 0;
	for (unsigned i = 0; i < 2; i++)
		for (uint32_t j = 0; j < of[i]->count; j++)
			insert(rtts, count, of[i]->rtts[j]);
	return true;
}

bool rmm_state_noted(const struct rmm_model *m, const struct rmm *a, const struct rmm *b)
{
	uint32_t rtts[2 * RMM_WRITTEN_MAX];
	uint32_t high = higher(a, b).rtts_high;
	unsigned count, next = 0;

	if (!rmm_state_written(m, a, b, rtts, &count))
		return true;
	for (uint32_t i = 0; i < high; i++) {
		if (next < count && rtts[next] == i)
			next++;
		else if (memcmp(rmm_rtt_entries(m, a, i), rmm_rtt_entries(m, b, i),
				m->layout.rtt_stride))
			return false;
	}
	return true;
}

/* ---- equal, and hashed ---- */

static bool rtts_equal(const struct rmm_model *m, const struct rmm *a, const struct rmm *b,
		       const uint32_t *rtts, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (memcmp(rmm_rtt_entries(m, a, rtts[i]), rmm_rtt_entries(m, b, rtts[i]),
			   m->layout.rtt_stride))
			return false;
	return true;
}

bool rmm_state_equal(const struct rmm_model *m, const struct rmm *a,
		     const struct rmm *b)
{
	uint32_t rtts[2 * RMM_WRITTEN_MAX];
	unsigned count;
	bool few = rmm_state_written(m, a, b, rtts, &count);
	struct rmm marks = higher(a, b);
	struct span span[SPANS];

	spans(m, &marks, span);
	for (unsigned i = 0; i < SPANS; i++)
		if (!(few && i == SPAN_RTTS) &&
		    memcmp(rmm_part(a, span[i].offset), rmm_part(b, span[i].offset),
			   span[i].size))
			return false;
	return !few || rtts_equal(m, a, b, rtts, count);
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0x9fb21c651e98df25u;
	return hash ^ hash >> 32;
}

static uint64_t word_at(const unsigned char *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof(word));
	return word;
}

/* Four words at a time: a processor begins a product before the last one is there. */
static uint64_t hash_bytes(uint64_t hash, const unsigned char *bytes, size_t size)
{
	uint64_t a = hash, b = hash + 1, c = hash + 2, d = hash + 3, last = 0;
	bool whole = size >= 32;

	for (; size >= 32; bytes += 32, size -= 32) {
		a = mix(a, word_at(bytes));
		b = mix(b, word_at(bytes + 8));
		c = mix(c, word_at(bytes + 16));
		d = mix(d, word_at(bytes + 24));
	}
	/* Not by XOR, in which lanes of the same words would cancel out. */
	if (whole)
		hash = mix(a + 3 * b, c + 5 * d);
	for (; size >= 8; bytes += 8, size -= 8)
		hash = mix(hash, word_at(bytes));
	memcpy(&last, bytes, size);
	return size ? mix(hash, last) : hash;
}

/*
 * What was used once and is free again is zero, as what was never used. So the
 * zeroes at the end of a part do not count, and equal states hash alike,
 * whatever their marks.
 */
static uint64_t hash_part(uint64_t hash, const unsigned char *bytes, size_t size)
{
	while (size && bytes[size - 1] == 0)
		size--;
	return hash_bytes(hash, bytes, size);
}

uint64_t rmm_state_hash(const struct rmm_model *m, const struct rmm *state)
{
	uint64_t hash = 0x2545f4914f6cdd1du;
	struct span span[SPANS];

	if (m->layout.size <= RMM_SMALL_STATE)
		return hash_bytes(hash, (const unsigned char *)state, m->layout.size);
	spans(m, state, span);
	for (unsigned i = 0; i < SPANS; i++)
		hash = hash_part(hash, rmm_part(state, span[i].offset), span[i].size);
	return hash;
}
