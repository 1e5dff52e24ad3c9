/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Guests. A guest's program is a list of steps; it runs until a step leaves
 * the Realm, and goes on there when the Host has entered the REC again.
 */
#ifndef SIM_GUEST_H
#define SIM_GUEST_H

#include "actor/scene.h"

typedef struct Guest Guest;

/* What a step does; it may take any number of calls. */
typedef struct {
	/* Fills in the next call of the step; FALSE: the step is over. */
	gboolean (*next)(Scene *scene, Guest *guest, struct rmm_call *call);
	/* Takes its result, scene->result. ENDED_OK: the guest goes on. */
	Ending (*done)(Scene *scene, Guest *guest);
} GuestOperation;

/* What a guest does when the Host rejects RAM. */
typedef enum { REJECTED_PANICS, REJECTED_ASKS_AGAIN } Rejected;

typedef struct {
	const char *name;       /* of the function, or what it does */
	const GuestOperation *operation;
	Area area;
	enum rmm_ripas ripas;
	enum rmm_change_destroyed destroyed;
	Rejected rejected;
	Pause pause;            /* the guest may stop before it */
	gboolean asks;          /* left out by guests that do not ask for RAM */
} GuestStep;

/* Ends with NULL. */
typedef const GuestStep *const GuestProgram[];

/* A program with what it was started with. */
typedef struct {
	const GuestStep *const *steps;
	Layout layout;
	gboolean asks;
	guint cpus;             /* that it starts, itself included */
	Range given;            /* AREA_GIVEN */
	gconstpointer about;    /* the procedure that loaded it: scene->about */
	gboolean entered;       /* its REC was, since it was loaded */
} GuestRun;

struct Guest {
	guint64 rec;
	GArray *runs;           /* of GuestRun: one behind the other */
	guint run, step;        /* where it is */
	guint64 at;             /* within the step */
	guint bank;             /* of memory, where the step is about all of it */
	guint phase;
	guint64 ipa;            /* touched last */
	gboolean pending;       /* a call left the Realm */
	enum rmm_command_id left_by;    /* that call, where calls are made one by one */
	Ending ended;           /* ENDED_OK: not yet */
	guint wrong;            /* pages whose contents are not those populated */
	guint8 rim[64];         /* read last */
};

/* All guests, by PA of the REC; 0: of the next one. */
extern const ActorState guest_state;

/* Starts a program on @rec (0: the next entered) behind what that has to do. */
Ending guest_load(Scene *scene, guint64 rec, const GuestRun *run);

/*
 * The REC was entered: the guest goes on until it leaves the Realm (ENDED_OK,
 * scene->result says how), pauses (ENDED_OK), or ends.
 */
Ending guest_go_on(Scene *scene, guint64 rec);
/* Has the REC anything to run? */
gboolean guest_is_loaded(const Scene *scene, guint64 rec);

/*
 * The same call by call, for an exploration: others act between any two. A REC that
 * is entered goes on from what its call came to.
 */
Ending guest_make_call(Scene *scene, guint64 rec);
void guest_entered(Scene *scene, guint64 rec, const struct rmm_completion *completion);
/* The step whose call is next, or how the guest ended: "attest", "SEA"; NULL: no guest is there. */
const char *guest_stands_at(const Scene *scene, guint64 rec);
/* The names of the steps of its programs and of its ends (const char *). */
GPtrArray *guest_places(const Scene *scene, guint64 rec);

gboolean guest_paused(const Scene *scene, guint64 rec);
/* Tells where it stands from where else it might stand. */
guint64 guest_position(const Scene *scene, guint64 rec);
guint64 guest_ipa(const Scene *scene, guint64 rec);

/* The program and step of a guest that runs a step. */
const GuestRun *guest_run(const Guest *guest);
const GuestStep *guest_step(const Guest *guest);

/* The guest of a REC; the same, which may be the one that waits for its first REC. NULL: none. */
Guest *guest_find(const Scene *scene, guint64 rec);
Guest *guest_claim(Scene *scene, guint64 rec);
/* The next step that is to be made, on to the next program; FALSE: none is left. */
gboolean guest_settle(Guest *guest);
/* The step is over. */
void guest_advance(Guest *guest);

/* What the programs are about that never ran, as no REC was entered for them. */
GPtrArray *guest_never_entered(const Scene *scene);

/* Pages that were not as populated, of all guests. */
guint64 guest_wrong_pages(const Scene *scene);

/* ---- guest_operation.c ---- */

extern const GuestOperation guest_fetch, guest_read, guest_write, guest_check_image,
	guest_version, guest_config, guest_set_ripas, guest_use_shared, guest_attest,
	guest_start_cpus;

/* ---- guest_programs.c ---- */

extern const Actor actor_linux, actor_linux_early, actor_edk2, actor_freebsd,
	actor_early_toucher, actor_legacy;

#endif
