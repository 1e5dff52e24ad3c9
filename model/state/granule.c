/* SPDX-License-Identifier: BSD-3-Clause */
/* Granules: lookup, lifecycle and GPT (A2.2). */
#include "state/granule.h"

const struct rmm_region *rmm_granule_region(const struct rmm_model *m,
					    uint32_t granule)
{
	const struct rmm_region *region = m->config.regions;

	while (granule >= region->size >> RMM_GRANULE_SHIFT) {
		granule -= (uint32_t)(region->size >> RMM_GRANULE_SHIFT);
		region++;
	}
	return region;
}

uint64_t rmm_granule_pa(const struct rmm_model *m, uint32_t granule)
{
	const struct rmm_region *region = m->config.regions;

	while (granule >= region->size >> RMM_GRANULE_SHIFT) {
		granule -= (uint32_t)(region->size >> RMM_GRANULE_SHIFT);
		region++;
	}
	return region->base + ((uint64_t)granule << RMM_GRANULE_SHIFT);
}

bool rmm_pa_is_delegable(const struct rmm_model *m, uint64_t pa)
{
	for (unsigned i = 0; i < m->config.region_count; i++) {
		const struct rmm_region *region = &m->config.regions[i];

		if (pa - region->base < region->size)
			return region->delegable;
	}
	return false;
}

uint64_t rmm_granule_link(const struct rmm_model *m, const struct rmm *s,
			  uint32_t granule)
{
	if (m->layout.link_size == 1)
		return ((uint8_t *)rmm_part(s, m->layout.granule_link))[granule];
	return ((uint64_t *)rmm_part(s, m->layout.granule_link))[granule];
}

static void set_link(const struct rmm_model *m, struct rmm *s, uint32_t granule,
		     uint64_t link)
{
	if (m->layout.link_size == 1)
		((uint8_t *)rmm_part(s, m->layout.granule_link))[granule] = (uint8_t)link;
	else
		((uint64_t *)rmm_part(s, m->layout.granule_link))[granule] = link;
}

uint64_t rmm_data_link(const struct rmm_model *m, uint32_t realm, uint64_t ipa)
{
	return 1 + realm * m->layout.ipa_pages + (ipa >> RMM_GRANULE_SHIFT);
}

uint32_t rmm_data_link_realm(const struct rmm_model *m, uint64_t link)
{
	return (uint32_t)((link - 1) / m->layout.ipa_pages);
}

uint64_t rmm_data_link_ipa(const struct rmm_model *m, uint64_t link)
{
	return ((link - 1) % m->layout.ipa_pages) << RMM_GRANULE_SHIFT;
}

void rmm_granule_set(const struct rmm_model *m, struct rmm *s, uint32_t granule,
		     enum rmm_granule_state state, uint64_t link)
{
	uint8_t *byte = rmm_granule_byte(m, s, granule);
	uint32_t pages = rmm_granule_pages(s), step = state == GRANULE_DATA;

	/* All its pages are in one chunk. */
	rmm_note_granule(m, s, granule + pages - 1);
	for (uint32_t i = 0; i < pages; i++) {
		byte[i] = (uint8_t)((byte[i] & 0xf0) | state);
		set_link(m, s, granule + i, link + i * step);
	}
}

void rmm_page_set_gpt(const struct rmm_model *m, struct rmm *s, uint32_t page,
		      enum rmm_gpt gpt)
{
	uint8_t *byte = rmm_granule_byte(m, s, page);

	rmm_note_granule(m, s, page);
	*byte = (uint8_t)((*byte & 0x0f) | gpt << 4);
}

void rmm_granule_set_gpt(const struct rmm_model *m, struct rmm *s,
			 uint32_t granule, enum rmm_gpt gpt)
{
	uint32_t pages = rmm_granule_pages(s);

	for (uint32_t i = 0; i < pages; i++)
		rmm_page_set_gpt(m, s, granule + i, gpt);
}

bool rmm_granule_has_gpt(const struct rmm_model *m, const struct rmm *s, uint32_t granule,
			 enum rmm_gpt gpt)
{
	for (uint32_t i = 0; i < rmm_granule_pages(s); i++)
		if (rmm_granule_gpt(m, s, granule + i) != gpt)
			return false;
	return true;
}

bool rmm_is_refused_device(const struct rmm_model *m, uint32_t granule)
{
	return rmm_variant(m, VARIANT_TF_DEVICE_MEMORY) && rmm_granule_region(m, granule)->device;
}

bool rmm_ns_accessible(const struct rmm_model *m, const struct rmm *s, uint64_t pa)
{
	uint32_t granule = rmm_granule_at(m, pa);
	enum rmm_gpt gpt;

	if (granule == RMM_NONE || rmm_is_refused_device(m, granule))
		return false;
	gpt = rmm_granule_gpt(m, s, granule);
	return gpt == GPT_NS || gpt == GPT_AAP;
}

enum rmm_granule_state rmm_state_at(const struct rmm_model *m,
				    const struct rmm *s, uint64_t pa)
{
	uint32_t granule = rmm_granule_at(m, pa);

	return granule == RMM_NONE ? GRANULE_STATES
				   : rmm_granule_state(m, s, granule);
}

bool rmm_granules_in_state(const struct rmm_model *m, const struct rmm *s,
			   uint64_t pa, uint64_t count,
			   enum rmm_granule_state state)
{
	for (uint64_t i = 0; i < count; i++) {
		uint64_t at = pa + i * rmm_granule_bytes(s);

		if (!rmm_pa_is_delegable(m, at) || rmm_state_at(m, s, at) != state)
			return false;
	}
	return true;
}

/* The slot of the object that a Granule in @state at @pa holds. */
static uint32_t object_at(const struct rmm_model *m, const struct rmm *s,
			  uint64_t pa, enum rmm_granule_state state)
{
	uint32_t granule = rmm_granule_at(m, pa);

	if (granule == RMM_NONE || rmm_granule_state(m, s, granule) != state)
		return RMM_NONE;
	return rmm_link_slot(rmm_granule_link(m, s, granule));
}

uint32_t rmm_realm_at(const struct rmm_model *m, const struct rmm *s, uint64_t pa)
{
	uint32_t slot = object_at(m, s, pa, GRANULE_RD);

	return slot != RMM_NONE && rmm_realm(m, s, slot)->rd ? slot : RMM_NONE;
}

uint32_t rmm_rec_at(const struct rmm_model *m, const struct rmm *s, uint64_t pa)
{
	uint32_t slot = object_at(m, s, pa, GRANULE_REC);

	return slot != RMM_NONE && rmm_realm(m, s, rmm_rec(m, s, slot)->owner)->rd ? slot
										   : RMM_NONE;
}
