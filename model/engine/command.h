/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The shape of a command, as the specification defines one (B1.2): inputs,
 * outputs, context, a partially ordered set of failure conditions, success
 * conditions and a footprint, each under the specification's id.
 *
 * A command is one constant of struct rmm_command in a file of its own.
 * Everything else follows from it: execution, permitted results, self-check,
 * printing, parsing and coverage.
 */
#ifndef RMM_COMMAND_H
#define RMM_COMMAND_H

#include "state/rtt.h"

#define RMM_INPUTS_MAX  520     /* 64-bit slots: a list of addresses has 512 */
#define RMM_OUTPUTS_MAX 520
#define RMM_NO_CONDITION (-1)

/* ---- A call and its result ---- */

/* A command with its input values, in registers or in Host memory. */
struct rmm_call {
	enum rmm_command_id command;
	uint64_t rec;           /* PA of the REC that issues an RSI or PSCI
				   command or acts; else unused */
	uint64_t in[RMM_INPUTS_MAX];
	/*
	 * What the specification leaves to the implementation (2.0: A5.3.3,
	 * B4.3.2): an interrupt is pending at this check and the following,
	 * counted from 1, or never (0); progress ends at this address or count.
	 */
	uint32_t interrupt;
	bool limited;
	uint64_t limit;
	/* Of RMI_OP_CONTINUE: end the operation where it stands. */
	bool stop;
	uint8_t pe;             /* that issues it: operations may be bound to one (E23) */
};

/* The fields of RmiRecExit (A4.3.1) that the model fills. */
enum rmm_exit_field {
	EXIT_FIELD_REASON,
	EXIT_FIELD_ESR,
	EXIT_FIELD_FAR,
	EXIT_FIELD_HPFAR,
	EXIT_FIELD_RIPAS_BASE,
	EXIT_FIELD_RIPAS_TOP,
	EXIT_FIELD_RIPAS_VALUE,
	EXIT_FIELD_IMM,
	EXIT_FIELD_RTT_TREE,    /* 2.0 only; 0: the primary one */
	EXIT_FIELD_GPRS,
	EXIT_FIELDS = EXIT_FIELD_GPRS + 31
};

/* How RMI_REC_ENTER returns to the Host. */
struct rmm_exit {
	bool happened;
	enum rmm_status status; /* RMI_SUCCESS, or RMI_ERROR_INPUT (RFRGVT) */
	uint64_t field[EXIT_FIELDS];
};

/* Outputs of what can be pending: RSI_HOST_CALL has the most. */
#define RMM_COMPLETION_MAX 32

/* What the Realm gets on REC entry for what it left pending. */
struct rmm_completion {
	enum rmm_status status; /* STATUS_OK: nothing was pending */
	uint64_t out[RMM_COMPLETION_MAX];
};

/* What RMI_INCOMPLETE tells (2.0: B4.6.92). */
enum rmm_incomplete {
	INCOMPLETE_MEM_REQ,
	INCOMPLETE_CAN_CANCEL,
	INCOMPLETE_HANDLE,
	INCOMPLETE_DONATE_REQ,  /* RmiOpMemDonateReq; 0: nothing is asked for */
	INCOMPLETE_SLOTS
};

struct rmm_result {
	/* Whose outputs and conditions these are: the command of the call, or
	 * the one that it resumed. */
	enum rmm_command_id command;
	enum rmm_status status;
	int index;              /* RmiCommandReturnCode.index; -1: none */
	/* Beside an index: what is tracked or described otherwise (2.0-bet3). */
	uint64_t address;
	/* RMI Granule size of the call, log2 of bytes: addresses and ranges depend on it. */
	unsigned granule_shift;
	int condition;          /* of the rules; or RMM_NO_CONDITION */
	uint64_t permitted;     /* conditions that may be reported: bits */
	uint64_t out[RMM_OUTPUTS_MAX];  /* slots of the command's outputs */
	uint64_t incomplete[INCOMPLETE_SLOTS];  /* of RMI_INCOMPLETE */
	struct rmm_exit exit;           /* fields only if it happened */
	struct rmm_completion completion;       /* of RMI_REC_ENTER */
};

