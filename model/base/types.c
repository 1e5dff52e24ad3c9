/* SPDX-License-Identifier: BSD-3-Clause */
/* Names and encodings of the specification's enumerations. */
#include "base/types.h"


#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Names of both lines, with one prefix or another. */
#define RENAMED(prefix_1_0, prefix_2_0, count, names_1_0, names_2_0) \
	{ count, { [LINE_1_0] = prefix_1_0, [LINE_2_0] = prefix_2_0 }, \
	  { [LINE_1_0] = names_1_0, [LINE_2_0] = names_2_0 } }
#define NAMES(prefix, count, names_1_0, names_2_0) \
	RENAMED(prefix, prefix, count, names_1_0, names_2_0)

static const char *const granule_1_0[GRANULE_STATES] = {
	[GRANULE_UNDELEGATED] = "UNDELEGATED", [GRANULE_DELEGATED] = "DELEGATED",
	[GRANULE_RD] = "RD", [GRANULE_REC] = "REC", [GRANULE_REC_AUX] = "REC_AUX",
	[GRANULE_DATA] = "DATA", [GRANULE_RTT] = "RTT",
};
static const char *const granule_2_0[GRANULE_STATES] = {
	[GRANULE_UNDELEGATED] = "UNDELEGATED", [GRANULE_DELEGATED] = "DELEGATED",
	[GRANULE_RD] = "RD", [GRANULE_REC] = "REC",
	[GRANULE_DATA] = "DATA", [GRANULE_RTT] = "RTT", [GRANULE_DEV] = "DEV",
	[GRANULE_PDEV] = "PDEV", [GRANULE_VDEV] = "VDEV",
	[GRANULE_VSMMU] = "VSMMU", [GRANULE_CMEM] = "CMEM",
	[GRANULE_INTERNAL] = "INTERNAL",
	[GRANULE_INTERMEDIATE] = "INTERMEDIATE",
};
const struct rmm_enumeration rmm_granule_states =
	NAMES("GRAN_", GRANULE_STATES, granule_1_0, granule_2_0);

static const char *const gpt[GPT_STATES] = {
	"NS", "REALM", "SECURE", "ROOT", "AAP"
};
const struct rmm_enumeration rmm_gpt_states = NAMES("GPT_", GPT_STATES, gpt, gpt);

static const char *const realm_1_0[REALM_STATES] = {
	"NULL", "NEW", "ACTIVE", "SYSTEM_OFF"
};
static const char *const realm_2_0[REALM_STATES] = {
	"NULL", "NEW", "ACTIVE", "SYSTEM_OFF", "ZOMBIE"
};
const struct rmm_enumeration rmm_realm_states =
	NAMES("REALM_", REALM_STATES, realm_1_0, realm_2_0);

static const char *const rec[REC_STATES] = { "READY", "RUNNING" };
const struct rmm_enumeration rmm_rec_states = NAMES("REC_", REC_STATES, rec, rec);

static const char *const ripas[RIPAS_STATES] = {
	"EMPTY", "RAM", "DESTROYED", "DEV"
};
const struct rmm_enumeration rmm_ripas_values =
	NAMES("RIPAS_", RIPAS_STATES, ripas, ripas);
static const struct rmm_enumeration rmi_ripas =
	RENAMED("RMI_", "RMI_RIPAS_", RIPAS_STATES, ripas, ripas);
static const struct rmm_enumeration rsi_ripas =
	NAMES("RSI_", RIPAS_STATES, ripas, ripas);

