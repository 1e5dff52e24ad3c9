/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a model is made for: version, platform, geometry, pool sizes.
 *
 * The size of a state follows from the configuration alone. The same code runs
 * with real geometry and with tables of two entries.
 */
#ifndef RMM_CONFIG_H
#define RMM_CONFIG_H

#include "base/types.h"
#include "base/variant.h"
#include "base/version.h"

#define RMM_REGIONS_MAX 8
#define RMM_AUX_MAX 16          /* auxiliary Granules of a REC */
#define RMM_RTT_ENTRIES_MAX 512

/* A range of physical memory whose Granules the model tracks. */
struct rmm_region {
	uint64_t base;          /* Granule aligned */
	uint64_t size;          /* multiple of the Granule size, not 0 */
	bool delegable;         /* B3.25 PaIsDelegable */
	bool device;            /* device memory, else conventional */
};

/* What RMI_FEATURES reports (B4.4.6) and the hardware underneath. */
struct rmm_platform {
	uint8_t ipa_width_min;  /* bits; smallest S2SZ accepted */
	uint8_t ipa_width_max;  /* bits; S2SZ of the feature register */
	bool lpa2, sve, pmu;
	bool hpmn0;             /* FEAT_HPMN0: PMU with 0 counters */
	uint8_t sve_vl;
	uint8_t num_bps, num_wps;       /* minus one, as in the register */
	uint8_t pmu_num_ctrs;
	uint8_t gicv3_pri_bits; /* of priority that are implemented, 1 to 8 */
	uint8_t gicv3_num_lrs;  /* minus one, as in the register */
	uint8_t max_recs_order; /* MAX_RECS = 2^order - 1 (A2.3.4) */
	uint8_t aux_count;      /* Granules of RMI_REC_AUX_COUNT, 0 to 16 */
	uint8_t vmid_bits;      /* 8 or 16 (B3.82) */
	uint8_t srt;            /* register of a load or store: ESR.ISS.SRT */
	uint16_t token_size;    /* of an attestation token, bytes; not 0 */
	/* 2.0 only, from here on. aux_count: Granules that a REC asks for. */
	bool inactive;          /* boots in RMM_STATE_INIT, nothing tracked */
	uint8_t granule_size;   /* enum rmm_rmi_granule: of the GPT, and of the RMM at boot */
	bool pat_invalid;       /* RMI_REALM_CREATE: pat_valid fails */
	bool iss_without_isv;   /* ESR.ISS tells size and register though ISV is 0 */
	uint32_t gicv3_vtr;     /* ICH_VTR_EL2, which RSI_REALM_CONFIG tells */
	bool unchecked_ns;      /* no GPF of a Realm at an Unprotected IPA */
	bool da;                /* flags0.da of RMI_REALM_CREATE is supported */
	bool ats;               /* flags1.ats of RMI_REALM_CREATE is supported */
	bool can_cancel;        /* operations that wait may be cancelled */
	uint16_t vmids;         /* VMIDs that the RMM has; 0: all of vmid_bits */
	uint16_t mecids;        /* MECIDs for Realms with a private one */
};

/*
 * Computes the hash of @size bytes at @data into @digest, 32 (SHA-256), 48 or
 * 64 bytes. Must be a pure function of its input.
 */
typedef void rmm_hash_function(void *user, enum rmm_hash_algo algo,
			       const uint8_t *data, size_t size,
			       uint8_t digest[64]);

struct rmm_config {
	const struct rmm_version *version;
	struct rmm_region regions[RMM_REGIONS_MAX];
	unsigned region_count;
	struct rmm_platform platform;

	/* Entries of an RTT: a power of two, 2 to 512. */
	unsigned rtt_entries;

	/* Pools; a command that needs more ends with STATUS_LIMIT. */
	unsigned realms;        /* 1 to 255 */
	unsigned recs;          /* 1 to 65535 */
	unsigned rtts;
	unsigned words;         /* 8-byte words that differ from their page */
	unsigned operations;    /* incomplete at a time, 1 to 255; 2.0 only */
	unsigned descriptors;   /* of an address list that count, 1 to 512; 2.0 only */

	/* General-purpose registers kept in a REC: 31, or 4 for exploration. */
	unsigned gprs;
	/* Keep the contents of memory, or only where they come from? */
	bool contents;

	/*
	 * NULL: RIM and REMs are 8-byte surrogates that change exactly when
	 * the real measurements would; the RPV is not kept.
	 */
	rmm_hash_function *hash;
	void *hash_user;

	struct rmm_variants variants;
};

/*
 * The RMI Granule sizes that are supported (2.0: A2.3.1, RRVZCL), a bit for each:
 * none below that of the GPT, and none that memory does not fill in whole Granules.
 */
unsigned rmm_granule_sizes(const struct rmm_config *config);

/*
 * A platform and pools to start from: 64 MiB of delegable memory at
 * 0x88000000, 48-bit IPA, two Realms, real geometry. No hash function.
 */
void rmm_config_default(struct rmm_config *config, const struct rmm_version *version);

#endif
