/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The state of an RMM: one block of bytes without pointers. Copy it with
 * memcpy, compare it with memcmp, hash it as bytes; its size is
 * model->layout.size.
 *
 * Beside what the specification's RMM keeps, the block carries ghost state
 * that commands write and never read: where the contents of a Granule come
 * from, and which Protected IPAs lost contents that the Realm relied on.
 * Invariants are about both.
 */
#ifndef RMM_STATE_H
#define RMM_STATE_H

#include <string.h>

#include "base/model.h"

/* No such Granule, Realm, REC, RTT or operation. */
#define RMM_NONE UINT32_MAX

/* The RMM itself (2.0: A2.1.2). */
struct rmm_global {
	uint8_t state;          /* enum rmm_global_state */
	uint8_t region_size;    /* of tracking regions: encoded as in RmiRmmConfig */
	/* RmiGranuleSize; in 1.0 4KB. No byte, which compilers take for anything's alias. */
	uint16_t granule_size;
	uint16_t num_realms;
	uint8_t operations;     /* incomplete ones */
	uint8_t reserved;
	uint32_t num_tracked;   /* tracking regions that are FINE or COARSE */
};

/*
 * Marks show how far pools are in use, so that copying and comparing large
 * states need not touch what was never used. In small states they are fixed,
 * and equal states are equal bytes.
 */
struct rmm {
	uint32_t granules_high; /* Granules from here on are as at boot */
	uint32_t rtts_high;     /* RTTs from here on are free */
	uint32_t recs_high;     /* RECs from here on are free */
	uint32_t realms_high;   /* Realms from here on are free */
	uint32_t operations_high;       /* operations from here on are free; 2.0 only */
	uint32_t words_high;    /* words from here on were never used */
	uint32_t words_free;    /* first of the free words below, plus 1 */
	struct rmm_global global;
};

/* Of what it is noted that it was written. */
enum rmm_noted {
	NOTED_RTTS,
	NOTED_CHUNKS,           /* of RMM_CHUNK Granules each */
	NOTED_KINDS
};

#define RMM_CHUNK 64u

/* Chunks of the Granules below @high. */
static inline uint32_t rmm_chunks(uint32_t high)
{
	return (high + RMM_CHUNK - 1) / RMM_CHUNK;
}

/* The end of the Granules of @chunk, one of those. */
static inline uint32_t rmm_chunk_end(uint32_t chunk, uint32_t high)
{
	return chunk + 1 < rmm_chunks(high) ? RMM_CHUNK * (chunk + 1) : high;
}

/* Of states that are not small: what was written since the copy @stamp; 0: not noted. */
#define RMM_WRITTEN_MAX 16
struct rmm_written {
	uint32_t stamp;
	struct rmm_notes {
		uint32_t count;         /* beyond RMM_WRITTEN_MAX: any may have been */
		uint32_t item[RMM_WRITTEN_MAX];
	} notes[NOTED_KINDS];
};

/* A Realm (C1.16). Its measurements and RPV follow it. */
struct rmm_realm {
	uint32_t rd;            /* Granule of the RD, plus 1; 0: slot is free */
	uint32_t rtt_base;      /* Granule of the first starting level RTT */
	uint16_t vmid;
	uint16_t rec_index;     /* of the next REC */
	uint16_t num_recs;
	uint8_t state;          /* enum rmm_realm_state */
	uint8_t ipa_width;      /* bits */
	uint8_t rtt_num_start;  /* 1 to 16 */
	uint8_t hash_algo;      /* enum rmm_hash_algo */
	uint8_t lpa2;
	int8_t rtt_level_start;
	uint8_t flags1;         /* RmiRealmFlags1; 2.0 only */
	uint8_t reserved;
	uint16_t flags0;        /* RmiRealmFlags0; 2.0 only */
};

/* Of flags0: devices may be assigned. Of flags1: they may use ATS. */
#define RMM_REALM_DA  8
#define RMM_REALM_ATS 4

