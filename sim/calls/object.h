/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What calls are about. For each input, by its name and its command: how one
 * value is chosen at random, and which values there are in a state.
 */
#ifndef CALLS_OBJECT_H
#define CALLS_OBJECT_H

#include "calls/source.h"
#include "engine/command.h"

#define CALL_GRANULES_MAX 20

/* A call in the making: what its inputs so far say that it is about. */
typedef struct {
	const struct rmm_model *model;
	const struct rmm *state;
	enum rmm_command_id command;
	const struct rmm_realm *realm;  /* or NULL */
	const struct rmm_rec *rec;      /* or NULL */
	uint64_t base;                  /* the last IPA, or start of a range */
	int level;                      /* of the call; 3 if it has none */
	gboolean unprotected;           /* it is about Unprotected IPAs */
	uint64_t granules[CALL_GRANULES_MAX];   /* that it is given */
	unsigned granule_count;
} CallScope;

typedef struct {
	/* One value, mostly plausible; what it says is noted in the scope. */
	uint64_t (*choose)(CallScope *scope, CallSource *source);
	/*
	 * Adds the values (uint64_t) that there are, in order; of Granules or entries
	 * that are alike the first. NULL: the usual value alone.
	 */
	void (*list)(const CallScope *scope, GArray *values);
	/* Notes that @value of the list is taken; or NULL. */
	void (*take)(CallScope *scope, uint64_t value);
} CallObject;

/* What @input of the scope's command is; NULL: a value that means nothing to others. */
const CallObject *call_object(const CallScope *scope, const struct rmm_value *input);

/* Objects by what they are. */
extern const CallObject object_rd, object_vmid, object_rec, object_requester, object_caller, object_target,
	object_mpidr, object_cpu, object_handle;
extern const CallObject object_delegated, object_undelegated, object_host, object_range,
	object_descriptor, object_region, object_granules_base, object_granules_top;
extern const CallObject object_ipa, object_base, object_top, object_level, object_level_start,
	object_width;

/* A Granule in @state at random, if there is one, else any. */
uint64_t object_granule_in(const CallScope *scope, CallSource *source,
			   enum rmm_granule_state state);
uint64_t object_any_granule(const CallScope *scope, CallSource *source);

/* A REC that runs, if there is one: only such a REC acts. */
uint64_t object_choose_running(CallScope *scope, CallSource *source);
void object_list_running(const CallScope *scope, GArray *values);

/* Does an incomplete operation wait for @command? Of versions that have operations. */
gboolean object_is_awaited(const CallScope *scope, enum rmm_command_id command);

static inline void object_add(GArray *values, uint64_t value)
{
	g_array_append_val(values, value);
}

#endif
