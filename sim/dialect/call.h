/* SPDX-License-Identifier: BSD-3-Clause */
/* The call that an event of a console makes: a command of the model, with its inputs. */
#ifndef SIM_LOG_CALL_H
#define SIM_LOG_CALL_H

#include "dialect/dialect.h"
#include "engine/command.h"

/* How many arguments @name has in @dialect. FALSE: its specification has no such command. */
gboolean log_call_arguments(const LogDialect *dialect, const char *name, guint *count);

/* Does its specification, or its own table, have the command? */
gboolean log_call_is_known(const LogDialect *dialect, const LogEvent *event);

/* The Realm that the event names, by its RD. FALSE: it names none. */
gboolean log_call_realm(const LogDialect *dialect, const LogEvent *event, guint64 *rd);

/* A command of the model by the name that an event has; NULL: there is none. */
const struct rmm_command *log_call_command(const struct rmm_version *version, const char *name,
					   enum rmm_command_id *id);

/*
 * Makes the call: registers from the event, what is in memory as usual. NULL, or why
 * it cannot be made, for as long as the program runs.
 */
const char *log_call_make(const struct rmm_model *model, const LogDialect *dialect,
			  const LogEvent *event, struct rmm_call *call);

/* Is the result of the event, as far as it is printed, that of @result? */
gboolean log_call_agrees(const struct rmm_model *model, const LogEvent *event,
			 const struct rmm_result *result);

/* Is its status, with the index? */
gboolean log_call_status_agrees(const struct rmm_model *model, const LogEvent *event,
				const struct rmm_result *result);

/* The status that is printed. FALSE: it is none of the model, or a bare number. */
gboolean log_call_status(const struct rmm_model *model, const LogEvent *event,
			 enum rmm_status *status, int *index);

/* Does it tell a success, of whatever interface? */
gboolean log_call_succeeded(const LogEvent *event);

/* The output registers that are printed behind status and index. */
const guint64 *log_call_outputs(const LogEvent *event, guint *count);

#endif
