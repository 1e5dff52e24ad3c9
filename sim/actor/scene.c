/* SPDX-License-Identifier: BSD-3-Clause */
/* The scene of the actors: calls, notes, what they came to. */
#include "actor/scene.h"

#include <string.h>

#include "text/defaults.h"
#include "actor/guest.h"
#include "actor/kvm.h"
#include "text/spelling.h"
#include "actor/verifier.h"
#include "actor/vmm.h"

/* A VM of 512 MiB whose image is small enough to look at. */
static const Layout usual_layout = {
	.dram = 0x80000000, .dram_size = 0x20000000,
	.image = 0x80000000, .image_size = 0x10000, .bss_size = 0x10000,
	.dtb = 0x8fe00000, .dtb_size = 0x2000,
};

Scene *scene_new(const struct rmm_model *model, const struct rmm *state, const Stage *stage,
		 gpointer user)
{
	Scene *scene = g_new0(Scene, 1);

	scene->model = model;
	scene->state = state;
	scene->stage = stage;
	scene->user = user;
	scene->log = g_array_new(FALSE, FALSE, sizeof(guint64));
	scene->notes = g_string_new(NULL);
	scene->layout = usual_layout;
	scene->memory = host_memory_new(model, state);
	scene->vmm = vmm_new();
	scene->kvm = kvm_new();
	scene->verifier = verifier_new();
	scene->guests = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
					      (GDestroyNotify)guest_free);
	return scene;
}

void scene_free(Scene *scene)
{
	if (!scene)
		return;
	g_array_unref(scene->log);
	g_string_free(scene->notes, TRUE);
	host_memory_free(scene->memory);
	vmm_free(scene->vmm);
	kvm_free(scene->kvm);
	verifier_free(scene->verifier);
	g_hash_table_unref(scene->guests);
	g_free(scene);
}

Ending scene_run(Scene *scene, const Procedure *procedure, const Arguments *arguments)
{
	memset(scene->counts, 0, sizeof(scene->counts));
	g_string_truncate(scene->notes, 0);
	scene->ipa = 0;
	scene->step = NULL;
	return procedure->run(scene, arguments);
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
	defaults_set(scene->model, call);
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

	recent->call = scene->call;
	recent->result = scene->result;
	g_array_append_val(scene->log, digest);
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

void scene_note(Scene *scene, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_string_append_vprintf(scene->notes, format, arguments);
	va_end(arguments);
	g_string_append_c(scene->notes, '\n');
}

void scene_note_calls(Scene *scene, guint count)
{
	guint end = scene->log->len;
	guint first = end - MIN(count, MIN(end, RECENT_CALLS));

	for (guint i = first; i < end; i++) {
		const RecentCall *recent = &scene->recent[i % RECENT_CALLS];
		g_autoptr(GString) text = g_string_new(NULL);

		g_string_append(text, rmm_command(scene->model, recent->call.command)->name);
		spelling_append_inputs(text, scene->model, &recent->call, NUMBERS_SCENARIO);
		g_string_append(text, " > ");
		spelling_append_result(text, scene->model, &recent->call, &recent->result,
				       NUMBERS_SCENARIO);
		scene_note(scene, "  %s", text->str);
	}
}

/* ---- what may be asked ---- */

static guint64 calls_of_host(const Scene *scene)
{
	guint64 calls = 0;

	for (guint i = 0; i < COMMANDS; i++) {
		const struct rmm_command *command = rmm_command(scene->model, i);

		if (command && command->interface == INTERFACE_RMI)
			calls += scene->counts[i];
	}
	return calls;
}

static guint64 rd_of(const Scene *scene)
{
	return scene->kvm->rd;
}

static guint64 rec_of(const Scene *scene)
{
	return scene->kvm->vcpus[0].rec;
}

static guint64 ipa_of(const Scene *scene)
{
	return scene->ipa;
}

static guint64 wrong_of(const Scene *scene)
{
	return guest_wrong_pages(scene);
}

static const struct {
	const char *name;
	guint64 (*number)(const Scene *scene);
	const char *(*word)(const Scene *scene);
} outcomes[] = {
	{ "ipa", ipa_of, NULL },
	{ "rd", rd_of, NULL },
	{ "rec", rec_of, NULL },
	{ "step", NULL, guest_step_word },
	{ "calls", calls_of_host, NULL },
	{ "wrong", wrong_of, NULL },
	{ "secret", NULL, verifier_secret_word },
};

OutcomeKind scene_outcome(const Scene *scene, const char *name, guint64 *number,
			  const char **word)
{
	for (guint i = 0; i < G_N_ELEMENTS(outcomes); i++) {
		if (strcmp(outcomes[i].name, name) != 0)
			continue;
		if (outcomes[i].word) {
			*word = outcomes[i].word(scene);
			return OUTCOME_WORD;
		}
		*number = outcomes[i].number(scene);
		return OUTCOME_NUMBER;
	}
	for (guint i = 0; i < COMMANDS; i++) {
		const struct rmm_command *command = rmm_command(scene->model, i);

		if (command && strcmp(command->name, name) == 0) {
			*number = scene->counts[i];
			return OUTCOME_NUMBER;
		}
	}
	return OUTCOME_UNKNOWN;
}

OutcomeKind scene_outcome_kind(const struct rmm_model *model, const char *name, GPtrArray *names)
{
	OutcomeKind kind = OUTCOME_UNKNOWN;

	for (guint i = 0; i < G_N_ELEMENTS(outcomes); i++) {
		g_ptr_array_add(names, (char *)(guintptr)outcomes[i].name);
		if (strcmp(outcomes[i].name, name) == 0)
			kind = outcomes[i].word ? OUTCOME_WORD : OUTCOME_NUMBER;
	}
	for (guint i = 0; i < COMMANDS; i++) {
		const struct rmm_command *command = rmm_command(model, i);

		if (!command)
			continue;
		g_ptr_array_add(names, (char *)(guintptr)command->name);
		if (strcmp(command->name, name) == 0)
			kind = OUTCOME_NUMBER;
	}
	return kind;
}
