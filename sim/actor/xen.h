/* SPDX-License-Identifier: BSD-3-Clause */
/* Xen as a Host of Realms. */
#ifndef SIM_XEN_H
#define SIM_XEN_H

#include "actor/scene.h"

extern const Actor actor_xen;

#endif
