/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The scene of the actors: how they call the RMM, what they have noted, what
 * they came to. They learn about Realms only by what calls tell them.
 */
#ifndef SIM_SCENE_H
#define SIM_SCENE_H

#include "actor/actor.h"
#include "engine/command.h"
#include "actor/host_memory.h"
#include "actor/layout.h"
#include "actor/vm.h"

/* Who carries out the actors' calls and tells of them. */
typedef struct {
	void (*call)(gpointer user, const struct rmm_call *call, struct rmm_result *result);
	/* What the last entry of the REC made of the call it had left pending. */
	void (*complete)(gpointer user, guint64 rec, struct rmm_call *call,
			 struct rmm_result *result);
} Stage;

/* The latest calls, to be told. */
#define RECENT_CALLS 16

typedef struct {
	struct rmm_call call;
	struct rmm_result result;
} RecentCall;

/* Before what a guest stops. */
typedef enum { PAUSE_NEVER, PAUSE_ASK, PAUSE_INIT, PAUSE_ATTEST, PAUSE_LATE } Pause;
#define PAUSE_CHOICES "end|ask|init|attest|late"

/* A call that fails without reaching the RMM. */
typedef struct {
	enum rmm_command_id command;    /* CMD_NONE: none */
	enum rmm_status status;
	int index;              /* of the return code; -1: none */
	guint after;            /* calls of the command that go through before */
} Injection;

/* What actors with this kind of state keep. */
typedef struct {
	const ActorState *kind;
	gpointer state;
} KeptState;

struct Scene {
	const struct rmm_model *model;
	const struct rmm *state;        /* to see whether anything moves */
	const Stage *stage;
	gpointer user;

	Injection injection;            /* of the Host's next calls */
	struct rmm_call call;           /* the last one */
	struct rmm_result result;
	struct rmm_result refused;      /* the last that a procedure could not get over */
	GArray *log;                    /* of guint64: digests of calls */
	RecentCall recent[RECENT_CALLS];
	RecentCall denied;              /* the Host's last call in the procedure that failed */
	guint counts[COMMANDS];         /* calls of the procedure */

	/* What the procedure came to. */
	guint64 ipa;
	const char *lacks;              /* the procedure that was to come before; "": any; NULL */
	gboolean limit;                 /* a call found the model's storage exhausted */
	const char *step;               /* of a guest; or NULL */
	GString *notes;                 /* lines */
	Pause pause;                    /* where guests stop */
	gboolean open_ended;            /* what guests without a program do, others say */
	guint ipa_bits;                 /* as RSI_REALM_CONFIG told the guest */

	Layout layout;
	HostMemory *memory;
	guint64 source;                 /* page that images are copied from */
	Vm vm;
	GArray *states;                 /* of KeptState */
	guint64 rec;                    /* that a guest step is about; or 0 */
	gconstpointer about;            /* whatever the stage says a procedure is about */
};

/* Of @actors, which NULL ends. */
/* A page of the Host: RMI Granules are of its size. */
static inline guint64 scene_page(const Scene *scene)
{
	return rmm_granule_bytes(scene->state);
}

Scene *scene_new(const struct rmm_model *model, const struct rmm *state, const Stage *stage,
		 gpointer user, const Actor *const *actors);
/* Closes a KeptState: a GDestroyNotify of scene->states, which g_array_copy does not copy. */
void scene_close_state(gpointer data);
void scene_free(Scene *scene);

/*
 * A copy, with @model and @state for the same. Of the state nothing that calls change
 * is looked at: what actors do next follows from what they know, and from what @stage
 * says that calls come to. Guests are open-ended.
 */
Scene *scene_copy(const Scene *scene, const struct rmm_model *model, const struct rmm *state,
		  const Stage *stage, gpointer user);
/* All that the next procedure may depend on (remembered.h); of such a copy. */
void scene_describe(const Scene *scene, GByteArray *description);
/* A guest that is open-ended has left @rec; FALSE: no vCPU is there. */
gboolean scene_left(Scene *scene, guint64 rec, const struct rmm_exit *exit);

/* What actors with this kind of state keep; NULL if no such actor is there. */
gpointer scene_state(const Scene *scene, const ActorState *kind);

/* Carries out a procedure, from a clean slate of counts and notes. */
Ending scene_run(Scene *scene, const Procedure *procedure, const Arguments *arguments);

/* ---- calls ---- */

typedef struct {
	const char *name;       /* of an input, as in scenarios */
	guint64 value;
} Input;

/* Makes a call with inputs by name; those that are not named are usual. */
enum rmm_status scene_call_inputs(Scene *scene, enum rmm_command_id command, guint64 rec,
				  const Input *inputs);
#define HOST_CALL(scene, command, ...) \
	scene_call_inputs(scene, command, 0, (const Input[]){ __VA_ARGS__, { NULL, 0 } })

/* Fills in a call of the REC @rec. */
void scene_set_call(const Scene *scene, struct rmm_call *call, enum rmm_command_id command,
		    guint64 rec, const Input *inputs);
/* Makes it; its result is scene->result. */
enum rmm_status scene_make(Scene *scene, const struct rmm_call *call);
/* The REC was entered again: what became of the call it had left pending. */
enum rmm_status scene_complete(Scene *scene, guint64 rec);

/* An output of the last call, by name. */
guint64 scene_output(const Scene *scene, const char *name);

/* ---- what comes of it ---- */

/* Notes where the procedure ended; returns @ending. */
Ending scene_end(Scene *scene, Ending ending, guint64 ipa);
void scene_note(Scene *scene, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The same, with a note why. */
Ending scene_fail(Scene *scene, Ending ending, guint64 ipa, const char *format, ...)
	G_GNUC_PRINTF(4, 5);
/* The same where another procedure (@lacks; "": any) was to make something before. */
Ending scene_too_early(Scene *scene, Ending ending, guint64 ipa, const char *lacks,
		       const char *why);
/* The procedure without which there is no Realm. */
#define PROCEDURE_OF_REALM "create_realm"
/* ENDED_EINVAL: so many vCPUs there are not; ENDED_EINVAL: there is no Realm. */
Ending scene_no_vcpu(Scene *scene, guint64 vcpu);
Ending scene_no_realm(Scene *scene, guint64 ipa);
/* Notes the last @count calls, as far as they are remembered. */
void scene_note_calls(Scene *scene, guint count);

/* What a scenario may ask of an ended procedure, and its kind. */
typedef enum { OUTCOME_NUMBER, OUTCOME_WORD, OUTCOME_UNKNOWN } OutcomeKind;
OutcomeKind scene_outcome(const Scene *scene, const char *name, guint64 *number,
			  const char **word);
/* The kind alone, with these actors; @names gets the names there are (char *). */
OutcomeKind scene_outcome_kind(const struct rmm_model *model, const Actor *const *actors,
			       const char *name, GPtrArray *names);

#endif
