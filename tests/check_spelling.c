/* SPDX-License-Identifier: BSD-3-Clause */
/* Spelling: whatever the tables name is found by that name, and printed so. */
#include <string.h>

#include "suites.h"
#include "system/platform.h"
#include "text/spelling.h"
#include "version/make.h"

/* Runs @check on every command of every version that is modelled. */
static void for_every_command(void (*check)(const struct rmm_model *model, enum rmm_command_id id,
					    const struct rmm_command *command))
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	guint commands = 0;

	for (guint i = 0; i < version_count(); i++) {
		struct rmm_config config;

		platform_for_scenarios(&config, version_at(i), NULL);
		ck_assert(rmm_model_init(model, &config) == CONFIG_OK);
		for (unsigned id = 0; id < COMMANDS; id++) {
			const struct rmm_command *command = rmm_command(model, id);

			if (!command)
				continue;
			check(model, id, command);
			commands++;
		}
	}
	ck_assert_uint_gt(commands, 0);
}

/* ---- commands ---- */

static void check_command(const struct rmm_model *model, enum rmm_command_id id,
			  const struct rmm_command *command)
{
	g_autofree char *logged = g_strconcat("SMC_", command->name, NULL);
	g_autofree char *lower = g_ascii_strdown(command->name, -1);

	ck_assert_int_eq(spelling_command(model, command->name, command->interface), id);
	ck_assert_ptr_eq(spelling_find(model->commands, command->name, command->interface),
			 command);
	if (command->interface <= INTERFACE_PSCI) {
		ck_assert_int_eq(spelling_command(model, command->name, INTERFACES), id);
		ck_assert_int_eq(spelling_command(model, logged, INTERFACES), id);
	}
	ck_assert_int_eq(spelling_command(model, lower, command->interface), CMD_NONE);
}

START_TEST(test_commands)
{
	for_every_command(check_command);
}
END_TEST

/* ---- inputs and outputs ---- */

typedef gboolean Find(const struct rmm_command *command, const char *name, SpelledValue *found);

static void check_values(const struct rmm_command *command, const struct rmm_value *values,
			 unsigned count, Find *find)
{
	for (unsigned i = 0; i < count; i++) {
		const struct rmm_value *value = &values[i];
		SpelledValue found;

		ck_assert_msg(find(command, value->name, &found), "%s %s", command->name,
			      value->name);
		ck_assert_msg(found.value == value && !found.indexed, "%s %s", command->name,
			      value->name);
		if (g_str_has_suffix(value->name, "_ptr")) {
			g_autofree char *name = g_strndup(value->name, strlen(value->name) - 4);

			ck_assert(find(command, name, &found) && found.value == value);
		}
		for (unsigned j = 0; value->type->form != FORM_BYTES && value->count > 1 &&
		     j <= value->count; j++) {
			g_autofree char *name = g_strdup_printf("%s%u", value->name, j);

			ck_assert_msg(find(command, name, &found) == (j < value->count), "%s %s",
				      command->name, name);
			ck_assert(j == value->count ||
				  (found.value == value && found.element == j && found.indexed));
		}
	}
}

static void check_inputs_and_outputs(const struct rmm_model *model, enum rmm_command_id id,
				     const struct rmm_command *command)
{
	SpelledValue found;

	check_values(command, command->inputs, command->input_count, spelling_input);
	check_values(command, command->outputs, command->output_count, spelling_output);
	ck_assert(!spelling_input(command, "no-such-input", &found));
	ck_assert(!spelling_output(command, "", &found));
}

START_TEST(test_inputs_and_outputs)
{
	for_every_command(check_inputs_and_outputs);
}
END_TEST

/* ---- enumerators ---- */

