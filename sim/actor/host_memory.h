/* SPDX-License-Identifier: BSD-3-Clause */
/* Pages of the Host: which are free, lowest first. */
#ifndef SIM_HOST_MEMORY_H
#define SIM_HOST_MEMORY_H

#include <glib.h>

#include "state/state.h"

typedef struct HostMemory HostMemory;

HostMemory *host_memory_new(const struct rmm_model *model, const struct rmm *state);
void host_memory_free(HostMemory *memory);

/*
 * A copy, with @model and @state for the same, that does not look at what Granules are
 * any more: what the scenario has delegated so far stays taken for good.
 */
HostMemory *host_memory_copy(const HostMemory *memory, const struct rmm_model *model,
			     const struct rmm *state);
/* See remembered.h; of such a copy. */
void host_memory_describe(const HostMemory *memory, GByteArray *description);

/*
 * Takes @size bytes, a power of two of pages, aligned to their size; 0: there
 * are none. What a scenario itself has delegated is not taken.
 */
guint64 host_memory_take(HostMemory *memory, guint64 size);
/* Was there no page since this was asked last? */
gboolean host_memory_ran_out(HostMemory *memory);
void host_memory_give(HostMemory *memory, guint64 pa);

#endif
