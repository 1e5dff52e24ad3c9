/* SPDX-License-Identifier: BSD-3-Clause */
/* What the inputs of a command name: Granules, Realms, RECs, IPAs. */
#ifndef SIM_ROLES_H
#define SIM_ROLES_H

#include <glib.h>

#include "engine/command.h"

/* What an input of a call names. */
typedef enum {
	ROLE_NUMBER,            /* a value, taken as it is */
	ROLE_GRANULE,
	ROLE_RD,                /* a Granule that should be an RD */
	ROLE_REC,
	ROLE_IPA,
	ROLE_TOP,               /* the end of a range of IPAs */
	ROLE_GRANULE_TOP,       /* of a range of Granules */
	ROLE_LIST,              /* where a list goes to, if the flags before it say so */
	ROLE_PAGES,             /* what is mapped: by the flags before it pages, or a list of them */
	ROLE_MEMORY             /* in memory, so that no log prints it */
} Role;

/* Roles of the inputs of a command, by slot. */
typedef struct {
	Role role[RMM_INPUTS_MAX];
	guint count;            /* of slots that are in registers */
	int ipa;                /* the slot of the IPA; -1: none */
	int rd;                 /* of the RD */
	gboolean memory;        /* it has inputs in memory */
	int pages;              /* the slot of ROLE_PAGES; -1: none */
	gboolean many;          /* it is about more than its first entry or Granule */
} Roles;

static inline gboolean role_is_granule(Role role)
{
	return role == ROLE_GRANULE || role == ROLE_RD || role == ROLE_REC;
}

void roles_find(const struct rmm_model *model, enum rmm_command_id command, Roles *roles);

#endif