/* ---- Context values (B1.5), found on first use ---- */

struct rmm_context {
	const struct rmm_model *model;
	struct rmm *state;      /* the effect changes this one */
	const struct rmm *old;  /* as it was: for success conditions */
	const struct rmm_call *call;
	const struct rmm_command *command;
	struct rmm_result *result;

	bool realm_known, rec_known, walk_known;
	uint32_t realm;         /* slots; RMM_NONE: not well-formed */
	uint32_t rec;
	bool walk_ok;
	struct rmm_walk walk;
};

/* ---- Rows ---- */

struct rmm_operands {
	int a, b;
};

/*
 * A predicate over the context. It must be false where it is not well-formed
 * (B1.6): a condition about a Realm cannot fire when rd names none.
 *
 * The text is the predicate in short notation, in which marks stand for what
 * the operands select (x is a or b): $x the input, $ox the output of that slot;
 * #x the number; $W the level that the walk aims at; $Gx, $Px, $Rx, $Ix, $Sx
 * the Granule state, GPT entry, RTTE state, RIPAS or Realm state; $Hx, $Qx, $Tx
 * a set (bits) of Granule, RTTE or Realm states; $Fx the attribute of a REC.
 */
struct rmm_predicate {
	bool (*holds)(struct rmm_context *c, struct rmm_operands o);
	const char *text;
};

/*
 * Defines rmm_NAME with its text; the body, of @c and @o, follows. A predicate
 * of one file, or one that a header declares.
 */
#define PREDICATE(name, notation) DEFINE_PREDICATE(static, name, notation)
#define SHARED_PREDICATE(name, notation) DEFINE_PREDICATE(, name, notation)
#define DEFINE_PREDICATE(storage, name, notation)                              \
	static bool name##_holds(struct rmm_context *c, struct rmm_operands o); \
	storage const struct rmm_predicate rmm_##name = { name##_holds, notation }; \
	static bool name##_holds(struct rmm_context *c, struct rmm_operands o)

/* What the index of a failure's return code is (B4.4.1). */
enum rmm_index {
	INDEX_NONE, INDEX_WALK, INDEX_LEVEL, INDEX_0, INDEX_1,
	INDEX_TRACKING          /* level of the tracking at input a, with that address */
};

/* B1.6 */
struct rmm_failure {
	const char *id;
	enum rmm_status status;
	const struct rmm_predicate *violated;
	struct rmm_operands operands;
	enum rmm_index index;
	/* Output values that are stated for this failure, or NULL. */
	void (*outputs)(struct rmm_context *c);
	unsigned in, until;     /* lines that it begins (0: all) and ends with */
	bool has_effect;        /* a departure: changes state though it fails */
	enum rmm_variant when;  /* only with this variant */
	enum rmm_variant unless;        /* not with this variant */
};

/* As the specification writes them: "a, b < c, d". */
struct rmm_ordering {
	const char *text;       /* NULL ends a table */
	unsigned in, until;     /* lines that it begins (0: all) and ends with */
};

/* B1.7: what holds after success; c->old is the state before. */
struct rmm_success {
	const char *id;
	const struct rmm_predicate *holds;
	struct rmm_operands operands;
	unsigned in, until;
	/* It looks at how things are behind the command: of one that was resumed, too. */
	bool lasts;
};

struct rmm_change;

/* B1.9: a set of state items; c->state is the state before. */
struct rmm_footprint {
	const char *id;
	bool (*covers)(struct rmm_context *c, struct rmm_operands o,
		       const struct rmm_change *change);
	struct rmm_operands operands;
	unsigned in, until;
	const char *note;       /* if the specification's list lacks it */
};

/* An input or output value. */
struct rmm_value {
	const char *name;
	const struct rmm_type *type;
	uint16_t slot;          /* of rmm_call.in, rmm_result.out */
	uint16_t count;         /* slots; more than 1: an array, or bytes */
	bool in_memory;         /* member of a structure in memory */
	uint64_t initial;       /* when the caller does not say */
	/* A field: bits of a slot that another value names whole. */
	uint8_t shift, width;   /* width 0: no field; at most 63 */
};

