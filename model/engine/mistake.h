/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mistakes: effects that are wrong on purpose. A row spoils what a command did,
 * after it was done as the specification says, so that no effect has to know
 * of it. Without mistakes in force a step pays one look at a word.
 */
#ifndef RMM_MISTAKE_H
#define RMM_MISTAKE_H

#include "engine/context.h"

#define RMM_MISTAKES_MAX 64

/* What a mistake may look back at: as it was before the command. */
struct rmm_before {
	/* Of the context; empty (rd, granule 0) if there is none. */
	struct rmm_realm realm;
	struct rmm_rec rec;
	uint8_t rim[RMM_MEASUREMENT_MAX];
	uint32_t aux[RMM_AUX_MAX];      /* auxiliary Granules of the REC */
	bool walked;                    /* is there a walk? Then the table it reached */
	struct rmm_rtte entries[RMM_RTT_ENTRIES_MAX];
};

typedef void rmm_spoil(struct rmm_context *c, const struct rmm_before *old);

struct rmm_mistake {
	enum rmm_variant variant;
	enum rmm_command_id command;    /* CMD_NONE: any */
	const char *refused_by;         /* after this failure; NULL: after the effect */
	rmm_spoil *spoil;
};

/* Notes in @m which of @count rows its variants have in force, by command. */
void rmm_mistakes_select(struct rmm_model *m, const struct rmm_mistake *rows, unsigned count);

/* Carries a command out, or goes on with operation @slot. */
typedef void rmm_action(struct rmm_context *c, uint32_t slot);

/* Lets @action happen, and then what @mistakes (bits of rows) make of it. */
void rmm_act_mistakenly(struct rmm_context *c, uint32_t slot, rmm_action *action,
			uint64_t mistakes);

/* The same, of the mistakes that are in force. */
static inline void rmm_act(struct rmm_context *c, uint32_t slot, rmm_action *action)
{
	uint64_t mistakes = c->model->rules[c->call->command].mistakes;

	if (mistakes)
		rmm_act_mistakenly(c, slot, action, mistakes);
	else
		action(c, slot);
}

#endif
