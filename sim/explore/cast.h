/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Actors in an exploration: what they know is one of finitely many memories, each
 * a scene as a procedure left it; what they do in a procedure follows from that
 * memory and from what their calls come to. So each way through a procedure is
 * gone once, on scenes, and looked up from then on.
 */
#ifndef EXPLORE_CAST_H
#define EXPLORE_CAST_H

#include "actor/scene.h"
#include "explore/alphabet.h"

typedef struct Cast Cast;

/*
 * The first memory, number 0, is as @scene, in @state; monitor @memory has the number.
 */
Cast *cast_new(const Scene *scene, const struct rmm_model *model, const struct rmm *state,
	       guint memory);
void cast_free(Cast *cast);

/* The number of a procedure with these arguments (struct explore_step). */
guint cast_add(Cast *cast, const Procedure *procedure, const Arguments *arguments);

/*
 * The number of the next call of the program on @rec, which @procedure starts unless
 * the setup has. 0: it was to start another program there. Before any engine asks.
 */
guint cast_add_program(Cast *cast, guint64 rec, const Procedure *procedure,
		       const Arguments *arguments);
/* Has @rec a program? */
gboolean cast_has_program(const Cast *cast, guint64 rec);
/* Monitor @monitor says where the guest of @rec stands, in numbers of cast_position_of. */
void cast_watch(Cast *cast, guint64 rec, guint monitor);
/* The monitor; G_MAXUINT: nobody watches. */
guint cast_watched(const Cast *cast, guint64 rec);
/* Of a step or an end, by its name; 0: the guest cannot stand there. */
guint64 cast_position_of(Cast *cast, guint64 rec, const char *word);
/* All of these names, for people; the caller frees it. */
char *cast_places(const Cast *cast, guint64 rec);
/* Where the guest of @rec stands at first. */
guint64 cast_first_position(Cast *cast, guint64 rec);

/* Lives as long as the cast. */
const struct explore_actors *cast_actors(const Cast *cast);

/* How many memories have come up. */
guint cast_memories(const Cast *cast);

#endif