static const char *const rtte_1_0[RTTE_STATES] = {
	[RTTE_UNASSIGNED] = "UNASSIGNED", [RTTE_ASSIGNED] = "ASSIGNED",
	[RTTE_UNASSIGNED_NS] = "UNASSIGNED_NS", [RTTE_ASSIGNED_NS] = "ASSIGNED_NS",
	[RTTE_TABLE] = "TABLE",
};
static const char *const rtte_2_0[RTTE_STATES] = {
	[RTTE_VOID] = "VOID", [RTTE_DATA] = "DATA",
	[RTTE_UNMAPPED_NS] = "UNMAPPED_NS", [RTTE_MAPPED_NS] = "MAPPED_NS",
	[RTTE_TABLE] = "TABLE", [RTTE_NARCH_DEV] = "NARCH_DEV",
	[RTTE_ARCH_DEV] = "ARCH_DEV", [RTTE_AUX_DESTROYED] = "AUX_DESTROYED",
	[RTTE_INTERMEDIATE] = "INTERMEDIATE",
};
const struct rmm_enumeration rmm_rtte_states =
	NAMES("HIPAS_", RTTE_STATES, rtte_1_0, rtte_2_0);

/* B4.4.24 (2.0: B4.6.84): what RMI_RTT_READ_ENTRY says of an entry. */
static const char *const entry_1_0[6] = { "UNASSIGNED", "ASSIGNED", "TABLE" };
static const char *const entry_2_0[] = {
	"VOID", "DATA", "TABLE", "NARCH_DEV", "AUX_DESTROYED", "ARCH_DEV"
};
static const struct rmm_enumeration entry_states =
	RENAMED("RMI_", "RMI_RTTE_", COUNT(entry_2_0), entry_1_0, entry_2_0);

static const char *const hash_1_0[HASH_ALGOS] = { "SHA_256", "SHA_512" };
static const char *const hash_2_0[HASH_ALGOS] = { "SHA_256", "SHA_512", "SHA_384" };
const struct rmm_enumeration rmm_hash_algos =
	NAMES("RMI_HASH_", HASH_ALGOS, hash_1_0, hash_2_0);

static const char *const responses[RESPONSES] = { "ACCEPT", "REJECT" };
const struct rmm_enumeration rmm_responses =
	RENAMED("RMI_", "RMI_RESPONSE_", RESPONSES, responses, responses);

static const char *const exits_1_0[EXIT_REASONS] = {
	"SYNC", "IRQ", "FIQ", "PSCI", "RIPAS_CHANGE", "HOST_CALL", "SERROR"
};
static const char *const exits_2_0[EXIT_REASONS] = {
	"SYNC", "IRQ", "FIQ", "PSCI", "RIPAS_CHANGE", "HOST_CALL", "SERROR",
	"S2AP_CHANGE", "VDEV_REQUEST", "VDEV_VALIDATE_MAPPING", "VSMMU_COMMAND",
	"VDEV_P2P_BINDING"
};
const struct rmm_enumeration rmm_exit_reasons =
	NAMES("RMI_EXIT_", EXIT_REASONS, exits_1_0, exits_2_0);

static const char *const pendings[PENDINGS] = {
	"NONE", "ABORT", "RIPAS_CHANGE", "HOST_CALL", "PSCI", "PSCI_DONE", "RESUME", "RESET"
};
const struct rmm_enumeration rmm_pending_names =
	NAMES("", PENDINGS, pendings, pendings);

static const char *const measure[] = { "NO_MEASURE_CONTENT", "MEASURE_CONTENT" };
const struct rmm_enumeration rmm_data_flag_names =
	NAMES("RMI_", COUNT(measure), measure, measure);

static const char *const destroyed[] = { "NO_CHANGE_DESTROYED", "CHANGE_DESTROYED" };
static const struct rmm_enumeration change_destroyed =
	NAMES("RSI_", COUNT(destroyed), destroyed, destroyed);

/* ---- 2.0 only: 1.0 has no such names ---- */

#define NEW_IN_2_0(name, prefix, names) \
	const struct rmm_enumeration name = \
		{ COUNT(names), { [LINE_2_0] = prefix }, { [LINE_2_0] = names } }

static const char *const global[RMM_STATES] = { "INIT", "INTERMEDIATE", "ACTIVE" };
NEW_IN_2_0(rmm_global_states, "RMM_STATE_", global);

