/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How commands, inputs and outputs are spelled, in scenarios and in traces:
 * lookup by name, near misses, values to and from text. All of it follows
 * from the tables of the model.
 */
#ifndef SIM_SPELLING_H
#define SIM_SPELLING_H

#include <glib.h>

#include "engine/command.h"
#include "system/version.h"

/* Two ways to write numbers. */
typedef enum {
	NUMBERS_SCENARIO,       /* 0x for addresses, decimal for small numbers */
	NUMBERS_TRACE           /* bare hexadecimal throughout */
} NumberStyle;

/*
 * Finds a command by its spec name, or a TF-RMM log's (SMC_RMI_..., SMC_RSI_,
 * SMC_RMM_), among those of @interface; INTERFACES: of RMI, RSI and PSCI.
 * CMD_NONE if there is none.
 */
enum rmm_command_id spelling_command(const struct rmm_model *model,
				     const char *name,
				     enum rmm_interface interface);

/* The same in a table of commands; NULL if there is none. */
const struct rmm_command *spelling_find(const struct rmm_command *const *commands,
					const char *name, enum rmm_interface interface);

/* The same in a version other than @mine, the first that has it; *@spec is set to it. */
const struct rmm_command *spelling_find_elsewhere(const struct rmm_version *mine, const char *name,
						  enum rmm_interface interface,
						  const struct rmm_version **other);

/* A value and an element of it, if it is an array. */
typedef struct {
	const struct rmm_value *value;
	unsigned element;
	gboolean indexed;       /* an element was named */
} SpelledValue;

/*
 * Finds an input or output of @command by name. A trailing _ptr may be left
 * out; "gprs3", "gpr3" and "g3" name an element of gprs.
 */
gboolean spelling_input(const struct rmm_command *command, const char *name,
			SpelledValue *found);
gboolean spelling_output(const struct rmm_command *command, const char *name,
			 SpelledValue *found);

/*
 * The output @name of a result: of the command that it is about, whose outputs
 * are in @slots, or of RMI_INCOMPLETE. The slots that it is in; NULL: none.
 */
const uint64_t *spelling_result_output(const struct rmm_model *model,
				       const struct rmm_result *result, const uint64_t *slots,
				       const char *name, SpelledValue *found);

/* What a failure tells beside its level: the address that it is about. */
extern const struct rmm_value spelling_failure_address;
gboolean spelling_failure_value(enum rmm_status status, const char *name, SpelledValue *found);

/* Of RMI_INCOMPLETE alone. */
gboolean spelling_incomplete(const char *name, SpelledValue *found);

/*
 * Reads a name of an enumeration, with or without its prefix; if @version has
 * none, by that of another.
 */
gboolean spelling_enumerator(const struct rmm_enumeration *names,
			     const struct rmm_version *version, const char *text,
			     uint64_t *value);

/* X0 as a call returns it: status, index, or a version; FALSE: it returns nothing. */
gboolean spelling_x0(const struct rmm_result *result, uint64_t *x0);
/* Reads a PsciReturnCode by name as its encoding. */
gboolean spelling_psci_status(const char *text, uint64_t *value);

/* Reads a status name, its prefix RMI_, RSI_ or PSCI_ left out if unique for
 * @interface. FALSE if there is none. */
gboolean spelling_status(const char *text, enum rmm_interface interface,
			 enum rmm_status *status);

/* Appends one value as text; a range of Granules of 2^@granule_shift bytes. */
void spelling_append_value(GString *out, const struct rmm_value *value,
			   const uint64_t *slots, const struct rmm_version *version,
			   unsigned granule_shift, NumberStyle style);

/* Appends " name=value" for the inputs of a call; zero members are left out. */
void spelling_append_inputs(GString *out, const struct rmm_model *model,
			    const struct rmm_call *call, unsigned granule_shift,
			    NumberStyle style);

/*
 * Appends status, index and outputs of a result of @called:
 * "RMI_ERROR_RTT level=2".
 */
void spelling_append_result(GString *out, const struct rmm_model *model,
			    enum rmm_command_id called, const struct rmm_result *result,
			    NumberStyle style);

/* ---- words ---- */

/* A word "name=value" that a call or a result tells. */
typedef struct {
	const struct rmm_value *value;  /* NULL: the index of the return code */
	const uint64_t *slots;          /* that hold the value */
	unsigned element;
	gboolean is_element;            /* an element of an array alone */
	const char *index_name;         /* "level" or "index" */
	int index;
	unsigned granule_shift;         /* ranges are of Granules of so many bits */
} SpelledWord;

/* Adds the words that tell a value among @slots: one, or one for each element not zero. */
void spelling_add_words(GArray *words, const struct rmm_value *value, const uint64_t *slots,
			unsigned granule_shift);

/*
 * Adds what a result of @called tells behind its status, in order, the index
 * first. The words last as long as the result.
 */
void spelling_add_result(GArray *words, const struct rmm_model *model,
			 enum rmm_command_id called, const struct rmm_result *result);

/* "gprs3=0x5" */
void spelling_append_word(GString *out, const SpelledWord *word,
			  const struct rmm_version *version, NumberStyle style);

/* Do they tell the same, each in its version? */
gboolean spelling_words_agree(const SpelledWord *a, const struct rmm_version *version_a,
			      const SpelledWord *b, const struct rmm_version *version_b);

#endif
