/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The model as a library: this is the one header to include.
 *
 *     cc program.c $(pkg-config --cflags --libs ripas)
 *
 * A model is a version of the specification, made for a configuration: memory,
 * platform, pools, variants. It is read-only once it is made. A state is one
 * block of model.layout.size bytes, aligned for a uint64_t, which may be
 * copied, compared and hashed as bytes. The library neither allocates nor
 * prints, has no globals, and calls nothing but memory and string functions of C.
 *
 *  1. rmm_versions, rmm_config_default, rmm_model_init    make a model
 *  2. rmm_state_init                                      a state, as after boot
 *  3. rmm_command_named, rmm_call_set                     say what is called
 *  4. rmm_state_copy, rmm_step                            let it happen
 *  5. rmm_check_invariants, rmm_check, rmm_diff           look at what happened
 *  6. rmm_status, rmm_condition_id, rmm_result_get        describe it
 *  7. rmm_oracle_judge                                    hold a real RMM to it, call by call
 *
 * Where one version has another layout, command or condition than another, the
 * tables of the model tell. example.c and oracle.c are whole programs.
 */
#ifndef RIPAS_H
#define RIPAS_H

#include "base/config.h"
#include "base/model.h"
#include "check/invariant.h"
#include "check/oracle.h"
#include "check/self_check.h"
#include "engine/engine.h"
#include "engine/named.h"
#include "state/boot.h"
#include "state/diff.h"
#include "state/granule.h"
#include "state/rtt.h"
#include "state/state.h"
#include "version/make.h"
#include "version/versions.h"

#endif
