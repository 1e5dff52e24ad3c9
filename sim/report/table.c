/* SPDX-License-Identifier: BSD-3-Clause */
/* Tables for people: aligned text, or Markdown. */
#include "report/table.h"

#include <string.h>

struct Table {
	char **heads;
	guint columns;
	GPtrArray *cells;       /* of char *, row by row */
	GHashTable *paints;     /* number of a cell to Paint */
};

Table *table_new(const char *heads)
{
	Table *table = g_new0(Table, 1);

	table->heads = g_strsplit(heads, "|", -1);
	table->columns = g_strv_length(table->heads);
	table->cells = g_ptr_array_new_with_free_func(g_free);
	table->paints = g_hash_table_new(NULL, NULL);
	return table;
}

void table_free(Table *table)
{
	if (!table)
		return;
	g_strfreev(table->heads);
	g_ptr_array_unref(table->cells);
	g_hash_table_unref(table->paints);
	g_free(table);
}

void table_row(Table *table)
{
	/* Fills up the row before. */
	while (table->cells->len % table->columns)
		g_ptr_array_add(table->cells, g_strdup(""));
}

void table_cell(Table *table, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_ptr_array_add(table->cells, g_strdup_vprintf(format, arguments));
	va_end(arguments);
}

void table_paint(Table *table, Paint paint)
{
	g_hash_table_insert(table->paints, GUINT_TO_POINTER(table->cells->len - 1),
			    GUINT_TO_POINTER(paint));
}

static Paint paint_of(const Table *table, guint row, guint column)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(table->paints,
				GUINT_TO_POINTER(row * table->columns + column)));
}

static const char *cell(const Table *table, guint row, guint column)
{
	guint i = row * table->columns + column;

	return i < table->cells->len ? table->cells->pdata[i] : "";
}

static guint rows(const Table *table)
{
	return (table->cells->len + table->columns - 1) / table->columns;
}

static int width(const Table *table, guint column)
{
	glong most = g_utf8_strlen(table->heads[column], -1);

	for (guint row = 0; row < rows(table); row++)
		most = MAX(most, g_utf8_strlen(cell(table, row, column), -1));
	return (int)most;
}

/* The text, then blanks up to @width; none behind the last column. */
static void print_padded(const Output *output, const char *text, int width_wanted,
			 gboolean last, Paint paint)
{
	int blanks = width_wanted - (int)g_utf8_strlen(text, -1);

	output_paint(output, paint, text);
	if (!last)
		fprintf(output->file, "%*s", blanks + 2, "");
}

/* A column may be without a head; blanks do not end the line. */
static void print_heads(const Table *table, const Output *output, const int *widths)
{
	guint last = table->columns;

	while (last > 1 && *table->heads[last - 1] == '\0')
		last--;
	for (guint column = 0; column < last; column++)
		print_padded(output, table->heads[column], widths[column], column + 1 == last,
			     PAINT_STRONG);
	fputc('\n', output->file);
}

static void print_text(const Table *table, const Output *output)
{
	g_autofree int *widths = g_new(int, table->columns);

	for (guint column = 0; column < table->columns; column++)
		widths[column] = width(table, column);
	print_heads(table, output, widths);
	for (guint row = 0; row < rows(table); row++) {
		guint last = table->columns;

		while (last > 1 && *cell(table, row, last - 1) == '\0')
			last--;
		for (guint column = 0; column < last; column++)
			print_padded(output, cell(table, row, column), widths[column],
				     column + 1 == last, paint_of(table, row, column));
		fputc('\n', output->file);
	}
}

/* In Markdown '|' would end the cell. */
static void print_markdown_cell(const Output *output, const char *text)
{
	fputc(' ', output->file);
	for (; *text; text++) {
		if (*text == '|')
			fputc('\\', output->file);
		fputc(*text, output->file);
	}
	fputs(" |", output->file);
}

static void print_markdown(const Table *table, const Output *output)
{
	fputc('|', output->file);
	for (guint column = 0; column < table->columns; column++)
		print_markdown_cell(output, table->heads[column]);
	fputs("\n|", output->file);
	for (guint column = 0; column < table->columns; column++)
		fputs("---|", output->file);
	fputc('\n', output->file);
	for (guint row = 0; row < rows(table); row++) {
		fputc('|', output->file);
		for (guint column = 0; column < table->columns; column++)
			print_markdown_cell(output, cell(table, row, column));
		fputc('\n', output->file);
	}
}

void table_print(const Table *table, const Output *output, TableStyle style)
{
	if (style == TABLE_MARKDOWN)
		print_markdown(table, output);
	else
		print_text(table, output);
}
