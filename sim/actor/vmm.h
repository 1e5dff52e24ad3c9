/* SPDX-License-Identifier: BSD-3-Clause */
/* The VMM: the VM's memory map, and what it decides for the guest. */
#ifndef SIM_VMM_H
#define SIM_VMM_H

#include "actor/scene.h"

/* What becomes of a Realm's request to change RIPAS. */
typedef enum { RESPOND_ACCEPT, RESPOND_REJECT, RESPOND_IGNORE, RESPOND_HALF } Response;
#define RESPONSE_CHOICES "accept|reject|ignore|half"

/* Who sets RIPAS RAM before activation, and where; INIT_IOCTL: kvm.init_ripas does. */
typedef enum { INIT_ALL, INIT_NONE, INIT_KERNEL, INIT_IOCTL } InitPolicy;
#define INIT_CHOICES "all|none|kernel|ioctl"

/* What a memslot is for. */
typedef enum { SLOT_RAM, SLOT_ROM, SLOT_HOTPLUG } SlotKind;
#define SLOT_CHOICES "ram|rom|hotplug"

typedef struct {
	guint64 base, size;
	SlotKind kind;
} VmmSlot;

struct vmm {
	InitPolicy init;
	Response response;
	gboolean huge;          /* memory comes in 2 MiB pages */
	gboolean in_place;      /* a page is shared where it is private: one guest_memfd */
	gboolean refuses_faults;        /* attributes do not follow what is accessed */
	gboolean sorts;         /* populates by address, not in the order it loads */
	gboolean configured;
	GArray *slots;          /* of VmmSlot, beside DRAM */
};

extern const ActorState vmm_state;

static inline struct vmm *vmm_of(const Scene *scene)
{
	return scene_state(scene, &vmm_state);
}

/*
 * The range to be RAM before activation that lies in no memslot alone: kernel
 * and BSS; FALSE: all memslots are, or none.
 */
gboolean vmm_init_range(const Scene *scene, Range *range);

extern const Actor actor_vmm;

#endif
