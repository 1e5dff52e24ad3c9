/* SPDX-License-Identifier: BSD-3-Clause */
/* Tables: aligned text, Markdown, or an object a row. */
#include "report/table.h"

#include <string.h>

#include "report/json_line.h"
#include "text/wrap.h"

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

static guint width(const Table *table, guint column)
{
	glong most = g_utf8_strlen(table->heads[column], -1);

	for (guint row = 0; row < rows(table); row++)
		most = MAX(most, g_utf8_strlen(cell(table, row, column), -1));
	return (guint)most;
}

#define GAP 2

/* Columns of a table as they are printed. */
struct shape {
	guint columns;          /* beside each other: all, or all but the last */
	guint gap;              /* blanks between them */
	gboolean breaks;        /* words, where there is no other way */
	guint *widths;
};

/* The text, then blanks up to @room; none behind the last column. */
static void print_padded(const Output *output, const char *text, guint room, gboolean last,
			 Paint paint)
{
	output_paint(output, paint, text);
	if (!last)
		fprintf(output->file, "%*s", (int)room - (int)g_utf8_strlen(text, -1), "");
}

/* A column may be without a head; blanks do not end the line. */
static void print_heads(const Table *table, const Output *output, const struct shape *shape)
{
	guint last = shape->columns;

	while (last > 1 && *table->heads[last - 1] == '\0')
		last--;
	for (guint column = 0; column < last; column++)
		print_padded(output, table->heads[column], shape->widths[column] + shape->gap, column + 1 == last,
			     PAINT_STRONG);
	fputc('\n', output->file);
}

/* Where a last cell starts that stands below its row. */
#define BELOW 4

static guint longest_word(const char *text)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
	glong most = 0;

	for (char **word = words; *word; word++)
		most = MAX(most, g_utf8_strlen(*word, -1));
	return (guint)most;
}

/* A head is never broken. */
static guint least_width(const Table *table, guint column, gboolean breaks)
{
	guint least = (guint)g_utf8_strlen(table->heads[column], -1);

	for (guint row = 0; row < rows(table); row++) {
		const char *text = cell(table, row, column);

		least = MAX(least, breaks ? wrap_part_width(text) : longest_word(text));
	}
	return least;
}

/*
 * Makes the widest columns narrower until they fit; FALSE if there is no way
 * that the shape allows.
 */
static gboolean fit(const Table *table, struct shape *shape, guint room)
{
	guint columns = shape->columns, *widths = shape->widths;
	g_autofree guint *least = g_new(guint, columns);
	guint all = shape->gap * (columns - 1);

	for (guint column = 0; column < columns; column++) {
		least[column] = least_width(table, column, shape->breaks);
		widths[column] = width(table, column);
		all += widths[column];
	}
	while (room && all > room) {
		guint widest = columns;

		for (guint column = 0; column < columns; column++)
			if (widths[column] > least[column] &&
			    (widest == columns || widths[column] > widths[widest]))
				widest = column;
		if (widest == columns)
			return FALSE;
		widths[widest]--;
		all--;
	}
	return TRUE;
}

/* The lines that a cell takes in a column of this width. */
static char **cell_lines(const char *text, guint width)
{
	g_autoptr(GString) lines = g_string_new(NULL);
	g_autofree char *broken = wrap_words(text, width);

	wrap_append(lines, broken, 0, 0, width);
	return g_strsplit(lines->str, "\n", -1);
}

/* Line @line of the first cells of a row; FALSE if none has so many. */
static gboolean print_line(const Table *table, const Output *output, const struct shape *shape,
			   guint row, char ***cells, guint line)
{
	guint last = 0;

	for (guint column = 0; column < shape->columns; column++)
		if (line < g_strv_length(cells[column]) && *cells[column][line])
			last = column + 1;
	if (last == 0 && line > 0)
		return FALSE;
	for (guint column = 0; column < last; column++)
		print_padded(output, line < g_strv_length(cells[column]) ? cells[column][line] : "",
			     shape->widths[column] + shape->gap, column + 1 == last,
			     paint_of(table, row, column));
	fputc('\n', output->file);
	return TRUE;
}

/* The first @columns cells of a row beside each other. */
static void print_row(const Table *table, const Output *output, const struct shape *shape,
		      guint row)
{
	guint columns = shape->columns;
	g_autofree char ***cells = g_new(char **, columns);

	for (guint column = 0; column < columns; column++)
		cells[column] = cell_lines(cell(table, row, column), shape->widths[column]);
	for (guint line = 0; print_line(table, output, shape, row, cells, line); line++)
		;
	for (guint column = 0; column < columns; column++)
		g_strfreev(cells[column]);
}

/* The last cell of a row that has no room beside the others. */
static void print_below(const Table *table, const Output *output, guint row)
{
	const char *last = cell(table, row, table->columns - 1);
	g_autoptr(GString) lines = g_string_new(NULL);

	if (*last == '\0' || strcmp(last, "-") == 0)
		return;
	g_string_append_printf(lines, "%*s", BELOW, "");
	wrap_append(lines, last, BELOW, BELOW, output->width);
	print_padded(output, lines->str, 0, TRUE, paint_of(table, row, table->columns - 1));
	fputc('\n', output->file);
}

static void print_text(const Table *table, const Output *output)
{
	g_autofree guint *widths = g_new(guint, table->columns);
	/* Closer together, the last column below the others, words broken. */
	const struct shape ways[] = {
		{ table->columns, GAP, FALSE, widths }, { table->columns, 1, FALSE, widths },
		{ table->columns - 1, GAP, FALSE, widths }, { table->columns - 1, 1, FALSE, widths },
		{ table->columns, 1, TRUE, widths }, { table->columns - 1, 1, TRUE, widths },
	};
	struct shape shape = ways[0];

	for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
		shape = ways[table->columns > 1 ? i : 0];
		if (fit(table, &shape, output->width))
			break;
	}
	print_heads(table, output, &shape);
	for (guint row = 0; row < rows(table); row++) {
		print_row(table, output, &shape, row);
		if (shape.columns < table->columns)
			print_below(table, output, row);
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

/* "type" is the head of the first column; "departs from" is a member departs_from. */
static void print_objects(const Table *table, const Output *output)
{
	for (guint row = 0; row < rows(table); row++) {
		JsonBuilder *builder = json_line_new(table->heads[0]);

		for (guint column = 0; column < table->columns; column++) {
			g_autofree char *name = g_strdelimit(g_strdup(table->heads[column]), " ", '_');

			json_line_string(builder, name, cell(table, row, column));
		}
		json_line_print(output->file, builder);
	}
}

void table_print(const Table *table, const Output *output, TableStyle style)
{
	if (style == TABLE_JSONL)
		print_objects(table, output);
	else if (style == TABLE_MARKDOWN)
		print_markdown(table, output);
	else
		print_text(table, output);
}
