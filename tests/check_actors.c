/* SPDX-License-Identifier: BSD-3-Clause */
/* Actors: their tables, the Host's memory, the VM's layout. */
#include <string.h>

#include "actor/actors.h"
#include "actor/guest.h"
#include "actor/host_memory.h"
#include "actor/kvm.h"
#include "actor/range_set.h"
#include "actor/scene.h"
#include "library.h"
#include "state/boot.h"
#include "suites.h"
#include "system/platform.h"
#include "version/make.h"

/* ---- tables ---- */

static void check_parameter(const Procedure *procedure, const Parameter *parameter)
{
	g_autofree char *word = NULL;

	ck_assert_msg(parameter->text != NULL, "%s: %s= says nothing", procedure->name,
		      parameter->name);
	if (parameter->kind != PARAMETER_CHOICE)
		return;
	word = choice_word(parameter->choices, parameter->initial);
	ck_assert_msg(word != NULL, "%s: %s= has no such default", procedure->name,
		      parameter->name);
}

START_TEST(test_tables)
{
	for (guint i = 0; actors[i]; i++) {
		const Actor *actor = actors[i];

		ck_assert_ptr_eq(actor_find(actor->name, strlen(actor->name)), actor);
		for (guint j = 0; j < actor->count; j++) {
			const Procedure *procedure = &actor->procedures[j];

			ck_assert_ptr_eq(procedure_find(actor, procedure->name), procedure);
			ck_assert_uint_le(parameter_count(procedure->parameters), PARAMETERS_MAX);
			for (const Parameter *p = procedure->parameters; p->name; p++)
				check_parameter(procedure, p);
		}
	}
}
END_TEST

/* What KVM's parameter offers is its table; a former name stands for one of these alone. */
START_TEST(test_kvm_versions)
{
	for (guint i = 0; i < KVM_SERIES; i++) {
		const KvmVersion *version = &kvm_series[i];
		guint64 position;

		ck_assert_msg(choice_find(KVM_VERSION_CHOICES, version->name, &position) &&
			      position == i, "%s is not offered in its place", version->name);
		ck_assert_ptr_null(kvm_version_renamed(version->name));
		if (!version->former)
			continue;
		ck_assert(!choice_find(KVM_VERSION_CHOICES, version->former, &position));
		ck_assert_str_eq(kvm_version_renamed(version->former), version->name);
	}
	ck_assert_ptr_null(choice_word(KVM_VERSION_CHOICES, KVM_SERIES));
}
END_TEST

/* A scenario that has the former name is the one that has the name of now, in its results as well. */
START_TEST(test_former_name)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario =
		library_parse_text("t", "host kvm.create_realm version=later hypothetical=yes\n",
				   &rmm_version_2_0_bet0, diagnostics);
	const Step *step;

	ck_assert(scenario);
	step = scenario->steps->pdata[0];
	ck_assert_str_eq(step->name, "kvm.create_realm version=v16 hypothetical=yes");
	ck_assert_str_eq(kvm_series[g_array_index(step->arguments, Argument, 0).value.constant].name,
			 "v16");
}
END_TEST

START_TEST(test_endings)
{
	for (guint i = 0; i < ENDINGS; i++) {
		Ending found;

		ck_assert(ending_find(ending_name((Ending)i), &found));
		ck_assert_uint_eq(found, i);
	}
	ck_assert(!ending_find("ENOENT", &(Ending){ ENDED_OK }));
}
END_TEST

/* ---- memory ---- */

static struct rmm *new_state(struct rmm_model *model)
{
	struct rmm_config config;
	struct rmm *state;

	platform_for_scenarios(&config, &rmm_version_1_0, NULL);
	ck_assert_uint_eq(rmm_model_init(model, &config), CONFIG_OK);
	state = g_malloc0(model->layout.size);
	rmm_state_init(model, state);
	return state;
}

