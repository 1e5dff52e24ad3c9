/* SPDX-License-Identifier: BSD-3-Clause */
/* The VMM: the VM's memory map, and what it decides for the guest. */
#ifndef SIM_VMM_H
#define SIM_VMM_H

#include "actor/scene.h"

/* What becomes of a Realm's request to change RIPAS. */
typedef enum { RESPOND_ACCEPT, RESPOND_REJECT, RESPOND_IGNORE, RESPOND_HALF } Response;
#define RESPONSE_CHOICES "accept|reject|ignore|half"

/* Where the Host sets RIPAS RAM before activation. */
typedef enum { INIT_ALL, INIT_NONE, INIT_KERNEL } InitPolicy;
#define INIT_CHOICES "all|none|kernel"

struct vmm {
	InitPolicy init;
	Response response;
	gboolean huge;          /* memory comes in 2 MiB pages */
	Range ranges[2];
};

extern const ActorState vmm_state;

static inline struct vmm *vmm_of(const Scene *scene)
{
	return scene_state(scene, &vmm_state);
}

/* The ranges to be RAM before activation; how many. */
guint vmm_init_ranges(Scene *scene, const Range **ranges);

extern const Actor actor_vmm;

#endif
