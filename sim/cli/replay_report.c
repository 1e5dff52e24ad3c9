/* SPDX-License-Identifier: BSD-3-Clause */
/* Reporting what replayed logs came to: text and KTAP. */
#include "replay_report.h"

#include <string.h>

/* ---- what both formats say of a finding ---- */

static void print_detail(FILE *file, const char *indent, const char *keyword, const char *text)
{
	if (text && *text)
		fprintf(file, "%s%-9s %s\n", indent, keyword, text);
}

static void print_finding(FILE *file, const char *indent, const Trace *trace,
			  const ReplayFinding *finding)
{
	print_detail(file, indent, "log", finding->line->text);
	print_detail(file, indent, "model", finding->permitted);
	print_detail(file, indent, "state", finding->about);
	for (unsigned i = 0; i < G_N_ELEMENTS(finding->explained); i++) {
		const struct rmm_variant_info *info = rmm_variant_info(finding->explained[i]);

		if (info)
			fprintf(file, "%s%-9s %s (%s): %s\n", indent, "variant", info->id,
				info->section[trace->version], info->text);
	}
}

static void print_not_judged(FILE *file, const char *indent, const Trace *trace,
			     const ReplayFinding *finding)
{
	fprintf(file, "%s%s:%u: not judged up to line %u: %s\n", indent, trace->name,
		finding->line->number, finding->last->number, finding->not_judged);
}

static const char *kind_of(const ReplayFinding *finding)
{
	return finding->end ? "ends here" :
	       finding->explained[0] ? "diverges, explained" : "diverges";
}

/* ---- text ---- */

static void text_begin(ReplayStyle *style, guint files)
{
	(void)style;
	(void)files;
}

static void text_finding(ReplayStyle *style, const Trace *trace, const ReplayFinding *finding)
{
	FILE *file = style->output->file;

	if (style->quiet && finding->explained[0])
		return;
	if (finding->not_judged) {
		if (style->verbose)
			print_not_judged(file, "", trace, finding);
		return;
	}
	fprintf(file, "%s:%u: ", trace->name, finding->line->number);
	output_paint(style->output, finding->end ? PAINT_STRONG : PAINT_BAD, kind_of(finding));
	fputc('\n', file);
	print_finding(file, "    ", trace, finding);
}

static void text_file(ReplayStyle *style, const char *path, enum rmm_version version,
		      const ReplayCount *count)
{
	if (!style->verbose)
		return;
	output_paint(style->output, count->diverge ? PAINT_BAD : PAINT_GOOD,
		     count->diverge ? "FAIL " : "ok   ");
	fprintf(style->output->file, "%s: named trace, %s: %u lines, %u agree, %u diverge, "
		"%u not judged\n", path, rmm_version_id(version), count->lines, count->agree,
		count->diverge, count->not_judged);
}

static void text_broken(ReplayStyle *style, const char *path)
{
	(void)style;
	(void)path;
}

static void print_departures(FILE *file, const ReplayTotals *totals, enum rmm_version version)
{
	for (unsigned i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const struct rmm_variant_info *info = rmm_variant_info(i);

		if (totals->explained[version][i])
			fprintf(file, "%6u %-36s %-12s %s\n", totals->explained[version][i],
				info->id, info->section[version], info->text);
	}
}

static void text_end(ReplayStyle *style, const ReplayTotals *totals)
{
	FILE *file = style->output->file;

	for (unsigned i = 0; i < RMM_VERSIONS && !style->quiet; i++)
		print_departures(file, totals, i);
	for (unsigned i = 0; i < RMM_VERSIONS && !style->quiet; i++)
		if (totals->versions[i])
			fprintf(file, "%u named trace%s of %s\n", totals->versions[i],
				totals->versions[i] == 1 ? "" : "s", rmm_version_id(i));
	if (totals->findings)
		fprintf(file, "%u findings of the self-check\n", totals->findings);
	fprintf(file, "%u lines, %u agree, %u diverge, %u not judged\n", totals->count.lines,
		totals->count.agree, totals->count.diverge, totals->count.not_judged);
}

/* ---- KTAP ---- */

static void tap_begin(ReplayStyle *style, guint files)
{
	fprintf(style->output->file, "KTAP version 1\n1..%u\n", files);
}

static void tap_finding(ReplayStyle *style, const Trace *trace, const ReplayFinding *finding)
{
	if (finding->not_judged) {
		print_not_judged(style->output->file, "# ", trace, finding);
		return;
	}
	fprintf(style->output->file, "# %s:%u: %s\n", trace->name, finding->line->number,
		kind_of(finding));
	print_finding(style->output->file, "# ", trace, finding);
}

static void tap_file(ReplayStyle *style, const char *path, enum rmm_version version,
		     const ReplayCount *count)
{
	fprintf(style->output->file, "# named trace, %s: %u lines, %u agree, %u diverge, "
		"%u not judged\n%s %u %s\n", rmm_version_id(version), count->lines, count->agree,
		count->diverge, count->not_judged, count->diverge ? "not ok" : "ok",
		++style->number, path);
}

static void tap_broken(ReplayStyle *style, const char *path)
{
	fprintf(style->output->file, "# %s cannot be read\nnot ok %u %s\n", path,
		++style->number, path);
}

static void tap_end(ReplayStyle *style, const ReplayTotals *totals)
{
	fprintf(style->output->file, "# %u lines, %u agree, %u diverge, %u not judged\n",
		totals->count.lines, totals->count.agree, totals->count.diverge,
		totals->count.not_judged);
}

const ReplayFormat *replay_format(const char *name)
{
	static const ReplayFormat formats[] = {
		{ "text", text_begin, text_finding, text_file, text_broken, text_end },
		{ "tap", tap_begin, tap_finding, tap_file, tap_broken, tap_end },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
		if (strcmp(formats[i].name, name ? name : "text") == 0)
			return &formats[i];
	return NULL;
}
