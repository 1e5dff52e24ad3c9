/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A table of the comparison that was kept, as --format jsonl writes it, and
 * where the one of today departs from it.
 */
#ifndef SIM_COMPARE_GATE_H
#define SIM_COMPARE_GATE_H

#include "language/source.h"
#include "report/compare_cell.h"

/* A member of a cell that is not what it was; NULL: it is not there. */
typedef struct {
	char *member;           /* "hostile.replace"; NULL: the cell itself */
	char *kept, *now;
} Departure;

/* A cell of the kept table. */
typedef struct {
	char *label;            /* "rmm-2.0-bet3 neither/linux/v14" */
	CellKey key;            /* its words are @object's */
	JsonObject *object;
	gboolean is_met;        /* by a cell of today's */
} KeptCell;

typedef struct {
	char *path;
	GPtrArray *cells;       /* of KeptCell */
	guint compared, departing;      /* cells so far */
	GString *told;          /* of these, in lines */
} Gate;

/* NULL, with a diagnostic, if it is no such table. */
Gate *gate_load(const char *path, Diagnostics *diagnostics);
void gate_free(Gate *gate);

/* Where @result departs from what was kept: of Departure; empty: nowhere. */
GPtrArray *gate_compare(Gate *gate, const CellResult *result);

/*
 * The kept cells (of KeptCell) that no result met, though @choice and
 * @versions (of struct rmm_version; NULL: all) ask for them.
 */
GPtrArray *gate_missing(Gate *gate, const Choice *choice, const GPtrArray *versions);

/* What is told of one of them. */
#define GATE_MISSING_TEXT "is kept, but there is no such cell now"

/* Appends "ending    IDLE -> SEA", a line each. */
void gate_append(GString *out, const GPtrArray *departures);

/* Adds a member "departs": an array of objects. */
void gate_add(JsonBuilder *builder, const GPtrArray *departures);

#endif
