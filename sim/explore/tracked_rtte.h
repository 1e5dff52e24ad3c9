/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Included before everything else where the model is compiled to be tracked
 * (track.h): in place of the accessors of an RTT entry that read it, functions
 * that note what was asked. What makes entries of numbers stays as it is.
 */
#ifndef EXPLORE_TRACKED_RTTE_H
#define EXPLORE_TRACKED_RTTE_H

#define rtte_state           plain_rtte_state
#define rtte_is              plain_rtte_is
#define rtte_state_in        plain_rtte_state_in
#define rtte_ripas           plain_rtte_ripas
#define rtte_has_ripas       plain_rtte_has_ripas
#define rtte_address         plain_rtte_address
#define rtte_is_valid        plain_rtte_is_valid
#define rtte_is_lost         plain_rtte_is_lost
#define rtte_mem_attr        plain_rtte_mem_attr
#define rtte_s2ap            plain_rtte_s2ap
#define rtte_operation       plain_rtte_operation
#define rtte_is_live         plain_rtte_is_live
#define rtte_keeps_rtt_live  plain_rtte_keeps_rtt_live
#define rtte_equal           plain_rtte_equal
#define rtte_bits            plain_rtte_bits
#define rtte_with_ripas      plain_rtte_with_ripas
#define rtte_with_lost       plain_rtte_with_lost
#define rtte_with_valid      plain_rtte_with_valid
#define rtte_advance         plain_rtte_advance

#include "base/rtte.h"

#undef rtte_state
#undef rtte_is
#undef rtte_state_in
#undef rtte_ripas
#undef rtte_has_ripas
#undef rtte_address
#undef rtte_is_valid
#undef rtte_is_lost
#undef rtte_mem_attr
#undef rtte_s2ap
#undef rtte_operation
#undef rtte_is_live
#undef rtte_keeps_rtt_live
#undef rtte_equal
#undef rtte_bits
#undef rtte_with_ripas
#undef rtte_with_lost
#undef rtte_with_valid
#undef rtte_advance

enum rmm_rtte_state rtte_state(struct rmm_rtte rtte);
bool rtte_is(struct rmm_rtte rtte, enum rmm_rtte_state state);
bool rtte_state_in(struct rmm_rtte rtte, unsigned set);
enum rmm_ripas rtte_ripas(struct rmm_rtte rtte);
bool rtte_has_ripas(struct rmm_rtte rtte, enum rmm_ripas ripas);
uint64_t rtte_address(struct rmm_rtte rtte);
bool rtte_is_valid(struct rmm_rtte rtte);
bool rtte_is_lost(struct rmm_rtte rtte);
unsigned rtte_mem_attr(struct rmm_rtte rtte);
unsigned rtte_s2ap(struct rmm_rtte rtte);
uint32_t rtte_operation(struct rmm_rtte rtte);
bool rtte_is_live(struct rmm_rtte rtte);
bool rtte_keeps_rtt_live(struct rmm_rtte rtte);
bool rtte_equal(struct rmm_rtte a, struct rmm_rtte b);
uint64_t rtte_bits(struct rmm_rtte rtte);
struct rmm_rtte rtte_with_ripas(struct rmm_rtte rtte, enum rmm_ripas ripas);
struct rmm_rtte rtte_with_lost(struct rmm_rtte rtte, bool lost);
struct rmm_rtte rtte_with_valid(struct rmm_rtte rtte, bool valid);
struct rmm_rtte rtte_advance(struct rmm_rtte rtte, uint64_t bytes);

#endif
