/* SPDX-License-Identifier: BSD-3-Clause */
/* Expectations that are about nothing: they would hold whatever the RMM did. */
#include "run/runner_private.h"

/* An Unprotected IPA has no RIPAS (A5.2.1). */
static gboolean has_ripas(Runner *runner, const Predicate *predicate, guint64 base, guint64 top,
			  Report *report)
{
	guint64 rd = runner->rd, last = top - 1;
	const struct rmm_realm *realm;
	const char *missing;
	uint32_t slot;

	if (predicate->kind != PREDICATE_RIPAS)
		return TRUE;
	if (predicate->subject &&
	    !expression_evaluate(predicate->subject, runner->variables, &rd, &missing))
		return TRUE;
	slot = rmm_realm_at(runner->model, runner->machine->state, rd);
	realm = slot == RMM_NONE ? NULL : rmm_realm(runner->model, runner->machine->state, slot);
	if (!realm || !rmm_in_ipa_space(realm, last) || rmm_is_protected(realm, last))
		return TRUE;
	report_error(report, "0x%" G_GINT64_MODIFIER "x is an Unprotected IPA, which has no "
		    "RIPAS", rmm_is_protected(realm, base) ? last : base);
	return FALSE;
}

static gboolean asks_of_range(Runner *runner, const Predicate *predicate, Report *report)
{
	guint64 base, top;

	if (!predicate->base || !runner_evaluate(runner, predicate->base, &base, report))
		return !predicate->base;
	top = base + 1;
	if (predicate->top && !runner_evaluate(runner, predicate->top, &top, report))
		return FALSE;
	if (base < top || !predicate->top)
		return has_ripas(runner, predicate, base, top, report);
	report_error(report, base == top ? "the range is empty: nothing was looked at"
		    : "the range ends before it begins: nothing was looked at");
	return FALSE;
}

gboolean runner_asks(Runner *runner, const Predicate *predicate, Report *report)
{
	for (guint i = 0; predicate->parts && i < predicate->parts->len; i++)
		if (!runner_asks(runner, predicate->parts->pdata[i], report))
			return FALSE;
	return asks_of_range(runner, predicate, report);
}
