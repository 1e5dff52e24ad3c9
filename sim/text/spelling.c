/* SPDX-License-Identifier: BSD-3-Clause */
/* Finding commands, inputs, outputs and values by how they are spelled. */
#include "text/spelling.h"

#include <string.h>

#include "engine/operation.h"

/* ---- commands ---- */

/* By its name, or as a log has it. */
static gboolean is_called(const struct rmm_command *command, const char *name)
{
	if (g_str_has_prefix(name, "SMC_"))
		name += 4;
	/* Logs before April 2023 say SMC_RMM_ for RMI commands. */
	if (g_str_has_prefix(name, "RMM_"))
		return g_str_has_prefix(command->name, "RMI_") &&
		       strcmp(command->name + 4, name + 4) == 0;
	return strcmp(command->name, name) == 0;
}

static gboolean is_of(const struct rmm_command *command, enum rmm_interface interface)
{
	return interface == INTERFACES ? command->interface <= INTERFACE_PSCI
				       : command->interface == interface;
}

static unsigned find_id(const struct rmm_command *const *commands, const char *name,
			enum rmm_interface interface)
{
	unsigned id = 0;

	while (id < COMMANDS && !(commands[id] && is_of(commands[id], interface) &&
				  is_called(commands[id], name)))
		id++;
	return id;
}

enum rmm_command_id spelling_command(const struct rmm_model *model, const char *name,
				     enum rmm_interface interface)
{
	return find_id(model->commands, name, interface);
}

const struct rmm_command *spelling_find(const struct rmm_command *const *commands,
					const char *name, enum rmm_interface interface)
{
	unsigned id = find_id(commands, name, interface);

	return id < COMMANDS ? commands[id] : NULL;
}

const struct rmm_command *spelling_find_elsewhere(const struct rmm_version *mine, const char *name,
						  enum rmm_interface interface,
						  const struct rmm_version **other)
{
	for (guint i = 0; i < version_count(); i++) {
		const struct rmm_command *found;

		*other = version_at(i);
		found = *other == mine ? NULL
			: spelling_find(version_commands(*other), name, interface);
		if (found)
			return found;
	}
	return NULL;
}

/* ---- inputs and outputs ---- */

/* Names that traces and users have for what the specification calls otherwise. */
static const struct {
	const char *command, *alias, *name;
} aliases[] = {
	{ "READ", "val", "value" }, { "WRITE", "val", "value" },
	{ "PSCI_CPU_ON", "mpidr", "target_cpu" },
	{ "PSCI_CPU_ON", "x1", "target_cpu" },
	{ "PSCI_CPU_ON", "x2", "entry_point_address" },
	{ "PSCI_CPU_ON", "x3", "context_id" },
	{ "PSCI_CPU_ON", "entry", "entry_point_address" },
	{ "PSCI_CPU_ON", "context", "context_id" },
	{ "PSCI_AFFINITY_INFO", "mpidr", "target_affinity" },
	{ "PSCI_AFFINITY_INFO", "level", "lowest_affinity_level" },
	{ "PSCI_FEATURES", "fid", "psci_func_id" },
	{ "RSI_REALM_CONFIG", "rpv0", "rpv" },
	/* fields of flags that have but one */
	{ "RMI_DATA_CREATE", "measure", "flags" },
	{ "RMI_RTT_DATA_MAP_INIT", "measure", "flags" },
	{ "RMI_RTT_DATA_UNMAP", "range", "out_range" },
	{ "RMI_RTT_UNPROT_UNMAP", "range", "out_range" },
	{ "RMI_OP_MEM_DONATE", "donated", "donated_count" },
	{ "RMI_OP_MEM_RECLAIM", "reclaimed", "reclaim_count" },
	{ "RMI_RMM_CONFIG_GET", "config", "cfg_ptr" },
	{ "RMI_RMM_CONFIG_SET", "config", "cfg_ptr" },
	{ "RMI_REC_CREATE", "runnable", "flags" },
	{ "RSI_ATTESTATION_TOKEN_INIT", "max_size", "size" },
};

static const char *resolve_alias(const struct rmm_command *command, const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(aliases); i++)
		if (strcmp(aliases[i].alias, name) == 0 &&
		    strcmp(aliases[i].command, command->name) == 0)
			return aliases[i].name;
	return NULL;
}

/* Does @name name @value whole ("rec" for "rec_ptr" too)? */
static gboolean names_value(const char *name, const char *value)
{
	gsize size;

	if (name[0] != value[0])
		return FALSE;
	size = strlen(name);
	return strncmp(name, value, size) == 0 &&
	       (value[size] == '\0' || strcmp(value + size, "_ptr") == 0);
}

/* Does @name name an element: the array's name, or a short form, a number? */
static gboolean names_element(const char *name, const struct rmm_value *value,
			      unsigned *element)
{
	static const char *const gprs[] = { "gprs", "gpr", "g" };
	gsize stem = strcspn(name, "0123456789");
	char *end;
	guint64 number;
	gboolean match;

	if (stem == 0 || name[stem] == '\0')
		return FALSE;
	if (strcmp(value->name, "gprs") == 0) {
		match = FALSE;
		for (gsize i = 0; i < G_N_ELEMENTS(gprs); i++)
			match |= strlen(gprs[i]) == stem && strncmp(name, gprs[i], stem) == 0;
	} else if (strcmp(value->name, "gicv3_lrs") == 0) {
		/* "gicv3_lr0": the digit within the name counts as well. */
		match = g_str_has_prefix(name, "gicv3_lr");
		stem = strlen("gicv3_lr") + (match && name[8] == 's');
	} else {
		match = strlen(value->name) == stem &&
			strncmp(name, value->name, stem) == 0;
	}
	if (!match || !g_ascii_isdigit(name[stem]))
		return FALSE;
	number = g_ascii_strtoull(name + stem, &end, 10);
	if (*end || number >= value->count)
		return FALSE;
	*element = (unsigned)number;
	return TRUE;
}

