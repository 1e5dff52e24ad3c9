/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of all actors. To add one, add its row in actors.c. */
#ifndef SIM_ACTORS_H
#define SIM_ACTORS_H

#include "actor/actor.h"

/* NULL ends the table. */
extern const Actor *const actors[];

/* NULL if there is none. */
const Actor *actor_find(const char *name, gsize size);

#endif
