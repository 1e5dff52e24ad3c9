/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A small world to test the model in: tables of four entries, an IPA space of
 * 64 pages, 40 Granules. Calls are made here, not read from scenarios.
 *
 * The Realm that world_build makes: RTTs from level 1 on, one of level 2 and
 * one of level 3 that describe IPA 0 on. Protected IPAs are 0 to 32 pages.
 */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H

#include <check.h>
#include <glib.h>

#include "engine/engine.h"
#include "check/invariant.h"
#include "check/self_check.h"
#include "state/state.h"
#include "system/version.h"

#define PAGE ((uint64_t)RMM_GRANULE_SIZE)
#define WORLD_BASE ((uint64_t)0x10000)
#define WORLD_GRANULES 40u
#define WORLD_WIDTH 18
#define WORLD_IPA_PAGES 64u
#define UNPROTECTED (WORLD_IPA_PAGES / 2 * PAGE)
#define IPA_END (WORLD_IPA_PAGES * PAGE)
#define VMID 1

/* What the Granules of the world are for. */
enum world_granule {
	G_RD, G_ROOT, G_TABLE_2, G_TABLE_3,
	G_REC, G_REC_2, G_REC_OFF,      /* the last one is not runnable */
	G_AUX,                          /* of the three RECs */
	G_DATA = G_AUX + 3,             /* DELEGATED, eight of them */
	G_HOST = G_DATA + 8,            /* UNDELEGATED, from here on */
	G_PARAMS = G_HOST, G_RUN, G_SOURCE, G_SPARE
};

typedef struct {
	struct rmm_model *model;
	struct rmm *state;
	struct rmm *old;                /* before the last step */
	uint64_t rec;                   /* who issues commands of a Realm */
	struct rmm_call call;           /* the last one */
	struct rmm_result result;
	gboolean unchecked;             /* leave checks out */
} World;

/* The configuration: contents are kept, no hash function, no AUX Granules. */
void world_config(struct rmm_config *config);
/* The same of a version; of 2.0: one Granule for a REC, operations may be cancelled. */
void world_config_of(struct rmm_config *config, const struct rmm_version *version);

/* A quick hash function: all bytes count, but it is none of SHA. */
rmm_hash_function world_hash;

/* A world after boot. @config NULL: that of world_config. */
World *world_new(const struct rmm_config *config);
void world_free(World *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(World, world_free)

/* A world with a Realm under construction, and three RECs. */
World *world_build(const struct rmm_config *config);
/* The same, ACTIVE; and with the first REC running. */
World *world_active(const struct rmm_config *config);
World *world_running(const struct rmm_config *config);

/* A world of 2.0 with a Realm under construction, its root table alone. */
World *world_build_2_0(const struct rmm_config *config);
/* The same, and a REC that waits for two Granules of memory. */
World *world_asking(void);

/* The address of a Granule of the world, for tables of calls too. */
#define granule(i) (WORLD_BASE + (i) * PAGE)

/*
 * A world in which much can be spoilt: DATA at page 0, a REC that asked for
 * RAM at page 1, a second one that aborted at an Unprotected IPA.
 */
World *world_lively(void);

/* Is the invariant @id among those that broke? */
gboolean world_breaks(const struct rmm_violation *violations, unsigned count, const char *id);

/* The call with these inputs, in the order of slots; the rest as usual. */
struct rmm_call world_call(const World *world, enum rmm_command_id id,
			   const uint64_t *in, gsize count);

/*
 * Makes a call. The test fails if the model does not keep its own word or an
 * invariant breaks, unless world->unchecked.
 */
enum rmm_status world_step(World *world, const struct rmm_call *call);

/* The self-check of the last step; @finding tells what it found. */
bool world_keeps_word(const World *world, struct rmm_finding *finding);

/* The id of the condition that refused the last call; "" if none did. */
const char *world_condition(const World *world);

/* The conditions that hold before a call, by the rows alone: bits. */
uint64_t world_violated(const World *world, const struct rmm_call *call);

/* Can the call be issued: by the Host, or by a REC that runs? */
gboolean world_issuer_runs(const World *world, const struct rmm_call *call);

#define INPUTS(...) ((const uint64_t[]){ __VA_ARGS__ })
#define COUNT_OF(...) (sizeof(INPUTS(__VA_ARGS__)) / sizeof(uint64_t))

#define CALL(world, id, ...) \
	world_call(world, CMD_##id, INPUTS(__VA_ARGS__), COUNT_OF(__VA_ARGS__))

#define STEP(world, id, ...) \
	world_step(world, &(struct rmm_call[]){ CALL(world, id, __VA_ARGS__) }[0])

/* A step that must end as it says. */
#define STEP_IS(world, expected, id, ...) do {                                        \
	enum rmm_status status_ = STEP(world, id, __VA_ARGS__);                       \
	ck_assert_msg(status_ == (expected), #id ": %s %s", rmm_status(status_)->name, \
		      world_condition(world));                                        \
} while (0)

#define OK(world, id, ...) do {                                                         \
	enum rmm_status status_ = STEP(world, id, __VA_ARGS__);                         \
	ck_assert_msg(rmm_succeeded(status_), #id ": %s %s", rmm_status(status_)->name, \
		      world_condition(world));                                          \
} while (0)

/* A step that one condition refuses. */
#define REFUSED(world, condition, id, ...) do {                 \
	STEP(world, id, __VA_ARGS__);                           \
	ck_assert_str_eq(world_condition(world), condition);    \
} while (0)

/* Enters the REC at @rec; it runs from then on. */
#define ENTER(world, rec_pa) do {                               \
	OK(world, RMI_REC_ENTER, rec_pa, granule(G_RUN));       \
	(world)->rec = rec_pa;                                  \
} while (0)

/* The Realm of world_build, and the entry where a walk to @ipa ends. */
struct rmm_realm *world_realm(const World *world);
struct rmm_walk world_walk(const World *world, uint64_t ipa, int level);
struct rmm_rec *world_rec(const World *world, unsigned g);

#endif