START_TEST(test_host_memory)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	g_autofree struct rmm *state = new_state(model);
	HostMemory *memory = host_memory_new(model, state);
	guint64 base = model->config.regions[0].base, block;

	ck_assert_uint_eq(host_memory_take(memory, RMM_GRANULE_SIZE), base);
	block = host_memory_take(memory, 512 * RMM_GRANULE_SIZE);
	ck_assert_uint_eq(block, base + 512 * RMM_GRANULE_SIZE);
	ck_assert_uint_eq(host_memory_take(memory, RMM_GRANULE_SIZE), base + RMM_GRANULE_SIZE);
	host_memory_give(memory, base);
	ck_assert_uint_eq(host_memory_take(memory, RMM_GRANULE_SIZE), base);
	/* The last page stays with the scenarios. */
	ck_assert_uint_eq(host_memory_take(memory, model->config.regions[0].size), 0);
	host_memory_free(memory);
}
END_TEST

/* What a scenario has delegated by itself is not the actors' to take. */
START_TEST(test_host_memory_delegated)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	g_autofree struct rmm *state = new_state(model);
	HostMemory *memory = host_memory_new(model, state);
	guint64 base = model->config.regions[0].base;
	struct rmm_call call = { .command = CMD_RMI_GRANULE_DELEGATE, .in = { base } };
	struct rmm_result result;

	rmm_step(model, state, &call, &result);
	ck_assert_uint_eq(result.status, RMI_SUCCESS);
	ck_assert_uint_eq(host_memory_take(memory, RMM_GRANULE_SIZE), base + RMM_GRANULE_SIZE);
	host_memory_free(memory);
}
END_TEST

START_TEST(test_layout)
{
	static const Layout layout = {
		.dram = 0x80000000, .dram_size = 0x20000000, .image = 0x80000000,
		.image_size = 0x30c6000, .bss_size = 0xda000, .dtb = 0x8fe00000, .dtb_size = 0x10000
	};

	for (Area area = AREA_ENTRY; area <= AREA_SECRET; area++) {
		Range range = layout_range(&layout, area);

		ck_assert_msg(range.base >= layout.dram &&
			      range.top <= layout.dram + layout.dram_size &&
			      range.base < range.top && range.stride,
			      "%s lies outside DRAM", layout_area_name(area));
	}
	ck_assert_uint_eq((layout_late_page(&layout) - layout.image) %
			  layout_range(&layout, AREA_IMAGE).stride, 0);
}
END_TEST

/* Against a page at a time: every range of a small space, put in and out. */
START_TEST(test_range_set)
{
	enum { PAGES = 7 };
	RangeSet *set = range_set_new();
	gboolean held[PAGES] = { FALSE };
	guint seed = 1;

	for (guint round = 0; round < 4000; round++) {
		guint base, top;
		gboolean put, changes = FALSE, meets = FALSE, covers = TRUE;

		seed = seed * 1103515245 + 12345;
		base = (seed >> 16) % PAGES;
		top = base + 1 + (seed >> 20) % (PAGES - base);
		put = seed >> 28 & 1;
		for (guint i = base; i < top; i++) {
			changes |= held[i] != put;
			held[i] = put;
		}
		ck_assert_int_eq(range_set_put(set, base, top, put), changes);
		base = (seed >> 10) % PAGES;
		top = base + (seed >> 13) % (PAGES + 1 - base);
		for (guint i = base; i < top; i++) {
			meets |= held[i];
			covers &= held[i];
		}
		ck_assert_int_eq(range_set_meets(set, base, top), meets);
		ck_assert_int_eq(range_set_covers(set, base, top), covers);
	}
	range_set_free(set);
}
END_TEST

/* ---- figures that are known of real boots ---- */

