/* SPDX-License-Identifier: BSD-3-Clause */
/* A machine that is compared, from a file. */
#include "compare/machine_file.h"

#include <string.h>

#include "language/print.h"

/* ---- the parts of a step ---- */

static gboolean is_step(const Step *step, const char *actor, const char *procedure)
{
	return strcmp(step->actor->name, actor) == 0 &&
	       strcmp(step->procedure->name, procedure) == 0;
}

/* The arguments as they were written, with a blank in front of each. */
static const char *arguments_of(const Step *step)
{
	const char *blank = strchr(step->name, ' ');

	return blank ? blank : "";
}

static gboolean has_argument(const Step *step, const char *name)
{
	for (guint i = 0; i < step->arguments->len; i++) {
		guint which = g_array_index(step->arguments, Argument, i).element;

		if (strcmp(step->procedure->parameters[which].name, name) == 0)
			return TRUE;
	}
	return FALSE;
}

/* ---- what each step says of the machine ---- */

static void set(char const **text, char *value)
{
	g_free((char *)(guintptr)*text);
	*text = value;
}

static gboolean take_configure(MachineFile *machine, const Step *step, Diagnostics *diagnostics)
{
	if (has_argument(step, "init") || has_argument(step, "response")) {
		diagnostics_error(diagnostics, step->at, "init= and response= are what is compared");
		return FALSE;
	}
	set(&machine->population.layout, g_strdup(arguments_of(step)));
	return TRUE;
}

static void take_slot(MachineFile *machine, const Step *step)
{
	set(&machine->population.slots,
	    g_strdup_printf("%shost  %s\n", machine->population.slots, step->name));
}

/* A guest's boot may be told whether it asks: "linux.boot %s cpus=2". */
static gboolean take_guest(MachineFile *machine, const Step *step, Diagnostics *diagnostics)
{
	guint i = machine->guest.steps[0] ? 1 : 0;
	gboolean boots = strcmp(step->procedure->name, "boot") == 0;

	if (machine->guest.steps[i] || has_argument(step, "ask")) {
		diagnostics_error(diagnostics, step->at, machine->guest.steps[i]
				  ? "more than two steps of the guest"
				  : "ask= is what is compared");
		return FALSE;
	}
	machine->guest.steps[i] = g_strdup_printf("%s.%s%s%s", step->actor->name,
						  step->procedure->name, boots ? " %s" : "",
						  arguments_of(step));
	return TRUE;
}

static gboolean take(MachineFile *machine, const Step *step, Diagnostics *diagnostics)
{
	if (step->kind == STEP_ACTOR && !step->actor->host)
		return take_guest(machine, step, diagnostics);
	if (step->kind == STEP_ACTOR && is_step(step, "vmm", "configure"))
		return take_configure(machine, step, diagnostics);
	if (step->kind == STEP_ACTOR && is_step(step, "vmm", "memslot")) {
		take_slot(machine, step);
	} else if (step->kind == STEP_ACTOR && is_step(step, "kvm", "create_rec")) {
		set(&machine->population.recs, g_strdup(arguments_of(step)));
	} else {
		diagnostics_error(diagnostics, step->at, "a machine is made of vmm.configure, "
				  "vmm.memslot, kvm.create_rec and steps of a guest");
		return FALSE;
	}
	return TRUE;
}

/* ---- the file ---- */

void machine_file_free(MachineFile *machine)
{
	if (!machine)
		return;
	set(&machine->population.name, NULL);
	set(&machine->population.layout, NULL);
	set(&machine->population.header, NULL);
	set(&machine->population.slots, NULL);
	set(&machine->population.recs, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(machine->guest.steps); i++)
		set(&machine->guest.steps[i], NULL);
	g_free(machine);
}

MachineFile *machine_file_load(const char *path, Diagnostics *diagnostics)
{
	ParseOptions options = { .version = NULL };
	g_autoptr(Scenario) scenario = scenario_parse(path, &options, diagnostics);
	g_autoptr(MachineFile) machine = g_new0(MachineFile, 1);
	g_autoptr(GString) header = g_string_new(NULL);

	if (!scenario)
		return NULL;
	scenario_append_configuration(header, &scenario->config);
	machine->population = (Population){ g_path_get_basename(path), g_strdup(""),
					    g_strdup(header->str), FALSE, g_strdup(""),
					    g_strdup("") };
	machine->guest.name = "guest";
	for (guint i = 0; i < scenario->steps->len; i++)
		if (!take(machine, scenario->steps->pdata[i], diagnostics))
			return NULL;
	return g_steal_pointer(&machine);
}
