/* SPDX-License-Identifier: BSD-3-Clause */
/* Expectations that are about nothing: they would hold whatever the RMM did. */
#include "run/runner_private.h"

#include "predicate/predicate.h"

/* Of an entry of any state, too. */
static gboolean is_of_ripas(const Predicate *predicate)
{
	return predicate->kind == PREDICATE_RIPAS ||
	       (predicate->kind == PREDICATE_RTTE && predicate->state < 0 && predicate->ripas >= 0);
}

static gboolean has_ripas(Runner *runner, const Predicate *predicate, guint64 base, guint64 top,
			  Report *report)
{
	guint64 rd = runner->rd, address;
	const char *missing;

	if (!is_of_ripas(predicate))
		return TRUE;
	if (predicate->subject &&
	    !expression_evaluate(predicate->subject, runner->variables, &rd, &missing))
		return TRUE;
	if (!lacks_ripas(runner->model, runner->machine->state, rd, base, top, &address))
		return TRUE;
	report_error(report, "0x%" G_GINT64_MODIFIER "x is an Unprotected IPA, which has no "
		    "RIPAS", address);
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
