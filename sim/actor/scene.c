/* SPDX-License-Identifier: BSD-3-Clause */
/* The scene of the actors: calls, notes, what they came to. */
#include "actor/scene.h"

#include <string.h>

#include "engine/engine.h"
#include "text/defaults.h"
#include "text/spelling.h"

/* A VM of 512 MiB whose image is small enough to look at. */
static const Layout usual_layout = {
	.dram = 0x80000000, .dram_size = 0x20000000,
	.image = 0x80000000, .image_size = 0x10000, .bss_size = 0x10000,
	.dtb = 0x8fe00000, .dtb_size = 0x2000,
};

/* ---- what actors keep ---- */

static KeptState *find_state(const Scene *scene, const ActorState *kind)
{
	for (guint i = 0; i < scene->states->len; i++) {
		KeptState *kept = &g_array_index(scene->states, KeptState, i);

		if (kept->kind == kind)
			return kept;
	}
	return NULL;
}

gpointer scene_state(const Scene *scene, const ActorState *kind)
{
	const KeptState *kept = find_state(scene, kind);

	return kept ? kept->state : NULL;
}

void scene_close_state(gpointer data)
{
	KeptState *kept = data;

	kept->kind->close(kept->state);
}

static void open_states(Scene *scene, const Actor *const *actors)
{
	scene->states = g_array_new(FALSE, FALSE, sizeof(KeptState));
	g_array_set_clear_func(scene->states, scene_close_state);
	for (; *actors; actors++) {
		KeptState kept = { (*actors)->state, NULL };

		if (!kept.kind || find_state(scene, kept.kind))
			continue;
		kept.state = kept.kind->open();
		g_array_append_val(scene->states, kept);
	}
}

Scene *scene_new(const struct rmm_model *model, const struct rmm *state, const Stage *stage,
		 gpointer user, const Actor *const *actors)
{
	Scene *scene = g_new0(Scene, 1);

	scene->model = model;
	scene->state = state;
	scene->stage = stage;
	scene->user = user;
	scene->injection.command = CMD_NONE;
	scene->log = g_array_new(FALSE, FALSE, sizeof(guint64));
	scene->notes = g_string_new(NULL);
	scene->layout = usual_layout;
	scene->memory = host_memory_new(model, state);
	open_states(scene, actors);
	return scene;
}

void scene_free(Scene *scene)
{
	if (!scene)
		return;
	g_array_unref(scene->log);
	g_string_free(scene->notes, TRUE);
	host_memory_free(scene->memory);
	g_array_unref(scene->states);
	g_free(scene);
}

/* ---- notes ---- */

void scene_note(Scene *scene, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_string_append_vprintf(scene->notes, format, arguments);
	va_end(arguments);
	g_string_append_c(scene->notes, '\n');
}

/* "RMI_REALM_ACTIVATE rd=0x88000000 > RMI_ERROR_REALM by=realm_state" */
static void note_one(Scene *scene, const RecentCall *recent, const char *indent)
{
	const struct rmm_result *result = &recent->result;
	g_autoptr(GString) text = g_string_new(indent);

	g_string_append(text, rmm_command(scene->model, recent->call.command)->name);
	spelling_append_inputs(text, scene->model, &recent->call, result->granule_shift,
			       NUMBERS_SCENARIO);
	g_string_append(text, " > ");
	spelling_append_result(text, scene->model, recent->call.command, result,
			       NUMBERS_SCENARIO);
	if (result->condition != RMM_NO_CONDITION)
		g_string_append_printf(text, " by=%s", rmm_condition_id(scene->model, result->command,
									result->condition));
	scene_note(scene, "%s", text->str);
}

/* ---- procedures ---- */

/* Where something ran out, that is what a procedure came to. */
static Ending what_ran_out(Scene *scene, Ending ending)
{
	gboolean memory = host_memory_ran_out(scene->memory);

	if (scene->limit)
		return ENDED_LIMIT;
	if (!memory || ending_is_good(ending))
		return ending;
	scene_note(scene, "the Host has no page left: a 'memory' line gives it more");
	return ENDED_ENOMEM;
}

Ending scene_run(Scene *scene, const Procedure *procedure, const Arguments *arguments)
{
	Ending ending;

	memset(scene->counts, 0, sizeof(scene->counts));
	g_string_truncate(scene->notes, 0);
	scene->ipa = 0;
	scene->step = NULL;
	scene->limit = FALSE;
	scene->lacks = NULL;
	scene->denied.call.command = CMD_NONE;
	ending = what_ran_out(scene, procedure->run(scene, arguments));
	if (ending == ENDED_ENXIO && scene->denied.call.command != CMD_NONE)
		note_one(scene, &scene->denied, "");
	return ending;
}

/* ---- calls ---- */

void scene_set_call(const Scene *scene, struct rmm_call *call, enum rmm_command_id id,
		    guint64 rec, const Input *inputs)
{
	const struct rmm_command *command = rmm_command(scene->model, id);

	memset(call, 0, sizeof(*call));
	call->command = id;
	call->rec = rec;
	if (!command)
		return;
	defaults_set(scene->model, call, rmm_granule_shift(scene->state));
	for (; inputs->name; inputs++) {
		SpelledValue found;

		if (spelling_input(command, inputs->name, &found))
			rmm_value_set(found.value, call->in, found.element, inputs->value);
	}
}

