/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The execution of RECs on a machine: entry and exit, what was pending over an
 * exit, and the pages by which Realm and Host pass values.
 */
#ifndef SIM_EXECUTION_H
#define SIM_EXECUTION_H

#include "machine/machine.h"

gboolean execution_is_running(const Machine *machine, guint64 rec);

/* Does no REC run? */
gboolean execution_is_idle(const Machine *machine);

/* The step by which @rec last stopped running; not known if it never ran. */
Since execution_since(Machine *machine, guint64 rec);

/*
 * How the last entry of @rec returns: if it still runs, the Realm has nothing
 * left to do, and an interrupt takes it out. FALSE: it was never entered.
 */
gboolean execution_leave(Machine *machine, guint64 rec, struct rmm_exit *exit);

/* RMI_REC_ENTER as it returns with @exit, whose fields are its outputs. */
struct rmm_result execution_entry_result(const struct rmm_exit *exit);

/*
 * What became of the action that was pending when @rec left, which is *@call.
 * After an abort the instruction is executed again. FALSE: nothing was pending.
 */
gboolean execution_complete(Machine *machine, guint64 rec, struct rmm_call *call,
			    struct rmm_result *result);

/* The result of @call, given to the Realm by @completion. */
struct rmm_result execution_completed(const struct rmm_call *call,
				      const struct rmm_completion *completion);

/*
 * Before RSI_HOST_CALL the Realm stores imm and registers in the page of the
 * call (B5.3.4), as far as it can: a word for imm, 31 words for registers.
 */
void execution_store_host_call(Machine *machine, const struct rmm_call *call);

/*
 * The Host fills the page that @call copies from: with @value as a byte if it
 * is one, else as a word. FALSE: the command copies nothing.
 */
gboolean execution_fill_source(Machine *machine, const struct rmm_call *call, guint64 value,
			       gboolean as_word);

#endif
