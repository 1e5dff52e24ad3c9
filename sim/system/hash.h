/* SPDX-License-Identifier: BSD-3-Clause */
/* The hash function that the model measures with: GLib's GChecksum. */
#ifndef SIM_HASH_H
#define SIM_HASH_H

#include <glib.h>

#include "base/config.h"

/*
 * A cache of digests. Pages that many Realms share (parameters, zero pages)
 * are hashed once. Not for several threads at a time.
 */
typedef struct HashCache HashCache;

HashCache *hash_cache_new(void);
void hash_cache_free(HashCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HashCache, hash_cache_free)

/* An rmm_hash_function; @user is a HashCache or NULL. */
void hash_compute(void *user, enum rmm_hash_algo algo, const uint8_t *data,
		  size_t size, uint8_t digest[64]);

#endif
