/* SPDX-License-Identifier: BSD-3-Clause */
/* Cells by their names. */
#ifndef SIM_CELL_NAME_H
#define SIM_CELL_NAME_H

#include "compare/cell.h"

/*
 * The cell "both/linux/v14", or "both/linux/v14/reject"; of @version, NULL: of
 * one that its KVM speaks. FALSE with @error: there is none.
 */
gboolean cell_named(const char *name, const struct rmm_version *version, Cell *cell,
		    GError **error);

#endif
