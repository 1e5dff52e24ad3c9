/* SPDX-License-Identifier: BSD-3-Clause */
/* Reports of replayed logs as KTAP: a test per file. */
#include "report/replay_report.h"
#include "system/version.h"

static void begin(ReplayStyle *style, guint files)
{
	fprintf(style->output->file, "KTAP version 1\n1..%u\n", files);
}

static void tell(ReplayStyle *style, const ReplayEvent *event)
{
	g_autofree char *detail = replay_detail(event, "# ");
	g_autofree char *why = event->kind == REPLAY_NOT_JUDGED ? replay_why(event) : NULL;
	FILE *file = style->output->file;

	if (why)
		fprintf(file, "# %s:%u: not judged up to line %u: %s\n", event->trace->name,
			event->line->number, event->last->number, why);
	else if (event->kind != REPLAY_LINE)
		fprintf(file, "# %s:%u: %s\n%s", event->trace->name, event->line->number,
			replay_kind(event), detail);
}

static void file(ReplayStyle *style, const char *path, const struct rmm_version *version,
		 const ReplayCount *count)
{
	fprintf(style->output->file, "# named trace, %s: %u lines, %u agree, %u diverge, "
		"%u not judged\n%s %u %s\n", version->id, count->lines, count->agree,
		count->diverge, count->not_judged, replay_passed(count) ? "ok" : "not ok",
		++style->number, path);
}

static void broken(ReplayStyle *style, const char *path)
{
	fprintf(style->output->file, "# %s cannot be read\nnot ok %u %s\n", path,
		++style->number, path);
}

static void end(ReplayStyle *style, const ReplayTotals *totals)
{
	fprintf(style->output->file, "# %u lines, %u agree, %u diverge, %u not judged\n",
		totals->count.lines, totals->count.agree, totals->count.diverge,
		totals->count.not_judged);
}

const ReplayFormat replay_tap = { "tap", begin, tell, file, broken, end };
