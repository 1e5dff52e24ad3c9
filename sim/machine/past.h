/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The past of a machine, turn by turn, to go back to. Of each turn only those
 * bytes are kept that it changed, so that it may have any number of them.
 */
#ifndef SIM_PAST_H
#define SIM_PAST_H

#include "machine/machine.h"

typedef struct MachinePast MachinePast;

/* Begins where @machine is, which must live as long. */
MachinePast *machine_past_new(Machine *machine);
void machine_past_free(MachinePast *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MachinePast, machine_past_free)

/* What happened since the last turn, or since the beginning, is a turn. */
void machine_past_turn(MachinePast *past);
guint machine_past_turns(const MachinePast *past);

/* Takes the machine, which stands where the last turn ended, back to before it. */
void machine_past_back(MachinePast *past);

/* The state behind the first @turns of them. The caller frees it by g_free(). */
struct rmm *machine_past_state(const MachinePast *past, guint turns);

/* Bytes that all turns keep together. */
gsize machine_past_size(const MachinePast *past);

#endif
