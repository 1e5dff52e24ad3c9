/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The memory of a scenario over time, as SVG: a row a moment, told on the left;
 * how wide a range is drawn grows with the logarithm of its size.
 */
#include "picture/map.h"

#include <string.h>

#include "picture/map_layout.h"
#include "picture/svg.h"

enum {
	WIDTH = 1000, LABELS = 318, MARGIN = 16, ROW = 17,
	TITLE = 24, HEADS = 20, LEGEND = 46, COLUMNS = 72, ROWS_MAX = 400
};

/* A map being drawn. */
struct drawing {
	GString *out;
	const MapSubject *subject;
	const MapLayout *layout;
	const gint *edges;      /* x of each cut */
	gint top;               /* y of the first row */
	guint rows;             /* that are drawn */
};

/* ---- where things are ---- */

/* A range counts as many units as its pages have bits, and a few. */
static guint units(const MapLayout *layout, guint column)
{
	guint64 pages = (map_cut(layout, column + 1) - map_cut(layout, column)) >> RMM_GRANULE_SHIFT;

	return 6 + g_bit_storage((gulong)pages);
}

static gint *place_edges(const MapLayout *layout)
{
	guint columns = map_columns(layout), all = 0, sum = 0;
	gint *edges = g_new(gint, columns + 1);

	for (guint i = 0; i < columns; i++)
		all += units(layout, i);
	for (guint i = 0; i <= columns; i++) {
		edges[i] = LABELS + (gint)(sum * (WIDTH - LABELS - MARGIN) / MAX(all, 1));
		sum += i < columns ? units(layout, i) : 0;
	}
	return edges;
}

static gint row_y(const struct drawing *d, guint row)
{
	return d->top + (gint)row * ROW;
}

/* ---- heads ---- */

/* Addresses of cuts, where there is room behind the one before. */
static void draw_heads(const struct drawing *d)
{
	gint free = 0;

	for (guint i = 0; i < d->layout->cuts->len; i++) {
		g_autofree char *text = g_strdup_printf("0x%" G_GINT64_MODIFIER "x",
							map_cut(d->layout, i));
		gint width = SVG_TEXT_WIDTH(strlen(text)) * 9 / 10;
		gint x = MIN(d->edges[i], WIDTH - MARGIN / 2 - width);

		if (x < free || (i + 1 < d->layout->cuts->len &&
				 x + width + 8 > WIDTH - MARGIN - 60))
			continue;
		free = x + width + 8;
		svg_text(d->out, x, d->top - 6, "level start", text);
		svg_line(d->out, d->edges[i], d->top - 4, d->edges[i],
			 row_y(d, d->rows), "tick");
	}
}

/* ---- rows ---- */

static void append_access(GString *out, const Access *access)
{
	g_string_append_printf(out, "%s 0x%" G_GINT64_MODIFIER "x",
			       access->command == CMD_READ ? "READ" :
			       access->command == CMD_WRITE ? "WRITE" : "FETCH", access->ipa);
}

static void draw_label(const struct drawing *d, guint row)
{
	const MapRow *of = &g_array_index(d->layout->rows, MapRow, row);
	const StepOutcome *outcome = d->subject->result->outcomes->pdata[of->moment];
	const struct rmm_command *command = outcome->result
		? rmm_command(d->subject->result->model, outcome->called) : NULL;
	g_autoptr(GString) text = g_string_new(NULL);

	if (of->access)
		append_access(text, of->access);
	else
		g_string_append(text, command ? command->name : "…");
	if (of->count > 1)
		g_string_append_printf(text, " ×%u", of->count);
	svg_text(d->out, MARGIN, row_y(d, row) + ROW - 5, "label", text->str);
}

/* A circle: it was carried out; a cross: the Realm took an abort; a ring: it left. */
static void draw_access(const struct drawing *d, guint row)
{
	const Access *access = g_array_index(d->layout->rows, MapRow, row).access;
	guint column = map_column_of(d->layout, access->ipa);
	gint x = (d->edges[column] + d->edges[column + 1]) / 2, y = row_y(d, row) + ROW / 2;
	const char *word = rmm_status(access->status)->name;
	gboolean failed = access->status != STATUS_OK && access->status != STATUS_EXIT &&
			  access->status != STATUS_EMULATED;

	if (failed)
		g_string_append_printf(d->out, "<path class=\"mark failed\" d=\"M%d %dL%d %dM%d "
				       "%dL%d %d\"/>\n", x - 5, y - 5, x + 5, y + 5, x - 5, y + 5,
				       x + 5, y - 5);
	else
		g_string_append_printf(d->out, "<circle class=\"mark\" cx=\"%d\" cy=\"%d\" r=\"4\"%s/>\n",
				       x, y, access->status == STATUS_EXIT
				       ? "" : " style=\"fill:var(--ink)\"");
	svg_text(d->out, LABELS - 8, row_y(d, row) + ROW - 5,
		 failed ? "end bad" : access->status == STATUS_EXIT ? "end faint" : "end good",
		 strcmp(word, "EXIT") == 0 ? "exit" : word);
}

static void draw_tile(const struct drawing *d, const MapTile *tile)
{
	const struct rmm_version *version = d->subject->result->model->config.version;
	g_autofree char *class = g_strdup_printf("m %s", map_look_class(&tile->look));
	g_autoptr(GString) tip = g_string_new(NULL);
	gint x = d->edges[tile->column], width = d->edges[tile->column + tile->columns] - x;
	guint rows = MIN(tile->rows, d->rows - tile->row);

	g_string_append_printf(tip, "0x%" G_GINT64_MODIFIER "x .. 0x%" G_GINT64_MODIFIER "x: ",
			       map_cut(d->layout, tile->column),
			       map_cut(d->layout, tile->column + tile->columns));
	map_look_append(tip, version, &tile->look);
	svg_box(d->out, x, row_y(d, tile->row), width, (gint)rows * ROW, class, tip->str);
	if (width >= 22 && tile->look.level >= 0) {
		g_autofree char *level = g_strdup_printf("L%d", tile->look.level);

		svg_text(d->out, x + width / 2, row_y(d, tile->row) + 12,
			 g_str_has_suffix(class, "-a") ? "level on" : "level", level);
	}
}