/* About the abort of the last exit; flags of struct rmm_rec. */
#define ABORT_DATA        0x01  /* else an instruction fetch */
#define ABORT_WRITE       0x02
#define ABORT_ISV         0x04
#define ABORT_UNPROTECTED 0x08

/* A REC (C1.19). Its GPRs, pc and AUX Granules follow it. */
struct rmm_rec {
	uint64_t ripas_addr;    /* next address of the RIPAS change */
	uint64_t ripas_top;
	uint64_t address;       /* IPA of the abort or of the Host call pending */
	uint64_t run_ptr;       /* RecRun of the execution under way */
	uint32_t granule;       /* Granule of the REC, plus 1; 0: slot is free */
	uint32_t index;         /* A2.3.3; the MPIDR follows from it */
	uint32_t attest_left;   /* bytes of a token that are still to be told */
	uint8_t owner;          /* slot of the Realm */
	uint8_t state;          /* enum rmm_rec_state */
	uint8_t runnable;
	uint8_t pending;        /* enum rmm_pending */
	uint8_t ripas_value;
	uint8_t ripas_destroyed;        /* enum rmm_change_destroyed */
	uint8_t ripas_response;
	uint8_t emulatable_abort;
	uint8_t abort;          /* ABORT_* of the last exit */
	uint8_t srt;            /* register of the aborted access */
	uint8_t trap;           /* bit 0: trap WFI, bit 1: trap WFE */
	uint8_t attest_state;   /* attestation token in progress (C1.20) */
};

/* What an incomplete operation waits for. */
enum rmm_phase {
	PHASE_CONTINUE,         /* RMI_OP_CONTINUE, which goes on */
	PHASE_DONATE,           /* RMI_OP_MEM_DONATE */
	PHASE_RECLAIM,          /* RMI_OP_MEM_RECLAIM */
	PHASE_FINISH,           /* RMI_OP_CONTINUE, which tells the result */
	PHASE_ROLL_BACK         /* RMI_OP_CONTINUE, which goes on rolling back */
};

/*
 * A Stateful RMI Operation that is incomplete (2.0: B4.3.2). The inputs of its
 * command and the Granules that it holds follow it.
 */
struct rmm_operation {
	uint64_t progress;      /* bytes of a range that are done */
	uint64_t offset;        /* bytes of the entry under way; entry as it was */
	uint16_t command;       /* enum rmm_command_id + 1; 0: slot is free */
	uint8_t phase;          /* enum rmm_phase */
	uint8_t wanted;         /* Granules still to be donated */
	uint8_t held;           /* Granules donated and not reclaimed */
	uint8_t status;         /* of PHASE_FINISH: enum rmm_status */
	int8_t index, condition;
	uint8_t marked[2];      /* state of Granules that are INTERMEDIATE now */
	uint8_t pe;             /* that it is bound to, plus 1; 0: to none */
	uint8_t reserved[5];
};

/* Where the contents of a Granule come from (ghost). */
enum rmm_origin {
	ORIGIN_HOST,            /* Host memory: the Host may know it */
	ORIGIN_WIPED,
	ORIGIN_MEASURED,        /* copied from the Host, in the RIM */
	ORIGIN_UNMEASURED,      /* copied from the Host, only ipa and flags in the RIM */
	ORIGIN_REALM,           /* written by the Realm, or for it by the RMM */
	ORIGIN_RMM,             /* an RD, REC or RTT */
	ORIGINS,
	ORIGIN_MASK = 0x07,
	ORIGIN_OBSERVED = 0x08  /* the Realm has read or written it here */
};

/* A word of memory that differs from the fill of its Granule. */
struct rmm_word {
	uint64_t value;
	uint32_t next;          /* next word of the Granule, plus 1 */
	uint32_t offset;        /* in words: 0 to 511 */
};

