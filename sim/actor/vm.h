/* SPDX-License-Identifier: BSD-3-Clause */
/* The VM as all who act on it know it: its Realm, its vCPUs. */
#ifndef SIM_VM_H
#define SIM_VM_H

#include <glib.h>

#include "engine/command.h"

#define VCPUS_MAX 8

typedef struct {
	guint64 rec;
	guint64 aux[16];
	guint aux_count;
	/* Of the last exit. */
	struct rmm_exit exit;
	gboolean exited;        /* and it is still to be handled */
	gboolean reject;        /* enter.flags: refuse the RIPAS change */
	gboolean emulate;       /* enter.flags: the access was emulated */
	gboolean inside;        /* an open-ended guest runs */
} Vcpu;

typedef struct {
	guint64 rd;             /* 0: there is no Realm */
	Vcpu vcpus[VCPUS_MAX];
	guint vcpu_count;
} Vm;

#endif
