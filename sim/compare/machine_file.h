/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A machine that is compared, from a file: a scenario of the lines that make
 * it: memory, geometry and platform; vmm.configure and vmm.memslot;
 * kvm.create_rec; and what the guest does. Who sets RIPAS is left out, since
 * that is what cells differ in.
 */
#ifndef SIM_MACHINE_FILE_H
#define SIM_MACHINE_FILE_H

#include "compare/cell.h"

typedef struct {
	Population population;
	GuestChoice guest;      /* without steps: the file has none */
} MachineFile;

/* NULL, with diagnostics, if it is no machine. */
MachineFile *machine_file_load(const char *path, Diagnostics *diagnostics);
void machine_file_free(MachineFile *machine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MachineFile, machine_file_free)

#endif