static const struct {
	const char *what, *text;
} figures[] = {
	{ "nothing populated: 2 calls, 1 table",
	  "spec rmm-1.0-rel0\n"
	  "host kvm.create_realm version=v12\n"
	  "host kvm.set_ripas_of_protected_regions > OK RMI_RTT_INIT_RIPAS=2 RMI_RTT_CREATE=1\n" },
	{ "RMM 2.0, nothing populated: the same",
	  "spec rmm-2.0-bet0\n"
	  "host kvm.create_realm version=v14\n"
	  "host kvm.set_ripas_of_protected_regions > OK RMI_RTT_INIT_RIPAS=2 RMI_RTT_CREATE=1\n" },
	{ "RMM 2.0, 50 MiB and 64 KiB populated: 28 calls",
	  "spec rmm-2.0-bet0\nmemory 0x8800_0000 +128M\n"
	  "host vmm.configure image_size=0x30c6000 dtb_size=64K\n"
	  "host kvm.create_realm version=v14\n"
	  "host kvm.populate > OK RMI_RTT_CREATE=27\n"
	  "host kvm.set_ripas_of_protected_regions > OK RMI_RTT_INIT_RIPAS=28\n" },
	{ "RMM 2.0: RECs get memory donated, and give it back",
	  "spec rmm-2.0-bet0\nplatform aux_count=16\n"
	  "host kvm.create_realm\n"
	  "host kvm.create_rec vcpus=2 > OK RMI_OP_MEM_DONATE=2\n"
	  "host kvm.activate\n"
	  "host kvm.teardown\n"
	  "expect granule 0x8800_0000 .. 0x8be0_0000 UNDELEGATED\n" },
	{ "512 GiB: a table for every page of the memmap that is touched",
	  "spec rmm-2.0-bet0\nmemory 0x8800_0000 +64M\n"
	  "host vmm.configure dram_size=512G\n"
	  "host kvm.create_realm ipa_bits=41\nhost kvm.populate\nhost kvm.create_rec\n"
	  "host kvm.set_ripas_of_protected_regions\nhost kvm.activate\nguest linux.boot\n"
	  "host kvm.run > IDLE secret=yes\n" },
	{ "50 MiB and 64 KiB populated: 26 tables of level 3",
	  "spec rmm-1.0-rel0\nmemory 0x8800_0000 +128M\n"
	  "host vmm.configure image_size=0x30c6000 dtb_size=64K\n"
	  "host kvm.create_realm version=v12\n"
	  "host kvm.populate > OK RMI_RTT_CREATE=27\n"
	  "host kvm.set_ripas_of_protected_regions > OK RMI_RTT_INIT_RIPAS=12506\n" },
};

START_TEST(test_figure)
{
	ParseOptions parse = { .version = NULL };
	RunOptions options = { .no_invariants = TRUE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario =
		scenario_parse_text(figures[_i].what, g_strdup(figures[_i].text),
				    strlen(figures[_i].text), &parse, diagnostics);
	RunResult result;

	ck_assert_msg(scenario != NULL, "%s", figures[_i].what);
	scenario_run(scenario, &options, &result);
	if (result.failed)
		ck_abort_msg("%s:\n%s", figures[_i].what,
			     library_detail(&result, result.outcomes->pdata[0]));
	run_result_clear(&result);
}
END_TEST

/* Scenarios of what goes wrong. */
START_TEST(test_scenario)
{
	g_autoptr(GPtrArray) files = library_files("tests/actors");
	g_autoptr(Scenario) scenario = library_parse(files->pdata[_i]);
	RunResult result;

	library_run(files->pdata[_i], scenario, &result);
	ck_assert_uint_gt(result.steps, 0);
	run_result_clear(&result);
}
END_TEST

Suite *suite_actors(void)
{
	Suite *suite = suite_create("actors");
	TCase *tcase = tcase_create("actors");
	g_autoptr(GPtrArray) files = library_files("tests/actors");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_tables);
	tcase_add_test(tcase, test_endings);
	tcase_add_test(tcase, test_kvm_versions);
	tcase_add_test(tcase, test_former_name);
	tcase_add_test(tcase, test_host_memory);
	tcase_add_test(tcase, test_host_memory_delegated);
	tcase_add_test(tcase, test_layout);
	tcase_add_test(tcase, test_range_set);
	tcase_add_loop_test(tcase, test_figure, 0, (int)G_N_ELEMENTS(figures));
	tcase_add_loop_test(tcase, test_scenario, 0, (int)files->len);
	suite_add_tcase(suite, tcase);
	return suite;
}
