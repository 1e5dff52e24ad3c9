/* SPDX-License-Identifier: BSD-3-Clause */
/* How the memory of a Realm over time is laid out. */
#include "picture/map_layout.h"

#include "state/rtt.h"

guint map_columns(const MapLayout *layout)
{
	return layout->cuts->len ? layout->cuts->len - 1 : 0;
}

guint64 map_cut(const MapLayout *layout, guint i)
{
	return g_array_index(layout->cuts, guint64, i);
}

guint map_column_of(const MapLayout *layout, guint64 ipa)
{
	guint low = 0, high = map_columns(layout);

	while (high - low > 1) {
		guint middle = (low + high) / 2;

		if (map_cut(layout, middle) <= ipa)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* ---- columns ---- */

static gint by_address(gconstpointer a, gconstpointer b)
{
	guint64 left = *(const guint64 *)a, right = *(const guint64 *)b;

	return left < right ? -1 : left > right;
}

/* In order, each once. */
static void settle(GArray *cuts)
{
	guint kept = 0;

	g_array_sort(cuts, by_address);
	for (guint i = 0; i < cuts->len; i++) {
		guint64 cut = g_array_index(cuts, guint64, i);

		if (kept == 0 || g_array_index(cuts, guint64, kept - 1) != cut)
			g_array_index(cuts, guint64, kept++) = cut;
	}
	g_array_set_size(cuts, kept);
}

/* Leaves out the finest cuts until there are no more than @most columns. */
static void coarsen(GArray *cuts, guint most)
{
	for (unsigned shift = RMM_GRANULE_SHIFT + 1; cuts->len > most + 1 && shift < 60; shift++) {
		guint kept = 1;

		for (guint i = 1; i + 1 < cuts->len; i++) {
			guint64 cut = g_array_index(cuts, guint64, i);

			if ((cut & (((guint64)1 << shift) - 1)) == 0)
				g_array_index(cuts, guint64, kept++) = cut;
		}
		g_array_index(cuts, guint64, kept++) = g_array_index(cuts, guint64, cuts->len - 1);
		g_array_set_size(cuts, kept);
	}
}

/* ---- rows ---- */

static enum rmm_command_id called_at(const GPtrArray *outcomes, guint moment)
{
	const StepOutcome *outcome = outcomes->pdata[moment];

	return outcome->result ? outcome->called : CMD_NONE;
}

static void add_row(MapLayout *layout, const GPtrArray *outcomes, gboolean merge, MapRow row)
{
	MapRow *last = layout->rows->len
		? &g_array_index(layout->rows, MapRow, layout->rows->len - 1) : NULL;

	if (last && last->moment == row.moment) {
		last->access = last->access ? last->access : row.access;
		return;
	}
	if (merge && last && !last->access && !row.access &&
	    called_at(outcomes, last->moment) == called_at(outcomes, row.moment)) {
		last->moment = row.moment;
		last->count++;
		return;
	}
	g_array_append_val(layout->rows, row);
}

/* Frames and accesses, in the order of their moments. */
static void find_rows(MapLayout *layout, const Band *band, const GPtrArray *outcomes,
		      gboolean merge)
{
	guint frame = 0, access = 0;

	while (frame < band->frames->len || access < band->accesses->len) {
		const Frame *next = frame < band->frames->len
			? &g_array_index(band->frames, Frame, frame) : NULL;
		const Access *made = access < band->accesses->len
			? &g_array_index(band->accesses, Access, access) : NULL;

		if (next && (!made || next->moment <= made->moment)) {
			add_row(layout, outcomes, merge, (MapRow){ next->moment, 1, NULL });
			frame++;
		} else {
			add_row(layout, outcomes, merge, (MapRow){ made->moment, 1, made });
			access++;
		}
	}
}

/* ---- columns of what is drawn ---- */

static void add_cuts(MapLayout *layout, const Band *band, const Frame *frame)
{
	for (guint i = 0; i < frame->count; i++) {
		const Span *span = &g_array_index(band->spans, Span, frame->first + i);

		g_array_append_val(layout->cuts, span->base);
		g_array_append_val(layout->cuts, span->top);
	}
	/* Now and then, so that it stays small. */
	if (layout->cuts->len > 1 << 16)
		settle(layout->cuts);
}

/* The last frame that is not behind @moment, from *@next on; NULL: there is none yet. */
static const Frame *frame_at(const Band *band, guint *next, guint moment)
{
	while (*next < band->frames->len &&
	       g_array_index(band->frames, Frame, *next).moment <= moment)
		(*next)++;
	return *next ? &g_array_index(band->frames, Frame, *next - 1) : NULL;
}

static void find_cuts(MapLayout *layout, const Band *band)
{
	guint next = 0;

	for (guint row = 0; row < layout->rows->len; row++) {
		const Frame *frame = frame_at(band, &next, g_array_index(layout->rows, MapRow, row)
							   .moment);

		if (frame)
			add_cuts(layout, band, frame);
	}
	settle(layout->cuts);
}

/* ---- tiles ---- */

gboolean map_looks_alike(const MapLook *a, const MapLook *b)
{
	return a->level == b->level && a->state == b->state && a->ripas == b->ripas &&
	       a->is_protected == b->is_protected && a->is_mixed == b->is_mixed;
}

/* Of each column, in a frame. */
static void look_at(const MapLayout *layout, const Band *band, const Frame *frame, MapLook *looks)
{
	guint last = frame->first + frame->count;

	/* Beyond the IPA space there is nothing. */
	for (guint column = 0; column < map_columns(layout); column++)
		looks[column] = (MapLook){ .state = RTTE_STATES };
	for (guint i = frame->first, column = 0; i < last && column < map_columns(layout);) {
		const Span *span = &g_array_index(band->spans, Span, i);

		looks[column] = (MapLook){ span->level, span->state, span->ripas,
					   span->is_protected != 0, FALSE };
		/* A column may have several runs; a run may have several columns. */
		while (i + 1 < last && g_array_index(band->spans, Span, i).top <
				       map_cut(layout, column + 1)) {
			looks[column].is_mixed = TRUE;
			looks[column].level = -1;
			i++;
		}
		column++;
		if (g_array_index(band->spans, Span, i).top <= map_cut(layout, column))
			i++;
	}
}

/* The tile of the row before, which may go on; NULL: another. */
static MapTile *tile_above(MapLayout *layout, GArray *open, const MapTile *tile)
{
	for (guint i = 0; i < open->len; i++) {
		MapTile *above = &g_array_index(layout->tiles, MapTile,
						g_array_index(open, guint, i));

		if (above->column == tile->column && above->columns == tile->columns &&
		    map_looks_alike(&above->look, &tile->look))
			return above;
	}
	return NULL;
}

/* The tiles of a row; @open: the indexes of those of the row before, then of this one. */
static void add_tiles(MapLayout *layout, const MapLook *looks, guint row, GArray *open)
{
	g_autoptr(GArray) now = g_array_new(FALSE, FALSE, sizeof(guint));
	guint columns = map_columns(layout);

	for (guint column = 0, first = 0; column < columns; column++) {
		MapTile tile = { first, column + 1 - first, row, 1, looks[first] };
		MapTile *above;
		guint index;

		if (column + 1 < columns && map_looks_alike(&looks[column], &looks[column + 1]))
			continue;
		first = column + 1;
		if (tile.look.state == RTTE_STATES)
			continue;
		above = tile_above(layout, open, &tile);
		if (above)
			above->rows++;
		else
			g_array_append_val(layout->tiles, tile);
		index = above ? (guint)(above - (MapTile *)(gpointer)layout->tiles->data)
			      : layout->tiles->len - 1;
		g_array_append_val(now, index);
	}
	g_array_set_size(open, 0);
	g_array_append_vals(open, now->data, now->len);
}

static void find_tiles(MapLayout *layout, const Band *band)
{
	g_autofree MapLook *looks = g_new0(MapLook, map_columns(layout) + 1);
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
	guint frame = 0;

	for (guint row = 0; row < layout->rows->len; row++) {
		const Frame *now = frame_at(band, &frame, g_array_index(layout->rows, MapRow, row)
							  .moment);

		g_array_set_size(open, now && now->count ? open->len : 0);
		if (!now || now->count == 0)
			continue;
		look_at(layout, band, now, looks);
		add_tiles(layout, looks, row, open);
	}
}

MapLayout *map_layout_new(const Band *band, const GPtrArray *outcomes, gboolean merge)
{
	MapLayout *layout = g_new0(MapLayout, 1);

	layout->band = band;
	layout->cuts = g_array_new(FALSE, FALSE, sizeof(guint64));
	layout->rows = g_array_new(FALSE, FALSE, sizeof(MapRow));
	layout->tiles = g_array_new(FALSE, FALSE, sizeof(MapTile));
	find_rows(layout, band, outcomes, merge);
	find_cuts(layout, band);
	return layout;
}

void map_layout_place(MapLayout *const *layouts, guint count, guint columns)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(guint64));

	for (guint i = 0; i < count; i++)
		g_array_append_vals(all, layouts[i]->cuts->data, layouts[i]->cuts->len);
	settle(all);
	coarsen(all, columns);
	for (guint i = 0; i < count; i++) {
		g_array_set_size(layouts[i]->cuts, 0);
		g_array_append_vals(layouts[i]->cuts, all->data, all->len);
		find_tiles(layouts[i], layouts[i]->band);
	}
}

