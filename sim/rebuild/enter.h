/* SPDX-License-Identifier: BSD-3-Clause */
/* Entering a REC, whatever its Realm waits for. */
#ifndef SIM_REBUILD_ENTER_H
#define SIM_REBUILD_ENTER_H

#include "rebuild/builder.h"

/* The REC runs, and the Realm has got what it waited for. FALSE: it cannot. */
gboolean rebuild_enter(Builder *builder, const BuiltRealm *realm, guint64 rec);

#endif
