/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A model: one version of the specification, made for one configuration.
 *
 * It holds what is fixed while states change: the configuration, where the
 * parts of a state lie, and the rules of every command as this version and
 * these variants have them. Read-only once made, so that threads may share it.
 */
#ifndef RMM_MODEL_H
#define RMM_MODEL_H

#include "base/command_ids.h"
#include "base/config.h"

#define RMM_FAILURES_MAX 40
#define RMM_SUBJECTS 5
#define RMM_INVARIANTS_MAX 64
#define RMM_MEASUREMENT_MAX 64  /* bytes */

/* Bytes; offsets into a state fit 32 bits. */
#define RMM_STATE_MAX ((size_t)1 << 30)

struct rmm_command;
struct rmm_failure;
struct rmm_mistake;

/* Offsets of the parts of a state, in bytes from its start. */
struct rmm_layout {
	size_t size;                    /* of a whole state */
	uint32_t granules;              /* Granules tracked */
	uint32_t granule_state;         /* a byte each: state and GPT entry */
	uint32_t granule_origin;        /* a byte each: where contents come from */
	uint32_t granule_link;          /* link_size bytes each */
	uint32_t granule_fill;          /* 8 bytes each, with contents */
	uint32_t granule_words;         /* 4 bytes each, with contents */
	uint32_t link_size;             /* 1 or 8 */
	uint32_t tracking;              /* a byte for each place of a region; 2.0 only */
	uint32_t region_places;
	uint32_t first_place[RMM_REGIONS_MAX];  /* of the memory of each configured region */
	uint32_t operations, operation_stride;
	uint32_t operation_inputs;      /* slots of inputs kept */
	uint32_t realms, realm_stride;
	uint32_t recs, rec_stride;
	uint32_t words;
	uint32_t rtt_positions;          /* 4 bytes each */
	uint32_t rtts, rtt_stride;
	uint32_t written;               /* struct rmm_written; 0: a small state */
	uint32_t measurement_size;      /* bytes of a RIM or REM */
	uint64_t ipa_pages;             /* of the largest IPA space */
};

/* The failure conditions of a command that are in force, in listing order. */
struct rmm_rules {
	unsigned count;
	const struct rmm_failure *failure[RMM_FAILURES_MAX];
	/* Bit i of after[j]: i is reported first (transitive closure). */
	uint64_t after[RMM_FAILURES_MAX];
	uint64_t mistakes;      /* rows of model->mistakes that spoil it: bits */
};

/* Rows of a table, in its order. */
struct rmm_rows {
	uint8_t count, row[RMM_INVARIANTS_MAX];
};

struct rmm_model {
	struct rmm_config config;
	struct rmm_layout layout;
	unsigned entry_bits;            /* log2(rtt_entries) */
	/* Bits of IPA below the index at a level from -2 on, by RMI Granule size. */
	unsigned level_shift[RMI_GRANULES][6];
	/* Of the version, as it and its parents have it. */
	const struct rmm_command *commands[COMMANDS];   /* NULL: it has none */
	unsigned lineage;               /* lines: bits */
	unsigned traits;                /* enum rmm_trait: bits */
	uint16_t rmi_major, rsi_major, rsi_minor;       /* interface versions */
	struct rmm_rules rules[COMMANDS];
	/*
	 * A command that fails is evaluated up to the first condition that holds,
	 * and tells no other that it might report: for those who only ask whether
	 * it succeeds, and on what that depends. Set it after rmm_model_init.
	 */
	bool first_failure;
	/*
	 * It is wrong on purpose: an RD may outlive its Realm, and the like, so that a
	 * command looks twice before it acts. Of variants rmm_model_init sets it.
	 */
	bool mistaken;
	const struct rmm_mistake *mistakes;
	struct rmm_rows invariants[RMM_SUBJECTS];       /* of this version, by enum rmm_subject */
};

/* Is a row in force in the version of @model? As rmm_in_force. */
static inline bool rmm_is_in(const struct rmm_model *model, unsigned in, unsigned until)
{
	return rmm_in_force(model->lineage, in, until);
}

static inline bool rmm_variant(const struct rmm_model *model,
			       enum rmm_variant variant)
{
	return rmm_has_variant(&model->config.variants, variant);
}

/* Bits of the widest output address. */
static inline unsigned rmm_output_width(const struct rmm_model *model)
{
	return model->config.platform.lpa2 ? 52 : 48;
}

static inline bool rmm_has(const struct rmm_model *model, enum rmm_trait trait)
{
	return model->traits & trait;
}

#endif