void map_layout_free(MapLayout *layout)
{
	g_array_unref(layout->cuts);
	g_array_unref(layout->rows);
	g_array_unref(layout->tiles);
	g_free(layout);
}

/* ---- looks ---- */

const char *map_look_class(const MapLook *look)
{
	static const char *const classes[RIPAS_STATES][2] = {
		[RIPAS_EMPTY] = { "m-empty-u", "m-empty-a" },
		[RIPAS_RAM] = { "m-ram-u", "m-ram-a" },
		[RIPAS_DESTROYED] = { "m-destroyed-u", "m-destroyed-a" },
		[RIPAS_DEV] = { "m-dev-u", "m-dev-a" },
	};

	if (look->is_mixed)
		return "m-mixed";
	if (look->state == RTTE_INTERMEDIATE)
		return "m-busy";
	if (!look->is_protected)
		return look->state == RTTE_ASSIGNED_NS ? "m-ns-a" : "m-ns-u";
	return classes[look->ripas % RIPAS_STATES][look->state != RTTE_UNASSIGNED];
}

void map_look_append(GString *out, const struct rmm_version *version, const MapLook *look)
{
	const char *state = rmm_name(&rmm_rtte_states, version, look->state);

	if (look->is_mixed) {
		g_string_append(out, "several");
		return;
	}
	g_string_append(out, state ? state : "?");
	if (look->is_protected)
		g_string_append_printf(out, " %s", rmm_name(&rmm_ripas_values, version,
							    look->ripas));
	g_string_append_printf(out, ", level %d", look->level);
}
