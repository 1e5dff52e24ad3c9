/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory as software outside the RMM sees it: the GPT decides (A2.2.3.1).
 */
#include "software/software.h"

#include "state/memory.h"
#include "engine/predicate.h"

enum { PA, VALUE_IN };
enum { VALUE_OUT };
enum { GPT = VALUE_IN };

static const struct rmm_value inputs[] = {
	VALUE(PA, "pa", rmm_pa),
	VALUE(VALUE_IN, "value", rmm_bits64),
};
static const struct rmm_value gpt_inputs[] = {
	VALUE(PA, "pa", rmm_pa),
	VALUE(GPT, "pas", rmm_gpt),
};
static const struct rmm_value outputs[] = {
	VALUE(VALUE_OUT, "value", rmm_bits64),
};

/* Memory that the GPT keeps from the Host. */
PREDICATE(granule_protected, "!ns_accessible($a)")
{
	return rmm_granule_at(c->model, rmm_in(c, o.a)) != RMM_NONE &&
	       !rmm_ns_accessible(c->model, c->state, rmm_in(c, o.a));
}

static const struct rmm_failure failures[] = {
	{ "gpt", STATUS_GPF, IF(granule_protected, PA),
	  .unless = VARIANT_HOST_READS_REALM },
};

/* IMPGJV: any entry but REALM, while the Granule is UNDELEGATED. */
PREDICATE(sets_realm, "$a == REALM")
{
	return rmm_in(c, o.a) == GPT_REALM || rmm_in(c, o.a) >= GPT_STATES;
}

static const struct rmm_failure gpt_failures[] = {
	{ "gran_state", STATUS_GPF,
	  IF(granule_state_is_not, PA, GRANULE_UNDELEGATED) },
	{ "gpt", STATUS_GPF, IF(sets_realm, GPT) },
};

static void read_effect(struct rmm_context *c)
{
	c->result->out[VALUE_OUT] = rmm_memory_read(c->model, c->state, rmm_in(c, PA));
}

static void write_effect(struct rmm_context *c)
{
	uint32_t granule = rmm_granule_at(c->model, rmm_in(c, PA));

	if (granule == RMM_NONE)
		return;
	if (!rmm_memory_write(c->model, c->state, rmm_in(c, PA), rmm_in(c, VALUE_IN)))
		c->result->status = STATUS_LIMIT;
	else
		rmm_granule_set_origin(c->model, c->state, granule, ORIGIN_HOST);
}

static void fill_effect(struct rmm_context *c)
{
	uint32_t granule = rmm_granule_at(c->model, rmm_in(c, PA));

	if (granule != RMM_NONE)
		rmm_memory_fill(c->model, c->state, granule, rmm_in(c, VALUE_IN),
				ORIGIN_HOST);
}

static void set_gpt_effect(struct rmm_context *c)
{
	uint32_t granule = rmm_granule_at(c->model, rmm_in(c, PA));

	if (granule != RMM_NONE)
		rmm_page_set_gpt(c->model, c->state, granule,
				 (enum rmm_gpt)rmm_in(c, GPT));
}

#define HOST_SOFTWARE                                           \
	.interface = INTERFACE_HOST,                            \
	.section = { [LINE_1_0] = "A2.2.3.1", [LINE_2_0] = "A2.3.6" }

const struct rmm_command rmm_host_read = {
	.name = "READ", HOST_SOFTWARE, .effect = read_effect,
	.summary = "The Host reads 8 bytes.",
	.inputs = inputs, .input_count = 1, ROWS_OUT(outputs),
	ROWS_FAILURE(failures),
};

const struct rmm_command rmm_host_write = {
	.name = "WRITE", HOST_SOFTWARE, .effect = write_effect,
	.summary = "The Host writes 8 bytes.",
	ROWS_IN(inputs), ROWS_FAILURE(failures),
};

const struct rmm_command rmm_host_fill = {
	.name = "FILL", HOST_SOFTWARE, .effect = fill_effect,
	.summary = "The Host fills a page with 8 bytes, repeated.",
	ROWS_IN(inputs), ROWS_FAILURE(failures),
};

const struct rmm_command rmm_host_set_gpt = {
	.name = "SET_GPT", HOST_SOFTWARE, .effect = set_gpt_effect,
	.summary = "Firmware moves a page to another physical address space.",
	ROWS_IN(gpt_inputs), ROWS_FAILURE(gpt_failures),
};