static gboolean find_named(const struct rmm_value *values, unsigned count, const char *name,
			   SpelledValue *found)
{
	for (unsigned i = 0; i < count; i++) {
		found->value = &values[i];
		found->element = 0;
		found->indexed = FALSE;
		if (names_value(name, values[i].name))
			return TRUE;
		if (values[i].count > 1 && values[i].type->form != FORM_BYTES &&
		    names_element(name, &values[i], &found->element)) {
			found->indexed = TRUE;
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean find_value(const struct rmm_command *command, const struct rmm_value *values,
			   unsigned count, const char *name, SpelledValue *found)
{
	const char *alias;

	if (find_named(values, count, name, found))
		return TRUE;
	alias = resolve_alias(command, name);
	return alias && find_named(values, count, alias, found);
}

gboolean spelling_input(const struct rmm_command *command, const char *name,
			SpelledValue *found)
{
	return find_value(command, command->inputs, command->input_count, name, found);
}

gboolean spelling_output(const struct rmm_command *command, const char *name,
			 SpelledValue *found)
{
	return find_value(command, command->outputs, command->output_count, name, found);
}

const struct rmm_value spelling_failure_address = VALUE(0, "addr", rmm_pa);

const uint64_t *spelling_result_output(const struct rmm_model *model,
				       const struct rmm_result *result, const uint64_t *slots,
				       const char *name, SpelledValue *found)
{
	if (result->status == RMI_INCOMPLETE &&
	    find_named(rmm_incomplete_values, rmm_incomplete_value_count, name, found))
		return result->incomplete;
	if (spelling_failure_value(result->status, name, found))
		return &result->address;
	return spelling_output(rmm_command(model, result->command), name, found) ? slots : NULL;
}

gboolean spelling_failure_value(enum rmm_status status, const char *name, SpelledValue *found)
{
	return (status == RMI_ERROR_TRACKING || status == RMI_ERROR_DPT) &&
	       find_named(&spelling_failure_address, 1, name, found);
}

gboolean spelling_incomplete(const char *name, SpelledValue *found)
{
	return find_named(rmm_incomplete_values, rmm_incomplete_value_count, name, found);
}

/* ---- values ---- */

/* Is @text the name, with a prefix of RMI_ or RSI_ or another that it may have? */
static gboolean is_named(const char *text, const char *name, const char *prefix)
{
	gsize size = strlen(prefix);
	gboolean shared = g_str_has_prefix(prefix, "RMI_") || g_str_has_prefix(prefix, "RSI_");

	if (strcmp(text, name) == 0)
		return TRUE;
	if (strncmp(text, prefix, size) == 0 && strcmp(text + size, name) == 0)
		return TRUE;
	/* RSI_ for RMI_, and the other way round */
	return shared && (g_str_has_prefix(text, "RSI_") || g_str_has_prefix(text, "RMI_")) &&
	       (strcmp(text + 4, name) == 0 ||
		(strncmp(text + 4, prefix + 4, size - 4) == 0 &&
		 strcmp(text + size, name) == 0));
}

static gboolean find_enumerator(const struct rmm_enumeration *names, const struct rmm_version *version,
				const char *text, uint64_t *value)
{
	for (unsigned i = 0; i < names->count; i++) {
		const char *name = rmm_name(names, version, i);

		if (name && is_named(text, name, rmm_prefix(names, version))) {
			*value = i;
			return TRUE;
		}
	}
	return FALSE;
}

gboolean spelling_enumerator(const struct rmm_enumeration *names,
			     const struct rmm_version *version, const char *text,
			     uint64_t *value)
{
	if (find_enumerator(names, version, text, value))
		return TRUE;
	/* Where this version has no such name, that of another is understood. */
	for (guint i = 0; i < version_count(); i++)
		if (find_enumerator(names, version_at(i), text, value))
			return TRUE;
	return FALSE;
}

gboolean spelling_psci_status(const char *text, uint64_t *value)
{
	for (unsigned i = PSCI_SUCCESS; i <= PSCI_OFF; i++) {
		const struct rmm_status_info *info = rmm_status(i);

		if (strcmp(text, info->name) == 0 || strcmp(text, info->name + 5) == 0) {
			*value = (uint64_t)info->encoding;
			return TRUE;
		}
	}
	return FALSE;
}

gboolean spelling_status(const char *text, enum rmm_interface interface,
			 enum rmm_status *status)
{
	for (unsigned i = 0; i < STATUSES; i++) {
		const struct rmm_status_info *info = rmm_status(i);
		const char *bare = strchr(info->name, '_');

		if (strcmp(text, info->name) == 0 ||
		    (info->interface == interface && interface <= INTERFACE_PSCI &&
		     bare && strcmp(text, bare + 1) == 0)) {
			*status = i;
			return TRUE;
		}
	}
	return FALSE;
}
