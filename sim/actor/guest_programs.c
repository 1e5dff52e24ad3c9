/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What guests do at boot, in their order: the memory they touch, and where
 * they ask for RAM. Steps are named after the function that does them.
 */
#include "actor/guest.h"

#define TOUCH(id, title, operation, area) \
	static const GuestStep id = { title, &operation, area, RIPAS_EMPTY, NO_CHANGE_DESTROYED, \
				      REJECTED_PANICS, PAUSE_NEVER, FALSE }
#define ASK(id, title, area, ripas, destroyed, rejected) \
	static const GuestStep id = { title, &guest_set_ripas, area, ripas, destroyed, rejected, \
				      PAUSE_ASK, TRUE }

/* ---- steps ---- */

/* Linux: head.S and what follows in setup_arch. */
TOUCH(primary_entry, "primary_entry", guest_fetch, AREA_ENTRY);
TOUCH(create_idmap, "create_init_idmap", guest_write, AREA_IDMAP);
TOUCH(clear_bss, "early_map_kernel", guest_write, AREA_BSS);
TOUCH(setup_fdt, "setup_machine_fdt", guest_read, AREA_DTB);
TOUCH(paging_init, "paging_init", guest_write, AREA_TABLES);
TOUCH(bootmem_init, "bootmem_init", guest_write, AREA_MEMMAP);
TOUCH(rsi_version, "rsi_version_matches", guest_version, AREA_NONE);
TOUCH(rsi_config, "rsi_get_realm_config", guest_config, AREA_BSS);
ASK(setup_memory, "arm64_rsi_setup_memory", AREA_DRAM, RIPAS_RAM, NO_CHANGE_DESTROYED,
    REJECTED_PANICS);
static const GuestStep decrypt = { "set_memory_decrypted", &guest_set_ripas, AREA_SWIOTLB,
				   RIPAS_EMPTY, CHANGE_DESTROYED, REJECTED_PANICS, PAUSE_NEVER,
				   FALSE };
TOUCH(swiotlb, "swiotlb", guest_use_shared, AREA_SWIOTLB);

TOUCH(smp_init, "smp_init", guest_start_cpus, AREA_NONE);
TOUCH(secondary_entry, "secondary_entry", guest_fetch, AREA_ENTRY);

/* What every guest comes to in the end. */
static const GuestStep run_init = { "run_init", &guest_write, AREA_HEAP, RIPAS_EMPTY,
				    NO_CHANGE_DESTROYED, REJECTED_PANICS, PAUSE_INIT, FALSE };
static const GuestStep attest = { "attest", &guest_attest, AREA_SECRET, RIPAS_EMPTY,
				  NO_CHANGE_DESTROYED, REJECTED_PANICS, PAUSE_ATTEST, FALSE };
static const GuestStep use_image = { "use_image", &guest_check_image, AREA_IMAGE, RIPAS_EMPTY,
				     NO_CHANGE_DESTROYED, REJECTED_PANICS, PAUSE_LATE, FALSE };

/* Linux converts memory: whatever was there is lost. */
#define CONVERT(id, title, ripas)                                                            \
	static const GuestStep id = { title, &guest_set_ripas, AREA_GIVEN, ripas,             \
				      CHANGE_DESTROYED, REJECTED_PANICS, PAUSE_NEVER, FALSE }
CONVERT(decrypt_given, "set_memory_decrypted", RIPAS_EMPTY);
CONVERT(encrypt_given, "set_memory_encrypted", RIPAS_RAM);
ASK(ask_given, "rsi_set_memory_range_protected_safe", AREA_GIVEN, RIPAS_RAM,
    NO_CHANGE_DESTROYED, REJECTED_PANICS);
CONVERT(plug_given, "arch_add_memory", RIPAS_RAM);
CONVERT(unplug_given, "arch_remove_memory", RIPAS_EMPTY);
TOUCH(share_given, "use_shared", guest_use_shared, AREA_GIVEN);
TOUCH(use_given, "use", guest_write, AREA_GIVEN);

/* EDK2 in front of a kernel. */
TOUCH(module_entry, "_ModuleEntryPoint", guest_fetch, AREA_ENTRY);
TOUCH(discover_dram, "DiscoverDramFromDt", guest_read, AREA_DTB);
ASK(configure_memory, "ArmCcaConfigureSystemMemory", AREA_DRAM, RIPAS_RAM, NO_CHANGE_DESTROYED,
    REJECTED_PANICS);
TOUCH(prepi_main, "PrePiMain", guest_write, AREA_HEAP);
TOUCH(load_kernel, "load_kernel", guest_write, AREA_KERNEL);