static gint map_height(const MapLayout *layout)
{
	return TITLE + HEADS + ROW * (gint)MIN(layout->rows->len, ROWS_MAX) +
	       (layout->rows->len > ROWS_MAX ? ROW : 0) + MARGIN;
}

static void draw_map(struct drawing *d)
{
	for (guint i = 0; i < d->layout->tiles->len; i++) {
		const MapTile *tile = &g_array_index(d->layout->tiles, MapTile, i);

		if (tile->row < d->rows)
			draw_tile(d, tile);
	}
	draw_heads(d);
	for (guint row = 0; row < d->rows; row++) {
		draw_label(d, row);
		if (g_array_index(d->layout->rows, MapRow, row).access)
			draw_access(d, row);
	}
	if (d->rows < d->layout->rows->len) {
		g_autofree char *more = g_strdup_printf("and %u more",
							d->layout->rows->len - d->rows);

		svg_text(d->out, MARGIN, row_y(d, d->rows) + ROW - 5, "faint", more);
	}
}

/* ---- legend ---- */

static void draw_legend(GString *out, gint y, const struct rmm_version *version)
{
	static const struct {
		const char *class;
		guint8 ripas;
		guint8 state;
	} rows[] = {
		{ "m-empty-u", RIPAS_EMPTY, RTTE_UNASSIGNED },
		{ "m-ram-u", RIPAS_RAM, RTTE_UNASSIGNED },
		{ "m-ram-a", RIPAS_RAM, RTTE_ASSIGNED },
		{ "m-destroyed-u", RIPAS_DESTROYED, RTTE_UNASSIGNED },
		{ "m-ns-u", RIPAS_STATES, RTTE_UNASSIGNED_NS },
		{ "m-ns-a", RIPAS_STATES, RTTE_ASSIGNED_NS },
	};
	gint x = MARGIN;

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *class = g_strconcat("m ", rows[i].class, NULL);
		const char *ripas = rows[i].ripas < RIPAS_STATES
			? rmm_name(&rmm_ripas_values, version, rows[i].ripas) : NULL;
		g_autofree char *text = g_strdup_printf("%s%s%s", ripas ? ripas : "",
			ripas ? ", " : "", rmm_name(&rmm_rtte_states, version, rows[i].state));

		svg_box(out, x, y, 18, 12, class, NULL);
		svg_text(out, x + 23, y + 10, "level start", text);
		x += 23 + SVG_TEXT_WIDTH(strlen(text)) * 9 / 10 + 16;
	}
	svg_text(out, MARGIN, y + 28, "level start",
		 "Rows: what changed the IPA space, and accesses of the Realm: a dot is carried out, "
		 "a ring leaves to the Host, a cross aborts. L: level of the RTT.");
}

/* ---- all ---- */

/* The maps of a picture: of each Realm of each subject, in order. */
typedef struct {
	GPtrArray *layouts;     /* of MapLayout */
	const MapSubject *subjects;
	guint count;
} Maps;

/* The maps from @y on; how far they reach. @out NULL: are not drawn. */
static gint draw_maps(GString *out, const Maps *maps, const gint *edges, gint y)
{
	guint map = 0;

	for (guint i = 0; i < maps->count; i++) {
		const MapSubject *subject = &maps->subjects[i];
		guint bands = subject->timeline->bands->len;

		for (guint j = 0; j < bands; j++) {
			const MapLayout *layout = maps->layouts->pdata[map++];
			struct drawing d = { out, subject, layout, edges, y + TITLE + HEADS,
					     MIN(layout->rows->len, ROWS_MAX) };
			g_autofree char *title = bands > 1
				? g_strdup_printf("%s (Realm 0x%" G_GINT64_MODIFIER "x)",
						  subject->title, layout->band->rd)
				: g_strdup(subject->title);

			if (out) {
				svg_text(out, MARGIN, y + 16, "title", title);
				draw_map(&d);
			}
			y += map_height(layout);
		}
	}
	return y;
}

static GPtrArray *make_layouts(const MapSubject *subjects, guint count)
{
	GPtrArray *layouts = g_ptr_array_new_with_free_func((GDestroyNotify)map_layout_free);

	for (guint i = 0; i < count; i++)
		for (guint j = 0; j < subjects[i].timeline->bands->len; j++)
			g_ptr_array_add(layouts, map_layout_new(subjects[i].timeline->bands->pdata[j],
								subjects[i].result->outcomes, TRUE));
	map_layout_place((MapLayout *const *)layouts->pdata, layouts->len, COLUMNS);
	return layouts;
}

void map_append_svg(GString *out, const char *title, const MapSubject *subjects, guint count)
{
	g_autoptr(GPtrArray) layouts = make_layouts(subjects, count);
	g_autofree gint *edges = layouts->len ? place_edges(layouts->pdata[0]) : NULL;
	Maps maps = { layouts, subjects, count };
	gint bottom = draw_maps(NULL, &maps, edges, MARGIN / 2);

	svg_open(out, WIDTH, (guint)(bottom + LEGEND), title);
	draw_maps(out, &maps, edges, MARGIN / 2);
	if (!layouts->len)
		svg_text(out, MARGIN, bottom + 10, "faint", "no Realm was created");
	else
		draw_legend(out, bottom, subjects[0].result->model->config.version);
	svg_close(out);
}
