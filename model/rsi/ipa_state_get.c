/* SPDX-License-Identifier: BSD-3-Clause */
/* B5.3.5 RSI_IPA_STATE_GET: the Realm asks for the RIPAS of a range. */
#include "rsi/rsi.h"

#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { BASE, TOP };
enum { OUT_TOP, OUT_RIPAS };

static const struct rmm_value inputs[] = {
	VALUE(BASE, "base", rmm_ipa),
	VALUE(TOP, "top", rmm_ipa),
};
static const struct rmm_value outputs[] = {
	VALUE(OUT_TOP, "out_top", rmm_ipa),
	VALUE(OUT_RIPAS, "ripas", rmm_rsi_ripas),
};

static const struct rmm_failure failures[] = {
	{ "base_align", RSI_ERROR_INPUT, IF(not_rsi_aligned, BASE) },
	{ "end_align",  RSI_ERROR_INPUT, IF(not_rsi_aligned, TOP) },
	{ "size_valid", RSI_ERROR_INPUT, IF(range_is_empty, BASE, TOP) },
	{ "rgn_bound",  RSI_ERROR_INPUT, IF(range_not_protected, BASE, TOP) },
};

static void get(struct rmm_context *c)
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	struct rmm_walk walk;
	struct rmm_run run;
	uint32_t i;

	rmm_rtt_walk(c->model, c->state, realm, rmm_in(c, BASE), RMM_PAGE_LEVEL, &walk);
	run = rmm_rtt_run(c->model, c->state, realm, &walk, rmm_in(c, BASE));
	for (i = rmm_run_index(&run, rmm_in(c, BASE)) + 1; i < run.count; i++)
		if (rtte_is(run.entries[i], RTTE_TABLE) ||
		    rtte_ripas(run.entries[i]) != rtte_ripas(walk.rtte))
			break;
	c->result->out[OUT_RIPAS] = rtte_ripas(walk.rtte);
	c->result->out[OUT_TOP] = run.base + ((uint64_t)i << run.shift);
	if (c->result->out[OUT_TOP] > rmm_in(c, TOP))
		c->result->out[OUT_TOP] = rmm_in(c, TOP);
}

bool rmm_rsi_ipa_state_get_agrees(const struct rmm_model *m, const struct rmm *s,
				  const struct rmm_realm *realm, uint64_t base,
				  uint64_t top, uint64_t out_top, uint64_t ripas)
{
	struct rmm_walk walk;

	if (out_top <= base || out_top > top)
		return false;
	while (base < out_top) {
		uint64_t size;

		rmm_rtt_walk(m, s, realm, base, RMM_PAGE_LEVEL, &walk);
		if (rtte_ripas(walk.rtte) != ripas)
			return false;
		size = rmm_level_size(m, s, walk.level);
		base = (base & ~(size - 1)) + size;
	}
	return true;
}

PREDICATE(range_has_ripas, "base < out_top <= top, one RIPAS over [base, out_top)")
{
	return rmm_rsi_ipa_state_get_agrees(c->model, c->state, rmm_context_realm(c),
					    rmm_in(c, BASE), rmm_in(c, TOP),
					    c->result->out[OUT_TOP],
					    c->result->out[OUT_RIPAS]);
}

static const struct rmm_success successes[] = {
	{ "ripas", THEN(range_has_ripas) },
};

const struct rmm_command rmm_rsi_ipa_state_get = {
	.name = "RSI_IPA_STATE_GET", RSI_COMMAND,
	.fid = 0xC4000198, .section = { [LINE_1_0] = "B5.3.5", [LINE_2_0] = "B5.4.6" },
	.summary = "The RIPAS at base, and how far it is the same.",
	.note = "B5.3.5.1.3 leaves out_top to the implementation as long as "
		"the RIPAS is one; the model goes to the end of the RTT that "
		"the walk reached.",
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.effect = get, ROWS_SUCCESS(successes),
};