/* FreeBSD looks at new_base alone, not at the response. */
TOUCH(locore, "locore", guest_fetch, AREA_ENTRY);
TOUCH(locore_bss, "locore_bss", guest_write, AREA_BSS);
ASK(initarm, "initarm", AREA_DRAM, RIPAS_RAM, NO_CHANGE_DESTROYED, REJECTED_ASKS_AGAIN);
TOUCH(pmap_bootstrap, "pmap_bootstrap", guest_write, AREA_TABLES);

/* A test of memory before anything else. */
TOUCH(entry, "entry", guest_fetch, AREA_ENTRY);
TOUCH(memory_test, "memory_test", guest_write, AREA_HEAP);
ASK(ask_late, "ask", AREA_DRAM, RIPAS_RAM, NO_CHANGE_DESTROYED, REJECTED_PANICS);

/* ---- programs ---- */

static GuestProgram linux_steps = {
	&primary_entry, &create_idmap, &clear_bss, &setup_fdt, &paging_init, &bootmem_init,
	&rsi_version, &rsi_config, &setup_memory, &decrypt, &swiotlb, &smp_init, &run_init,
	&attest, &use_image, NULL
};
static GuestProgram decrypt_steps = { &decrypt_given, &share_given, NULL };
static GuestProgram encrypt_steps = { &encrypt_given, &use_given, NULL };
static GuestProgram plug_steps = { &plug_given, &use_given, NULL };
static GuestProgram unplug_steps = { &unplug_given, NULL };
static GuestProgram ask_steps = { &ask_given, NULL };
static GuestProgram share_steps = { &share_given, NULL };
static GuestProgram use_steps = { &use_given, NULL };
static GuestProgram secondary_steps = { &secondary_entry, &run_init, NULL };
static GuestProgram linux_early_steps = {
	&primary_entry, &create_idmap, &clear_bss, &setup_fdt, &rsi_version, &rsi_config,
	&setup_memory, &paging_init, &bootmem_init, &decrypt, &swiotlb, &run_init, &attest,
	&use_image, NULL
};
static GuestProgram edk2_steps = {
	&module_entry, &discover_dram, &rsi_version, &configure_memory, &prepi_main, &load_kernel,
	NULL
};
static GuestProgram freebsd_steps = {
	&locore, &locore_bss, &rsi_version, &initarm, &pmap_bootstrap, &run_init, &attest,
	&use_image, NULL
};
static GuestProgram early_toucher_steps = {
	&entry, &memory_test, &rsi_version, &ask_late, &run_init, &attest, &use_image, NULL
};
static GuestProgram legacy_steps = {
	&entry, &locore_bss, &paging_init, &run_init, &use_image, NULL
};

/* ---- procedures ---- */

enum { ASK, IMAGE, IMAGE_SIZE, CPUS };

