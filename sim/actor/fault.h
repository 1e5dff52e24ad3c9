/* SPDX-License-Identifier: BSD-3-Clause */
/* Errors that a Host meets, made to order. */
#ifndef SIM_FAULT_H
#define SIM_FAULT_H

#include "actor/scene.h"

extern const Actor actor_fault;

#endif
