/* SPDX-License-Identifier: BSD-3-Clause */
/* Ctrl-C: long work ends early and gives what there is. */
#ifndef SIM_INTERRUPT_H
#define SIM_INTERRUPT_H

#include <glib.h>

/* From here on the first Ctrl-C (SIGINT) is noted; the second ends the program. */
void interrupt_watch(void);

/* Has it come? Work that takes long asks from time to time. */
gboolean interrupted(void);

/* From here on it does nothing. */
void interrupt_ignore(void);

/* It is as if it had not come, and the next is the first again. */
void interrupt_forget(void);

#endif
