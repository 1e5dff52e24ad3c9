/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What an exploration is: a model, a state to start from, and the actions that
 * Hosts and Realms may take from there. Engines (engine.h) are functions over it.
 *
 * An explored state is a state of the model, and behind it the monitors: 64-bit
 * words that the exploration keeps beside it. Between actions it is settled:
 * what no later action can see has one value (settle.h).
 *
 * This file, act.h, settle.h and predicate/ are ISO C without I/O or allocation, so
 * that an engine may compile them again with each load and store tracked. What
 * is here is read-only while engines run.
 */
#ifndef EXPLORE_ALPHABET_H
#define EXPLORE_ALPHABET_H

#include "predicate/predicate.h"
#include "engine/command.h"

/* ---- monitors ---- */

enum explore_monitor_kind {
	MONITOR_RIM,            /* how often the RIM of Realm slot @subject was extended */
	MONITOR_VALUE           /* a value that rules remember */
};

/* After @command came to its result, the monitor has the value of a slot, or @constant. */
struct explore_rule {
	enum rmm_command_id command;
	enum { RULE_CONSTANT, RULE_INPUT, RULE_OUTPUT } from;
	unsigned slot;
	uint64_t constant;
	/* The result; else it succeeds, and an access does not abort. */
	bool has_status;
	enum rmm_status status;
};

struct explore_monitor {
	enum explore_monitor_kind kind;
	const char *name;
	uint32_t subject;
	uint64_t initial;
	uint64_t most;                  /* MONITOR_RIM: counts no further */
	const struct explore_rule *rules;
	unsigned rule_count;
};

/* ---- actions ---- */

/* An input that is read from the state when the call is made. */
enum explore_source {
	SOURCE_REQUEST_BASE,    /* next address of the RIPAS change that REC @object asks for */
	SOURCE_REQUEST_TOP,
	SOURCE_REQUEST_RIPAS,
	SOURCE_MONITOR          /* monitor @object */
};

struct explore_input {
	enum explore_source source;
	unsigned slot;
	uint64_t object;
	uint64_t offset;        /* is added */
};

#define EXPLORE_INPUTS_MAX 4

struct explore_step {
	/*
	 * A procedure of actors, counted from 1, whose calls are made; 0: @call is. Of a
	 * guest's program the next call, while REC call.rec runs.
	 */
	unsigned procedure;
	struct rmm_call call;
	struct explore_input inputs[EXPLORE_INPUTS_MAX];
	unsigned input_count;
	/* Left out unless REC call.rec runs: an interrupt that ends its run. */
	bool if_running;
	/* Any result will do; else a call that is refused makes the action none. */
	bool may_fail;
};

struct explore_action {
	const char *name;               /* as a scenario has it: its steps are behind */
	/* The same in every version: of a named action its name and its values; or NULL. */
	const char *key;
	const struct state_test *guard;       /* or NULL */
	const struct explore_step *steps;
	unsigned step_count;
	/* The step that the action is counted under: its command is what succeeds. */
	unsigned main;
	/* The line of the alphabet that it is of, counted from 0. */
	unsigned line;
	/* A monitor, counted from 1, that is @value once the action was taken; 0: none. */
	unsigned sets;
	uint64_t value;
};

static inline const char *explore_action_key(const struct explore_action *action)
{
	return action->key ? action->key : action->name;
}

/* ---- properties ---- */

/* They are about settled states, the first included. */
enum explore_property_kind {
	PROPERTY_NEVER,
	PROPERTY_REACH,
	/*
	 * From each state in which when->parts[i] holds, for any i: one in which
	 * test->parts[i] holds comes on every way (that goes on), or on some way.
	 * Of the whole graph, as are those below: engines do not look at them.
	 */
	PROPERTY_EVENTUALLY,
	PROPERTY_POSSIBLE,
	PROPERTY_ENDS,                  /* no way goes on for ever, but by interrupts */
	/*
	 * Of the states in which test->parts[i] holds for any i there are @count RIMs;
	 * of those in which when->parts[i] holds, that have one RIM, test->parts[i] holds
	 * in all or in none.
	 */
	PROPERTY_RIMS,
	PROPERTY_RIM_TELLS
};

