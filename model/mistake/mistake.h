/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of mistakes. */
#ifndef RMM_MISTAKE_TABLE_H
#define RMM_MISTAKE_TABLE_H

#include "base/model.h"

/* Notes in @m which mistakes are in force. */
void rmm_mistakes_init(struct rmm_model *m);

#endif