/* Up to this size every pool counts as in use: equal states, equal bytes. */
#define RMM_SMALL_STATE 4096

/* As memcpy of a whole state, but does not touch what neither state uses. */
void rmm_state_copy(const struct rmm_model *model, struct rmm *to,
		    const struct rmm *from);

/*
 * The same for a copy that keeps up with @from, step by step: of RTTs and
 * Granules only those are copied that were written since the copy before.
 * @stamp tells this copy from all others of these two states; not 0.
 */
void rmm_state_follow(const struct rmm_model *model, struct rmm *to, struct rmm *from,
		      uint32_t stamp);

/*
 * The RTTs, or chunks of Granules, that may differ between a state and a copy that
 * kept up with it, in order, at most 2 * RMM_WRITTEN_MAX; false: any may.
 */
bool rmm_state_written(const struct rmm_model *model, const struct rmm *a, const struct rmm *b,
		       enum rmm_noted kind, uint32_t *items, unsigned *count);

/* Was everything that differs, and would be noted, noted as written? */
bool rmm_state_noted(const struct rmm_model *model, const struct rmm *a, const struct rmm *b);

/* Equal in every byte? */
bool rmm_state_equal(const struct rmm_model *model, const struct rmm *a,
		     const struct rmm *b);

/* Told of @size bytes at @offset of a state. */
typedef void rmm_bytes_function(void *user, size_t offset, size_t size);

/*
 * Calls @function for each stretch of bytes, at most RMM_STRETCH, within which two
 * states differ; what neither uses is not looked at. Who copies all of them from
 * @a to @b, then or in @function, and calls rmm_state_touched() for @b, has made it
 * the same as @a.
 */
#define RMM_STRETCH 64
void rmm_state_differences(const struct rmm_model *model, const struct rmm *a,
			   const struct rmm *b, rmm_bytes_function *function, void *user);

/* Its bytes were changed from outside: no copy keeps up with it any more. */
void rmm_state_touched(const struct rmm_model *model, struct rmm *state);

/* A 64-bit hash of the bytes in use; not for adversaries. */
uint64_t rmm_state_hash(const struct rmm_model *model, const struct rmm *state);

/* Offset into the state, as a pointer of any type. */
static inline void *rmm_part(const struct rmm *state, size_t offset)
{
	return (char *)(uintptr_t)state + offset;
}

/* ---- Realms ---- */

static inline struct rmm_realm *rmm_realm(const struct rmm_model *m,
					  const struct rmm *s, uint32_t slot)
{
	return rmm_part(s, m->layout.realms + (size_t)slot * m->layout.realm_stride);
}

/* Measurement @index: 0 is the RIM, 1 to 4 are the REMs (A7.1). */
static inline uint8_t *rmm_measurement(const struct rmm_model *m,
				       const struct rmm *s, uint32_t slot,
				       unsigned index)
{
	return (uint8_t *)rmm_realm(m, s, slot) + sizeof(struct rmm_realm) +
	       (size_t)index * m->layout.measurement_size;
}

/* Measurements kept per Realm: RIM and four REMs, or the RIM alone. */
static inline unsigned rmm_measurements(const struct rmm_model *m)
{
	return m->config.hash ? 5 : 1;
}

/* The Realm Personalization Value, 64 bytes; NULL if it is not kept. */
static inline uint8_t *rmm_rpv(const struct rmm_model *m, const struct rmm *s,
			       uint32_t slot)
{
	return m->config.hash ? rmm_measurement(m, s, slot, 5) : NULL;
}

/* ---- the RMM and its operations; 2.0 only ---- */

static inline struct rmm_global *rmm_global(const struct rmm *s)
{
	return rmm_part(s, offsetof(struct rmm, global));
}

static inline struct rmm_operation *rmm_operation(const struct rmm_model *m,
						  const struct rmm *s, uint32_t slot)
{
	return rmm_part(s, m->layout.operations + (size_t)slot * m->layout.operation_stride);
}

