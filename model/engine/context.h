/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Context values of a command (B1.5). They are found on first use and kept;
 * each is NULL (or absent) where it is not well-formed.
 */
#ifndef RMM_CONTEXT_H
#define RMM_CONTEXT_H

#include "engine/command.h"

/* Starts a context for a command that is about to act on @state. */
void rmm_context_init(struct rmm_context *c, const struct rmm_model *m,
		      struct rmm *state, const struct rmm_call *call,
		      struct rmm_result *result);

/* Input @slot of the call. */
static inline uint64_t rmm_in(const struct rmm_context *c, int slot)
{
	return c->call->in[slot];
}

/* Value of INPUT(slot), as commands name the inputs of their context. */
static inline uint64_t rmm_input(const struct rmm_context *c, unsigned input)
{
	return c->call->in[SLOT(input)];
}

/* Realm(rd), or CurrentRealm() of a running REC; NULL: there is none. */
struct rmm_realm *rmm_context_realm(struct rmm_context *c);

/*
 * Lets the context know the Realm of rd although an operation has marked its
 * RD (2.0): to the commands that operations go on with it is still there.
 */
void rmm_context_know_realm(struct rmm_context *c);

/* Rec(rec), or CurrentRec(); NULL: there is none. */
struct rmm_rec *rmm_context_rec(struct rmm_context *c);

/*
 * RttWalk(rd, ipa, ...); NULL without Realm, beyond its IPA space, or at an
 * invalid level.
 */
const struct rmm_walk *rmm_context_walk(struct rmm_context *c);

/* The entries of the RTT that the walk reached; the walk must exist. */
struct rmm_run rmm_context_run(struct rmm_context *c);

/* The child RTT of a TABLE entry at the end of the walk; RMM_NONE: none. */
uint32_t rmm_context_child(struct rmm_context *c);

/*
 * RttSkipNonLiveEntries from the IPA of the command, over the RTT that the
 * walk reached: where the Host should go on (A5.5.8).
 */
uint64_t rmm_context_skip_non_live(struct rmm_context *c, uint64_t from);

#endif