static const char *const tracking[TRACKING_STATES] = {
	"RESERVED", "NONE", "FINE", "COARSE"
};
static const char *const tracking_bet3[TRACKING_STATES] = {
	"RESERVED", "NONE", "FINE", "COARSE", "INTERMEDIATE"
};
const struct rmm_enumeration rmm_tracking_states = {
	TRACKING_STATES, { [LINE_2_0] = "RMI_TRACKING_" },
	{ [LINE_2_0] = tracking, [LINE_2_0_BET3] = tracking_bet3 }
};

static const char *const category[CATEGORIES] = { "CONVENTIONAL", "DEV_NCOH", "DEV_COH" };
static const char *const category_bet3[CATEGORIES] = {
	"CONVENTIONAL", "DEV_NCOH", "DEV_COH", "NONE"
};
static const struct rmm_enumeration categories = {
	CATEGORIES, { [LINE_2_0] = "RMI_MEM_CATEGORY_" },
	{ [LINE_2_0] = category, [LINE_2_0_BET3] = category_bet3 }
};

static const char *const partition[GPT_PARTITIONS] = {
	"RESERVED", "PLAT", "HOST_NOT_CREATED", "HOST_CREATED"
};
static const struct rmm_enumeration partitions = {
	GPT_PARTITIONS, { [LINE_2_0_BET3] = "RMI_GPT_PAR_" }, { [LINE_2_0_BET3] = partition }
};

static const char *const request[MEMORY_REQUESTS] = { "NONE", "DONATE", "RECLAIM" };
static NEW_IN_2_0(requests, "RMI_OP_MEM_REQ_", request);

static const char *const address_type[ADDRESS_TYPES] = { "NONE", "SINGLE", "LIST" };
static NEW_IN_2_0(address_types, "RMI_ADDR_TYPE_", address_type);

static const char *const memory_state[] = { "DELEGATED", "UNDELEGATED" };
static NEW_IN_2_0(memory_states, "RMI_OP_MEM_", memory_state);

static const char *const size[] = { "SIZE_4KB", "SIZE_16KB", "SIZE_64KB" };
NEW_IN_2_0(rmm_granule_size_names, "RMI_GRANULE_", size);

static const char *const beyond[] = { "KEEP_GOING", "STOP" };
static NEW_IN_2_0(beyonds, "RMI_CONTINUE_", beyond);