struct explore_property {
	enum explore_property_kind kind;
	bool negated;                   /* it is to fail; not of the first two, nor of RIMS */
	uint64_t object;                /* of the last two: the Realm */
	uint64_t count;                 /* of PROPERTY_RIMS */
	const struct state_test *when;  /* but of the first two */
	const struct state_test *test;  /* TEST_ANY_OF: an instance for each value */
	const char *text;               /* as written */
	const char *const *instances;   /* the same, for each part of @test, with values */
};

/* Is it about the whole graph, and not about single states? */
static inline bool explore_property_is_of_graph(const struct explore_property *property)
{
	return property->kind >= PROPERTY_EVENTUALLY;
}

/* ---- actors ---- */

/*
 * Software whose next call follows from what it knew when its procedure began, and
 * from what its calls have come to since. What it knows is a number, which the
 * monitor @memory has; a point in a procedure is one, too.
 */
struct explore_actors {
	void *user;
	uint32_t memory;
	uint64_t (*begin)(void *user, unsigned procedure, uint64_t memory);
	/* The call that is made at @point; false: the procedure has ended, see @memory. */
	bool (*call)(void *user, uint64_t point, struct rmm_call *call, uint64_t *memory);
	/* The point behind that call. */
	uint64_t (*go_on)(void *user, uint64_t point, const struct rmm_result *result);
	/* A guest left @rec by a call that is no actor's: what is known then. */
	uint64_t (*left)(void *user, uint64_t memory, uint64_t rec,
			 const struct rmm_exit *exit);
	/* A REC was entered by a call that is no actor's: what its guest knows then. */
	uint64_t (*entered)(void *user, uint64_t memory, uint64_t rec,
			    const struct rmm_completion *completion);
	/* Where the guest of REC recs[i] stands, monitor monitors[i] says. */
	uint64_t (*position)(void *user, uint64_t memory, uint64_t rec);
	const uint64_t *recs;
	const uint32_t *monitors;
	uint32_t guests;
};

/* ---- the whole ---- */

enum explore_rim { RIM_EXACT, RIM_COUNTED, RIM_OFF };

struct explore_alphabet {
	const struct rmm_model *model;
	/* Settled; of state_size bytes, monitors included. */
	const struct rmm *initial;
	size_t state_size;
	uint32_t monitors_at;           /* offset of the first, in bytes */

	const struct explore_action *actions;
	unsigned action_count;
	const struct explore_monitor *monitors;
	unsigned monitor_count;
	const struct explore_property *properties;
	unsigned property_count;
	const struct explore_actors *actors;    /* NULL: there are none */

	/* RIM_COUNTED: the monitors of Realm slots 0, 1, ... come first. */
	enum explore_rim rim;
	/* Are origins and lost contents part of a state? */
	bool ghosts;
	/* Is an abort remembered, for a Host that emulates or injects? */
	bool aborts;
	/* Invariants that are not checked, bit per row. */
	uint64_t ignored;
	/* Is every failure condition evaluated, to tell which can hold? */
	bool coverage;
};

static inline uint64_t *explore_monitor(const struct explore_alphabet *a,
					const struct rmm *state, uint32_t monitor)
{
	return (uint64_t *)rmm_part(state, a->monitors_at) + monitor;
}

static inline bool explore_test_holds(const struct explore_alphabet *a,
				      const struct rmm *state, const struct state_test *test)
{
	const struct state_view view = {
		a->model, state, a->initial, explore_monitor(a, state, 0),
		a->rim == RIM_COUNTED
	};

	return state_test_holds(&view, test);
}

#endif
