/* SPDX-License-Identifier: BSD-3-Clause */
/* How a stateful RMI operation goes on, or is undone (2.0: B4.3.2). */
#ifndef RMM_OPERATION_RESUME_H
#define RMM_OPERATION_RESUME_H

#include "engine/command.h"

/*
 * Resumes operation @slot; the result is that of its command. @call has the
 * interrupt and the limit.
 */
void rmm_operation_resume(struct rmm_context *c, uint32_t slot);

/* Undoes operation @slot, which holds no memory, and ends it. */
void rmm_operation_undo(struct rmm_context *c, uint32_t slot);

#endif
