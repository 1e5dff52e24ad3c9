/* SPDX-License-Identifier: BSD-3-Clause */
/* The memory of a scenario over time, as members of an object. */
#include "report/json_timeline.h"

#include "picture/map_layout.h"
#include "report/json_line.h"
#include "system/version.h"

/* More columns nobody can tell apart. */
#define COLUMNS 240

static void add_address(JsonBuilder *builder, guint64 address)
{
	g_autofree char *text = g_strdup_printf("0x%" G_GINT64_MODIFIER "x", address);

	json_builder_add_string_value(builder, text);
}

static void add_rows(JsonBuilder *builder, const MapLayout *layout)
{
	json_line_begin_array(builder, "cuts");
	for (guint i = 0; i < layout->cuts->len; i++)
		add_address(builder, map_cut(layout, i));
	json_builder_end_array(builder);
	json_line_begin_array(builder, "rows");
	for (guint i = 0; i < layout->rows->len; i++)
		json_builder_add_int_value(builder,
					   g_array_index(layout->rows, MapRow, i).moment + 1);
	json_builder_end_array(builder);
}

/* ---- looks ---- */

static void add_look(JsonBuilder *builder, const struct rmm_version *version, const MapLook *look)
{
	g_autoptr(GString) text = g_string_new(NULL);

	map_look_append(text, version, look);
	json_builder_begin_object(builder);
	json_line_string(builder, "class", map_look_class(look));
	json_line_string(builder, "text", text->str);
	if (look->level >= 0)
		json_line_number(builder, "level", (guint64)look->level);
	json_builder_end_object(builder);
}

/* The number of a look, which is added if it is new. */
static guint look_number(GArray *looks, const MapLook *look)
{
	for (guint i = 0; i < looks->len; i++)
		if (map_looks_alike(&g_array_index(looks, MapLook, i), look))
			return i;
	g_array_append_vals(looks, look, 1);
	return looks->len - 1;
}

static void add_tiles(JsonBuilder *builder, const struct rmm_version *version,
		      const MapLayout *layout)
{
	g_autoptr(GArray) looks = g_array_new(FALSE, FALSE, sizeof(MapLook));

	json_line_begin_array(builder, "tiles");
	for (guint i = 0; i < layout->tiles->len; i++) {
		const MapTile *tile = &g_array_index(layout->tiles, MapTile, i);
		guint numbers[] = { tile->column, tile->columns, tile->row, tile->rows,
				    look_number(looks, &tile->look) };

		json_builder_begin_array(builder);
		for (guint j = 0; j < G_N_ELEMENTS(numbers); j++)
			json_builder_add_int_value(builder, numbers[j]);
		json_builder_end_array(builder);
	}
	json_builder_end_array(builder);
	json_line_begin_array(builder, "looks");
	for (guint i = 0; i < looks->len; i++)
		add_look(builder, version, &g_array_index(looks, MapLook, i));
	json_builder_end_array(builder);
}

/* ---- accesses ---- */

static void add_accesses(JsonBuilder *builder, const struct rmm_version *version, const Band *band)
{
	json_line_begin_array(builder, "accesses");
	for (guint i = 0; i < band->accesses->len; i++) {
		const Access *access = &g_array_index(band->accesses, Access, i);

		json_builder_begin_array(builder);
		json_builder_add_int_value(builder, access->moment + 1);
		json_builder_add_string_value(builder,
					      version_commands(version)[access->command]->name);
		json_builder_add_string_value(builder, rmm_status(access->status)->name);
		add_address(builder, access->ipa);
		json_builder_end_array(builder);
	}
	json_builder_end_array(builder);
}

static void add_map(JsonBuilder *builder, const struct rmm_version *version, const Band *band)
{
	MapLayout *layout = map_layout_new(band, NULL, FALSE);

	map_layout_place(&layout, 1, COLUMNS);
	json_builder_begin_object(builder);
	json_line_address(builder, "rd", band->rd);
	add_rows(builder, layout);
	add_tiles(builder, version, layout);
	add_accesses(builder, version, band);
	json_builder_end_object(builder);
	map_layout_free(layout);
}

void json_timeline_members(JsonBuilder *builder, const struct rmm_version *version,
			   const Timeline *timeline)
{
	json_line_begin_array(builder, "maps");
	for (guint i = 0; i < timeline->bands->len; i++)
		add_map(builder, version, timeline->bands->pdata[i]);
	json_builder_end_array(builder);
	if (timeline->is_coarse)
		json_line_truth(builder, "coarse", TRUE);
}
