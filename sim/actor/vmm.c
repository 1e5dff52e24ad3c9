/* SPDX-License-Identifier: BSD-3-Clause */
/* The VMM: the VM's memory map, and what it decides for the guest. */
#include "actor/vmm.h"

#include "actor/remembered.h"

static gpointer vmm_open(void)
{
	struct vmm *vmm = g_new0(struct vmm, 1);

	vmm->slots = g_array_new(FALSE, FALSE, sizeof(VmmSlot));
	return vmm;
}

static void vmm_close(gpointer state)
{
	g_array_unref(((struct vmm *)state)->slots);
	g_free(state);
}

static gpointer vmm_copy(gconstpointer state)
{
	struct vmm *copy = g_memdup2(state, sizeof(*copy));

	copy->slots = g_array_copy(copy->slots);
	return copy;
}

/* By value: padding is not always the same. */
static void vmm_describe(gconstpointer state, GByteArray *description)
{
	const struct vmm *vmm = state;
	const guint64 policies[] = {
		vmm->init, vmm->response, (guint64)vmm->huge, (guint64)vmm->in_place,
		(guint64)vmm->refuses_faults, (guint64)vmm->sorts, (guint64)vmm->configured,
		vmm->slots->len
	};

	describe_bytes(description, policies, sizeof(policies));
	for (guint i = 0; i < vmm->slots->len; i++) {
		const VmmSlot *slot = &g_array_index(vmm->slots, VmmSlot, i);

		describe_number(description, slot->base);
		describe_number(description, slot->size);
		describe_number(description, slot->kind);
	}
}

const ActorState vmm_state = { vmm_open, vmm_close, vmm_copy, vmm_describe, NULL };

gboolean vmm_init_range(const Scene *scene, Range *range)
{
	const Layout *layout = &scene->layout;
	guint64 end = layout->image + layout->image_size + layout->bss_size;

	*range = (Range){ layout->image, end, RMM_GRANULE_SIZE };
	return vmm_of(scene)->init == INIT_KERNEL;
}

/* ---- configure ---- */

/* VMMs, and how they differ where nothing is said. */
static const struct {
	guint64 dram;
	guint64 image, dtb;     /* behind dram; dtb 0 at the image: in the middle */
	InitPolicy init;
	gboolean in_place, sorts;
} vmms[] = {
	/* kvmtool: kernel first, device tree where it fits. */
	{ 0x80000000, 0, 0, INIT_ALL, FALSE, FALSE },
	/* QEMU's virt: the device tree first; loader regions by address. */
	{ 0x40000000, 0x200000, 0, INIT_ALL, FALSE, TRUE },
	/* OpenVMM: one guest_memfd for both, INIT_RIPAS by itself, memslot by memslot. */
	{ 0x80000000, 0, 0, INIT_IOCTL, TRUE, FALSE },
};
#define VMM_CHOICES "kvmtool|qemu|openvmm"

enum {
	DRAM, DRAM_SIZE, IMAGE, IMAGE_SIZE, BSS_SIZE, DTB, DTB_SIZE, INIT, RESPONSE, HUGE_PAGES,
	VMM, IN_PLACE, FAULTS
};

static const Parameter parameters[] = {
	[DRAM] = { "dram", PARAMETER_ADDRESS, "where memory starts", 0, "0x80000000", NULL },
	[DRAM_SIZE] = { "dram_size", PARAMETER_SIZE, "of it", 0, "512M", NULL },
	[IMAGE] = { "image", PARAMETER_ADDRESS, "where the kernel or firmware lies", 0, "dram",
		    NULL },
	[IMAGE_SIZE] = { "image_size", PARAMETER_SIZE, "of its file", 0, "64K", NULL },
	[BSS_SIZE] = { "bss_size", PARAMETER_SIZE, "memory it needs after that", 0, "64K", NULL },
	[DTB] = { "dtb", PARAMETER_ADDRESS, "where the device tree lies", 0, "dram+254M", NULL },
	[DTB_SIZE] = { "dtb_size", PARAMETER_SIZE, "of it", 0, "8K", NULL },
	[INIT] = { "init", PARAMETER_CHOICE, "what KVM makes RAM: memslots, nothing, kernel and "
		   "BSS; or nothing, as the VMM does by itself (kvm.init_ripas)", INIT_ALL, NULL,
		   INIT_CHOICES },
	[RESPONSE] = { "response", PARAMETER_CHOICE, "to requests to change RIPAS", RESPOND_ACCEPT,
		       NULL, RESPONSE_CHOICES },
	[HUGE_PAGES] = { "huge", PARAMETER_FLAG, "memory comes in 2 MiB pages", 0, NULL, NULL },
	[VMM] = { "vmm", PARAMETER_CHOICE, "which one: where things lie, in which order they are "
		  "populated, who sets RIPAS", 0, NULL, VMM_CHOICES },
	[IN_PLACE] = { "in_place", PARAMETER_FLAG, "a page is shared where it was private", 0,
		       NULL, NULL },
	[FAULTS] = { "faults", PARAMETER_CHOICE, "at an access that the attributes do not fit: "
		     "they follow it, or the VMM gives up", 0, NULL, "follow|refuse" },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

/* The DTB stays within DRAM however small that is. */
static void move_with_dram(Layout *layout, guint vmm)
{
	layout->image = layout->dram + vmms[vmm].image;
	layout->dtb = vmms[vmm].image ? layout->dram
				      : layout->dram + layout->dram_size / 2 - 0x200000;
}

static Ending set_layout(Scene *scene, const Arguments *arguments)
{
	guint64 *const fields[] = {
		[DRAM] = &scene->layout.dram, [DRAM_SIZE] = &scene->layout.dram_size,
		[IMAGE] = &scene->layout.image, [IMAGE_SIZE] = &scene->layout.image_size,
		[BSS_SIZE] = &scene->layout.bss_size, [DTB] = &scene->layout.dtb,
		[DTB_SIZE] = &scene->layout.dtb_size,
	};
	guint vmm = (guint)arguments->value[VMM];

	if (argument_given(arguments, VMM)) {
		scene->layout.dram = vmms[vmm].dram;
		move_with_dram(&scene->layout, vmm);
	}
	for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (!argument_given(arguments, i))
			continue;
		*fields[i] = arguments->value[i];
		if (i <= DRAM_SIZE)
			move_with_dram(&scene->layout, vmm);
		if (arguments->value[i] % RMM_GRANULE_SIZE)
			return scene_fail(scene, ENDED_EINVAL, arguments->value[i],
					  "%s is a multiple of 4K", parameters[i].name);
	}
	return ENDED_OK;
}

