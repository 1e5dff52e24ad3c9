/* SPDX-License-Identifier: BSD-3-Clause */
/* Realm measurements (A7.1). */
#include "state/measurement.h"

#include "state/memory.h"

#define DESCRIPTOR_SIZE 256

enum descriptor_type { DESC_DATA, DESC_REC, DESC_RIPAS };

static void put_uint64(uint8_t *bytes, uint64_t value)
{
	for (unsigned i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(value >> (8 * i));
}

static void hash(const struct rmm_model *m, uint8_t algo, const uint8_t *data,
		 size_t size, uint8_t digest[RMM_MEASUREMENT_MAX])
{
	memset(digest, 0, RMM_MEASUREMENT_MAX);
	m->config.hash(m->config.hash_user, algo, data, size, digest);
}

/* One step of the surrogate: a bijection of @state for every @value; zeroes count. */
static uint64_t mix(uint64_t state, uint64_t value)
{
	state = ((state ^ value) + 1) * 0x9e3779b97f4a7c15u;
	return state ^ state >> 29;
}

/*
 * Without a hash function the RIM is a 64-bit surrogate over the same inputs
 * in the same order.
 */
static void surrogate(const struct rmm_model *m, struct rmm *s, uint32_t realm,
		      const uint64_t *values, unsigned count)
{
	uint8_t *rim = rmm_measurement(m, s, realm, 0);
	uint64_t state;

	memcpy(&state, rim, sizeof(state));
	for (unsigned i = 0; i < count; i++)
		state = mix(state, values[i]);
	memcpy(rim, &state, sizeof(state));
}

/* Starts a descriptor with type, length and the current RIM. */
static void describe(const struct rmm_model *m, const struct rmm *s,
		     uint32_t realm, enum descriptor_type type,
		     uint8_t descriptor[DESCRIPTOR_SIZE])
{
	memset(descriptor, 0, DESCRIPTOR_SIZE);
	descriptor[0] = (uint8_t)type;
	put_uint64(descriptor + 0x08, DESCRIPTOR_SIZE);
	memcpy(descriptor + 0x10, rmm_measurement(m, s, realm, 0), RMM_MEASUREMENT_MAX);
}

/* RVMPZG: the new RIM is the hash of a descriptor that holds the old one. */
static void extend(const struct rmm_model *m, struct rmm *s, uint32_t realm,
		   const uint8_t descriptor[DESCRIPTOR_SIZE])
{
	hash(m, rmm_realm(m, s, realm)->hash_algo, descriptor, DESCRIPTOR_SIZE,
	     rmm_measurement(m, s, realm, 0));
}

void rmm_rim_init(const struct rmm_model *m, struct rmm *s, uint32_t realm,
		  const struct rmm_measured_realm *params)
{
	uint8_t page[RMM_GRANULE_SIZE] = { 0 };

	if (!m->config.hash) {
		uint64_t values[] = { params->flags, params->s2sz, params->sve_vl,
				      params->num_bps, params->num_wps,
				      params->pmu_num_ctrs, params->hash_algo };

		memset(rmm_measurement(m, s, realm, 0), 0, m->layout.measurement_size);
		surrogate(m, s, realm, values, sizeof(values) / sizeof(values[0]));
		return;
	}
	/* B4.4.12: offsets in RmiRealmParams */
	put_uint64(page + 0x00, params->flags);
	put_uint64(page + 0x08, params->s2sz);
	put_uint64(page + 0x10, params->sve_vl);
	put_uint64(page + 0x18, params->num_bps);
	put_uint64(page + 0x20, params->num_wps);
	put_uint64(page + 0x28, params->pmu_num_ctrs);
	page[0x30] = params->hash_algo;
	hash(m, params->hash_algo, page, sizeof(page), rmm_measurement(m, s, realm, 0));
}

/* RIM of DATA: over the whole Granule. */
static void hash_contents(const struct rmm_model *m, const struct rmm *s, uint32_t realm,
			  uint32_t granule, uint8_t digest[RMM_MEASUREMENT_MAX])
{
	uint8_t bytes[RMM_GRANULE_SIZE << 2 * RMI_GRANULE_64KB];

	for (uint32_t i = 0; i < rmm_granule_pages(s); i++)
		rmm_memory_bytes(m, s, granule + i, bytes + ((size_t)i << RMM_GRANULE_SHIFT));
	hash(m, rmm_realm(m, s, realm)->hash_algo, bytes,
	     (size_t)rmm_granule_bytes(s), digest);
}

/* The same for a surrogate, in which the first word of a page stands for it. */
static void mix_contents(const struct rmm_model *m, struct rmm *s, uint32_t realm,
			 uint32_t granule)
{
	for (uint32_t i = 1; i < rmm_granule_pages(s); i++) {
		uint64_t fill = rmm_memory_read(m, s, rmm_granule_pa(m, granule + i));

		surrogate(m, s, realm, &fill, 1);
	}
}

void rmm_rim_extend_data(const struct rmm_model *m, struct rmm *s,
			 uint32_t realm, uint64_t ipa, uint32_t granule,
			 uint64_t flags, bool measure)
{
	uint8_t descriptor[DESCRIPTOR_SIZE];

	if (!m->config.hash) {
		uint64_t fill = measure ? rmm_memory_read(m, s, rmm_granule_pa(m, granule)) : 0;
		uint64_t values[] = { DESC_DATA, ipa, flags, fill };

		surrogate(m, s, realm, values, 4);
		if (measure)
			mix_contents(m, s, realm, granule);
		return;
	}
	describe(m, s, realm, DESC_DATA, descriptor);
	put_uint64(descriptor + 0x50, ipa);
	put_uint64(descriptor + 0x58, flags);
	if (measure)
		hash_contents(m, s, realm, granule, descriptor + 0x60);
	extend(m, s, realm, descriptor);
}

void rmm_rim_extend_rec(const struct rmm_model *m, struct rmm *s,
			uint32_t realm, const struct rmm_measured_rec *params)
{
	uint8_t page[RMM_GRANULE_SIZE] = { 0 };
	uint8_t descriptor[DESCRIPTOR_SIZE];

	if (!m->config.hash) {
		uint64_t values[] = { DESC_REC, params->flags, params->pc };

		surrogate(m, s, realm, values, 3);
		surrogate(m, s, realm, params->gprs, 8);
		return;
	}
	/* B4.4.19: offsets in RmiRecParams */
	put_uint64(page + 0x000, params->flags);
	put_uint64(page + 0x200, params->pc);
	for (unsigned i = 0; i < 8; i++)
		put_uint64(page + 0x300 + 8 * (size_t)i, params->gprs[i]);
	describe(m, s, realm, DESC_REC, descriptor);
	hash(m, rmm_realm(m, s, realm)->hash_algo, page, sizeof(page),
	     descriptor + 0x50);
	extend(m, s, realm, descriptor);
}

void rmm_rim_extend_ripas(const struct rmm_model *m, struct rmm *s,
			  uint32_t realm, uint64_t base, uint64_t top)
{
	uint8_t descriptor[DESCRIPTOR_SIZE];

	if (!m->config.hash) {
		uint64_t values[] = { DESC_RIPAS, base, top };

		surrogate(m, s, realm, values, 3);
		return;
	}
	describe(m, s, realm, DESC_RIPAS, descriptor);
	put_uint64(descriptor + 0x50, base);
	put_uint64(descriptor + 0x58, top);
	extend(m, s, realm, descriptor);
}

void rmm_rem_extend(const struct rmm_model *m, struct rmm *s, uint32_t realm,
		    unsigned index, const uint8_t *value, size_t size)
{
	uint8_t algo = rmm_realm(m, s, realm)->hash_algo;
	uint8_t *rem = rmm_measurement(m, s, realm, index);
	uint8_t buffer[2 * RMM_MEASUREMENT_MAX] = { 0 };
	size_t used = algo == HASH_SHA_256 ? 32 : algo == HASH_SHA_384 ? 48 : 64;

	if (!m->config.hash)
		return;
	/*
	 * B3.42 speaks of a value zero-padded to 512 bits and leaves open what
	 * is hashed. The choice: the old REM, as long as the hash, then the
	 * value, padded only in the other reading.
	 */
	memcpy(buffer, rem, used);
	memcpy(buffer + used, value, size);
	if (rmm_variant(m, VARIANT_REM_EXTEND_PADDED))
		size = RMM_MEASUREMENT_MAX;
	hash(m, algo, buffer, used + size, rem);
}