static const Parameter parameters[] = {
	[ASK] = { "ask", PARAMETER_FLAG, "it asks for RAM; no: that call is left out", 1, NULL,
		  NULL },
	[IMAGE] = { "image", PARAMETER_ADDRESS, "where it was loaded", 0, "as the VMM's", NULL },
	[IMAGE_SIZE] = { "image_size", PARAMETER_SIZE, "of it", 0, "as the VMM's", NULL },
	[CPUS] = { "cpus", PARAMETER_NUMBER, "that it starts, the first included", 1, NULL, NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static Ending boot(Scene *scene, const Arguments *arguments, GuestProgram program)
{
	GuestRun run = { program, scene->layout, arguments->value[ASK] != 0,
			 (guint)arguments->value[CPUS], { 0, 0, 0 }, NULL };

	if (argument_given(arguments, IMAGE))
		run.layout.image = arguments->value[IMAGE];
	if (argument_given(arguments, IMAGE_SIZE))
		run.layout.image_size = arguments->value[IMAGE_SIZE];
	return guest_load(scene, scene->rec, &run);
}

#define BOOT(name)                                                          \
	static Ending boot_##name(Scene *scene, const Arguments *arguments) \
	{                                                                   \
		return boot(scene, arguments, name##_steps);                \
	}
#define BOOT_ROW(name) { "boot", "It starts when its REC is entered", parameters, boot_##name }
#define GUEST(name, title, text)                                                         \
	BOOT(name)                                                                       \
	static const Procedure name##_procedures[] = { BOOT_ROW(name) };                 \
	const Actor actor_##name = { title, FALSE, text, name##_procedures, 1, &guest_state }

/* ---- Linux, on more than one CPU ---- */

enum { SECONDARY_VCPU };

static const Parameter secondary_parameters[] = {
	[SECONDARY_VCPU] = { "vcpu", PARAMETER_NUMBER, "which one", 1, NULL, NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static Ending boot_secondary(Scene *scene, const Arguments *arguments)
{
	GuestRun run = { secondary_steps, scene->layout, FALSE, 1, { 0, 0, 0 }, NULL };

	if (arguments->value[SECONDARY_VCPU] >= scene->vm.vcpu_count)
		return scene_no_vcpu(scene, arguments->value[SECONDARY_VCPU]);
	return guest_load(scene, scene->vm.vcpus[arguments->value[SECONDARY_VCPU]].rec, &run);
}

/* ---- Linux, once it runs ---- */

enum { RANGE_BASE, RANGE_SIZE, RANGE_VCPU };

static const Parameter range_parameters[] = {
	[RANGE_BASE] = { "base", PARAMETER_ADDRESS, "first page", 0, "where the swiotlb is", NULL },
	[RANGE_SIZE] = { "size", PARAMETER_SIZE, "of the range", RMM_GRANULE_SIZE, NULL, NULL },
	[RANGE_VCPU] = { "vcpu", PARAMETER_NUMBER, "which one does it, from 0", 0,
			 "the one entered last", NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static Ending on_range(Scene *scene, const Arguments *arguments, GuestProgram program)
{
	guint64 base = argument_given(arguments, RANGE_BASE) ? arguments->value[RANGE_BASE]
		     : layout_range(&scene->layout, AREA_SWIOTLB).base;
	GuestRun run = { program, scene->layout, TRUE, 1,
			 { base, base + arguments->value[RANGE_SIZE], RMM_GRANULE_SIZE }, NULL };

	if (!argument_given(arguments, RANGE_VCPU))
		return guest_load(scene, scene->rec, &run);
	if (arguments->value[RANGE_VCPU] >= scene->vm.vcpu_count)
		return scene_no_vcpu(scene, arguments->value[RANGE_VCPU]);
	return guest_load(scene, scene->vm.vcpus[arguments->value[RANGE_VCPU]].rec, &run);
}

static Ending set_memory_decrypted(Scene *scene, const Arguments *arguments)
{
	return on_range(scene, arguments, decrypt_steps);
}

static Ending set_memory_encrypted(Scene *scene, const Arguments *arguments)
{
	return on_range(scene, arguments, encrypt_steps);
}

static Ending plug(Scene *scene, const Arguments *arguments)
{
	return on_range(scene, arguments, plug_steps);
}

static Ending unplug(Scene *scene, const Arguments *arguments)
{
	return on_range(scene, arguments, unplug_steps);
}

static Ending ask(Scene *scene, const Arguments *arguments)
{
	return on_range(scene, arguments, ask_steps);
}

static Ending use_shared(Scene *scene, const Arguments *arguments)
{
	return on_range(scene, arguments, share_steps);
}

static Ending use(Scene *scene, const Arguments *arguments)
{
	return on_range(scene, arguments, use_steps);
}

BOOT(linux)
static const Procedure linux_procedures[] = {
	BOOT_ROW(linux),
	{ "secondary", "What a further CPU does when its REC is entered", secondary_parameters,
	  boot_secondary },
	{ "set_memory_decrypted", "Shares memory with the Host, and uses it", range_parameters,
	  set_memory_decrypted },
	{ "set_memory_encrypted", "Takes it back, and uses it", range_parameters,
	  set_memory_encrypted },
	{ "ask", "Asks for RAM, but not where something was destroyed", range_parameters, ask },
	{ "use_shared", "Writes to its alias, which the Host sees", range_parameters,
	  use_shared },
	{ "use", "Writes to memory", range_parameters, use },
	{ "plug", "Adds memory: asks for RAM, whatever became of it before, and uses it",
	  range_parameters, plug },
	{ "unplug", "Gives memory back: EMPTY", range_parameters, unplug },
};
const Actor actor_linux = {
	"linux", FALSE, "Linux 6.13 and later: asks for RAM once it has used memory",
	linux_procedures, G_N_ELEMENTS(linux_procedures), &guest_state
};

/* ---- others ---- */

GUEST(linux_early, "linux-early", "Linux that asks for RAM before its first page tables");
GUEST(edk2, "edk2", "EDK2: asks for RAM before it uses any, then loads a kernel");
GUEST(freebsd, "freebsd", "FreeBSD: asks early, and again when the Host rejects");
GUEST(early_toucher, "early-toucher", "Touches memory outside its image before it asks");
GUEST(legacy, "legacy", "Knows nothing of Realms: never asks, never attests");