static Ending configure(Scene *scene, const Arguments *arguments)
{
	struct vmm *vmm = vmm_of(scene);
	guint which = (guint)arguments->value[VMM];
	Ending ending;

	if (vmm->configured)
		return scene_fail(scene, ENDED_EINVAL, 0,
				  "the VM is configured already: once, in one step");
	if (scene->vm.rd)
		return scene_fail(scene, ENDED_EINVAL, 0, "the Realm exists already");
	vmm->init = argument_given(arguments, INIT) ? (InitPolicy)arguments->value[INIT]
						    : vmms[which].init;
	vmm->response = (Response)arguments->value[RESPONSE];
	vmm->huge = arguments->value[HUGE_PAGES] != 0;
	vmm->in_place = argument_given(arguments, IN_PLACE) ? arguments->value[IN_PLACE] != 0
							    : vmms[which].in_place;
	vmm->refuses_faults = arguments->value[FAULTS] != 0;
	vmm->sorts = vmms[which].sorts;
	ending = set_layout(scene, arguments);
	vmm->configured = ending == ENDED_OK;
	return ending;
}

/* ---- memslots ---- */

enum { SLOT_BASE, SLOT_SIZE, SLOT_KIND };

static const Parameter slot_parameters[] = {
	[SLOT_BASE] = { "base", PARAMETER_ADDRESS, "of the memslot", 0, NULL, NULL },
	[SLOT_SIZE] = { "size", PARAMETER_SIZE, "of it", 0, NULL, NULL },
	[SLOT_KIND] = { "kind", PARAMETER_CHOICE,
			"memory that the guest is told of; firmware; memory that is "
			"plugged later",
			SLOT_RAM, NULL, SLOT_CHOICES },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static gboolean overlaps(guint64 base, guint64 size, guint64 other, guint64 other_size)
{
	return base - other < other_size || other - base < size;
}

static Ending memslot(Scene *scene, const Arguments *arguments)
{
	VmmSlot slot = { arguments->value[SLOT_BASE], arguments->value[SLOT_SIZE],
			 (SlotKind)arguments->value[SLOT_KIND] };
	GArray *slots = vmm_of(scene)->slots;
	Layout *layout = &scene->layout;

	if (scene->vm.rd)
		return scene_fail(scene, ENDED_EINVAL, slot.base,
				  "the Realm exists already: kvm.add_memslot");
	if (slot.size == 0 || (slot.base | slot.size) % RMM_GRANULE_SIZE ||
	    slot.base + slot.size < slot.base)
		return scene_fail(scene, ENDED_EINVAL, slot.base,
				  "base and size are multiples of 4K, and size is not 0");
	if (overlaps(slot.base, slot.size, layout->dram, layout->dram_size))
		return scene_fail(scene, ENDED_EINVAL, slot.base, "DRAM lies in the range");
	for (guint i = 0; i < slots->len; i++) {
		const VmmSlot *other = &g_array_index(slots, VmmSlot, i);

		if (overlaps(slot.base, slot.size, other->base, other->size))
			return scene_fail(scene, ENDED_EINVAL, slot.base,
					  "another memslot lies in the range");
	}
	if (slot.kind == SLOT_RAM && !layout_add_bank(layout, slot.base, slot.size))
		return scene_end(scene, ENDED_ENOMEM, slot.base);
	g_array_append_val(slots, slot);
	return ENDED_OK;
}

static const Procedure procedures[] = {
	{ "configure", "Memory map and policies, once", parameters, configure },
	{ "memslot", "Memory beside DRAM: further banks, firmware, a place to plug memory into",
	  slot_parameters, memslot },
};

const Actor actor_vmm = {
	"vmm", TRUE, "The VMM: kvmtool, QEMU and their like", procedures,
	G_N_ELEMENTS(procedures), &vmm_state
};
