/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of state transitions. */
#include "check/transition.h"

#define NONE TRANSITION_NONE
#define ANY  TRANSITION_ANY

#define GRANULE_ROW(from, to, command, guard) \
	{ OBJECT_GRANULE, GRANULE_##from, GRANULE_##to, CMD_##command, "A2.2.3.2", guard, ONLY_1_0, 0 }
#define REALM_ROW(from, to, command, guard) \
	{ OBJECT_REALM, from, to, CMD_##command, "A2.1.5.2", guard, ONLY_1_0, 0 }
#define REC_ROW(from, to, command, guard) \
	{ OBJECT_REC, from, to, command, "A2.3.4.2", guard, ONLY_1_0, 0 }
#define RTTE_ROW(from, to, command, section, guard) \
	{ OBJECT_RTTE, RTTE_##from, RTTE_##to, CMD_##command, section, guard, ONLY_1_0, 0 }
#define RIPAS_ROW(from, to, command, section, guard) \
	{ OBJECT_RIPAS, from, RIPAS_##to, CMD_##command, section, guard, ONLY_1_0, 0 }

#define GRANULE_2_0(from, to, command, guard) \
	{ OBJECT_GRANULE, GRANULE_##from, GRANULE_##to, CMD_##command, "A2.3.6.1", guard, ONLY_2_0, 0 }
#define REALM_2_0(from, to, command, guard) \
	{ OBJECT_REALM, from, to, CMD_##command, "A2.2.5.2", guard, ONLY_2_0, 0 }
#define REC_2_0(from, to, command, guard) \
	{ OBJECT_REC, from, to, command, "A2.4.4.2", guard, ONLY_2_0, 0 }
#define RTTE_2_0(from, to, command, section, guard) \
	{ OBJECT_RTTE, RTTE_##from, RTTE_##to, CMD_##command, section, guard, ONLY_2_0, 0 }
#define RIPAS_2_0(from, to, command, section, guard) \
	{ OBJECT_RIPAS, from, RIPAS_##to, CMD_##command, section, guard, ONLY_2_0, 0 }

static const struct rmm_transition transitions[] = {
	GRANULE_ROW(UNDELEGATED, DELEGATED, RMI_GRANULE_DELEGATE, "GPT NS; becomes REALM"),
	GRANULE_ROW(DELEGATED, UNDELEGATED, RMI_GRANULE_UNDELEGATE, "wiped; GPT becomes NS"),
	GRANULE_ROW(DELEGATED, RD, RMI_REALM_CREATE, NULL),
	GRANULE_ROW(RD, DELEGATED, RMI_REALM_DESTROY, "not live"),
	GRANULE_ROW(DELEGATED, DATA, RMI_DATA_CREATE, "Realm NEW"),
	GRANULE_ROW(DELEGATED, DATA, RMI_DATA_CREATE_UNKNOWN, NULL),
	GRANULE_ROW(DATA, DELEGATED, RMI_DATA_DESTROY, NULL),
	GRANULE_ROW(DELEGATED, REC, RMI_REC_CREATE, "Realm NEW"),
	GRANULE_ROW(REC, DELEGATED, RMI_REC_DESTROY, "REC not RUNNING"),
	GRANULE_ROW(DELEGATED, REC_AUX, RMI_REC_CREATE, "Realm NEW"),
	GRANULE_ROW(REC_AUX, DELEGATED, RMI_REC_DESTROY, "REC not RUNNING"),
	GRANULE_ROW(DELEGATED, RTT, RMI_REALM_CREATE, "starting level RTTs"),
	GRANULE_ROW(DELEGATED, RTT, RMI_RTT_CREATE, NULL),
	GRANULE_ROW(RTT, DELEGATED, RMI_REALM_DESTROY, "starting level RTTs; not live"),
	GRANULE_ROW(RTT, DELEGATED, RMI_RTT_DESTROY, "RTT not live"),
	GRANULE_ROW(RTT, DELEGATED, RMI_RTT_FOLD, "RTT homogeneous (B4.3.17.3)"),

	REALM_ROW(REALM_NULL, REALM_NEW, RMI_REALM_CREATE, NULL),
	REALM_ROW(REALM_NEW, REALM_NULL, RMI_REALM_DESTROY, "not live"),
	REALM_ROW(REALM_ACTIVE, REALM_NULL, RMI_REALM_DESTROY, "not live"),
	REALM_ROW(REALM_SYSTEM_OFF, REALM_NULL, RMI_REALM_DESTROY, "not live"),
	REALM_ROW(REALM_NEW, REALM_ACTIVE, RMI_REALM_ACTIVATE, NULL),
	REALM_ROW(REALM_ACTIVE, REALM_SYSTEM_OFF, PSCI_SYSTEM_OFF, NULL),
	REALM_ROW(REALM_ACTIVE, REALM_SYSTEM_OFF, PSCI_SYSTEM_RESET, NULL),

	REC_ROW(NONE, REC_READY, CMD_RMI_REC_CREATE, "Realm NEW"),
	REC_ROW(REC_READY, NONE, CMD_RMI_REC_DESTROY, NULL),
	REC_ROW(REC_READY, REC_RUNNING, CMD_RMI_REC_ENTER, "Realm ACTIVE, REC runnable"),
	REC_ROW(REC_RUNNING, REC_READY, CMD_NONE, "REC exit"),

	RTTE_ROW(UNASSIGNED, ASSIGNED, RMI_DATA_CREATE, "A5.3.5", "Realm NEW; level 3"),
	RTTE_ROW(UNASSIGNED, ASSIGNED, RMI_DATA_CREATE_UNKNOWN, "A5.3.5", "level 3"),
	RTTE_ROW(ASSIGNED, UNASSIGNED, RMI_DATA_DESTROY, "A5.3.5", "level 3"),
	RTTE_ROW(UNASSIGNED_NS, ASSIGNED_NS, RMI_RTT_MAP_UNPROTECTED, "B4.3.19.3", NULL),
	RTTE_ROW(ASSIGNED_NS, UNASSIGNED_NS, RMI_RTT_UNMAP_UNPROTECTED, "B4.3.22.3", NULL),
	RTTE_ROW(UNASSIGNED, TABLE, RMI_RTT_CREATE, "A5.5.7", NULL),
	RTTE_ROW(ASSIGNED, TABLE, RMI_RTT_CREATE, "A5.5.7", "a block unfolds"),
	RTTE_ROW(UNASSIGNED_NS, TABLE, RMI_RTT_CREATE, "A5.5.7", NULL),
	RTTE_ROW(ASSIGNED_NS, TABLE, RMI_RTT_CREATE, "A5.5.7", "a block unfolds"),
	RTTE_ROW(TABLE, UNASSIGNED, RMI_RTT_FOLD, "A5.5.6", "one RIPAS"),
	RTTE_ROW(TABLE, ASSIGNED, RMI_RTT_FOLD, "A5.5.6", "contiguous, one RIPAS"),
	RTTE_ROW(TABLE, UNASSIGNED_NS, RMI_RTT_FOLD, "A5.5.6", NULL),
	RTTE_ROW(TABLE, ASSIGNED_NS, RMI_RTT_FOLD, "A5.5.6", "contiguous, one set of attributes"),
	RTTE_ROW(TABLE, UNASSIGNED, RMI_RTT_DESTROY, "A5.5.9", "RTT not live"),
	RTTE_ROW(TABLE, UNASSIGNED_NS, RMI_RTT_DESTROY, "A5.5.9", "RTT not live (B2)"),

	RIPAS_ROW(NONE, EMPTY, RMI_REALM_CREATE, "B4.3.9.3", NULL),
	RIPAS_ROW(RIPAS_EMPTY, RAM, RMI_DATA_CREATE, "A5.2.4", "Realm NEW; RIM extended"),
	RIPAS_ROW(RIPAS_DESTROYED, RAM, RMI_DATA_CREATE, "A5.3.5", "Realm NEW; RIM extended"),
	RIPAS_ROW(RIPAS_EMPTY, RAM, RMI_RTT_INIT_RIPAS, "A5.2.4", "Realm NEW; RIM extended"),
	RIPAS_ROW(RIPAS_DESTROYED, RAM, RMI_RTT_INIT_RIPAS, "A5.3.5",
		  "Realm NEW; RIM extended (B6)"),
	RIPAS_ROW(RIPAS_RAM, DESTROYED, RMI_DATA_DESTROY, "A5.2.5", "RIM unchanged"),
	RIPAS_ROW(ANY, DESTROYED, RMI_RTT_DESTROY, "A5.5.9", "RTT not live; all that it describes"),
	RIPAS_ROW(RIPAS_EMPTY, RAM, RMI_RTT_SET_RIPAS, "A5.2.5", "requested by the Realm"),
	RIPAS_ROW(RIPAS_RAM, EMPTY, RMI_RTT_SET_RIPAS, "A5.2.5", "requested by the Realm"),
	RIPAS_ROW(RIPAS_DESTROYED, RAM, RMI_RTT_SET_RIPAS, "A5.4",
		  "requested with CHANGE_DESTROYED"),
	RIPAS_ROW(RIPAS_DESTROYED, EMPTY, RMI_RTT_SET_RIPAS, "A5.4",
		  "requested with CHANGE_DESTROYED"),

	/* ---- 2.0 ---- */
	GRANULE_2_0(UNDELEGATED, DELEGATED, RMI_GRANULE_RANGE_DELEGATE, "RMM ACTIVE; tracked; GPT becomes REALM"),
	GRANULE_2_0(DELEGATED, UNDELEGATED, RMI_GRANULE_RANGE_UNDELEGATE, "wiped; GPT becomes NS"),
	GRANULE_2_0(DELEGATED, RD, RMI_REALM_CREATE, NULL),
	GRANULE_2_0(RD, DELEGATED, RMI_REALM_DESTROY, "Realm ZOMBIE, not live"),
	GRANULE_2_0(DELEGATED, DATA, RMI_RTT_DATA_MAP_INIT, "Realm NEW"),
	GRANULE_2_0(DELEGATED, DATA, RMI_RTT_DATA_MAP, NULL),
	GRANULE_2_0(DATA, DELEGATED, RMI_RTT_DATA_MAP, "of an entry that is not mapped after all"),
	GRANULE_2_0(DATA, DELEGATED, RMI_OP_CANCEL, "of an entry that is not mapped after all"),
	GRANULE_2_0(DATA, DELEGATED, RMI_RTT_DATA_UNMAP, NULL),
	GRANULE_2_0(DELEGATED, REC, RMI_REC_CREATE, "Realm NEW"),
	GRANULE_2_0(INTERMEDIATE, REC, RMI_REC_CREATE, "memory was donated"),
	GRANULE_2_0(REC, DELEGATED, RMI_REC_DESTROY, "REC not RUNNING"),
	GRANULE_2_0(REC, INTERMEDIATE, RMI_REC_DESTROY, "memory is to be reclaimed"),
	GRANULE_2_0(DELEGATED, RTT, RMI_REALM_CREATE, "starting level RTTs"),
	GRANULE_2_0(DELEGATED, RTT, RMI_RTT_CREATE, NULL),
	GRANULE_2_0(RTT, DELEGATED, RMI_REALM_DESTROY, "starting level RTTs; ZOMBIE, not live"),
	GRANULE_2_0(RTT, DELEGATED, RMI_RTT_DESTROY, "RTT not live"),
	GRANULE_2_0(RTT, DELEGATED, RMI_RTT_FOLD, "RTT homogeneous (B4.5.72.3)"),
	GRANULE_2_0(DELEGATED, INTERNAL, RMI_OP_MEM_DONATE, "B4.5.23.3"),
	GRANULE_2_0(INTERNAL, DELEGATED, RMI_OP_MEM_RECLAIM, "B4.5.24.3"),

	REALM_2_0(REALM_NULL, REALM_NEW, RMI_REALM_CREATE, NULL),
	REALM_2_0(REALM_NEW, REALM_ACTIVE, RMI_REALM_ACTIVATE, NULL),
	REALM_2_0(REALM_ACTIVE, REALM_SYSTEM_OFF, PSCI_SYSTEM_OFF, NULL),
	REALM_2_0(REALM_ACTIVE, REALM_SYSTEM_OFF, PSCI_SYSTEM_RESET, NULL),
	REALM_2_0(REALM_NEW, REALM_ZOMBIE, RMI_REALM_TERMINATE, "no REC RUNNING"),
	REALM_2_0(REALM_ACTIVE, REALM_ZOMBIE, RMI_REALM_TERMINATE, "no REC RUNNING"),
	REALM_2_0(REALM_SYSTEM_OFF, REALM_ZOMBIE, RMI_REALM_TERMINATE, "no REC RUNNING"),
	REALM_2_0(REALM_ZOMBIE, REALM_NULL, RMI_REALM_DESTROY, "not live"),

	REC_2_0(NONE, REC_READY, CMD_RMI_REC_CREATE, "Realm NEW"),
	REC_2_0(REC_READY, NONE, CMD_RMI_REC_DESTROY, NULL),
	REC_2_0(REC_READY, REC_RUNNING, CMD_RMI_REC_ENTER, "Realm ACTIVE, REC runnable"),
	REC_2_0(REC_RUNNING, REC_READY, CMD_NONE, "REC exit"),

	RTTE_2_0(VOID, DATA, RMI_RTT_DATA_MAP_INIT, "A5.3.19", "Realm NEW; level 3"),
	RTTE_2_0(VOID, DATA, RMI_RTT_DATA_MAP, "A5.3.19", NULL),
	RTTE_2_0(DATA, VOID, RMI_RTT_DATA_UNMAP, "A5.3.19", NULL),
	RTTE_2_0(UNMAPPED_NS, MAPPED_NS, RMI_RTT_UNPROT_MAP, "B4.5.77.3", NULL),
	RTTE_2_0(MAPPED_NS, UNMAPPED_NS, RMI_RTT_UNPROT_UNMAP, "B4.5.78.3", NULL),
	RTTE_2_0(VOID, TABLE, RMI_RTT_CREATE, "B4.5.64.3", NULL),
	RTTE_2_0(DATA, TABLE, RMI_RTT_CREATE, "B4.5.64.3", "a block unfolds"),
	RTTE_2_0(UNMAPPED_NS, TABLE, RMI_RTT_CREATE, "B4.5.64.3", NULL),
	RTTE_2_0(MAPPED_NS, TABLE, RMI_RTT_CREATE, "B4.5.64.3", "a block unfolds"),
	RTTE_2_0(TABLE, VOID, RMI_RTT_FOLD, "A5.6.6", "one RIPAS"),
	RTTE_2_0(TABLE, DATA, RMI_RTT_FOLD, "A5.6.6", "contiguous, one RIPAS"),
	RTTE_2_0(TABLE, UNMAPPED_NS, RMI_RTT_FOLD, "A5.6.6", NULL),
	RTTE_2_0(TABLE, MAPPED_NS, RMI_RTT_FOLD, "A5.6.6", "contiguous, one set of attributes"),
	RTTE_2_0(TABLE, VOID, RMI_RTT_DESTROY, "A5.6.9", "Protected; RTT not live"),
	RTTE_2_0(TABLE, UNMAPPED_NS, RMI_RTT_DESTROY, "A5.6.9", "Unprotected; RTT not live"),

	RIPAS_2_0(NONE, EMPTY, RMI_REALM_CREATE, "B4.5.46.3", NULL),
	RIPAS_2_0(ANY, RAM, RMI_RTT_DATA_MAP_INIT, "A5.2.5", "Realm NEW; RIM extended"),
	{ OBJECT_RIPAS, ANY, RIPAS_RAM, CMD_RMI_RTT_INIT_RIPAS, "A5.2.5",
	  "Realm NEW; RIM unchanged (C1)", ONLY_2_0, SINCE_BET3 },
	{ OBJECT_RIPAS, ANY, RIPAS_RAM, CMD_RMI_RTT_INIT_RIPAS, "B4.5.69.4",
	  "Realm NEW; RIM extended on completion", SINCE_BET3, 0 },
	RIPAS_2_0(RIPAS_RAM, DESTROYED, RMI_RTT_DATA_UNMAP, "A5.2.6", "RIM unchanged"),
	RIPAS_2_0(ANY, DESTROYED, RMI_RTT_DESTROY, "A5.6.9", "RTT not live; all that it describes"),
	RIPAS_2_0(RIPAS_EMPTY, RAM, RMI_RTT_SET_RIPAS, "A5.2.6", "requested by the Realm"),
	RIPAS_2_0(RIPAS_DESTROYED, RAM, RMI_RTT_SET_RIPAS, "A5.4.2",
		  "requested with CHANGE_DESTROYED"),
	RIPAS_2_0(RIPAS_RAM, EMPTY, RMI_RTT_SET_RIPAS, "A5.2.6", "requested by the Realm"),
	RIPAS_2_0(RIPAS_DESTROYED, EMPTY, RMI_RTT_SET_RIPAS, "A5.4.2",
		  "requested by the Realm; the flag is not needed"),
};

#define COUNT (sizeof(transitions) / sizeof(transitions[0]))

const struct rmm_transition *rmm_transitions(unsigned *count)
{
	*count = COUNT;
	return transitions;
}

static const struct {
	const char *name;
	const struct rmm_enumeration *states;
} objects[OBJECTS] = {
	[OBJECT_GRANULE] = { "Granule", &rmm_granule_states },
	[OBJECT_REALM]   = { "Realm", &rmm_realm_states },
	[OBJECT_REC]     = { "REC", &rmm_rec_states },
	[OBJECT_RTTE]    = { "RTTE", &rmm_rtte_states },
	[OBJECT_RIPAS]   = { "RIPAS", &rmm_ripas_values },
};

const struct rmm_enumeration *rmm_object_states(enum rmm_object object)
{
	return objects[object].states;
}

const char *rmm_object_name(enum rmm_object object)
{
	return objects[object].name;
}

bool rmm_may_become(const struct rmm_model *m, enum rmm_object object,
		    uint8_t from, uint8_t to, enum rmm_command_id command)
{
	for (unsigned i = 0; i < COUNT; i++) {
		const struct rmm_transition *row = &transitions[i];

		if (row->object == object && row->to == to && row->command == command &&
		    (row->from == from || row->from == ANY) &&
		    rmm_is_in(m, row->in, row->until))
			return true;
	}
	return false;
}