/* What tells calls and results apart. */
static guint64 digest_of(const struct rmm_call *call, const struct rmm_result *result)
{
	guint64 digest = (guint64)call->command << 32 | (guint64)result->status;
	const guint64 *parts[] = { call->in, result->out, result->exit.field };
	const guint sizes[] = { 8, 8, result->exit.happened ? 8 : 0 };

	digest ^= (guint64)(result->index + 1) << 16 ^ call->rec;
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
		for (guint j = 0; j < sizes[i]; j++)
			digest = (digest ^ parts[i][j]) * G_GUINT64_CONSTANT(0x9fb21c651e98df25);
	return digest;
}

static void note_call(Scene *scene)
{
	RecentCall *recent = &scene->recent[scene->log->len % RECENT_CALLS];
	guint64 digest = digest_of(&scene->call, &scene->result);

	scene->limit |= scene->result.status == STATUS_LIMIT;
	recent->call = scene->call;
	recent->result = scene->result;
	if (rmm_status(scene->result.status)->interface == INTERFACE_RMI &&
	    !rmm_succeeded(scene->result.status))
		scene->denied = *recent;
	g_array_append_val(scene->log, digest);
}

/* Does the call fail as was asked for? Once. */
static gboolean injected(Scene *scene)
{
	Injection *injection = &scene->injection;

	if (injection->command != scene->call.command)
		return FALSE;
	if (injection->after > 0) {
		injection->after--;
		return FALSE;
	}
	scene->result = (struct rmm_result){ .command = scene->call.command,
					     .status = injection->status,
					     .index = injection->index,
					     .condition = RMM_NO_CONDITION };
	injection->command = CMD_NONE;
	scene_note(scene, "%s fails with %s, which the RMM has not seen",
		   rmm_command(scene->model, scene->call.command)->name,
		   rmm_status(scene->result.status)->name);
	return TRUE;
}

enum rmm_status scene_make(Scene *scene, const struct rmm_call *call)
{
	scene->call = *call;
	if (!rmm_command(scene->model, call->command)) {
		scene->result = (struct rmm_result){ .command = call->command,
						     .status = STATUS_UNSUPPORTED, .index = -1,
						     .condition = RMM_NO_CONDITION };
		return STATUS_UNSUPPORTED;
	}
	if (!injected(scene))
		scene->stage->call(scene->user, call, &scene->result);
	scene->counts[call->command]++;
	note_call(scene);
	return scene->result.status;
}

enum rmm_status scene_call_inputs(Scene *scene, enum rmm_command_id command, guint64 rec,
				  const Input *inputs)
{
	struct rmm_call call;

	scene_set_call(scene, &call, command, rec, inputs);
	return scene_make(scene, &call);
}

enum rmm_status scene_complete(Scene *scene, guint64 rec)
{
	scene->stage->complete(scene->user, rec, &scene->call, &scene->result);
	note_call(scene);
	return scene->result.status;
}

guint64 scene_output(const Scene *scene, const char *name)
{
	/* Of a command that was resumed, if one was. */
	const struct rmm_command *command = rmm_command(scene->model, scene->result.command);
	SpelledValue found;

	return command && spelling_output(command, name, &found)
	       ? rmm_value_get(found.value, scene->result.out, found.element) : 0;
}

/* ---- what comes of it ---- */

Ending scene_end(Scene *scene, Ending ending, guint64 ipa)
{
	scene->ipa = ipa;
	return ending;
}

Ending scene_fail(Scene *scene, Ending ending, guint64 ipa, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_string_append_vprintf(scene->notes, format, arguments);
	va_end(arguments);
	g_string_append_c(scene->notes, '\n');
	return scene_end(scene, ending, ipa);
}

Ending scene_too_early(Scene *scene, Ending ending, guint64 ipa, const char *lacks,
		       const char *why)
{
	scene->lacks = lacks;
	return scene_fail(scene, ending, ipa, "%s", why);
}

Ending scene_no_vcpu(Scene *scene, guint64 vcpu)
{
	scene->lacks = "create_rec";
	return scene_fail(scene, ENDED_EINVAL, 0, "there is no vCPU %" G_GUINT64_FORMAT
			  ": so far %u %s made", vcpu, scene->vm.vcpu_count,
			  scene->vm.vcpu_count == 1 ? "was" : "were");
}

Ending scene_no_realm(Scene *scene, guint64 ipa)
{
	return scene_too_early(scene, ENDED_EINVAL, ipa, PROCEDURE_OF_REALM,
			       "there is no Realm: none was created");
}

void scene_note_calls(Scene *scene, guint count)
{
	guint end = scene->log->len;
	guint first = end - MIN(count, MIN(end, RECENT_CALLS));

	for (guint i = first; i < end; i++)
		note_one(scene, &scene->recent[i % RECENT_CALLS], "  ");
}
