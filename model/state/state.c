/* SPDX-License-Identifier: BSD-3-Clause */
/* The state as a block of bytes: make, copy, compare, hash. */
#include "state/state.h"

/* A part of the state that is in use: offset and bytes. */
struct span {
	size_t offset, size;
};

/* Equal bytes are passed over in steps of this size. */
#define FAR 4096

/* Granules have 5 columns; an RTT is one span; the rest is 7. */
#define SPANS_MAX (2 * RMM_WRITTEN_MAX * (5 + 1) + 7)

struct spans {
	unsigned count;
	struct span span[SPANS_MAX];
};

static void add(struct spans *spans, size_t offset, size_t size)
{
	if (size)
		spans->span[spans->count++] = (struct span){ offset, size };
}

static void add_granules(struct spans *spans, const struct rmm_model *m, size_t first,
			 size_t count)
{
	const struct rmm_layout *l = &m->layout;

	add(spans, l->granule_state + first, count);
	add(spans, l->granule_origin + first, count);
	add(spans, l->granule_link + l->link_size * first, l->link_size * count);
	if (!m->config.contents)
		return;
	add(spans, l->granule_fill + 8 * first, 8 * count);
	add(spans, l->granule_words + 4 * first, 4 * count);
}

static void add_chunk(struct spans *spans, const struct rmm_model *m, uint32_t chunk,
		      uint32_t high)
{
	add_granules(spans, m, RMM_CHUNK * chunk,
		     rmm_chunk_end(chunk, high) - RMM_CHUNK * chunk);
}

static void add_rtts(struct spans *spans, const struct rmm_model *m, size_t first, size_t count)
{
	add(spans, m->layout.rtts + m->layout.rtt_stride * first, m->layout.rtt_stride * count);
}

