/* SPDX-License-Identifier: BSD-3-Clause */
/* A call as a line of a scenario: addresses by the names that they have there. */
#ifndef INQUIRY_CALL_TEXT_H
#define INQUIRY_CALL_TEXT_H

#include <glib.h>

#include "engine/command.h"

/*
 * Appends "host  RMI_RTT_FOLD rd=$rd ipa=$dram level=3": inputs that have their
 * usual value are left out. @variables: name to guint64.
 * @granule_shift: of the Granules where it is called.
 */
void call_append(GString *out, const struct rmm_model *model, GHashTable *variables,
		 const struct rmm_call *call, unsigned granule_shift);

#endif