/* A value of @type by its name, as it is printed and with its prefix. */
static void check_enumerators(const struct rmm_value *value, const struct rmm_version *version)
{
	const struct rmm_enumeration *names = value->type->names;
	struct rmm_value alone = { .name = "x", .type = value->type, .count = 1 };

	for (unsigned i = 0; i < names->count; i++) {
		const char *name = rmm_name(names, version, i);
		g_autofree char *whole = NULL;
		g_autoptr(GString) printed = g_string_new(NULL);
		uint64_t slot = i, read = G_MAXUINT64;

		if (!name)
			continue;
		spelling_append_value(printed, &alone, &slot, version, 12, NUMBERS_SCENARIO);
		ck_assert_str_eq(printed->str, name);
		ck_assert(spelling_enumerator(names, version, name, &read) && read == i);
		whole = g_strconcat(rmm_prefix(names, version), name, NULL);
		read = G_MAXUINT64;
		ck_assert_msg(spelling_enumerator(names, version, whole, &read) && read == i, "%s",
			      whole);
	}
	ck_assert(!spelling_enumerator(names, version, "NO_SUCH_NAME", &(uint64_t){ 0 }));
}

static void check_types(const struct rmm_model *model, enum rmm_command_id id,
			const struct rmm_command *command)
{
	for (unsigned i = 0; i < command->input_count + command->output_count; i++) {
		const struct rmm_value *value = i < command->input_count
			? &command->inputs[i] : &command->outputs[i - command->input_count];

		if (value->type->form == FORM_NAMED)
			check_enumerators(value, model->config.version);
	}
}

START_TEST(test_enumerators)
{
	for_every_command(check_types);
}
END_TEST

/* ---- statuses ---- */

START_TEST(test_statuses)
{
	for (unsigned i = 0; i < STATUSES; i++) {
		const struct rmm_status_info *info = rmm_status(i);
		const char *bare = strchr(info->name, '_');
		enum rmm_status status = STATUSES;
		uint64_t encoding;

		ck_assert(spelling_status(info->name, info->interface, &status));
		ck_assert_int_eq(status, i);
		if (info->interface > INTERFACE_PSCI)
			continue;
		ck_assert(spelling_status(bare + 1, info->interface, &status));
		ck_assert_int_eq(status, i);
		if (info->interface == INTERFACE_PSCI)
			ck_assert_msg(spelling_psci_status(info->name, &encoding) &&
				      (int64_t)encoding == info->encoding, "%s", info->name);
	}
	ck_assert(!spelling_status("RMI_NOTHING", INTERFACE_RMI, &(enum rmm_status){ 0 }));
	ck_assert(!spelling_psci_status("PSCI_NOTHING", &(uint64_t){ 0 }));
}
END_TEST

/* ---- numbers ---- */

static const struct {
	const struct rmm_type *type;
	uint64_t value;
	const char *scenario, *trace;
} numbers[] = {
	{ &rmm_pa, 0x88000000, "0x88000000", "88000000" },
	{ &rmm_uint64, 17, "17", "11" }, { &rmm_int64, (uint64_t)-1, "-1", "ffffffffffffffff" },
	{ &rmm_bits64, 10, "0xa", "a" }, { &rmm_rsi_ripas, 1, "RAM", "RAM" },
	{ &rmm_rsi_ripas, 77, "0x4d", "4d" },
	{ &rmm_psci_return_code, 0, "PSCI_SUCCESS", "PSCI_SUCCESS" },
};

START_TEST(test_number)
{
	struct rmm_value value = { .name = "x", .type = numbers[_i].type, .count = 1 };
	g_autoptr(GString) scenario = g_string_new(NULL), trace = g_string_new(NULL);

	spelling_append_value(scenario, &value, &numbers[_i].value, &rmm_version_1_0, 12, NUMBERS_SCENARIO);
	spelling_append_value(trace, &value, &numbers[_i].value, &rmm_version_1_0, 12, NUMBERS_TRACE);
	ck_assert_str_eq(scenario->str, numbers[_i].scenario);
	ck_assert_str_eq(trace->str, numbers[_i].trace);
}
END_TEST

Suite *suite_spelling(void)
{
	Suite *suite = suite_create("spelling");
	TCase *tcase = tcase_create("spelling");

	tcase_add_test(tcase, test_commands);
	tcase_add_test(tcase, test_inputs_and_outputs);
	tcase_add_test(tcase, test_enumerators);
	tcase_add_test(tcase, test_statuses);
	tcase_add_loop_test(tcase, test_number, 0, G_N_ELEMENTS(numbers));
	suite_add_tcase(suite, tcase);
	return suite;
}
