/* SPDX-License-Identifier: BSD-3-Clause */
/* A named trace as a scenario. */
#include "rebuild/from_trace.h"

#include <string.h>

#include "language/print.h"
#include "machine/execution.h"
#include "replay/found_platform.h"
#include "replay/judge.h"
#include "replay/read.h"
#include "replay/rec_entry.h"
#include "replay/recorded.h"
#include "replay/trace_header.h"
#include "replay/unit.h"
#include "system/platform.h"
#include "text/spelling.h"
#include "version/make.h"

struct writer {
	Machine *machine;
	GString *out;
	RebuildCount *count;
};

/* ---- words ---- */

/* "88100000,88110000/3/1": numbers become what they are in a scenario. */
static void append_value(GString *out, const char *value)
{
	gboolean is_address = TRUE;

	while (*value) {
		gsize size = strcspn(value, ",/");
		gboolean is_number = size > 0 && strspn(value, "0123456789abcdefABCDEF") >= size;

		if (is_number && !is_address)
			g_string_append_printf(out, "%" G_GUINT64_FORMAT,
					       g_ascii_strtoull(value, NULL, 16));
		else
			g_string_append_printf(out, "%s%.*s", is_number ? "0x" : "", (int)size,
					       value);
		value += size;
		is_address = *value == ',';
		if (*value)
			g_string_append_c(out, *value++);
	}
}

/* What is recorded, as far as it is compared: the model has something else. */
static void append_recorded(GString *out, const TraceLine *line)
{
	append_value(out, line->status);
	for (unsigned i = 0; i < line->out_count; i++) {
		const RecordedOutput *output = line->result.outputs ? &line->result.outputs[i] : NULL;

		if (!output || output->kind != OUTPUT_VALUE || !output->value.readable ||
		    !*line->out[i].value)
			continue;
		g_string_append_printf(out, " %s=", line->out[i].name);
		append_value(out, line->out[i].value);
	}
}

static void append_call(const struct writer *writer, const char *who, const struct rmm_call *call)
{
	g_string_append_printf(writer->out, "%s %s", who,
			       rmm_command(writer->machine->model, call->command)->name);
	spelling_append_inputs(writer->out, writer->machine->model, call,
			       rmm_granule_shift(writer->machine->state), NUMBERS_SCENARIO);
}

/* Of what agrees the model's own result: of several that are permitted it has one. */
static void end_line(struct writer *writer, const TraceLine *line, gboolean agrees,
		     const struct rmm_call *call, const struct rmm_result *result)
{
	if (line->status) {
		g_string_append(writer->out, " > ");
		/* What an RMM chooses itself the next run need not return. */
		if (call->command == CMD_SMC || result->status == STATUS_VERSION ||
		    line->beyond || call->limited || call->stop)
			g_string_append(writer->out, "any");
		else if (!agrees)
			append_recorded(writer->out, line);
		else
			spelling_append_result(writer->out, writer->machine->model, call->command,
					       result, NUMBERS_SCENARIO);
	}
	g_string_append_c(writer->out, '\n');
	writer->count->kept++;
}

static void leave_out(const struct writer *writer, const TraceLine *line)
{
	g_string_append_printf(writer->out, "# not repeated: %s\n", line->text);
}

/* ---- lines ---- */

/* The page that a command copies, as the Host had filled it. */
static void fill_source(struct writer *writer, const TraceLine *line, const struct rmm_call *call)
{
	const gboolean as_word = line->choices.fills == FILL_WORD;
	const guint64 byte = line->choices.fill & 0xff;
	SpelledValue source;

	if (line->choices.fills == FILL_NOTHING ||
	    !execution_fill_source(writer->machine, call, line->choices.fill, as_word) ||
	    !spelling_input(rmm_command(writer->machine->model, call->command), "src", &source))
		return;
	g_string_append_printf(writer->out, "host FILL pa=0x%" G_GINT64_MODIFIER "x value=0x%"
			       G_GINT64_MODIFIER "x > any\n", call->in[source.value->slot],
			       as_word ? line->choices.fill
				       : byte * G_GUINT64_CONSTANT(0x0101010101010101));
}