/* layout.operation_inputs slots. */
static inline uint64_t *rmm_operation_inputs(const struct rmm_model *m,
					     const struct rmm *s, uint32_t slot)
{
	return (uint64_t *)(rmm_operation(m, s, slot) + 1);
}

/* platform.aux_count Granules, of which .held count. */
static inline uint32_t *rmm_operation_granules(const struct rmm_model *m,
					       const struct rmm *s, uint32_t slot)
{
	return (uint32_t *)(rmm_operation_inputs(m, s, slot) + m->layout.operation_inputs);
}

/* ---- RECs ---- */

static inline struct rmm_rec *rmm_rec(const struct rmm_model *m,
				      const struct rmm *s, uint32_t slot)
{
	return rmm_part(s, m->layout.recs + (size_t)slot * m->layout.rec_stride);
}

/* config.gprs registers X0, X1, ... */
static inline uint64_t *rmm_gprs(const struct rmm_model *m, const struct rmm *s,
				 uint32_t slot)
{
	return (uint64_t *)((char *)rmm_rec(m, s, slot) + sizeof(struct rmm_rec));
}

static inline uint64_t *rmm_pc(const struct rmm_model *m, const struct rmm *s,
			       uint32_t slot)
{
	return rmm_gprs(m, s, slot) + m->config.gprs;
}

/* platform.aux_count Granules. */
static inline uint32_t *rmm_aux(const struct rmm_model *m, const struct rmm *s,
				uint32_t slot)
{
	return (uint32_t *)(rmm_pc(m, s, slot) + 1);
}

/* ---- RTTs ---- */

/*
 * Where RTT @rtt hangs (ghost, but for 0: the slot is free): its Realm, its
 * level, and the first IPA that it describes.
 */
static inline uint64_t *rmm_rtt_position(const struct rmm_model *m,
					 const struct rmm *s, uint32_t rtt)
{
	return (uint64_t *)rmm_part(s, m->layout.rtt_positions) + rtt;
}

/* NULL: a small state. */
static inline struct rmm_written *rmm_written(const struct rmm_model *m, const struct rmm *s)
{
	return m->layout.written ? rmm_part(s, m->layout.written) : NULL;
}

/* RTT @item, or chunk @item of Granules, is about to be written. */
static inline void rmm_note_written(const struct rmm_model *m, struct rmm *s,
				    enum rmm_noted kind, uint32_t item)
{
	struct rmm_written *written = rmm_written(m, s);
	struct rmm_notes *notes;

	if (!written || !written->stamp)
		return;
	notes = &written->notes[kind];
	if (notes->count > RMM_WRITTEN_MAX)
		return;
	for (uint32_t i = notes->count; i > 0; i--)
		if (notes->item[i - 1] == item)
			return;
	if (notes->count < RMM_WRITTEN_MAX)
		notes->item[notes->count] = item;
	notes->count++;
}

static inline void rmm_note_rtt(const struct rmm_model *m, struct rmm *s, uint32_t rtt)
{
	rmm_note_written(m, s, NOTED_RTTS, rtt);
}

/* It is in use from here on. */
static inline void rmm_note_granule(const struct rmm_model *m, struct rmm *s, uint32_t granule)
{
	if (granule >= s->granules_high)
		s->granules_high = granule + 1;
	rmm_note_written(m, s, NOTED_CHUNKS, granule / RMM_CHUNK);
}

static inline struct rmm_rtte *rmm_rtt_entries(const struct rmm_model *m,
					const struct rmm *s, uint32_t rtt)
{
	return rmm_part(s, m->layout.rtts + (size_t)rtt * m->layout.rtt_stride);
}

static inline struct rmm_word *rmm_word(const struct rmm_model *m,
					const struct rmm *s, uint32_t word)
{
	return (struct rmm_word *)rmm_part(s, m->layout.words) + word;
}

#endif
