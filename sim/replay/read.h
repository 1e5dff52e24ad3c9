/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading the words of a trace, once: the commands, calls and results of its lines
 * as values of the model, and what is wrong with lines that no RMM, Host or Realm
 * can have made.
 */
#ifndef SIM_READ_H
#define SIM_READ_H

#include "base/model.h"
#include "replay/trace.h"

/*
 * Reads the lines at hand, and each that comes; @model must live as long. Does nothing if
 * the trace is read already.
 */
void trace_read(const struct rmm_model *model, Trace *trace);

#endif
