/* SPDX-License-Identifier: BSD-3-Clause */
/* Address range descriptors and sets of them (2.0: B4.6.5, A5.3.3). */
#include "state/address_set.h"

static uint64_t descriptor_size(const struct rmm_model *m, const struct rmm *s,
				uint64_t descriptor)
{
	return rmm_descriptor_count(s, descriptor) *
	       rmm_level_size(m, s, rmm_descriptor_level(descriptor));
}

static bool is_aligned(const struct rmm_model *m, const struct rmm *s, uint64_t descriptor)
{
	int level = rmm_descriptor_level(descriptor);

	return level >= 1 && rmm_level_aligned(m, s, rmm_descriptor_base(s, descriptor), level);
}

bool rmm_set_is_aligned(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set)
{
	for (unsigned i = 0; i < set->count; i++)
		if (!is_aligned(m, s, set->descriptors[i]))
			return false;
	return true;
}

bool rmm_set_begins_aligned(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set)
{
	unsigned first = 0;

	while (first < set->count && rmm_descriptor_count(s, set->descriptors[first]) == 0)
		first++;
	return first == set->count || is_aligned(m, s, set->descriptors[first]);
}

uint64_t rmm_set_size(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set)
{
	uint64_t size = 0;

	for (unsigned i = 0; i < set->count; i++)
		size += descriptor_size(m, s, set->descriptors[i]);
	return size;
}

uint64_t rmm_set_at(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set,
		    uint64_t offset, uint64_t *pa)
{
	uint64_t granule = rmm_granule_bytes(s);

	for (unsigned i = 0; i < set->count; i++) {
		uint64_t size = descriptor_size(m, s, set->descriptors[i]);

		if (offset < size) {
			if (!is_aligned(m, s, set->descriptors[i]))
				return 0;
			*pa = rmm_descriptor_base_of(granule, set->descriptors[i]) + offset;
			return set->descriptors[i];
		}
		offset -= size;
	}
	return 0;
}

bool rmm_set_take(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set,
		  uint64_t offset, uint64_t size, uint64_t *pa)
{
	uint64_t begins = 0, done = 0;

	for (unsigned i = 0; i < set->count && done < size; i++) {
		uint64_t bytes = descriptor_size(m, s, set->descriptors[i]);
		uint64_t skipped = offset + done - begins;
		uint64_t at = rmm_descriptor_base(s, set->descriptors[i]) + skipped;

		begins += bytes;
		if (skipped >= bytes)
			continue;
		if (done == 0)
			*pa = at;
		if (!is_aligned(m, s, set->descriptors[i]) || at != *pa + done)
			return false;
		done += bytes - skipped;
	}
	return done >= size && (*pa & (size - 1)) == 0;
}

bool rmm_set_holds(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set, uint64_t pa)
{
	for (unsigned i = 0; i < set->count; i++)
		if (pa - rmm_descriptor_base(s, set->descriptors[i]) <
		    descriptor_size(m, s, set->descriptors[i]))
			return true;
	return false;
}

/* Can @descriptor grow by a block at @pa? Then the new one in its place. */
static bool grow(const struct rmm_model *m, const struct rmm *s, uint64_t *descriptor,
		 uint64_t pa, int level, bool delegated)
{
	uint64_t base = rmm_descriptor_base(s, *descriptor);
	uint64_t count = rmm_descriptor_count(s, *descriptor);

	if (rmm_descriptor_level(*descriptor) != level ||
	    rmm_descriptor_is_delegated(*descriptor) != delegated ||
	    count == rmm_descriptor_count_max(s))
		return false;
	if (pa + rmm_level_size(m, s, level) == base)
		base = pa;
	else if (pa != base + descriptor_size(m, s, *descriptor))
		return false;
	*descriptor = rmm_descriptor_make(base, count + 1, level, delegated);
	return true;
}

bool rmm_list_add(const struct rmm_model *m, const struct rmm *s, struct rmm_address_list *list,
		  uint64_t pa, int level, bool delegated)
{
	for (unsigned i = 0; i < list->count; i++)
		if (grow(m, s, &list->descriptors[i], pa, level, delegated))
			return true;
	if (list->count == list->capacity)
		return false;
	list->descriptors[list->count++] = rmm_descriptor_make(pa, 1, level, delegated);
	return true;
}

uint64_t rmm_list_granule(const struct rmm_model *m, const struct rmm *s,
			  const struct rmm_address_list *list, uint64_t i)
{
	struct rmm_address_set set = { list->descriptors, list->count };
	uint64_t pa = 0;

	rmm_set_at(m, s, &set, i * rmm_granule_bytes(s), &pa);
	return pa;
}
