/* SPDX-License-Identifier: BSD-3-Clause */
/* Reports of replayed logs for people. */
#include "report/replay_report.h"
#include "system/version.h"

static void begin(ReplayStyle *style, guint files)
{
	(void)style;
	(void)files;
}

static void finding(ReplayStyle *style, const Trace *trace, const ReplayFinding *finding)
{
	g_autofree char *detail = replay_finding_detail(trace, finding, "    ");
	FILE *file = style->output->file;

	if (finding->not_judged && (style->verbose || finding->limit))
		fprintf(file, "%s:%u: not judged up to line %u: %s\n", trace->name,
			finding->line->number, finding->last->number, finding->not_judged);
	if (finding->not_judged || (style->quiet && finding->explained[0]))
		return;
	fprintf(file, "%s:%u: ", trace->name, finding->line->number);
	output_paint(style->output, finding->end ? PAINT_STRONG : PAINT_BAD,
		     replay_finding_kind(finding));
	fprintf(file, "\n%s", detail);
}

static void file(ReplayStyle *style, const char *path, const struct rmm_version *version,
		 const ReplayCount *count)
{
	gboolean passed = replay_passed(count);

	if (count->limit)
		fprintf(style->output->file, "%s: incomplete\n", path);
	if (!style->verbose)
		return;
	output_paint(style->output, passed ? PAINT_GOOD : PAINT_BAD, passed ? "ok   " : "FAIL ");
	fprintf(style->output->file, "%s: named trace, %s: %u lines, %u agree, %u diverge, "
		"%u not judged\n", path, version->id, count->lines, count->agree,
		count->diverge, count->not_judged);
}

static void broken(ReplayStyle *style, const char *path)
{
	(void)style;
	(void)path;
}

static void print_departures(FILE *file, const ReplayTotals *totals, guint index)
{
	const struct rmm_version *version = version_at(index);
	const guint *explained = totals->explained[index];

	for (unsigned i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const struct rmm_variant_info *info = rmm_variant_info(i);

		if (explained[i])
			fprintf(file, "%6u %-36s %-12s %s\n", explained[i],
				info->id, version_section(version, info->section), info->text);
	}
}

static void end(ReplayStyle *style, const ReplayTotals *totals)
{
	FILE *file = style->output->file;

	for (unsigned i = 0; i < version_count() && !style->quiet; i++)
		print_departures(file, totals, i);
	for (unsigned i = 0; i < version_count() && !style->quiet; i++)
		if (totals->versions[i])
			fprintf(file, "%u named trace%s of %s\n", totals->versions[i],
				totals->versions[i] == 1 ? "" : "s", version_at(i)->id);
	if (totals->count.findings)
		fprintf(file, "%u finding%s of the self-check\n", totals->count.findings,
			totals->count.findings == 1 ? "" : "s");
	fprintf(file, "%u lines, %u agree, %u diverge, %u not judged\n", totals->count.lines,
		totals->count.agree, totals->count.diverge, totals->count.not_judged);
}

const ReplayFormat replay_text = { "text", begin, finding, file, broken, end };
