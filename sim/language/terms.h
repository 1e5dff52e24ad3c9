/* SPDX-License-Identifier: BSD-3-Clause */
/* What statements are made of: values, and predicates over the state. */
#ifndef SIM_TERMS_H
#define SIM_TERMS_H

#include "check/invariant.h"
#include "engine/command.h"
#include "language/expression.h"

/* The value of an argument or of an expected output. */
typedef struct {
	Expression *expression; /* NULL: see constant and bytes */
	guint64 constant;       /* a name of an enumeration */
	guint8 *bytes;          /* FORM_BYTES, or a RIM */
	gsize byte_count;
	Expression *range[3];   /* behind an address: level, count, state, or NULL */
} Value;

/* A predicate over the state: of expect, never and reach. */
typedef enum {
	PREDICATE_RIPAS, PREDICATE_HIPAS, PREDICATE_RTTE, PREDICATE_GRANULE,
	PREDICATE_REALM, PREDICATE_RIM, PREDICATE_VIOLATES,
	PREDICATE_LOST,         /* contents that the Realm relied on are gone */
	PREDICATE_ORIGIN,       /* where mapped contents come from: enum rmm_origin */
	PREDICATE_PENDING,      /* what a REC waits for: enum rmm_pending */
	PREDICATE_RUNNING,      /* a REC runs */
	PREDICATE_OPERATIONS,   /* incomplete operations: their number */
	PREDICATE_MONITOR,      /* of an exploration, by name: its value */
	PREDICATE_GUEST,        /* of an exploration: where the guest on a REC stands, by name */
	PREDICATE_ALL_OF, PREDICATE_ANY_OF, PREDICATE_NOT       /* of its parts */
} PredicateKind;

typedef enum { RELATION_EQUAL, RELATION_BELOW, RELATION_ABOVE } Relation;

typedef struct {
	PredicateKind kind;
	gboolean negated;
	Expression *subject;    /* rd or rec, if one was given */
	Expression *base, *top; /* IPA or PA; top NULL: one page; a number */
	/* RTTE state, RIPAS, Granule or Realm state, ...; -1: not given */
	int state, ripas;
	Relation relation;      /* to the number @base */
	char *monitor;          /* the name; or that of a guest's step or end */
	GPtrArray *parts;       /* of Predicate; or NULL */
	int level;              /* of an RTTE; G_MININT: not given */
	Expression *address;    /* PA that an RTTE leads to; or NULL */
	char *mark;             /* RIM: unchanged since */
	gboolean changed;       /* RIM: changed since */
	Value value;            /* RIM: equals these bytes */
	Expression *other;      /* RIM: equals that of this Realm */
	const struct rmm_invariant *invariant;
	char *text;             /* as written */
} Predicate;

/* The mark that stands where an exploration begins. */
#define MARK_START "start"

void value_clear(Value *value);
/*
 * The number that a value is with @variables (name to guint64), unless it is
 * bytes; ranges are of Granules of 2^@granule_shift bytes. FALSE with @error,
 * which the caller frees.
 */
gboolean value_evaluate(const Value *value, GHashTable *variables, unsigned granule_shift,
			guint64 *number, char **error);

/* Before the run nobody knows how large Granules are: any size may fit. */
#define ANY_GRANULE_SHIFT 0

/*
 * What keeps ADDRESS/LEVEL/COUNT/STATE (B4.6.5) from being a descriptor of a
 * range; NULL: nothing. The caller frees it.
 */
char *value_range_error(guint64 base, const guint64 parts[3], unsigned granule_shift);

/* The same for a number that a field of a register is to hold. */
char *value_field_error(const struct rmm_value *field, guint64 number);

/* Bytes into slots of an input or output. */
void value_copy_bytes(const Value *value, uint64_t *slots);
void predicate_clear(Predicate *predicate);
/* That, and the memory; for lists of them. */
void predicate_free(gpointer predicate);

#endif
