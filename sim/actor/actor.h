/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Real software as actors: a Host's KVM and VMM, guests, a remote verifier. An
 * actor is a table of procedures, a procedure a step of a scenario
 * ("host kvm.populate measure=yes") that expands into calls of the RMM.
 */
#ifndef SIM_ACTOR_H
#define SIM_ACTOR_H

#include <glib.h>

typedef struct Scene Scene;

typedef enum {
	PARAMETER_ADDRESS,
	PARAMETER_SIZE,         /* bytes */
	PARAMETER_NUMBER,
	PARAMETER_FLAG,         /* yes or no */
	PARAMETER_CHOICE,       /* one of its words */
	PARAMETER_BYTES,        /* hexadecimal, 64 bytes at most */
	PARAMETER_COMMAND,      /* of the RMI, by name: enum rmm_command_id */
	PARAMETER_STATUS        /* of the RMI, by name: enum rmm_status */
} ParameterKind;

typedef struct {
	const char *name;       /* NULL ends a table */
	ParameterKind kind;
	const char *text;
	guint64 initial;        /* if it is not given */
	const char *otherwise;  /* the same in words, where a number says little */
	const char *choices;    /* "v12|v14|v16": PARAMETER_CHOICE */
	/* Which of these a former word is now; NULL: it is none. May be NULL itself. */
	const char *(*renamed)(const char *word);
} Parameter;

#define PARAMETERS_MAX 14

/* Values by the order of the procedure's parameters. */
typedef struct {
	guint64 value[PARAMETERS_MAX];
	guint given;            /* bits */
	guint8 bytes[64];
	gsize byte_count;
} Arguments;

static inline gboolean argument_given(const Arguments *arguments, guint which)
{
	return arguments->given >> which & 1;
}

/* How a procedure ends. */
typedef enum {
	ENDED_OK,
	ENDED_IDLE,             /* the guest has done all it had to do */
	ENDED_REFUSED,          /* the verifier keeps the secret to itself */
	ENDED_SEA,              /* an abort that the guest cannot handle */
	ENDED_PANIC,            /* the guest gives up */
	ENDED_SPINS,            /* no progress, for ever */
	ENDED_SHUTDOWN,
	ENDED_EINVAL,           /* errors that KVM returns to the VMM */
	ENDED_ENXIO,
	ENDED_ENOMEM,
	ENDED_EFAULT,
	ENDED_EIO,              /* the VM is dead */
	ENDED_LIMIT,            /* storage of the model is exhausted: nobody's fault */
	ENDINGS
} Ending;

/* "SPINS". */
const char *ending_name(Ending ending);
/* FALSE if there is none of this name. */
gboolean ending_find(const char *name, Ending *ending);
/* Does a step that says nothing of its end pass? */
gboolean ending_is_good(Ending ending);

typedef struct {
	const char *name;
	const char *text;
	const Parameter *parameters;
	Ending (*run)(Scene *scene, const Arguments *arguments);
} Procedure;

/* What a scenario may ask of a procedure that has ended: a number or a word. */
typedef struct {
	const char *name;       /* NULL ends a table */
	guint64 (*number)(const Scene *scene);
	const char *(*word)(const Scene *scene);
} Outcome;

/*
 * What an actor keeps from procedure to procedure, and what may be asked of
 * it; several actors may share it. scene_state() finds it.
 */
typedef struct {
	gpointer (*open)(void);
	void (*close)(gpointer state);
	gpointer (*copy)(gconstpointer state);
	/* Appends all that the actor's calls may depend on (remembered.h). */
	void (*describe)(gconstpointer state, GByteArray *description);
	const Outcome *outcomes;        /* NULL: none */
} ActorState;

typedef struct {
	const char *name;
	gboolean host;          /* else it is Realm software */
	const char *text;
	const Procedure *procedures;
	guint count;
	const ActorState *state;        /* NULL: it keeps nothing */
} Actor;

const Procedure *procedure_find(const Actor *actor, const char *name);

guint parameter_count(const Parameter *parameters);
/* The position of @word among "a|b|c"; FALSE if it is not there. */
gboolean choice_find(const char *choices, const char *word, guint64 *position);
/* The word there. The caller frees it. */
char *choice_word(const char *choices, guint64 position);

#endif
