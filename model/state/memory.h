/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Contents of memory: a page is filled with one 64-bit word, and single words
 * may differ. Without config.contents everything reads as zero and only the
 * origin of a page is kept.
 */
#ifndef RMM_MEMORY_H
#define RMM_MEMORY_H

#include "state/granule.h"

/* Stands for each word of an attestation token, whose contents are not modelled. */
#define RMM_TOKEN_WORD 0x6e656b6f74204141u

/* The word at @pa & ~7; untracked memory reads as zero. */
uint64_t rmm_memory_read(const struct rmm_model *m, const struct rmm *s,
			 uint64_t pa);

/* Writes the word at @pa & ~7. False if the pool of words is exhausted. */
bool rmm_memory_write(const struct rmm_model *m, struct rmm *s, uint64_t pa,
		      uint64_t value);

/* Fills a page with @value; what it contained is gone. */
void rmm_memory_fill(const struct rmm_model *m, struct rmm *s, uint32_t page,
		     uint64_t value, enum rmm_origin origin);

/*
 * A2.2.4: nothing of the old contents can be computed from the new ones.
 * The value after it is not architected (IMRPCQ); the model chooses zero.
 */
void rmm_memory_wipe(const struct rmm_model *m, struct rmm *s, uint32_t page);

/* Copies the contents of a page; false if the pool is exhausted. */
bool rmm_memory_copy(const struct rmm_model *m, struct rmm *s, uint32_t to,
		     uint32_t from, enum rmm_origin origin);

/* The contents of a page as bytes. */
void rmm_memory_bytes(const struct rmm_model *m, const struct rmm *s,
		      uint32_t page, uint8_t bytes[4096]);

/* Words that can still be written anywhere without exhausting the pool. */
uint32_t rmm_memory_room(const struct rmm_model *m, const struct rmm *s);

/* Words of a page that differ from its fill. */
uint32_t rmm_memory_words(const struct rmm_model *m, const struct rmm *s,
			  uint32_t page);

/* The same of all pages of a Granule. */
void rmm_granule_fill(const struct rmm_model *m, struct rmm *s, uint32_t granule,
		      uint64_t value, enum rmm_origin origin);
void rmm_granule_wipe(const struct rmm_model *m, struct rmm *s, uint32_t granule);
bool rmm_granule_copy(const struct rmm_model *m, struct rmm *s, uint32_t to,
		      uint32_t from, enum rmm_origin origin);
uint32_t rmm_granule_words(const struct rmm_model *m, const struct rmm *s,
			   uint32_t granule);

/* Do two Granules contain the same? */
bool rmm_granule_equal(const struct rmm_model *m, const struct rmm *s, uint32_t a,
		       uint32_t b);

#endif
