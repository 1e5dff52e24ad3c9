/* SPDX-License-Identifier: BSD-3-Clause */
/* What is wrong with a line that no RMM, Host or Realm can have made. */
#include "replay/flaw.h"

#include <string.h>

#include "replay/call.h"
#include "replay/judge.h"
#include "text/spelling.h"

static char *flaw_at(const TraceLine *line, const char *what, const char *name, const char *at)
{
	return g_strdup_printf("%u:%u: error: %s '%s' of %s", line->number,
			       at ? (unsigned)(at - line->text) + 1 : 1, what, name, line->verb);
}

/* Behind the '>' of the line; its end if there is none. */
static const char *result_of(const TraceLine *line)
{
	const char *at = strstr(line->text, " >");

	return at ? at + 2 : line->text + strlen(line->text);
}

/* "name=" in @text, as a word. */
static const char *find_name(const char *text, const char *name)
{
	gsize size = strlen(name);

	for (const char *at = strstr(text, name); at; at = strstr(at + 1, name))
		if (at[size] == '=' && (at[-1] == ' ' || at[-1] == '\t'))
			return at;
	return NULL;
}

/* Words of the tool that took the log. */
static gboolean is_word_of_log(const char *status)
{
	return strcmp(status, "DROPPED") == 0 || *status == '\0';
}

static char *status_flaw(const TraceLine *line)
{
	const char *status = line->status;
	enum rmm_status named;
	guint64 number;

	if (!status || is_word_of_log(status) || trace_number(status, &number) ||
	    spelling_status(status, INTERFACE_RMI, &named) ||
	    spelling_status(status, INTERFACE_RSI, &named) ||
	    spelling_status(status, INTERFACE_PSCI, &named))
		return NULL;
	return flaw_at(line, "unknown result", status, strstr(result_of(line), status));
}

/* An operation that goes on returns what its own command does. */
static gboolean find_of_any(const struct rmm_model *model, const char *name,
			    SpelledValue *found)
{
	for (enum rmm_command_id i = 0; i < COMMANDS; i++) {
		const struct rmm_command *command = rmm_command(model, i);

		if (command && spelling_output(command, name, found))
			return TRUE;
	}
	return FALSE;
}

/* Of the command, of one that goes on, or of the exit that an action of a Realm causes. */
static gboolean find_output(const struct rmm_model *model, const TraceLine *line,
			    const char *name, SpelledValue *found)
{
	const struct rmm_command *command = rmm_command(model, line->command);

	return spelling_output(command, name, found) || spelling_incomplete(name, found) ||
	       ((line->command == CMD_RMI_OP_CONTINUE || line->command == CMD_RMI_OP_CANCEL) &&
		find_of_any(model, name, found)) ||
	       ((line->kind == TRACE_GUEST || line->kind == TRACE_RESUME) &&
		spelling_output(rmm_command(model, CMD_RMI_REC_ENTER), name, found));
}

static char *output_flaw(const struct rmm_model *model, const TraceLine *line,
			 const TracePair *pair)
{
	const char *at = find_name(result_of(line), pair->name);
	SpelledValue found;

	if (judge_is_aside(line->command, pair->name) || judge_is_untracked(pair->value))
		return NULL;
	if (!find_output(model, line, pair->name, &found))
		return flaw_at(line, "unknown output", pair->name, at);
	if (!judge_can_read(model, &found, pair->value))
		return flaw_at(line, "bad value for", pair->name, at);
	return NULL;
}

/* What the Host wrote to the source page before. */
static char *fill_flaw(const TraceLine *line)
{
	const char *byte = trace_input(line, "fill"), *word = trace_input(line, "src_value");
	guint64 value;

	if (byte && (!trace_number(byte, &value) || value > 0xff))
		return flaw_at(line, "bad value for", "fill", find_name(line->text, "fill"));
	if (!byte && word && !trace_number(word, &value))
		return flaw_at(line, "bad value for", "src_value",
			       find_name(line->text, "src_value"));
	return NULL;
}

char *flaw_find(const struct rmm_model *model, const TraceLine *line, gboolean *of_inputs)
{
	g_autoptr(GError) error = NULL;
	struct rmm_call call;
	char *flaw;

	*of_inputs = TRUE;
	if (line->beyond || line->kind == TRACE_PEEK || line->kind == TRACE_DIVERT ||
	    line->kind == TRACE_INTERRUPT || line->kind == TRACE_END)
		return NULL;
	if (!call_read(model, line, &call, &error))
		return g_strdup(error->message);
	flaw = fill_flaw(line);
	if (flaw)
		return flaw;
	*of_inputs = FALSE;
	flaw = status_flaw(line);
	/* What a call by its FID returns depends on the FID. */
	for (unsigned i = 0; !flaw && line->command != CMD_SMC && i < line->out_count; i++)
		flaw = output_flaw(model, line, &line->out[i]);
	return flaw;
}