static const struct rmm_status_info statuses[STATUSES] = {
	[RMI_SUCCESS]             = { "RMI_SUCCESS",             INTERFACE_RMI,   0 },
	[RMI_ERROR_INPUT]         = { "RMI_ERROR_INPUT",         INTERFACE_RMI,   1 },
	[RMI_ERROR_REALM]         = { "RMI_ERROR_REALM",         INTERFACE_RMI,   2 },
	[RMI_ERROR_REC]           = { "RMI_ERROR_REC",           INTERFACE_RMI,   3 },
	[RMI_ERROR_RTT]           = { "RMI_ERROR_RTT",           INTERFACE_RMI,   4 },
	[RMI_ERROR_NOT_SUPPORTED] = { "RMI_ERROR_NOT_SUPPORTED", INTERFACE_RMI,   5 },
	[RMI_ERROR_DEVICE]        = { "RMI_ERROR_DEVICE",        INTERFACE_RMI,   6 },
	[RMI_ERROR_RTT_AUX]       = { "RMI_ERROR_RTT_AUX",       INTERFACE_RMI,   7 },
	[RMI_ERROR_PSMMU_ST]      = { "RMI_ERROR_PSMMU_ST",      INTERFACE_RMI,   8 },
	[RMI_ERROR_DPT]           = { "RMI_ERROR_DPT",           INTERFACE_RMI,   9 },
	[RMI_BUSY]                = { "RMI_BUSY",                INTERFACE_RMI,  10 },
	[RMI_ERROR_GLOBAL]        = { "RMI_ERROR_GLOBAL",        INTERFACE_RMI,  11 },
	[RMI_ERROR_TRACKING]      = { "RMI_ERROR_TRACKING",      INTERFACE_RMI,  12 },
	[RMI_INCOMPLETE]          = { "RMI_INCOMPLETE",          INTERFACE_RMI,  13 },
	[RMI_BLOCKED]             = { "RMI_BLOCKED",             INTERFACE_RMI,  14 },
	[RMI_ERROR_GPT]           = { "RMI_ERROR_GPT",           INTERFACE_RMI,  15 },
	[RMI_ERROR_GRANULE]       = { "RMI_ERROR_GRANULE",       INTERFACE_RMI,  16 },
	[RSI_SUCCESS]             = { "RSI_SUCCESS",             INTERFACE_RSI,   0 },
	[RSI_ERROR_INPUT]         = { "RSI_ERROR_INPUT",         INTERFACE_RSI,   1 },
	[RSI_ERROR_STATE]         = { "RSI_ERROR_STATE",         INTERFACE_RSI,   2 },
	[RSI_INCOMPLETE]          = { "RSI_INCOMPLETE",          INTERFACE_RSI,   3 },
	[RSI_ERROR_UNKNOWN]       = { "RSI_ERROR_UNKNOWN",       INTERFACE_RSI,   4 },
	[PSCI_SUCCESS]            = { "PSCI_SUCCESS",            INTERFACE_PSCI,  0 },
	[PSCI_NOT_SUPPORTED]      = { "PSCI_NOT_SUPPORTED",      INTERFACE_PSCI, -1 },
	[PSCI_INVALID_PARAMETERS] = { "PSCI_INVALID_PARAMETERS", INTERFACE_PSCI, -2 },
	[PSCI_DENIED]             = { "PSCI_DENIED",             INTERFACE_PSCI, -3 },
	[PSCI_ALREADY_ON]         = { "PSCI_ALREADY_ON",         INTERFACE_PSCI, -4 },
	[PSCI_ON_PENDING]         = { "PSCI_ON_PENDING",         INTERFACE_PSCI, -5 },
	[PSCI_INTERNAL_FAILURE]   = { "PSCI_INTERNAL_FAILURE",   INTERFACE_PSCI, -6 },
	[PSCI_NOT_PRESENT]        = { "PSCI_NOT_PRESENT",        INTERFACE_PSCI, -7 },
	[PSCI_DISABLED]           = { "PSCI_DISABLED",           INTERFACE_PSCI, -8 },
	[PSCI_INVALID_ADDRESS]    = { "PSCI_INVALID_ADDRESS",    INTERFACE_PSCI, -9 },
	[PSCI_OFF]                = { "PSCI_OFF",                INTERFACE_PSCI,  1 },
	[STATUS_VERSION]          = { "VERSION",                 INTERFACE_REALM, 0 },
	[STATUS_OK]               = { "OK",                      INTERFACE_REALM, 0 },
	[STATUS_SEA]              = { "SEA",                     INTERFACE_REALM, 0 },
	[STATUS_ADDRESS_SIZE_FAULT] = { "ADDRESS_SIZE_FAULT",    INTERFACE_REALM, 0 },
	[STATUS_GPF]              = { "GPF",                     INTERFACE_REALM, 0 },
	[STATUS_UNDEF]            = { "UNDEF",                   INTERFACE_REALM, 0 },
	[STATUS_SMC_UNKNOWN]      = { "SMC_UNKNOWN",             INTERFACE_REALM, -1 },
	[STATUS_EMULATED]         = { "EMULATED",                INTERFACE_REALM, 0 },
	[STATUS_EXIT]             = { "EXIT",                    INTERFACE_REALM, 0 },
	[STATUS_RETRY]            = { "RETRY",                   INTERFACE_REALM, 0 },
	[STATUS_RESET]            = { "RESET",                   INTERFACE_REALM, 0 },
	[STATUS_FID]              = { "FID",                     INTERFACE_REALM, 0 },
	[STATUS_NOT_RUN]          = { "NOT_RUN",                 INTERFACE_REALM, 0 },
	[STATUS_UNSUPPORTED]      = { "UNSUPPORTED",             INTERFACE_REALM, -1 },
	[STATUS_UNMODELLED]       = { "NOT_MODELLED",            INTERFACE_REALM, 0 },
	[STATUS_LIMIT]            = { "MODEL_LIMIT",             INTERFACE_REALM, 0 },
};