/* A range that the RMM has not come to the end of is one up to there. */
static void take_choices(const struct writer *writer, const TraceLine *line,
			 struct rmm_call *call)
{
	SpelledValue top;

	call->stop = line->choices.stops;
	call->limit = line->choices.limit;
	call->limited = line->choices.limited && !call->interrupt &&
			!spelling_input(rmm_command(writer->machine->model, call->command), "top",
					&top);
	if (line->choices.limited && !call->interrupt && !call->limited)
		call->in[top.value->slot] = MIN(call->in[top.value->slot], call->limit);
}

/* A loop over a range, to where it came; then the call that failed. */
static void write_loop(struct writer *writer, const TraceLine *line)
{
	const gboolean failed = !recorded_is(line, RMI_SUCCESS);
	struct rmm_result result;
	struct rmm_call call;

	packed_call_unpack(line->call, &call);
	if (line->choices.limited && line->choices.limit > call.in[0]) {
		struct rmm_call done = call;

		done.in[1] = line->choices.limit;
		append_call(writer, "host ", &done);
		machine_step(writer->machine, &done, &result);
		g_string_append(writer->out, " > RMI_SUCCESS\n");
		call.in[0] = line->choices.limit;
	}
	if (failed) {
		append_call(writer, "host ", &call);
		machine_step(writer->machine, &call, &result);
		g_string_append_printf(writer->out, " > %s\n", line->status);
	}
	writer->count->kept++;
}

/* A step that is written down. */
static void write_step(struct writer *writer, const char *who, const TraceLine *line,
		       struct rmm_call *call, gboolean is_entry)
{
	Machine *machine = writer->machine;
	struct rmm_result result;

	take_choices(writer, line, call);
	append_call(writer, who, call);
	machine_step(machine, call, &result);
	if (is_entry)
		g_string_append_c(writer->out, '\n');
	else
		end_line(writer, line, line->beyond ||
			 judge_step(machine->model, machine->state, call, &result, line),
			 call, &result);
}

/* @after: of an interrupt, counted from 1; 0: none. */
static void write_host(struct writer *writer, const TraceLine *line, guint64 after,
		       gboolean is_entry)
{
	struct rmm_call call;

	packed_call_unpack(line->call, &call);
	fill_source(writer, line, &call);
	call.interrupt = (uint32_t)after;
	write_step(writer, "host ", line, &call, is_entry);
}

/* What becomes of what the REC had left pending. */
static void write_completion(struct writer *writer, const TraceLine *line, guint64 rec)
{
	struct rmm_result result;
	struct rmm_call call;

	if (!execution_complete(writer->machine, rec, &call, &result)) {
		leave_out(writer, line);
		return;
	}
	g_string_append(writer->out, "guest");
	end_line(writer, line,
		 judge_result(writer->machine->model, &result, result.out, line) ||
		 judge_step(writer->machine->model, writer->machine->state, &call, &result, line),
		 &call, &result);
}

static void write_realm(struct writer *writer, const TraceLine *line, const TraceLine *entry,
			guint64 rec)
{
	struct rmm_call call;

	packed_call_unpack(line->call, &call);
	rec_entry_take_recorded(&call, line, entry);
	call.rec = rec;
	if (call.command == CMD_RSI_HOST_CALL && line->choices.says_page)
		execution_store_host_call(writer->machine, &call);
	write_step(writer, "guest", line, &call, FALSE);
}

/* @entry: of the REC that runs, which is @rec. */
static void write_line(struct writer *writer, const TraceLine *line, const TraceLine *entry,
		       guint64 rec)
{
	gboolean can = line->call && !line->flaw && !recorded_is(line, STATUS_NOT_RUN);

	switch (can ? line->kind : TRACE_BAD) {
	case TRACE_HOST_COMMAND:
	case TRACE_OTHER_PE:
	case TRACE_HOST_ACCESS:
	case TRACE_SET_GPT:
		write_host(writer, line, 0, FALSE);
		break;
	case TRACE_GUEST:
		write_realm(writer, line, entry, rec);
		break;
	case TRACE_LOOP:
		write_loop(writer, line);
		break;
	case TRACE_RESUME:
		write_completion(writer, line, rec);
		break;
	default:
		leave_out(writer, line);
	}
}

