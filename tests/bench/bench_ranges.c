/* SPDX-License-Identifier: BSD-3-Clause */
/* Large ranges: RIPAS of a gigabyte and a terabyte, and bytes of state per page. */
#include "bench.h"

#include "engine.h"
#include "state.h"

#define BASE  0x8000000000ull           /* PA of the memory that is tracked */
#define GiB   0x40000000ull
#define MiB   0x100000ull
#define PAGE  0x1000ull
#define RD    BASE
#define ROOTS (BASE + 16 * PAGE)
#define FREE  (BASE + 64 * PAGE)        /* RTTs, then pages, come from here on */

struct machine {
	struct rmm_model model;
	struct rmm *state;
	uint64_t next;          /* next Granule to delegate */
};

static enum rmm_status call(struct machine *machine, enum rmm_command_id command,
			    const uint64_t *in, unsigned count, uint64_t *out)
{
	struct rmm_call c = { .command = command };
	struct rmm_result result;
	const struct rmm_command *definition = rmm_command(&machine->model, command);

	for (unsigned i = 0; i < definition->input_count; i++)
		c.in[definition->inputs[i].slot] = definition->inputs[i].initial;
	for (unsigned i = 0; i < count; i++)
		c.in[i] = in[i];
	rmm_step(&machine->model, machine->state, &c, &result);
	if (out)
		*out = result.out[0];
	return result.status;
}

#define CALL(machine, command, out, ...) \
	call(machine, CMD_##command, (const uint64_t[]){ __VA_ARGS__ }, \
	     sizeof((const uint64_t[]){ __VA_ARGS__ }) / 8, out)

static void must(enum rmm_status status, const char *what)
{
	if (status != RMI_SUCCESS)
		g_error("%s: %s", what, rmm_status(status)->name);
}

static uint64_t delegate(struct machine *machine)
{
	uint64_t granule = machine->next;

	machine->next += PAGE;
	must(CALL(machine, RMI_GRANULE_DELEGATE, NULL, granule), "delegate");
	return granule;
}

/* A Realm of 41 bits: four level 1 RTTs of 512 GiB each. */
static void make(struct machine *machine, uint64_t memory, unsigned rtts)
{
	struct rmm_config config;

	rmm_config_default(&config, RMM_1_0);
	config.regions[0] = (struct rmm_region){ BASE, memory, true, false };
	config.rtts = rtts;
	if (rmm_model_init(&machine->model, &config) != CONFIG_OK)
		g_error("bad configuration");
	machine->state = g_malloc0(machine->model.layout.size);
	rmm_state_init(&machine->model, machine->state);
	machine->next = RD;
	delegate(machine);
	machine->next = ROOTS;
	for (unsigned i = 0; i < 4; i++)
		delegate(machine);
	machine->next = FREE;
	/* rd, params, flags, s2sz, sve_vl, num_bps, num_wps, pmu, hash, vmid,
	   rtt_base, rtt_level_start, rtt_num_start */
	must(CALL(machine, RMI_REALM_CREATE, NULL, RD, BASE + memory - PAGE, 0, 41, 0, 1, 1, 0, 0,
		  1, ROOTS, 1, 4), "RMI_REALM_CREATE");
}

/* Tables down to level 3 below every 2 MiB of [0, size). */
static void make_tables(struct machine *machine, uint64_t size)
{
	for (uint64_t ipa = 0; ipa < size; ipa += GiB)
		must(CALL(machine, RMI_RTT_CREATE, NULL, RD, delegate(machine), ipa, 2), "level 2");
	for (uint64_t ipa = 0; ipa < size; ipa += 2 * MiB)
		must(CALL(machine, RMI_RTT_CREATE, NULL, RD, delegate(machine), ipa, 3), "level 3");
}

/* RIPAS of [0, size), call by call; prints what one page or block costs. */
static void time_init(struct machine *machine, const char *text, uint64_t size, uint64_t unit,
		      const char *unit_text)
{
	double start = bench_seconds(), used;
	uint64_t at = 0;
	guint calls = 0;

	for (; at < size; calls++)
		must(CALL(machine, RMI_RTT_INIT_RIPAS, &at, RD, at, size), text);
	used = bench_seconds() - start;
	bench_print(text, used * 1e3, "ms");
	bench_print("  calls for that", calls, "");
	bench_print(unit_text, used * 1e9 / (double)(size / unit), "ns");
}

static void time_ranges(void)
{
	struct machine machine;

	make(&machine, 64 * MiB, 1024);
	make_tables(&machine, GiB);
	time_init(&machine, "RMI_RTT_INIT_RIPAS over 1 GiB behind level 3 tables", GiB, PAGE,
		  "  per page, RIM by surrogate");
	g_free(machine.state);
	make(&machine, 64 * MiB, 16);
	time_init(&machine, "RMI_RTT_INIT_RIPAS over 1 TiB of level 1 blocks", 1024 * GiB, GiB,
		  "  per block, RIM by surrogate");
	g_free(machine.state);
}

/* 8 GiB mapped page by page; bytes of the block per page. */
static void measure_size(void)
{
	const uint64_t size = 8 * GiB;
	const double pages = (double)(size / PAGE);
	struct machine machine;
	double start, used;

	make(&machine, size + 32 * MiB, 4096 + 16);
	make_tables(&machine, size);
	start = bench_seconds();
	for (uint64_t ipa = 0; ipa < size; ipa += PAGE)
		must(CALL(&machine, RMI_DATA_CREATE_UNKNOWN, NULL, RD, delegate(&machine), ipa), "map");
	used = bench_seconds() - start;
	bench_print("state of a Realm of 8 GiB mapped with 4K pages",
		    (double)machine.model.layout.size / pages, "bytes/page");
	bench_print("  delegating and mapping a page", used * 1e9 / pages, "ns");
	g_free(machine.state);
}

void bench_ranges(enum rmm_version version)
{
	if (version != RMM_1_0)
		return;
	time_ranges();
	measure_size();
}