#define VALUE(slot, name, type)     { name, &(type), slot, 1, false, 0, 0, 0 }
#define MEMBER(slot, name, type)    { name, &(type), slot, 1, true, 0, 0, 0 }
#define MEMBERS(slot, name, type, n) { name, &(type), slot, n, true, 0, 0, 0 }
#define MEMBER_FROM(slot, name, type, initial) \
	{ name, &(type), slot, 1, true, initial, 0, 0 }
#define FIELD(slot, name, type, shift, width) \
	{ name, &(type), slot, 1, true, 0, shift, width }
#define BYTES(slot, name, type, slots) { name, &(type), slot, slots, false, 0, 0, 0 }

/* Element @element of a value among @slots. */
static inline uint64_t rmm_value_get(const struct rmm_value *value,
				     const uint64_t *slots, unsigned element)
{
	uint64_t whole = slots[value->slot + element];

	return value->width ? whole >> value->shift & (((uint64_t)1 << value->width) - 1)
			    : whole;
}

/* Sets it. Of a @number too wide for a field, the low bits count. */
static inline void rmm_value_set(const struct rmm_value *value, uint64_t *slots,
				 unsigned element, uint64_t number)
{
	uint64_t mask = ((uint64_t)1 << value->width) - 1;
	uint64_t *whole = &slots[value->slot + element];

	*whole = value->width ? (*whole & ~(mask << value->shift)) |
				(number & mask) << value->shift : number;
}

/* Where a walk of a command ends (B1.5). */
enum rmm_walk_target { WALK_NONE, WALK_PAGE, WALK_LEVEL, WALK_PARENT };

/* An input by its slot, for members in which 0 means none; and back. */
#define INPUT(slot) ((slot) + 1)
#define SLOT(input) ((input) - 1)

struct rmm_command {
	const char *name;
	enum rmm_interface interface;
	uint32_t fid;
	const char *section[RMM_LINES];
	const char *summary;
	/* Choices made where the text is silent or contradicts itself. */
	const char *note;

	const struct rmm_value *inputs;
	unsigned input_count;
	const struct rmm_value *outputs;
	unsigned output_count;

	/* Context: inputs that name the Realm and REC, and the walk: INPUT(slot). */
	uint8_t rd, rec, ipa, level;
	enum rmm_walk_target walk;

	const struct rmm_failure *failures;
	unsigned failure_count;
	const struct rmm_ordering *orderings;   /* NULL: none */
	void (*effect)(struct rmm_context *c);
	const struct rmm_success *successes;
	unsigned success_count;
	const struct rmm_footprint *footprint;
	unsigned footprint_count;
	bool unmodelled;        /* exists; what it does is not modelled */

	/*
	 * May it be interrupted before it takes effect? Then inputs that name
	 * Granules which are INTERMEDIATE meanwhile: INPUT(slot). 2.0 only.
	 */
	bool interruptible;
	bool is_of_pe;          /* its operation is bound to the PE that began it (E23) */
	uint8_t marks[2];
	/*
	 * A departure: what the Host stored of the inputs, whatever becomes of the
	 * call, is seen by operations under way.
	 */
	void (*stored)(struct rmm_context *c);
	/* Goes on with operation @slot; NULL: as from the start. */
	void (*resume)(struct rmm_context *c, uint32_t slot);
};

/* Designated initialisers for an array and its length. */
#define ROWS_OF(member, n, array) \
	.member = (array), .n = sizeof(array) / sizeof((array)[0])
#define ROWS_IN(array)        ROWS_OF(inputs, input_count, array)
#define ROWS_OUT(array)       ROWS_OF(outputs, output_count, array)
#define ROWS_FAILURE(array)   ROWS_OF(failures, failure_count, array)
#define ROWS_SUCCESS(array)   ROWS_OF(successes, success_count, array)
#define ROWS_FOOTPRINT(array) ROWS_OF(footprint, footprint_count, array)

/* The definition in the table of the model's version; NULL: no such command. */
static inline const struct rmm_command *
rmm_command(const struct rmm_model *m, enum rmm_command_id id)
{
	return id < COMMANDS ? m->commands[id] : NULL;
}

#endif
