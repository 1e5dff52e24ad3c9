/* SPDX-License-Identifier: BSD-3-Clause */
/* What a Host may do to a Realm's memory that KVM would not. */
#ifndef SIM_HOSTILE_H
#define SIM_HOSTILE_H

#include "actor/scene.h"

extern const Actor actor_hostile;

#endif
