/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading the words of a trace, once. */
#include "replay/read.h"

#include <string.h>

#include "check/self_check.h"
#include "replay/call.h"
#include "text/other_names.h"
#include "replay/recorded.h"
#include "replay/value.h"
#include "rsi/rsi.h"
#include "software/software.h"
#include "state/boot.h"

/* ---- commands ---- */

/* From a second PE, or in an assert, a command may lack its prefix. */
static enum rmm_command_id host_command(const struct rmm_model *model, const TraceLine *line)
{
	enum rmm_command_id command = spelling_command(model, line->verb, INTERFACE_RMI);
	g_autofree char *name = NULL;

	if (command != CMD_NONE || line->kind == TRACE_HOST_COMMAND)
		return command;
	name = g_strconcat("RMI_", line->verb, NULL);
	return spelling_command(model, name, INTERFACE_RMI);
}

static enum rmm_command_id realm_action(const struct rmm_model *model, const char *verb)
{
	static const enum rmm_interface interfaces[] = {
		INTERFACE_REALM, INTERFACE_RSI, INTERFACE_PSCI
	};
	enum rmm_command_id command = strcmp(verb, "CALL") == 0 ? CMD_SMC : CMD_NONE;

	for (gsize i = 0; i < G_N_ELEMENTS(interfaces) && command == CMD_NONE; i++)
		command = spelling_command(model, verb, interfaces[i]);
	return command;
}

static enum rmm_command_id command_of(const struct rmm_model *model, const TraceLine *line)
{
	if (!line->verb)
		return CMD_NONE;
	switch (line->kind) {
	case TRACE_HOST_COMMAND:
	case TRACE_OTHER_PE:
	case TRACE_END:
		return host_command(model, line);
	case TRACE_LOOP:
		return spelling_command(model, strcmp(line->verb, "LOOP_DELEGATE") == 0
					? "RMI_GRANULE_RANGE_DELEGATE"
					: "RMI_GRANULE_RANGE_UNDELEGATE", INTERFACE_RMI);
	case TRACE_GUEST:
	case TRACE_RESUME:
	case TRACE_DIVERT:
		return realm_action(model, line->verb);
	case TRACE_HOST_ACCESS:
		return spelling_command(model, line->verb, INTERFACE_HOST);
	case TRACE_SET_GPT:
		return CMD_HOST_SET_GPT;
	default:
		return CMD_NONE;
	}
}

/* ---- what the model has nothing for ---- */

/*
 * A feature register that is not that of the model's platform (B4.4.6), but
 * could be another's: the success conditions hold.
 */
static gboolean is_of_other_platform(const struct rmm_model *model, const TraceLine *line)
{
	const RecordedOutput *output = recorded_output(line, "value");
	g_autofree struct rmm *state = NULL;
	struct rmm_finding finding;
	struct rmm_result result;
	struct rmm_call call;

	if (line->command != CMD_RMI_FEATURES || line->kind != TRACE_HOST_COMMAND || !output ||
	    !output->is_number || !line->call)
		return FALSE;
	packed_call_unpack(line->call, &call);
	state = g_malloc0(model->layout.size);
	rmm_state_init_zeroed(model, state);
	rmm_step(model, state, &call, &result);
	if (result.status != RMI_SUCCESS || result.out[0] == output->number)
		return FALSE;
	result.out[0] = output->number;
	return rmm_check(model, state, state, &call, &result, &finding);
}

/* An SMC by an FID that the model has nothing for, or not this answer: why, or NULL. */
static const char *beyond_smc(const struct rmm_model *model, const TraceLine *line)
{
	struct rmm_result result;
	struct rmm_call call;

	if (line->command != CMD_SMC || !line->call)
		return NULL;
	packed_call_unpack(line->call, &call);
	rmm_smc_answer(model, &call, &result);
	if (result.status == STATUS_UNMODELLED)
		return "the command is not modelled";
	/* SMCCC_VERSION: any since 1.1, of which SMC64 calls are part. */
	if (result.status == STATUS_VERSION && line->result.is_x0 &&
	    line->result.x0 != result.out[0] && line->result.x0 >> 16 == 1 &&
	    line->result.x0 > 0x10000)
		return "the SMC Calling Convention of another platform";
	return NULL;
}

/* Lines that the model has nothing to say of: why, or NULL. */
static const char *beyond_model(const struct rmm_model *model, const TraceLine *line)
{
	if (line->verb && line->command == CMD_NONE && line->kind != TRACE_PEEK)
		return other_names_why(model->config.version, line->verb);
	if (line->command == CMD_RMI_GRANULE_TRACKING_GET && trace_input(line, "top") &&
	    !spelling_input(rmm_command(model, line->command), "top", &(SpelledValue){ NULL, 0, FALSE }))
		return "the interface is that of a later version";
	if (is_of_other_platform(model, line))
		return "a feature register of another platform";
	return beyond_smc(model, line);
}

/* ---- choices ---- */

static gboolean output_number(const TraceLine *line, const char *name, guint64 *number)
{
	const RecordedOutput *output = recorded_output(line, name);

	if (!output || !output->is_number)
		return FALSE;
	*number = output->number;
	return TRUE;
}

