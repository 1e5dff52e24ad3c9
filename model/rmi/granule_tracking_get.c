/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.5.12 RMI_GRANULE_TRACKING_GET and B4.5.7 RMI_GPT_INFO of 2.0-bet3: what
 * is the same from base on, and up to where (E15: beyond base, not beyond top).
 */
#include "rmi/rmi.h"

#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"
#include "rmi/memory_category.h"
#include "state/tracking.h"

enum { BASE, TOP };
enum { OUT_CATEGORY, OUT_STATE, OUT_TOP };

/* L0GPTSZ: what an entry of the level 0 GPT describes. */
#define L0GPTSZ_SHIFT 30

static const struct rmm_value inputs[] = {
	VALUE(BASE, "base", rmm_pa),
	VALUE(TOP, "top", rmm_pa),
};
static const struct rmm_value tracking_outputs[] = {
	VALUE(OUT_CATEGORY, "category", rmm_category),
	VALUE(OUT_STATE, "state", rmm_tracking_state),
	VALUE(OUT_TOP, "out_top", rmm_pa),
};
static const struct rmm_value gpt_outputs[] = {
	VALUE(OUT_TOP, "out_top", rmm_pa),
	VALUE(OUT_STATE, "state", rmm_gpt_partition_state),
};

/* E42: the size itself is out of range. */
PREDICATE(beyond_memory, "$a > pasz")
{
	return rmm_in(c, o.a) > RMM_PA_SIZE;
}

PREDICATE(at_end_of_memory, "$a >= pasz")
{
	return rmm_in(c, o.a) >= RMM_PA_SIZE;
}

PREDICATE(region_unaligned, "!aligned($a, L0GPTSZ)")
{
	return rmm_in(c, o.a) & ((1u << L0GPTSZ_SHIFT) - 1);
}

static const struct rmm_failure tracking_failures[] = {
	{ "base_align", RMI_ERROR_INPUT, IF(not_granule_aligned, BASE) },
	{ "top_align",  RMI_ERROR_INPUT, IF(not_granule_aligned, TOP) },
	{ "base_bound", RMI_ERROR_INPUT, IF(beyond_memory, BASE) },
	{ "top_bound",  RMI_ERROR_INPUT, IF(beyond_memory, TOP) },
	{ "base_top",   RMI_ERROR_INPUT, IF(range_is_empty, BASE, TOP) },
};

static const struct rmm_failure gpt_failures[] = {
	{ "base_bound",   RMI_ERROR_INPUT, IF(at_end_of_memory, BASE) },
	{ "top_bound",    RMI_ERROR_INPUT, IF(at_end_of_memory, TOP) },
	{ "base_align",   RMI_ERROR_INPUT, IF(region_unaligned, BASE) },
	{ "top_align",    RMI_ERROR_INPUT, IF(region_unaligned, TOP) },
	{ "region_valid", RMI_ERROR_INPUT, IF(range_is_empty, BASE, TOP) },
};

/* Where the next 2^@shift bytes begin that are not as empty as those around @pa. */
static uint64_t next_border(const struct rmm_model *m, unsigned shift, uint64_t pa)
{
	uint64_t next = UINT64_MAX;

	if (rmm_memory_of(m, shift, pa))
		return ((pa >> shift) + 1) << shift;
	for (unsigned i = 0; i < m->config.region_count; i++) {
		uint64_t base = m->config.regions[i].base >> shift << shift;

		if (base > pa && base < next)
			next = base;
	}
	return next;
}

/* The end of the range from base on in which @differs is never true; not beyond top. */
static uint64_t same_until(const struct rmm_context *c, unsigned shift,
			   bool (*differs)(const struct rmm_context *c, uint64_t a, uint64_t b))
{
	uint64_t base = rmm_in(c, BASE), top = rmm_in(c, TOP);
	uint64_t at = next_border(c->model, shift, base);

	while (at < top && !differs(c, base, at))
		at = next_border(c->model, shift, at);
	return at < top ? at : top;
}

static bool tracking_differs(const struct rmm_context *c, uint64_t a, uint64_t b)
{
	return rmm_tracking_at(c->model, c->state, a) != rmm_tracking_at(c->model, c->state, b) ||
	       rmm_category_of(c->model, c->state, a) != rmm_category_of(c->model, c->state, b);
}

static enum rmm_gpt_partition partition_of(const struct rmm_context *c, uint64_t pa)
{
	return rmm_memory_of(c->model, L0GPTSZ_SHIFT, pa) ? GPT_PARTITION_PLAT
							  : GPT_PARTITION_RESERVED;
}

static bool partition_differs(const struct rmm_context *c, uint64_t a, uint64_t b)
{
	return partition_of(c, a) != partition_of(c, b);
}

static void get_tracking(struct rmm_context *c)
{
	c->result->out[OUT_CATEGORY] = rmm_category_of(c->model, c->state, rmm_in(c, BASE));
	c->result->out[OUT_STATE] = rmm_tracking_at(c->model, c->state, rmm_in(c, BASE));
	c->result->out[OUT_TOP] = same_until(c, rmm_region_shift(c->state), tracking_differs);
}

static void get_gpt(struct rmm_context *c)
{
	c->result->out[OUT_STATE] = partition_of(c, rmm_in(c, BASE));
	c->result->out[OUT_TOP] = same_until(c, L0GPTSZ_SHIFT, partition_differs);
}

/* The region of the last byte says it: regions between are like the first. */
PREDICATE(states_are, "all regions of [base, out_top) are in state")
{
	return c->result->out[OUT_TOP] > rmm_in(c, BASE) &&
	       rmm_tracking_at(c->model, c->state, c->result->out[OUT_TOP] - 1) ==
	       c->result->out[OUT_STATE];
}

PREDICATE(categories_are, "all memory of [base, out_top) is of category")
{
	return rmm_category_of(c->model, c->state, c->result->out[OUT_TOP] - 1) ==
	       c->result->out[OUT_CATEGORY];
}

static const struct rmm_success tracking_successes[] = {
	{ "state",    THEN(states_are) },
	{ "category", THEN(categories_are) },
};

const struct rmm_command rmm_rmi_granule_tracking_get_bet3 = {
	.name = "RMI_GRANULE_TRACKING_GET", .interface = INTERFACE_RMI,
	.fid = 0xC40001E1, .section = { [LINE_2_0_BET3] = "B4.5.12" },
	.summary = "How the RMM tracks memory at base, and how far that is the same.",
	.note = "E15: out_top lies beyond base and not beyond top. E42: works in every state of "
		"the RMM. Where there is no memory, the category is NONE.",
	ROWS_IN(inputs), ROWS_OUT(tracking_outputs), ROWS_FAILURE(tracking_failures),
	.effect = get_tracking, ROWS_SUCCESS(tracking_successes),
};

const struct rmm_command rmm_rmi_gpt_info = {
	.name = "RMI_GPT_INFO", .interface = INTERFACE_RMI,
	.fid = 0xC4000211, .section = { [LINE_2_0_BET3] = "B4.5.7" },
	.summary = "Who has set up the Granule Protection Table at base, and how far that is the same.",
	.note = "E13: there are no success conditions. The platform has set it up where there is "
		"memory. E42: top cannot be the end of the PA space.",
	ROWS_IN(inputs), ROWS_OUT(gpt_outputs), ROWS_FAILURE(gpt_failures), .effect = get_gpt,
};
