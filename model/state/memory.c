/* SPDX-License-Identifier: BSD-3-Clause */
/* Contents of memory, and where they come from. */
#include "state/memory.h"

#define WORDS_PER_GRANULE 512

static uint64_t *fill_of(const struct rmm_model *m, const struct rmm *s,
			 uint32_t granule)
{
	return (uint64_t *)rmm_part(s, m->layout.granule_fill) + granule;
}

static uint32_t *words_of(const struct rmm_model *m, const struct rmm *s,
			  uint32_t granule)
{
	return (uint32_t *)rmm_part(s, m->layout.granule_words) + granule;
}

static uint32_t word_offset(uint64_t pa)
{
	return (uint32_t)(pa >> 3) % WORDS_PER_GRANULE;
}

static struct rmm_word *find_word(const struct rmm_model *m,
				  const struct rmm *s, uint32_t granule,
				  uint32_t offset)
{
	uint32_t next = *words_of(m, s, granule);

	while (next) {
		struct rmm_word *word = rmm_word(m, s, next - 1);

		if (word->offset == offset)
			return word;
		next = word->next;
	}
	return NULL;
}

uint64_t rmm_memory_read(const struct rmm_model *m, const struct rmm *s,
			 uint64_t pa)
{
	uint32_t granule = rmm_granule_at(m, pa);
	const struct rmm_word *word;

	if (granule == RMM_NONE || !m->config.contents)
		return 0;
	word = find_word(m, s, granule, word_offset(pa));
	return word ? word->value : *fill_of(m, s, granule);
}

static struct rmm_word *add_word(const struct rmm_model *m, struct rmm *s,
				 uint32_t granule, uint32_t offset)
{
	uint32_t slot = s->words_free;
	struct rmm_word *word;

	if (slot) {
		word = rmm_word(m, s, slot - 1);
		s->words_free = word->next;
	} else {
		if (s->words_high == m->config.words)
			return NULL;
		slot = ++s->words_high;
		word = rmm_word(m, s, slot - 1);
	}
	word->offset = offset;
	word->next = *words_of(m, s, granule);
	*words_of(m, s, granule) = slot;
	return word;
}

bool rmm_memory_write(const struct rmm_model *m, struct rmm *s, uint64_t pa,
		      uint64_t value)
{
	uint32_t granule = rmm_granule_at(m, pa);
	struct rmm_word *word;

	if (granule == RMM_NONE || !m->config.contents)
		return true;
	rmm_note_granule(m, s, granule);
	word = find_word(m, s, granule, word_offset(pa));
	if (!word) {
		if (value == *fill_of(m, s, granule))
			return true;
		word = add_word(m, s, granule, word_offset(pa));
		if (!word)
			return false;
	}
	word->value = value;
	return true;
}

/* Gives the words of a Granule back to the pool. */
static void drop_words(const struct rmm_model *m, struct rmm *s, uint32_t granule)
{
	uint32_t *first = words_of(m, s, granule);

	while (*first) {
		struct rmm_word *word = rmm_word(m, s, *first - 1);
		uint32_t slot = *first;

		*first = word->next;
		word->value = 0;
		word->offset = 0;
		word->next = s->words_free;
		s->words_free = slot;
	}
}

void rmm_memory_fill(const struct rmm_model *m, struct rmm *s, uint32_t granule,
		     uint64_t value, enum rmm_origin origin)
{
	rmm_granule_set_origin(m, s, granule, (uint8_t)origin);
	if (!m->config.contents)
		return;
	drop_words(m, s, granule);
	*fill_of(m, s, granule) = value;
}

void rmm_memory_wipe(const struct rmm_model *m, struct rmm *s, uint32_t granule)
{
	rmm_memory_fill(m, s, granule, 0, ORIGIN_WIPED);
}

bool rmm_memory_copy(const struct rmm_model *m, struct rmm *s, uint32_t to,
		     uint32_t from, enum rmm_origin origin)
{
	uint32_t next;

	if (!m->config.contents) {
		rmm_memory_fill(m, s, to, 0, origin);
		return true;
	}
	rmm_memory_fill(m, s, to, *fill_of(m, s, from), origin);
	for (next = *words_of(m, s, from); next; ) {
		const struct rmm_word *word = rmm_word(m, s, next - 1);
		struct rmm_word *copy = add_word(m, s, to, word->offset);

		if (!copy)
			return false;
		copy->value = word->value;
		next = word->next;
	}
	return true;
}

static void put_word(uint8_t *bytes, uint64_t value)
{
	for (unsigned i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(value >> (8 * i));
}

void rmm_memory_bytes(const struct rmm_model *m, const struct rmm *s,
		      uint32_t granule, uint8_t bytes[4096])
{
	uint64_t fill = m->config.contents ? *fill_of(m, s, granule) : 0;
	uint32_t next = m->config.contents ? *words_of(m, s, granule) : 0;

	put_word(bytes, fill);
	for (size_t done = 8; done < 4096; done *= 2)
		memcpy(bytes + done, bytes, done);
	while (next) {
		const struct rmm_word *word = rmm_word(m, s, next - 1);

		put_word(bytes + 8 * (size_t)word->offset, word->value);
		next = word->next;
	}
}

uint32_t rmm_memory_words(const struct rmm_model *m, const struct rmm *s,
			  uint32_t granule)
{
	uint32_t count = 0;

	if (!m->config.contents)
		return 0;
	for (uint32_t next = *words_of(m, s, granule); next;
	     next = rmm_word(m, s, next - 1)->next)
		count++;
	return count;
}

uint32_t rmm_memory_room(const struct rmm_model *m, const struct rmm *s)
{
	uint32_t room = m->config.words - s->words_high;

	if (!m->config.contents)
		return UINT32_MAX;
	for (uint32_t next = s->words_free; next;
	     next = rmm_word(m, s, next - 1)->next)
		room++;
	return room;
}

/* ---- Granules ---- */

void rmm_granule_fill(const struct rmm_model *m, struct rmm *s, uint32_t granule,
		      uint64_t value, enum rmm_origin origin)
{
	uint32_t pages = rmm_granule_pages(s);

	for (uint32_t i = 0; i < pages; i++)
		rmm_memory_fill(m, s, granule + i, value, origin);
}

void rmm_granule_wipe(const struct rmm_model *m, struct rmm *s, uint32_t granule)
{
	uint32_t pages = rmm_granule_pages(s);

	for (uint32_t i = 0; i < pages; i++)
		rmm_memory_wipe(m, s, granule + i);
}

bool rmm_granule_copy(const struct rmm_model *m, struct rmm *s, uint32_t to,
		      uint32_t from, enum rmm_origin origin)
{
	uint32_t pages = rmm_granule_pages(s);

	for (uint32_t i = 0; i < pages; i++)
		if (!rmm_memory_copy(m, s, to + i, from + i, origin))
			return false;
	return true;
}

uint32_t rmm_granule_words(const struct rmm_model *m, const struct rmm *s,
			   uint32_t granule)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < rmm_granule_pages(s); i++)
		count += rmm_memory_words(m, s, granule + i);
	return count;
}

bool rmm_granule_equal(const struct rmm_model *m, const struct rmm *s, uint32_t a,
		       uint32_t b)
{
	uint64_t of_a = rmm_granule_pa(m, a), of_b = rmm_granule_pa(m, b);

	for (uint64_t i = 0; m->config.contents && i < rmm_granule_bytes(s); i += 8)
		if (rmm_memory_read(m, s, of_a + i) != rmm_memory_read(m, s, of_b + i))
			return false;
	return true;
}