/* How far a command of the Host came, or that an interrupt ended it. */
static void choose_progress(const struct rmm_model *model, TraceLine *line)
{
	static const char *const progress[] = { "out_top", "donated" };
	const RecordedOutput *list = recorded_output(line, "list");
	TraceChoices *choices = &line->choices;
	gboolean reclaims = recorded_output(line, "reclaimed") != NULL;

	if (recorded_is(line, RMI_INCOMPLETE) && !recorded_output(line, "donated") && !reclaims) {
		choices->interrupts = TRUE;
		return;
	}
	if (reclaims) {
		choices->limited = TRUE;
		choices->limit = value_list_granules(model, list ? list->text : NULL);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(progress); i++)
		if (output_number(line, progress[i], &choices->limit))
			choices->limited = TRUE;
}

/* The size of a token; how much of it is told, and where it ends. */
static void choose_token(TraceLine *line)
{
	TraceChoices *choices = &line->choices;

	if (line->command == CMD_RSI_ATTESTATION_TOKEN_INIT) {
		choices->limited = output_number(line, recorded_output(line, "max_size")
						 ? "max_size" : "size", &choices->limit);
	} else if (line->command == CMD_RSI_ATTESTATION_TOKEN_CONTINUE) {
		/* The last piece may leave out its length; one before it told nothing. */
		choices->stops = recorded_is(line, RSI_SUCCESS);
		choices->limited = output_number(line, "len", &choices->limit) || !choices->stops;
	}
}

/* What a store wrote: the line says it, its outcome, or the exit that it led to. */
static void choose_stored(TraceLine *line)
{
	TraceChoices *choices = &line->choices;

	if (line->command == CMD_RSI_HOST_CALL)
		choices->says_page = trace_input(line, "imm") != NULL;
	if (line->command == CMD_WRITE)
		choices->says_value = trace_input(line, "val") || trace_input(line, "value");
	if (line->command == CMD_WRITE || line->command == CMD_RMI_REC_ENTER)
		choices->stores = output_number(line, line->command == CMD_WRITE ? "val" : "gprs0",
						&choices->stored);
}

/*
 * "fill=30": the byte that the Host wrote to the source page before the
 * command; "src_value=1111": the word. FALSE: it is none.
 */
static gboolean choose_fill(TraceLine *line)
{
	const char *byte = trace_input(line, "fill"), *word = trace_input(line, "src_value");
	TraceChoices *choices = &line->choices;

	if (!byte && !word)
		return TRUE;
	choices->fills = byte ? FILL_BYTE : FILL_WORD;
	return value_number(byte ? byte : word, &choices->fill) && !(byte && choices->fill > 0xff);
}

/* "irq after=3": the checks before that which finds it. */
static gboolean choose_interrupt(TraceLine *line)
{
	const char *text = trace_input(line, "after");

	line->choices.limited = text && value_number(text, &line->choices.limit) &&
				line->choices.limit < G_MAXUINT32;
	return line->choices.limited;
}

static void choose(const struct rmm_model *model, TraceLine *line)
{
	if (line->kind == TRACE_GUEST || line->kind == TRACE_RESUME)
		choose_token(line);
	else
		choose_progress(model, line);
	choose_stored(line);
}

/* ---- lines ---- */

/* Does it make a call, whose words must be right? */
static gboolean makes_call(const TraceLine *line)
{
	return line->verb && line->kind != TRACE_PEEK && line->kind != TRACE_DIVERT &&
	       line->kind != TRACE_INTERRUPT && line->kind != TRACE_BAD;
}

/* What its inputs are: the call that it makes, what the Host wrote before. */
static void read_inputs(const struct rmm_model *model, TraceLine *line)
{
	g_autoptr(GError) error = NULL;
	struct rmm_call call;

	if (!call_read(model, line, &call, &error)) {
		line->flaw = g_strdup(error->message);
		return;
	}
	line->call = packed_call_new(&call);
	if (!choose_fill(line)) {
		const char *name = trace_input(line, "fill") ? "fill" : "src_value";

		line->flaw = g_strdup_printf("%u:%u: error: bad value for '%s' of %s", line->number,
					     (unsigned)(trace_word(line->text, name) - line->text)
					     + 1, name, line->verb);
	}
}

static void read_line(const struct rmm_model *model, TraceLine *line)
{
	line->command = command_of(model, line);
	recorded_read(model, line);
	if (makes_call(line))
		read_inputs(model, line);
	choose(model, line);
	if (line->kind == TRACE_INTERRUPT)
		choose_interrupt(line);
	line->beyond = beyond_model(model, line);
	/* Nothing need be right of what is not judged. */
	if (line->beyond || line->kind == TRACE_END)
		g_clear_pointer(&line->flaw, g_free);
	line->unreadable = line->flaw != NULL;
	if (!line->flaw && !line->beyond && makes_call(line) && line->kind != TRACE_END)
		line->flaw = recorded_flaw(model, line);
}

void trace_read(const struct rmm_model *model, Trace *trace)
{
	if (trace->model)
		return;
	for (guint i = 0; i < trace->lines->len; i++)
		read_line(model, trace->lines->pdata[i]);
	trace->version = model->config.version;
	trace->model = model;
	trace->read = read_line;
}
