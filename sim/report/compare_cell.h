/* SPDX-License-Identifier: BSD-3-Clause */
/* A cell of the comparison as members of an object: what JSON Lines have of it, and a gate. */
#ifndef SIM_COMPARE_CELL_H
#define SIM_COMPARE_CELL_H

#include <json-glib/json-glib.h>

#include "compare/compare.h"

/* What a cell is found by. */
typedef struct {
	const char *spec, *policy, *guest, *kvm;
} CellKey;

CellKey compare_cell_key(const CellResult *result);

/* "rmm-2.0-bet3 neither/linux/v14". The caller frees it. */
char *compare_cell_label(const CellKey *key);

/* What it is found by, as members. */
void compare_cell_add_key(JsonBuilder *builder, const CellKey *key);

/* All that is known of it. */
void compare_cell_add(JsonBuilder *builder, const CellResult *result);

#endif
