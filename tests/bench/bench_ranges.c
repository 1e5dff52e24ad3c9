/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Large ranges: RIPAS of a gigabyte and a terabyte, blocks of a gigabyte, and
 * bytes of state per page.
 */
#include "bench.h"

#include "base/config.h"
#include "calls/call.h"
#include "engine/engine.h"
#include "state/address_set.h"
#include "state/boot.h"
#include "state/state.h"
#include "version/make.h"

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

static enum rmm_status step(struct machine *machine, const struct rmm_call *call, uint64_t *out)
{
	struct rmm_result result;

	rmm_step(&machine->model, machine->state, call, &result);
	if (out)
		*out = result.out[0];
	return result.status;
}

#define CALL(machine, id, out, ...) \
	step(machine, &(struct rmm_call[]){ CALL_OF(&(machine)->model, id, __VA_ARGS__) }[0], out)

static void must(enum rmm_status status, const char *what)
{
	if (status != RMI_SUCCESS)
		g_error("%s: %s", what, rmm_status(status)->name);
}

static uint64_t delegate(struct machine *machine)
{
	uint64_t granule = machine->next;
	struct rmm_call call = call_delegate(&machine->model, granule);

	machine->next += PAGE;
	must(step(machine, &call, NULL), "delegate");
	return granule;
}

/* A Realm of 41 bits: four level 1 RTTs of 512 GiB each. */
static void make(struct machine *machine, const struct rmm_version *version, uint64_t memory,
		 unsigned rtts)
{
	struct rmm_config config;

	rmm_config_default(&config, version);
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
	must(CALL(machine, RMI_REALM_CREATE, NULL, { "rd", RD },
		  { "params_ptr", BASE + memory - PAGE }, { "s2sz", 41 }, { "num_bps", 1 },
		  { "num_wps", 1 }, { "rtt_base", ROOTS }, { "rtt_level_start", 1 },
		  { "rtt_num_start", 4 }), "RMI_REALM_CREATE");
}

static void make_table(struct machine *machine, uint64_t ipa, uint64_t level)
{
	must(CALL(machine, RMI_RTT_CREATE, NULL, { "rd", RD }, { "rtt", delegate(machine) },
		  { "ipa", ipa }, { "level", level }), "RMI_RTT_CREATE");
}

/* Tables down to level 3 below every 2 MiB of [0, size). */
static void make_tables(struct machine *machine, uint64_t size)
{
	for (uint64_t ipa = 0; ipa < size; ipa += GiB)
		make_table(machine, ipa, 2);
	for (uint64_t ipa = 0; ipa < size; ipa += 2 * MiB)
		make_table(machine, ipa, 3);
}

/* RIPAS of [0, size), call by call; prints what one page or block costs. */
static void time_init(struct machine *machine, const char *text, uint64_t size, uint64_t unit,
		      const char *unit_text)
{
	double start = bench_seconds(), used;
	uint64_t at = 0;
	guint calls = 0;

	for (; at < size; calls++)
		must(CALL(machine, RMI_RTT_INIT_RIPAS, &at, { "rd", RD }, { "base", at },
			  { "top", size }), text);
	used = bench_seconds() - start;
	bench_print(text, used * 1e3, "ms");
	bench_print("  calls for that", calls, "");
	bench_print(unit_text, used * 1e9 / (double)(size / unit), "ns");
}

static void time_ranges(const struct rmm_version *version)
{
	struct machine machine;

	make(&machine, version, 64 * MiB, 1024);
	make_tables(&machine, GiB);
	time_init(&machine, "RMI_RTT_INIT_RIPAS over 1 GiB behind level 3 tables", GiB, PAGE,
		  "  per page");
	g_free(machine.state);
	make(&machine, version, 64 * MiB, 16);
	time_init(&machine, "RMI_RTT_INIT_RIPAS over 1 TiB of level 1 blocks", 1024 * GiB, GiB,
		  "  per block");
	g_free(machine.state);
}

/* Delegates [base, top), call by call. */
static void delegate_range(struct machine *machine, uint64_t base, uint64_t top)
{
	while (base < top)
		must(CALL(machine, RMI_GRANULE_RANGE_DELEGATE, &base, { "base", base },
			  { "top", top }), "delegate");
}

/* 2.0: a block of 1 GiB, of Host memory, then of the Realm's. */
static void time_blocks(const struct rmm_version *version)
{
	const uint64_t unprotected = (uint64_t)1 << 40, block = BASE + GiB;
	const uint64_t oaddr = rmm_descriptor_make(block, 1, 1, false);
	struct machine machine;
	double start;

	make(&machine, version, 2 * GiB + 32 * MiB, 16);
	start = bench_seconds();
	must(CALL(&machine, RMI_RTT_UNPROT_MAP, NULL, { "rd", RD }, { "base", unprotected },
		  { "top", unprotected + GiB }, { "oaddr_type", ADDRESS_TYPE_SINGLE }, { "oaddr", oaddr },
		  { "s2ap", 3 }), "map");
	bench_print("RMI_RTT_UNPROT_MAP of a block of 1 GiB", (bench_seconds() - start) * 1e6, "us");
	delegate_range(&machine, block, block + GiB);
	start = bench_seconds();
	must(CALL(&machine, RMI_RTT_DATA_MAP, NULL, { "rd", RD }, { "base", 0 }, { "top", GiB },
		  { "oaddr_type", ADDRESS_TYPE_SINGLE },
		  { "oaddr", rmm_descriptor_make(block, 1, 1, true) }), "map");
	bench_print("RMI_RTT_DATA_MAP of a block of 1 GiB, by Granule",
		    (bench_seconds() - start) * 1e9 / (double)(GiB / PAGE), "ns");
	g_free(machine.state);
}

/* So few that the calls are at hand, however large they are. */
enum { BATCH = 16 };

/* Delegates and maps the pages of a level 3 table; seconds that the steps take. */
static double map_table(struct machine *machine, uint64_t table)
{
	static struct rmm_call calls[2 * BATCH];
	double start;

	for (unsigned i = 0; i < BATCH; i++) {
		calls[2 * i] = call_delegate(&machine->model, machine->next);
		calls[2 * i + 1] = call_map(&machine->model, RD, table + i * PAGE, machine->next);
		machine->next += PAGE;
	}
	start = bench_seconds();
	for (unsigned i = 0; i < 2 * BATCH; i++)
		must(step(machine, &calls[i], NULL), "map");
	return bench_seconds() - start;
}

/* 8 GiB mapped page by page; bytes of the block per page. */
static void measure_size(const struct rmm_version *version)
{
	const uint64_t size = 8 * GiB;
	const double pages = (double)(size / PAGE);
	struct machine machine;
	double used = 0;

	make(&machine, version, size + 32 * MiB, 4096 + 16);
	make_tables(&machine, size);
	for (uint64_t ipa = 0; ipa < size; ipa += BATCH * PAGE)
		used += map_table(&machine, ipa);
	bench_print("state of a Realm of 8 GiB mapped with 4K pages",
		    (double)machine.model.layout.size / pages, "bytes/page");
	bench_print("  delegating and mapping a page", used * 1e9 / pages, "ns");
	g_free(machine.state);
}

void bench_ranges(const struct rmm_version *version)
{
	time_ranges(version);
	if (rmm_lineage(version) >> LINE_2_0 & 1)
		time_blocks(version);
	measure_size(version);
}
