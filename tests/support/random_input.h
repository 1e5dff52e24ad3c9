/* SPDX-License-Identifier: BSD-3-Clause */
/* Inputs of calls at random. */
#ifndef TESTS_RANDOM_INPUT_H
#define TESTS_RANDOM_INPUT_H

#include "random_call.h"

/* What is chosen from, besides the name. */
struct chooser {
	struct random_source *source;
	const World *world;
	const struct rmm_realm *realm; /* that the call is about; or NULL */
	const struct rmm_rec *rec;     /* the same */
	uint64_t base;		       /* the last IPA that was chosen */
	int level;		       /* of the call; 3 if it has none */
	gboolean unprotected;	       /* the command is about Unprotected IPAs */
};

/* True in @percent of 100 cases. */
gboolean random_chance(struct random_source *source, unsigned percent);

/* A Granule in @state, if there is one. */
uint64_t random_granule_in(struct chooser *c, enum rmm_granule_state state);

/* A REC, if there is one; c->rec is it. */
uint64_t random_rec(struct chooser *c);

/* A level of a table or of an entry. */
uint64_t random_level(struct chooser *c);

/* A value for an input of a command. */
uint64_t random_input(struct chooser *c, enum rmm_command_id id, const struct rmm_value *input);

#endif
