/* SPDX-License-Identifier: BSD-3-Clause */
/* The state of an RMM as tables, for people. */
#ifndef SHELL_STATE_TABLES_H
#define SHELL_STATE_TABLES_H

#include "report/table.h"
#include "run/run_options.h"

/* Each prints a part of the state that a run has led to. */
typedef void StateTable(const RunEnd *now, const Output *output);

/* The Protected IPAs of every Realm, those alike together. */
StateTable state_table_ripas;
/* RTTs and their entries, those alike together. */
StateTable state_table_rtt;
/* Granules that are not as at boot, those alike together. */
StateTable state_table_granules;
/* The attributes of RECs. */
StateTable state_table_rec;
/* Measurements of Realms. */
StateTable state_table_rim;

#endif
