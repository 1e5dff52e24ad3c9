/* SPDX-License-Identifier: BSD-3-Clause */
/* show readings: what the text says, what the model does, who has the other side. */
#include <string.h>

#include "show/show.h"
#include "system/version.h"
#include "text/nearest.h"
#include "version/reading.h"

/* Ids of the variants; the caller frees it. */
static char *others_text(const struct rmm_reading *reading)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < RMM_READING_OTHERS && reading->others[i] != VARIANT_NONE; i++)
		g_string_append_printf(out, "%s%s", out->len ? ", " : "",
				       rmm_variant_info(reading->others[i])->id);
	return g_string_free(out, FALSE);
}

/* Those of the version; or @only, of whatever version. */
static void print_table(const Show *show, const struct rmm_reading *only)
{
	g_autoptr(Table) table = table_new("reading|sections|the model|other side");
	const struct rmm_reading *reading;

	for (guint i = 0; (reading = rmm_reading_at(i)); i++) {
		g_autofree char *others = others_text(reading);

		if (only ? reading != only : !rmm_is_in(show->model, reading->in, 0))
			continue;
		table_row(table);
		table_cell(table, "%s", reading->id);
		table_cell(table, "%s", reading->sections);
		table_cell(table, "%s", reading->model);
		table_cell(table, "%s", others);
	}
	table_print(table, show->tables, show->style);
}

/* One whole, of whatever version. */
static void print_whole(const Show *show, const struct rmm_reading *reading)
{
	FILE *file = show->output->file;

	output_paint(show->output, PAINT_STRONG, reading->id);
	fprintf(file, "  %s\n\ntext:   %s\nmodel:  %s\n", reading->sections, reading->text,
		reading->model);
	for (guint i = 0; i < RMM_READING_OTHERS && reading->others[i] != VARIANT_NONE; i++) {
		const struct rmm_variant_info *info = rmm_variant_info(reading->others[i]);

		fprintf(file, "other:  --variant %s: %s\n", info->id, info->text);
	}
	if (reading->others[0] == VARIANT_NONE)
		fputs("other:  no variant has another side\n", file);
}

ExitCode show_readings(const Show *show)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	g_autofree char *hint = NULL;
	const struct rmm_reading *reading;

	if (!show->argument) {
		print_table(show, NULL);
		return EXIT_AS_EXPECTED;
	}
	for (guint i = 0; (reading = rmm_reading_at(i)); i++) {
		if (g_ascii_strcasecmp(reading->id, show->argument) == 0) {
			print_whole(show, reading);
			if (show->style == TABLE_JSONL)
				print_table(show, reading);
			return EXIT_AS_EXPECTED;
		}
		g_ptr_array_add(ids, (char *)(guintptr)reading->id);
	}
	hint = nearest_hint(show->argument, ids);
	return usage_error("show", "unknown reading '%s'%s", show->argument, hint);
}
