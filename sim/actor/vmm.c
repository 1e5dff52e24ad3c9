/* SPDX-License-Identifier: BSD-3-Clause */
/* The VMM: the VM's memory map, and what it decides for the guest. */
#include "actor/vmm.h"

static gpointer vmm_open(void)
{
	return g_new0(struct vmm, 1);
}

const ActorState vmm_state = { vmm_open, g_free, NULL };

guint vmm_init_ranges(Scene *scene, const Range **ranges)
{
	const Layout *layout = &scene->layout;
	struct vmm *vmm = vmm_of(scene);
	guint64 end = layout->image + layout->image_size + layout->bss_size;

	*ranges = vmm->ranges;
	vmm->ranges[0] = layout_range(layout, AREA_DRAM);
	if (vmm->init == INIT_KERNEL)
		vmm->ranges[0] = (Range){ layout->image, end, RMM_GRANULE_SIZE };
	return vmm->init == INIT_NONE ? 0 : 1;
}

/* ---- configure ---- */

static const Parameter parameters[] = {
	{ "dram", PARAMETER_ADDRESS, "where memory starts", 0, "0x80000000", NULL },
	{ "dram_size", PARAMETER_SIZE, "of it", 0, "512M", NULL },
	{ "image", PARAMETER_ADDRESS, "where the kernel or firmware lies", 0, "dram", NULL },
	{ "image_size", PARAMETER_SIZE, "of its file", 0, "64K", NULL },
	{ "bss_size", PARAMETER_SIZE, "memory it needs behind that", 0, "64K", NULL },
	{ "dtb", PARAMETER_ADDRESS, "where the device tree lies", 0, "dram+254M", NULL },
	{ "dtb_size", PARAMETER_SIZE, "of it", 0, "8K", NULL },
	{ "init", PARAMETER_CHOICE, "what the Host makes RAM: memslots, nothing, kernel and BSS",
	  INIT_ALL, NULL, INIT_CHOICES },
	{ "response", PARAMETER_CHOICE, "to requests to change RIPAS", RESPOND_ACCEPT, NULL,
	  RESPONSE_CHOICES },
	{ "huge", PARAMETER_FLAG, "memory comes in 2 MiB pages, which v12 makes use of", 0, NULL,
	  NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

/* The DTB stays within DRAM however small that is. */
static void move_with_dram(Layout *layout)
{
	layout->image = layout->dram;
	layout->dtb = layout->dram + layout->dram_size / 2 - 0x200000;
}

static Ending configure(Scene *scene, const Arguments *arguments)
{
	guint64 *const fields[] = {
		&scene->layout.dram, &scene->layout.dram_size, &scene->layout.image,
		&scene->layout.image_size, &scene->layout.bss_size, &scene->layout.dtb,
		&scene->layout.dtb_size,
	};

	for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (!argument_given(arguments, i))
			continue;
		*fields[i] = arguments->value[i];
		if (i < 2)
			move_with_dram(&scene->layout);
		if (arguments->value[i] % RMM_GRANULE_SIZE)
			return scene_end(scene, ENDED_EINVAL, arguments->value[i]);
	}
	if (argument_given(arguments, G_N_ELEMENTS(fields) + 2))
		vmm_of(scene)->huge = arguments->value[G_N_ELEMENTS(fields) + 2] != 0;
	if (argument_given(arguments, G_N_ELEMENTS(fields)))
		vmm_of(scene)->init = (InitPolicy)arguments->value[G_N_ELEMENTS(fields)];
	if (argument_given(arguments, G_N_ELEMENTS(fields) + 1))
		vmm_of(scene)->response = (Response)arguments->value[G_N_ELEMENTS(fields) + 1];
	return ENDED_OK;
}

static const Procedure procedures[] = {
	{ "configure", "Memory map and policies; what is not given stays", parameters, configure },
};

const Actor actor_vmm = {
	"vmm", TRUE, "The VMM: kvmtool, QEMU and their like", procedures,
	G_N_ELEMENTS(procedures), &vmm_state
};
