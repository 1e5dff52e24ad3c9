/* SPDX-License-Identifier: BSD-3-Clause */
/* A cheat for people: the Host's steps in a line, and a scenario that runs. */
#ifndef CHEATING_SHOWN_H
#define CHEATING_SHOWN_H

#include "cheating/harm.h"
#include "inquiry/inquiry.h"
#include "inquiry/witness.h"

/* "RMI_RTT_DATA_UNMAP, RMI_REALM_ACTIVATE": the Host's calls, and how many. */
char *shown_way(const Explored *explored, const Found *found, guint *steps);

/* The setup, the calls, and what must have come of them. */
char *shown_scenario(const HonestCell *honest, Harm harm, const Explored *explored,
		     const Witness *witness);

#endif