/* What is neither Granule nor entry of an RTT. */
static void add_rest(struct spans *spans, const struct rmm_model *m, const struct rmm *marks)
{
	const struct rmm_layout *l = &m->layout;

	if (rmm_has(m, TRAIT_OPERATIONS)) {
		add(spans, offsetof(struct rmm, global), sizeof(struct rmm_global));
		add(spans, l->tracking, l->region_places);
	}
	add(spans, l->words, sizeof(struct rmm_word) * marks->words_high);
	add(spans, l->rtt_positions, 8 * (size_t)marks->rtts_high);
	add(spans, l->recs, (size_t)l->rec_stride * marks->recs_high);
	add(spans, l->operations, (size_t)l->operation_stride * marks->operations_high);
	add(spans, l->realms, (size_t)l->realm_stride * marks->realms_high);
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

/* All that is in use when the marks stand as in @marks. */
static void spans_in_use(struct spans *spans, const struct rmm_model *m,
			 const struct rmm *marks)
{
	spans->count = 0;
	add_granules(spans, m, 0, marks->granules_high);
	add_rtts(spans, m, 0, marks->rtts_high);
	add_rest(spans, m, marks);
}

/* ---- what was written ---- */

static void insert(uint32_t *items, unsigned *count, uint32_t item)
{
	unsigned at = *count;

	for (unsigned i = 0; i < *count; i++)
		if (items[i] == item)
			return;
	for (; at > 0 && items[at - 1] > item; at--)
		items[at] = items[at - 1];
	items[at] = item;
	(*count)++;
}

bool rmm_state_written(const struct rmm_model *m, const struct rmm *a, const struct rmm *b,
		       enum rmm_noted kind, uint32_t *items, unsigned *count)
{
	const struct rmm_written *of[2] = { rmm_written(m, a), rmm_written(m, b) };

	if (!of[0] || !of[0]->stamp || of[0]->stamp != of[1]->stamp)
		return false;
	*count = 0;
	for (unsigned i = 0; i < 2; i++) {
		const struct rmm_notes *notes = &of[i]->notes[kind];

		if (notes->count > RMM_WRITTEN_MAX)
			return false;
		for (uint32_t j = 0; j < notes->count; j++)
			insert(items, count, notes->item[j]);
	}
	return true;
}

/* All that may differ between two states. */
static void spans_between(struct spans *spans, const struct rmm_model *m, const struct rmm *a,
			  const struct rmm *b)
{
	struct rmm marks = higher(a, b);
	uint32_t items[2 * RMM_WRITTEN_MAX];
	unsigned count;

	spans->count = 0;
	if (!rmm_state_written(m, a, b, NOTED_CHUNKS, items, &count))
		add_granules(spans, m, 0, marks.granules_high);
	else
		for (unsigned i = 0; i < count; i++)
			add_chunk(spans, m, items[i], marks.granules_high);
	if (!rmm_state_written(m, a, b, NOTED_RTTS, items, &count))
		add_rtts(spans, m, 0, marks.rtts_high);
	else
		for (unsigned i = 0; i < count; i++)
			add_rtts(spans, m, items[i], 1);
	add_rest(spans, m, &marks);
}

static bool spans_equal(const struct spans *spans, const struct rmm *a, const struct rmm *b)
{
	for (unsigned i = 0; i < spans->count; i++)
		if (memcmp(rmm_part(a, spans->span[i].offset), rmm_part(b, spans->span[i].offset),
			   spans->span[i].size))
			return false;
	return true;
}

/* Is everything alike that is not noted, of @count? */
static bool rest_is_equal(const struct rmm_model *m, const struct rmm *a, const struct rmm *b,
			  enum rmm_noted kind, uint32_t count)
{
	uint32_t items[2 * RMM_WRITTEN_MAX], high = higher(a, b).granules_high;
	unsigned noted, next = 0;
	struct spans spans;

	if (!rmm_state_written(m, a, b, kind, items, &noted))
		return true;
	for (uint32_t i = 0; i < count; i++) {
		if (next < noted && items[next] == i) {
			next++;
			continue;
		}
		spans.count = 0;
		if (kind == NOTED_RTTS)
			add_rtts(&spans, m, i, 1);
		else
			add_chunk(&spans, m, i, high);
		if (!spans_equal(&spans, a, b))
			return false;
	}
	return true;
}

bool rmm_state_noted(const struct rmm_model *m, const struct rmm *a, const struct rmm *b)
{
	struct rmm marks = higher(a, b);

	return rest_is_equal(m, a, b, NOTED_RTTS, marks.rtts_high) &&
	       rest_is_equal(m, a, b, NOTED_CHUNKS, rmm_chunks(marks.granules_high));
}

/* ---- copied, and equal ---- */

static void copy_spans(const struct spans *spans, struct rmm *to, const struct rmm *from)
{
	*to = *from;
	for (unsigned i = 0; i < spans->count; i++)
		memcpy(rmm_part(to, spans->span[i].offset), rmm_part(from, spans->span[i].offset),
		       spans->span[i].size);
}

void rmm_state_copy(const struct rmm_model *m, struct rmm *to, const struct rmm *from)
{
	struct rmm marks = higher(to, from);
	struct spans spans;

	if (m->layout.size <= RMM_SMALL_STATE) {
		memcpy(to, from, m->layout.size);
		return;
	}
	spans_in_use(&spans, m, &marks);
	copy_spans(&spans, to, from);
	*rmm_written(m, to) = *rmm_written(m, from);
}

void rmm_state_follow(const struct rmm_model *m, struct rmm *to, struct rmm *from,
		      uint32_t stamp)
{
	struct rmm_written *written = rmm_written(m, from);
	struct spans spans;

	if (!written) {
		memcpy(to, from, m->layout.size);
		return;
	}
	spans_between(&spans, m, to, from);
	copy_spans(&spans, to, from);
	written->stamp = stamp;
	for (unsigned i = 0; i < NOTED_KINDS; i++)
		written->notes[i].count = 0;
	*rmm_written(m, to) = *written;
}

bool rmm_state_equal(const struct rmm_model *m, const struct rmm *a, const struct rmm *b)
{
	struct spans spans;

	if (m->layout.size <= RMM_SMALL_STATE)
		return memcmp(a, b, m->layout.size) == 0;
	spans_between(&spans, m, a, b);
	return spans_equal(&spans, a, b);
}

/* ---- where they differ ---- */

static bool differ(const struct rmm *a, const struct rmm *b, struct span span)
{
	return memcmp(rmm_part(a, span.offset), rmm_part(b, span.offset), span.size) != 0;
}

/* The part of @span from @at on, of at most @size bytes. */
static struct span piece_of(struct span span, size_t at, size_t size)
{
	return (struct span){ span.offset + at, span.size - at < size ? span.size - at : size };
}

/* Most of a state is equal: it is passed over in larger steps. */
static void differences_in(const struct rmm *a, const struct rmm *b, struct span span,
			   rmm_bytes_function *function, void *user)
{
	for (size_t far = 0; far < span.size; far += FAR) {
		struct span wide = piece_of(span, far, FAR);

		if (!differ(a, b, wide))
			continue;
		for (size_t at = 0; at < wide.size; at += RMM_STRETCH) {
			struct span stretch = piece_of(wide, at, RMM_STRETCH);

			if (differ(a, b, stretch))
				function(user, stretch.offset, stretch.size);
		}
	}
}

void rmm_state_differences(const struct rmm_model *m, const struct rmm *a,
			   const struct rmm *b, rmm_bytes_function *function, void *user)
{
	struct rmm marks = higher(a, b);
	struct spans spans;

	if (m->layout.size <= RMM_SMALL_STATE) {
		differences_in(a, b, (struct span){ 0, m->layout.size }, function, user);
		return;
	}
	spans_in_use(&spans, m, &marks);
	differences_in(a, b, (struct span){ 0, sizeof(marks) }, function, user);
	for (unsigned i = 0; i < spans.count; i++)
		differences_in(a, b, spans.span[i], function, user);
}

void rmm_state_touched(const struct rmm_model *m, struct rmm *state)
{
	struct rmm_written *written = rmm_written(m, state);

	if (written)
		written->stamp = 0;
}

/* ---- hashed ---- */

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

	for (; size >= 32; bytes += 32, size -= 32) {
		a = mix(a, word_at(bytes));
		b = mix(b, word_at(bytes + 8));
		c = mix(c, word_at(bytes + 16));
		d = mix(d, word_at(bytes + 24));
	}
	if (size >= 8)
		a = mix(a, word_at(bytes));
	if (size >= 16)
		b = mix(b, word_at(bytes + 8));
	if (size >= 24)
		c = mix(c, word_at(bytes + 16));
	memcpy(&last, bytes + (size & ~(size_t)7), size & 7);
	/* Not by XOR, in which lanes of the same words would cancel out. */
	return mix(a + 3 * b, c + 5 * mix(d, last));
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
	return size ? hash_bytes(hash, bytes, size) : hash;
}

/* Most of a small state is for operations, which most states do not have: then it is zero. */
static uint64_t hash_small(const struct rmm_model *m, const struct rmm *state, uint64_t hash)
{
	const struct rmm_layout *l = &m->layout;

	if (!rmm_has(m, TRAIT_OPERATIONS) || rmm_global(state)->operations)
		return hash_bytes(hash, (const unsigned char *)state, l->size);
	hash = hash_bytes(hash, (const unsigned char *)state, l->operations);
	return hash_bytes(hash, rmm_part(state, l->realms), l->size - l->realms);
}

uint64_t rmm_state_hash(const struct rmm_model *m, const struct rmm *state)
{
	uint64_t hash = 0x2545f4914f6cdd1du;
	struct spans spans;

	if (m->layout.size <= RMM_SMALL_STATE)
		return hash_small(m, state, hash);
	spans_in_use(&spans, m, state);
	for (unsigned i = 0; i < spans.count; i++)
		hash = hash_part(hash, rmm_part(state, spans.span[i].offset),
				 spans.span[i].size);
	return hash;
}
