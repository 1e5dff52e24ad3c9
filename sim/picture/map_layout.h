/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How the memory of a Realm over time is laid out: columns are ranges of IPAs,
 * rows are moments, tiles what reads alike in both directions.
 */
#ifndef SIM_MAP_LAYOUT_H
#define SIM_MAP_LAYOUT_H

#include "timeline/timeline.h"

/* What there is to see: how a tile looks, and its level. */
typedef struct {
	gint8 level;            /* -1: of several */
	guint8 state;           /* enum rmm_rtte_state; RTTE_STATES: nothing is there */
	guint8 ripas;
	gboolean is_protected, is_mixed;
} MapLook;

typedef struct {
	guint column, columns;  /* first, and how many */
	guint row, rows;
	MapLook look;
} MapTile;

/* A moment; with others behind it that differ in where alone, if rows are merged. */
typedef struct {
	guint moment;           /* of the last */
	guint count;            /* moments */
	const Access *access;   /* NULL: it changed the map */
} MapRow;

typedef struct {
	const Band *band;
	GArray *cuts;           /* of guint64: columns are between two */
	GArray *rows;           /* of MapRow */
	GArray *tiles;          /* of MapTile, by rows */
} MapLayout;

/*
 * The rows of @band, which must live as long, and the cuts that it would have by
 * itself. @merge: moments one after another that make the same call, as
 * @outcomes have it, are one row; else @outcomes may be NULL.
 */
MapLayout *map_layout_new(const Band *band, const GPtrArray *outcomes, gboolean merge);

/*
 * Gives @count layouts the same columns, at most @columns, which then may be
 * mixed, and each its tiles.
 */
void map_layout_place(MapLayout *const *layouts, guint count, guint columns);

void map_layout_free(MapLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MapLayout, map_layout_free)

guint map_columns(const MapLayout *layout);
guint64 map_cut(const MapLayout *layout, guint i);

/* The column of an IPA. */
guint map_column_of(const MapLayout *layout, guint64 ipa);

gboolean map_looks_alike(const MapLook *a, const MapLook *b);

/* The class of the style sheet for a look: "m-ram-u". */
const char *map_look_class(const MapLook *look);

/* Appends "VOID RAM level 2". */
void map_look_append(GString *out, const struct rmm_version *version, const MapLook *look);

#endif