const struct rmm_status_info *rmm_status(enum rmm_status status)
{
	return &statuses[status];
}

const struct rmm_type rmm_ipa                = { "Address", FORM_ADDRESS, NULL, HOLDS_IPA };
const struct rmm_type rmm_pa                 = { "Address", FORM_ADDRESS, NULL, HOLDS_PA };
const struct rmm_type rmm_uint64             = { "UInt64", FORM_UNSIGNED, NULL };
const struct rmm_type rmm_int64              = { "Int64", FORM_SIGNED, NULL };
const struct rmm_type rmm_bits64             = { "Bits64", FORM_BITS, NULL };
const struct rmm_type rmm_bits512            = { "Bits512", FORM_BYTES, NULL };
const struct rmm_type rmm_flag               = { "Flag", FORM_UNSIGNED, NULL };
const struct rmm_type rmm_rmi_ripas          = { "RmiRipas", FORM_NAMED, &rmi_ripas };
const struct rmm_type rmm_rsi_ripas          = { "RsiRipas", FORM_NAMED, &rsi_ripas };
const struct rmm_type rmm_hash_algo          = { "RmiHashAlgorithm", FORM_NAMED, &rmm_hash_algos };
const struct rmm_type rmm_response           = { "RmiResponse", FORM_NAMED, &rmm_responses };
const struct rmm_type rmm_data_flags         = { "RmiDataFlags", FORM_NAMED, &rmm_data_flag_names };
const struct rmm_type rmm_ripas_change_flags = { "RsiRipasChangeFlags", FORM_NAMED, &change_destroyed };
const struct rmm_type rmm_exit_reason        = { "RmiRecExitReason", FORM_NAMED, &rmm_exit_reasons };
const struct rmm_type rmm_rtt_entry_state    = { "RmiRttEntryState", FORM_NAMED, &entry_states };
const struct rmm_type rmm_psci_return_code   = { "PsciReturnCode", FORM_STATUS, NULL };
const struct rmm_type rmm_gpt                = { "GPT", FORM_NAMED, &rmm_gpt_states };
const struct rmm_type rmm_range_descriptor   = { "RmiAddrRangeDesc", FORM_RANGE, NULL, HOLDS_PA };
const struct rmm_type rmm_block_size         = { "RmiAddrBlockSize", FORM_LEVEL, NULL };
const struct rmm_type rmm_address_type       = { "RmiRttAddrType", FORM_NAMED, &address_types };
const struct rmm_type rmm_memory_request     = { "RmiOpMemReq", FORM_NAMED, &requests };
const struct rmm_type rmm_memory_state       = { "RmiOpMemState", FORM_NAMED, &memory_states };
const struct rmm_type rmm_category           = { "RmiMemCategory", FORM_NAMED, &categories };
const struct rmm_type rmm_tracking_state     = { "RmiTrackingRegionState", FORM_NAMED, &rmm_tracking_states };
const struct rmm_type rmm_gpt_partition_state = { "RmiGptParState", FORM_NAMED, &partitions };
const struct rmm_type rmm_rmm_state          = { "RmiRmmState", FORM_NAMED, &rmm_global_states };
const struct rmm_type rmm_granule_size       = { "RmiGranuleSize", FORM_NAMED, &rmm_granule_size_names };
const struct rmm_type rmm_continue_beyond    = { "RmiContinueBeyond", FORM_NAMED, &beyonds };
