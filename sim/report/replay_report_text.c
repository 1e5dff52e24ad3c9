/* SPDX-License-Identifier: BSD-3-Clause */
/* Reports of replayed logs for people. */
#include "report/replay_report.h"
#include "system/version.h"

static void begin(ReplayStyle *style, guint files)
{
	(void)style;
	(void)files;
}

/* The line as it stands, and what it changed. */
static void print_line(ReplayStyle *style, const ReplayEvent *event)
{
	g_autoptr(GString) changes = g_string_new(NULL);
	g_auto(GStrv) lines = NULL;

	changes_append(changes, event->model->config.version, event->changes);
	lines = g_strsplit(changes->str, "\n", -1);
	fprintf(style->output->file, "%s\n", event->line->text);
	for (char **line = lines; *line && **line; line++) {
		g_autofree char *comment = g_strdup_printf("      # %s\n", *line);

		output_paint(style->output, PAINT_FAINT, comment);
	}
}

static void tell(ReplayStyle *style, const ReplayEvent *event)
{
	g_autofree char *detail = replay_detail(event, "    ");
	g_autofree char *why = event->kind == REPLAY_NOT_JUDGED ? replay_why(event) : NULL;
	FILE *file = style->output->file;

	if (event->kind == REPLAY_LINE) {
		print_line(style, event);
		return;
	}
	if (why && (style->verbose || event->reason == UNJUDGED_LIMIT))
		fprintf(file, "%s:%u: not judged up to line %u: %s\n", event->trace->name,
			event->line->number, event->last->number, why);
	/* What an expected departure causes is counted. */
	if (why || (style->quiet && event->explained[0]) ||
	    (event->finding && event->explained[0] && !style->verbose))
		return;
	fprintf(file, "%s:%u: ", event->trace->name, event->line->number);
	output_paint(style->output, event->kind == REPLAY_ENDS ? PAINT_STRONG : PAINT_BAD,
		     replay_kind(event));
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
	if (totals->count.unsound)
		fprintf(file, "%u finding%s of the self-check\n", totals->count.unsound,
			totals->count.unsound == 1 ? "" : "s");
	if (totals->count.caused)
		fprintf(file, "%u invariant%s broken by known departures\n", totals->count.caused,
			totals->count.caused == 1 ? "" : "s");
	if (totals->count.broken)
		fprintf(file, "%u invariant%s broken\n", totals->count.broken,
			totals->count.broken == 1 ? "" : "s");
	fprintf(file, "%u lines, %u agree, %u diverge, %u not judged\n", totals->count.lines,
		totals->count.agree, totals->count.diverge, totals->count.not_judged);
}

const ReplayFormat replay_text = { "text", begin, tell, file, broken, end };
