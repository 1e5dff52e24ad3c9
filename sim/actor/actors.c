/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of all actors. */
#include "actor/actors.h"

#include <string.h>

#include "actor/fault.h"
#include "actor/guest.h"
#include "actor/hostile.h"
#include "actor/kvm.h"
#include "actor/verifier.h"
#include "actor/vmm.h"
#include "actor/xen.h"

const Actor *const actors[] = {
	&actor_vmm, &actor_kvm, &actor_xen, &actor_hostile, &actor_fault, &actor_verifier,
	&actor_linux, &actor_linux_early, &actor_edk2, &actor_freebsd,
	&actor_early_toucher, &actor_legacy, NULL
};

const Actor *actor_find(const char *name, gsize size)
{
	for (guint i = 0; actors[i]; i++)
		if (strlen(actors[i]->name) == size && strncmp(actors[i]->name, name, size) == 0)
			return actors[i];
	return NULL;
}
