/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The vocabulary of the specification: states, results and enumerations, with
 * the names and encodings that each version gives them.
 *
 * Where RMM 2.0 renamed a state, the enumeration carries both spellings, so
 * that a command reads like the section of the version it belongs to.
 */
#ifndef RMM_TYPES_H
#define RMM_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>


/*
 * Versions of the specification (base/version.h) that tables have rows for. A
 * row that one has, its children have too.
 */
enum rmm_line {
	LINE_1_0,               /* DEN0137 1.0-rel0 */
	LINE_2_0,               /* DEN0137 2.0-bet0 */
	LINE_2_0_BET3,          /* DEN0137 2.0-bet3 */
	RMM_LINES
};

/* Sets of lines: what began with them; 0 means all. */
#define ONLY_1_0 (1u << LINE_1_0)
#define ONLY_2_0 (1u << LINE_2_0)
#define SINCE_BET3 (1u << LINE_2_0_BET3)

/* A2.2.3.1 (2.0: A2.3.6): lifecycle of a Granule. */
enum rmm_granule_state {
	GRANULE_UNDELEGATED,
	GRANULE_DELEGATED,
	GRANULE_RD,
	GRANULE_REC,
	GRANULE_REC_AUX,        /* 1.0 only */
	GRANULE_DATA,
	GRANULE_RTT,
	GRANULE_DEV,            /* 2.0 only, from here on */
	GRANULE_PDEV,
	GRANULE_VDEV,
	GRANULE_VSMMU,
	GRANULE_CMEM,
	GRANULE_INTERNAL,
	GRANULE_INTERMEDIATE,   /* of an incomplete operation (B4.6.92) */
	GRANULE_STATES
};

/* C1.5: who may access a Granule. */
enum rmm_gpt {
	GPT_NS,
	GPT_REALM,
	GPT_SECURE,
	GPT_ROOT,
	GPT_AAP,
	GPT_STATES
};

/* A2.1.5.1 (2.0: A2.2.5.1): lifecycle of a Realm; NULL means no RD exists. */
enum rmm_realm_state {
	REALM_NULL,
	REALM_NEW,
	REALM_ACTIVE,
	REALM_SYSTEM_OFF,
	REALM_ZOMBIE,           /* 2.0 only */
	REALM_STATES
};

/* A2.3.4.1 (2.0: A2.4.4.1): lifecycle of a REC. */
enum rmm_rec_state { REC_READY, REC_RUNNING, REC_STATES };

/* A5.2.2: what a Realm may expect of a Protected IPA. */
enum rmm_ripas {
	RIPAS_EMPTY,
	RIPAS_RAM,
	RIPAS_DESTROYED,
	RIPAS_DEV,              /* unreachable in 1.0 */
	RIPAS_STATES
};

/* A5.5.4 (2.0: A5.6.4): state of an RTT entry, which is the HIPAS or TABLE. */
enum rmm_rtte_state {
	RTTE_UNASSIGNED,     RTTE_VOID        = RTTE_UNASSIGNED,
	RTTE_ASSIGNED,       RTTE_DATA        = RTTE_ASSIGNED,
	RTTE_UNASSIGNED_NS,  RTTE_UNMAPPED_NS = RTTE_UNASSIGNED_NS,
	RTTE_ASSIGNED_NS,    RTTE_MAPPED_NS   = RTTE_ASSIGNED_NS,
	RTTE_TABLE,
	RTTE_NARCH_DEV,         /* 2.0 only, from here on */
	RTTE_ARCH_DEV,
	RTTE_AUX_DESTROYED,
	RTTE_INTERMEDIATE,      /* of an incomplete operation (B4.3.2) */
	RTTE_STATES
};

/* B4.4.7: algorithm of the measurements of a Realm. */
enum rmm_hash_algo { HASH_SHA_256, HASH_SHA_512, HASH_SHA_384, HASH_ALGOS };

/* B4.4.22, B5.4.6: answer of the Host to a RIPAS change request. */
enum rmm_response { RESPONSE_ACCEPT, RESPONSE_REJECT, RESPONSES };

/* B5.4.8: whether a RIPAS change may leave DESTROYED. */
enum rmm_change_destroyed { NO_CHANGE_DESTROYED, CHANGE_DESTROYED };

/* B4.4.17 (2.0: B4.6.67): why a REC left. */
enum rmm_exit_reason {
	EXIT_SYNC,
	EXIT_IRQ,
	EXIT_FIQ,
	EXIT_PSCI,
	EXIT_RIPAS_CHANGE,
	EXIT_HOST_CALL,
	EXIT_SERROR,
	EXIT_S2AP_CHANGE,       /* 2.0 only, from here on */
	EXIT_VDEV_REQUEST,
	EXIT_VDEV_VALIDATE_MAPPING,
	EXIT_VSMMU_COMMAND,
	EXIT_VDEV_P2P_BINDING,
	EXIT_REASONS
};

