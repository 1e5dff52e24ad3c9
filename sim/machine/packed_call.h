/* SPDX-License-Identifier: BSD-3-Clause */
/* A call without the inputs behind its last that is not 0: most have no list. */
#ifndef SIM_PACKED_CALL_H
#define SIM_PACKED_CALL_H

#include <glib.h>

#include "engine/command.h"

typedef struct PackedCall PackedCall;

/* Freed with g_free(). */
PackedCall *packed_call_new(const struct rmm_call *call);

void packed_call_unpack(const PackedCall *packed, struct rmm_call *call);

#endif