/* ---- units ---- */

/* It is entered, does what stands before the entry, and leaves. */
static void write_run(struct writer *writer, TraceLine *const *lines, guint count)
{
	const TraceLine *entry = lines[count - 1];
	struct rmm_result result;
	struct rmm_call call;
	struct rmm_exit exit;

	packed_call_unpack(entry->call, &call);
	write_host(writer, entry, 0, TRUE);
	for (guint i = 0; i + 1 < count; i++)
		write_line(writer, lines[i], entry, call.in[0]);
	g_string_append(writer->out, "host");
	execution_leave(writer->machine, call.in[0], &exit);
	result = execution_entry_result(&exit);
	end_line(writer, entry,
		 judge_result(writer->machine->model, &result, result.exit.field, entry),
		 &call, &result);
}

/* Does it enter a REC, as it was recorded? */
static gboolean is_run(const TraceLine *last)
{
	return last->kind == TRACE_HOST_COMMAND && last->command == CMD_RMI_REC_ENTER &&
	       last->call && !last->flaw && recorded_is(last, RMI_SUCCESS);
}

static void write_unit(struct writer *writer, TraceLine *const *lines, guint count)
{
	const TraceLine *last = lines[count - 1];

	if (is_run(last))
		write_run(writer, lines, count);
	else if (count == 2 && lines[0]->kind == TRACE_INTERRUPT && last->call)
		write_host(writer, last, lines[0]->choices.limit + 1, FALSE);
	else
		for (guint i = 0; i < count; i++)
			write_line(writer, lines[i], last, 0);
}

/* ---- the whole ---- */

gboolean rebuild_configuration(const Trace *trace, const struct rmm_version *version,
			       const struct rmm_variants *variants, struct rmm_config *config,
			       GError **error)
{
	platform_for_traces(config, version, NULL);
	if (!trace->header)
		found_platform(trace, &config->platform);
	else if (!trace_header_read(trace, version, config, error))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(variants->bits); i++)
		config->variants.bits[i] |= variants->bits[i];
	return TRUE;
}

static void append_header(GString *out, const Trace *trace, const struct rmm_config *config)
{
	g_autofree char *name = g_path_get_basename(trace->name);

	g_string_append_printf(out, "title \"%s\"\n", g_strdelimit(name, "\"\\", '_'));
	g_string_append_printf(out, "spec %s\n", config->version->id);
	for (unsigned i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (rmm_has_variant(&config->variants, i))
			g_string_append_printf(out, "variant %s\n", rmm_variant_info(i)->id);
	scenario_append_configuration(out, config);
	g_string_append_c(out, '\n');
}

char *rebuild_from_trace(Trace *trace, const struct rmm_version *version,
			 const struct rmm_variants *variants, RebuildCount *count,
			 GError **error)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	struct writer writer = { NULL, NULL, count };
	struct rmm_config config;
	enum rmm_config_error flaw;
	guint size;

	*count = (RebuildCount){ .lines = trace->lines->len };
	if (!rebuild_configuration(trace, version, variants, &config, error))
		return NULL;
	flaw = rmm_model_init(model, &config);
	if (flaw != CONFIG_OK) {
		g_set_error(error, TRACE_ERROR, 0, "1:1: error: %s", rmm_config_error_text(flaw));
		return NULL;
	}
	trace_read(model, trace);
	writer.machine = machine_new(model, 0);
	writer.out = g_string_new(NULL);
	append_header(writer.out, trace, &config);
	for (guint i = 0; trace_has(trace, i); i += size) {
		size = unit_size(trace, i);
		write_unit(&writer, trace_lines_at(trace, i), size);
	}
	machine_free(writer.machine);
	return g_string_free(writer.out, FALSE);
}