/* A2.1.2.1 (2.0): lifecycle of the RMM itself. */
enum rmm_global_state { RMM_STATE_INIT, RMM_STATE_INTERMEDIATE, RMM_STATE_ACTIVE, RMM_STATES };

/* B4.6.93: how Granules of a region are tracked. */
enum rmm_tracking {
	TRACKING_RESERVED,
	TRACKING_NONE,
	TRACKING_FINE,
	TRACKING_COARSE,
	TRACKING_INTERMEDIATE,  /* 2.0-bet3 */
	TRACKING_STATES
};

/* B4.6.36 RmiGranuleSize (2.0-bet3): what the RMM manages memory in; 4KB in 1.0. */
enum rmm_rmi_granule {
	RMI_GRANULE_4KB,
	RMI_GRANULE_16KB,
	RMI_GRANULE_64KB,
	RMI_GRANULES
};

/* B4.6.38 */
enum rmm_category {
	CATEGORY_CONVENTIONAL,
	CATEGORY_DEV_NCOH,
	CATEGORY_DEV_COH,
	CATEGORY_NONE,          /* 2.0-bet3 */
	CATEGORIES
};

/* 2.0-bet3: who has set up the Granule Protection Table of a region. */
enum rmm_gpt_partition {
	GPT_PARTITION_RESERVED,
	GPT_PARTITION_PLAT,
	GPT_PARTITION_HOST_NOT_CREATED,
	GPT_PARTITION_HOST_CREATED,
	GPT_PARTITIONS
};

/* B4.6.42: what an incomplete operation waits for. */
enum rmm_memory_request {
	MEMORY_REQUEST_NONE,
	MEMORY_REQUEST_DONATE,
	MEMORY_REQUEST_RECLAIM,
	MEMORY_REQUESTS
};

/* B4.6.79: where output addresses are. */
enum rmm_address_type {
	ADDRESS_TYPE_NONE,
	ADDRESS_TYPE_SINGLE,
	ADDRESS_TYPE_LIST,
	ADDRESS_TYPES
};

/* What a REC waits for after its last exit. */
enum rmm_pending {
	PENDING_NONE,
	PENDING_ABORT,          /* the access is made again, or emulated */
	PENDING_RIPAS_CHANGE,
	PENDING_HOST_CALL,
	PENDING_PSCI,           /* RMI_PSCI_COMPLETE must come first */
	PENDING_PSCI_DONE,      /* the result stands in X0 */
	PENDING_RESUME,         /* WFI, IRQ, ...: just go on */
	PENDING_RESET,          /* PSCI_CPU_ON started it elsewhere */
	PENDINGS
};

/*
 * Results: of RMI (B4.4.25; 2.0: B4.6.92), RSI (B5.4.1) and PSCI (B6.4.2)
 * commands, then what else Realm and Host software can meet (outcomes of accesses).
 */
enum rmm_status {
	RMI_SUCCESS,
	RMI_ERROR_INPUT,
	RMI_ERROR_REALM,
	RMI_ERROR_REC,
	RMI_ERROR_RTT,
	RMI_ERROR_NOT_SUPPORTED,        /* 2.0 only, from here on */
	RMI_ERROR_DEVICE,
	RMI_ERROR_RTT_AUX,
	RMI_ERROR_PSMMU_ST,
	RMI_ERROR_DPT,
	RMI_BUSY,
	RMI_ERROR_GLOBAL,
	RMI_ERROR_TRACKING,
	RMI_INCOMPLETE,
	RMI_BLOCKED,
	RMI_ERROR_GPT,
	RMI_ERROR_GRANULE,
	RSI_SUCCESS,
	RSI_ERROR_INPUT,
	RSI_ERROR_STATE,
	RSI_INCOMPLETE,
	RSI_ERROR_UNKNOWN,
	PSCI_SUCCESS,
	PSCI_NOT_SUPPORTED,
	PSCI_INVALID_PARAMETERS,
	PSCI_DENIED,
	PSCI_ALREADY_ON,
	PSCI_ON_PENDING,
	PSCI_INTERNAL_FAILURE,
	PSCI_NOT_PRESENT,
	PSCI_DISABLED,
	PSCI_INVALID_ADDRESS,
	PSCI_OFF,
	STATUS_VERSION,         /* PSCI_VERSION answers a version, not a status */
	STATUS_OK,              /* the access or instruction was carried out */
	STATUS_SEA,             /* Synchronous External Abort taken to the Realm */
	STATUS_ADDRESS_SIZE_FAULT,
	STATUS_GPF,             /* Granule Protection Fault */
	STATUS_UNDEF,           /* Unknown exception taken to the Realm */
	STATUS_SMC_UNKNOWN,     /* SMCCC_NOT_SUPPORTED */
	STATUS_EMULATED,        /* the Host emulated the access */
	STATUS_EXIT,            /* REC exit: the Realm waits */
	STATUS_RETRY,           /* the Realm executes the instruction again */
	STATUS_RESET,           /* the REC was started elsewhere by PSCI_CPU_ON */
	STATUS_FID,             /* X0 holds the function id still (variant only) */
	STATUS_NOT_RUN,         /* the REC does not run */
	STATUS_UNSUPPORTED,     /* not a command of this version */
	STATUS_UNMODELLED,      /* exists, but this model does not say what it does */
	STATUS_LIMIT,           /* the model's own storage is exhausted */
	STATUSES
};

