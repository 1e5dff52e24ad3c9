/* SPDX-License-Identifier: BSD-3-Clause */
/* Procedures of actors in an explore block. */
#include "inquiry/turning_line.h"

#include <string.h>

#include "actor/actors.h"
#include "actor/guest.h"

/* Do lines say that guests run programs? */
static gboolean has_programs(const ExploreBlock *block)
{
	for (guint i = 0; i < block->actions->len; i++) {
		const GPtrArray *lines = ((AlphabetAction *)block->actions->pdata[i])->lines;

		for (guint j = 0; j < lines->len; j++) {
			const AlphabetLine *line = lines->pdata[j];

			if (line->procedure && line->kind != LINE_HOST)
				return TRUE;
		}
	}
	return FALSE;
}

/* A guest alone, whose Host is no actor. */
static Cast *add_empty_cast(Exploration *exploration)
{
	Scene *scene = scene_new(exploration->model, exploration->state, NULL, NULL, actors);
	Cast *cast = exploration_add_cast(exploration, scene);

	scene_free(scene);
	return cast;
}

/* The actors of the setup, from where they go on; NULL after an error. */
static Cast *cast_of(Expander *expander, const AlphabetLine *line)
{
	Exploration *exploration = expander->exploration;
	const Scene *scene = expander->setup->scene;

	if (exploration->cast)
		return exploration->cast;
	if (!scene && line->kind == LINE_HOST) {
		expander_error(expander, line->at, "no actor has a part in the steps before the "
			       "block, which is to go on here");
		return NULL;
	}
	for (guint i = 0; scene && !has_programs(expander->block) && i < scene->vm.vcpu_count; i++)
		if (guest_is_loaded(scene, scene->vm.vcpus[i].rec)) {
			expander_error(expander, line->at, "a guest has a program, and no 'guest' line "
				       "goes on with it");
			return NULL;
		}
	return scene ? exploration_add_cast(exploration, scene) : add_empty_cast(exploration);
}

/* ---- guests ---- */

gboolean turning_guest(gpointer user, guint64 rec, const char *word, guint *monitor, guint64 *number,
		       char **places)
{
	Expander *expander = user;
	Cast *cast = expander->exploration->cast;

	if (!cast || !cast_has_program(cast, rec))
		return FALSE;
	*number = cast_position_of(cast, rec, word);
	*monitor = cast_watched(cast, rec);
	if (*number && *monitor == G_MAXUINT) {
		const struct explore_monitor watching = {
			.kind = MONITOR_VALUE, .name = "guest",
			.initial = cast_first_position(cast, rec)
		};

		*monitor = exploration_add_monitor(expander->exploration, &watching);
		cast_watch(cast, rec, *monitor);
	}
	if (!*number)
		*places = cast_places(cast, rec);
	return *number != 0;
}

gboolean turning_vcpu(Expander *expander, const AlphabetLine *line, guint64 *rec)
{
	const Scene *scene = expander->setup->scene;

	if (!scene || *rec >= scene->vm.vcpu_count)
		return expander_error(expander, line->at, "there is no vCPU %" G_GUINT64_FORMAT
				      ": in the steps before the block actors made %u", *rec,
				      scene ? scene->vm.vcpu_count : 0);
	*rec = scene->vm.vcpus[*rec].rec;
	return TRUE;
}

static void append_value(GString *name, const Parameter *parameter, guint64 value)
{
	g_autofree char *word = NULL;

	if (parameter->kind == PARAMETER_CHOICE)
		word = choice_word(parameter->choices, value);
	else if (parameter->kind == PARAMETER_FLAG)
		word = g_strdup(value ? "yes" : "no");
	else
		word = g_strdup_printf(parameter->kind == PARAMETER_NUMBER
				       ? "%" G_GUINT64_FORMAT : "0x%" G_GINT64_MODIFIER "x", value);
	g_string_append_printf(name, " %s=%s", parameter->name, word);
}

static gboolean set_parameter(Expander *expander, const TurningLine *turning, guint i,
			      Arguments *arguments, GString *name)
{
	const ChosenArgument *argument = turning->line->arguments->pdata[i];
	const Alternative *alternative = turning_chosen(turning, i);
	guint64 *value = &arguments->value[argument->element];
	const Value *given = &alternative->choice->value;
	g_autofree char *error = NULL;

	arguments->given |= 1u << argument->element;
	if (given->bytes) {
		memcpy(arguments->bytes, given->bytes, given->byte_count);
		arguments->byte_count = given->byte_count;
		return TRUE;
	}
	if (alternative->choice->kind == CHOICE_ANY)
		*value = alternative->value;
	else if (!value_evaluate(given, expander->variables,
				 rmm_granule_shift(expander->setup->state), value, &error))
		return expander_error(expander, argument->at, "%s", error);
	append_value(name, argument->parameter, *value);
	return TRUE;
}

/* "host kvm.run", "guest $rec: linux.boot" */
static void append_procedure(GString *name, const AlphabetLine *line, guint64 rec)
{
	g_string_append(name, name->len ? "; " : "");
	if (line->kind == LINE_HOST) {
		g_string_append(name, "host ");
	} else {
		g_string_append_printf(name, line->kind == LINE_REALM
				       ? "realm 0x%" G_GINT64_MODIFIER "x "
				       : "guest 0x%" G_GINT64_MODIFIER "x: ", rec);
	}
	g_string_append_printf(name, "%s.%s", line->actor->name, line->procedure->name);
}

gboolean turning_procedure(Expander *expander, const TurningLine *turning, guint64 rec,
			   GString *name, struct explore_step *step)
{
	const AlphabetLine *line = turning->line;
	const Parameter *parameters = line->procedure->parameters;
	Cast *cast = cast_of(expander, line);
	Arguments arguments = { .given = 0 };

	if (!cast)
		return FALSE;
	for (guint i = 0; parameters[i].name; i++)
		arguments.value[i] = parameters[i].initial;
	append_procedure(name, line, rec);
	for (guint i = 0; i < line->arguments->len; i++)
		if (!set_parameter(expander, turning, i, &arguments, name))
			return FALSE;
	*step = (struct explore_step){
		.call.command = CMD_NONE, .may_fail = line->may_fail
	};
	if (line->kind == LINE_HOST) {
		step->procedure = cast_add(cast, line->procedure, &arguments);
		return TRUE;
	}
	step->call.rec = rec;
	step->procedure = cast_add_program(cast, rec, line->procedure, &arguments);
	return step->procedure != 0 ||
	       expander_error(expander, line->at, "that REC runs the program of another line, or with "
			      "other arguments");
}
