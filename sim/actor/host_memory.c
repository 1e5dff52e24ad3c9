/* SPDX-License-Identifier: BSD-3-Clause */
/* Pages of the Host: which are free, lowest first. */
#include "actor/host_memory.h"

#include "actor/remembered.h"
#include "state/granule.h"

struct HostMemory {
	const struct rmm_model *model;
	const struct rmm *state;
	GHashTable *taken;      /* PA of a page */
	guint64 low;            /* below it nothing is free */
	gboolean ran_out;
	gboolean keeps_off;     /* what was not free is taken: states are not asked any more */
};

HostMemory *host_memory_new(const struct rmm_model *model, const struct rmm *state)
{
	HostMemory *memory = g_new0(HostMemory, 1);

	memory->model = model;
	memory->state = state;
	memory->taken = remembered_table_new();
	return memory;
}

void host_memory_free(HostMemory *memory)
{
	if (!memory)
		return;
	g_hash_table_unref(memory->taken);
	g_free(memory);
}

static gboolean is_free(const HostMemory *memory, guint64 pa)
{
	return (memory->keeps_off ||
		rmm_state_at(memory->model, memory->state, pa) == GRANULE_UNDELEGATED) &&
	       !g_hash_table_contains(memory->taken, &pa);
}

/* What the scenario itself has delegated. */
static void keep_off(HostMemory *memory)
{
	for (uint32_t i = 0; i < memory->model->layout.granules; i++) {
		guint64 pa = rmm_granule_pa(memory->model, i);

		if (!is_free(memory, pa))
			g_hash_table_insert(memory->taken, g_memdup2(&pa, sizeof(pa)), NULL);
	}
	memory->keeps_off = TRUE;
}

HostMemory *host_memory_copy(const HostMemory *memory, const struct rmm_model *model,
			     const struct rmm *state)
{
	HostMemory *copy = g_memdup2(memory, sizeof(*copy));

	copy->taken = remembered_table_copy(memory->taken);
	if (!copy->keeps_off)
		keep_off(copy);
	copy->model = model;
	copy->state = state;
	return copy;
}

void host_memory_describe(const HostMemory *memory, GByteArray *description)
{
	describe_table(description, memory->taken);
	describe_number(description, memory->low);
	describe_number(description, (guint64)memory->ran_out);
}

static gboolean all_free(const HostMemory *memory, guint64 pa, guint64 size)
{
	for (guint64 page = pa; page < pa + size; page += rmm_granule_bytes(memory->state))
		if (!is_free(memory, page))
			return FALSE;
	return TRUE;
}

static void take(HostMemory *memory, guint64 pa, guint64 size)
{
	for (guint64 page = pa; page < pa + size; page += rmm_granule_bytes(memory->state))
		g_hash_table_insert(memory->taken, g_memdup2(&page, sizeof(page)), NULL);
}

/* The last page of a region stays with what scenarios give no place of its own. */
guint64 host_memory_take(HostMemory *memory, guint64 size)
{
	const struct rmm_config *config = &memory->model->config;
	guint64 page = rmm_granule_bytes(memory->state);

	for (unsigned i = 0; i < config->region_count; i++) {
		const struct rmm_region *region = &config->regions[i];
		guint64 top = region->base + region->size - page;
		guint64 pa = MAX(region->base, memory->low);

		if (!region->delegable || region->device)
			continue;
		pa = (pa + size - 1) & ~(size - 1);
		for (; pa + size <= top; pa += size) {
			if (!all_free(memory, pa, size))
				continue;
			take(memory, pa, size);
			/* Pages that a larger piece skipped stay to be found. */
			if (size == page)
				memory->low = pa + size;
			return pa;
		}
	}
	/* Of a larger piece a Host can do without. */
	memory->ran_out |= size == page;
	return 0;
}

gboolean host_memory_ran_out(HostMemory *memory)
{
	gboolean ran_out = memory->ran_out;

	memory->ran_out = FALSE;
	return ran_out;
}

void host_memory_give(HostMemory *memory, guint64 pa)
{
	g_hash_table_remove(memory->taken, &pa);
	memory->low = MIN(memory->low, pa);
}