/* Which party issues a command. */
enum rmm_interface {
	INTERFACE_RMI,          /* Host to RMM */
	INTERFACE_RSI,          /* Realm to RMM */
	INTERFACE_PSCI,         /* Realm to RMM */
	INTERFACE_REALM,        /* Realm software: accesses, WFI, HVC, ... */
	INTERFACE_HOST,         /* Host software and firmware touching memory */
	INTERFACES
};

/* Names of the values of an enumeration; NULL: those of the line before. */
struct rmm_enumeration {
	unsigned count;
	const char *prefix[RMM_LINES];          /* that the names have, or "" */
	const char *const *names[RMM_LINES];    /* a NULL name: no such value */
};

extern const struct rmm_enumeration rmm_granule_states;
extern const struct rmm_enumeration rmm_gpt_states;
extern const struct rmm_enumeration rmm_realm_states;
extern const struct rmm_enumeration rmm_rec_states;
extern const struct rmm_enumeration rmm_ripas_values;
extern const struct rmm_enumeration rmm_rtte_states;
extern const struct rmm_enumeration rmm_hash_algos;
extern const struct rmm_enumeration rmm_responses;
extern const struct rmm_enumeration rmm_exit_reasons;
extern const struct rmm_enumeration rmm_pending_names;
extern const struct rmm_enumeration rmm_global_states;
extern const struct rmm_enumeration rmm_tracking_states;
extern const struct rmm_enumeration rmm_data_flag_names;
extern const struct rmm_enumeration rmm_granule_size_names;

/* What a result is called and how it is encoded in X0. */
struct rmm_status_info {
	const char *name;
	enum rmm_interface interface;
	int64_t encoding;
};

/* Never NULL for @status < STATUSES. */
const struct rmm_status_info *rmm_status(enum rmm_status status);

/* Is it a success of its interface? */
static inline bool rmm_succeeded(enum rmm_status status)
{
	return status == RMI_SUCCESS || status == RSI_SUCCESS ||
	       status == RSI_INCOMPLETE || status == PSCI_SUCCESS || status == STATUS_OK;
}

/* How the value of an input or output is written. */
enum rmm_form {
	FORM_ADDRESS,
	FORM_UNSIGNED,
	FORM_SIGNED,
	FORM_BITS,
	FORM_NAMED,             /* one of an enumeration */
	FORM_BYTES,             /* a string of bytes, 8 to a slot, little endian */
	FORM_STATUS,            /* a PsciReturnCode as the Host passes it */
	FORM_RANGE,             /* an address range descriptor (B4.6.5) */
	FORM_LEVEL              /* RmiAddrBlockSize (B4.6.1), as its RTT level */
};

/* What a value is the address of, for tools that follow or rename what it names. */
enum rmm_holds {
	HOLDS_PLAIN,            /* nothing: a number, a flag, a name */
	HOLDS_IPA,              /* a page of a Realm, or the end of a range of them */
	HOLDS_PA                /* a Granule, or other memory */
};

/* A concrete type of the specification (B4.4, B5.4, B6.4). */
struct rmm_type {
	const char *name;
	enum rmm_form form;
	const struct rmm_enumeration *names;    /* FORM_NAMED */
	enum rmm_holds holds;
};

/* Both are Address there. */
extern const struct rmm_type rmm_ipa, rmm_pa;

extern const struct rmm_type rmm_uint64, rmm_int64, rmm_bits64,
	rmm_flag, rmm_rmi_ripas, rmm_rsi_ripas, rmm_hash_algo, rmm_response,
	rmm_data_flags, rmm_ripas_change_flags, rmm_exit_reason,
	rmm_rtt_entry_state, rmm_psci_return_code, rmm_bits512, rmm_gpt,
	rmm_range_descriptor, rmm_block_size, rmm_address_type, rmm_memory_request,
	rmm_memory_state, rmm_category, rmm_tracking_state, rmm_granule_size,
	rmm_gpt_partition_state, rmm_rmm_state,
	rmm_continue_beyond;

/*
 * The smallest Granule, of 4 KiB: the one of 1.0, of RSI commands, and the page
 * in which a state keeps memory whatever the RMI Granule size of 2.0 is.
 */
#define RMM_GRANULE_SHIFT 12
#define RMM_GRANULE_SIZE  ((uint64_t)1 << RMM_GRANULE_SHIFT)

static inline bool rmm_is_granule_aligned(uint64_t address)
{
	return (address & (RMM_GRANULE_SIZE - 1)) == 0;
}

#endif
