/* SPDX-License-Identifier: BSD-3-Clause */
/* The hash function of the measurements. */
#include "system/hash.h"

#include <string.h>

#define PAGE 4096
#define SLOTS 256

/* Direct mapped: a page, its algorithm and its digest. */
struct entry {
	gboolean used;
	enum rmm_hash_algo algo;
	uint8_t page[PAGE];
	uint8_t digest[64];
};

struct HashCache {
	struct entry entries[SLOTS];
};

HashCache *hash_cache_new(void)
{
	return g_new0(HashCache, 1);
}

void hash_cache_free(HashCache *cache)
{
	g_free(cache);
}

static void compute(enum rmm_hash_algo algo, const uint8_t *data, size_t size,
		    uint8_t digest[64])
{
	static const GChecksumType types[HASH_ALGOS] = {
		[HASH_SHA_256] = G_CHECKSUM_SHA256, [HASH_SHA_512] = G_CHECKSUM_SHA512,
		[HASH_SHA_384] = G_CHECKSUM_SHA384,
	};
	g_autoptr(GChecksum) checksum = g_checksum_new(types[algo]);
	gsize length = 64;

	g_checksum_update(checksum, data, (gssize)size);
	g_checksum_get_digest(checksum, digest, &length);
}

/* Where a page belongs in the cache, from a few of its words. */
static unsigned slot_of(const uint8_t *page, enum rmm_hash_algo algo)
{
	uint64_t mix = algo, word;

	for (unsigned at = 0; at < PAGE; at += 256) {
		memcpy(&word, page + at, sizeof(word));
		mix = (mix ^ word) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
	}
	return (unsigned)(mix >> 32) % SLOTS;
}

void hash_compute(void *user, enum rmm_hash_algo algo, const uint8_t *data,
		  size_t size, uint8_t digest[64])
{
	HashCache *cache = user;
	struct entry *entry;

	if (!cache || size != PAGE) {
		compute(algo, data, size, digest);
		return;
	}
	entry = &cache->entries[slot_of(data, algo)];
	if (!entry->used || entry->algo != algo || memcmp(entry->page, data, PAGE)) {
		entry->used = TRUE;
		entry->algo = algo;
		memcpy(entry->page, data, PAGE);
		memset(entry->digest, 0, sizeof(entry->digest));
		compute(algo, data, PAGE, entry->digest);
	}
	memcpy(digest, entry->digest, 64);
}
