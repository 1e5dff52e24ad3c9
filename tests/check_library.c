/* SPDX-License-Identifier: BSD-3-Clause */
/* The library as others see it: its symbols, and a program that embeds it. */
#include <string.h>

#include "check/oracle.h"
#include "engine/named.h"
#include "program.h"
#include "suites.h"
#include "world.h"

/* What was built beside the program that is tested. */
static char *built(const char *name)
{
	const char *program = g_getenv("RIPAS_SIM");
	g_autofree char *folder = g_path_get_dirname(program ? program : "build/release/ripas-sim");

	return g_build_filename(folder, name, NULL);
}

/* Lines that a command line prints for the library. */
static GStrv lines_of(const char *command)
{
	g_autofree char *library = built("libripas.a");
	g_autofree char *line = g_strdup_printf("%s %s", command, library);
	g_autofree char *text = NULL;
	int code;

	text = program_run(line, &code);
	ck_assert_msg(code == 0, "%s: %s", line, text);
	return g_strsplit(text, "\n", -1);
}

/* A symbol that the compiler adds when it instruments. */
static gboolean is_of_compiler(const char *symbol)
{
	return g_str_has_prefix(symbol, "__");
}

START_TEST(test_symbols_have_the_prefix)
{
	g_auto(GStrv) lines = lines_of("nm -g --defined-only");
	guint count = 0;

	for (char **line = lines; *line; line++) {
		g_auto(GStrv) words = g_strsplit(*line, " ", -1);

		if (g_strv_length(words) != 3 || is_of_compiler(words[2]))
			continue;
		ck_assert_msg(g_str_has_prefix(words[2], "rmm_"), "%s is a global symbol", words[2]);
		count++;
	}
	ck_assert_uint_gt(count, 200);
}
END_TEST

/* Neither allocation nor I/O: what it needs of C, and nothing else. */
START_TEST(test_needs_little)
{
	static const char *const permitted[] = {
		"memcmp", "memcpy", "memmove", "memset", "strcmp", "strcspn", "strlen", "strncmp",
		"strspn", "strchr",
		"_GLOBAL_OFFSET_TABLE_",        /* the linker has it */
		NULL
	};
	g_auto(GStrv) lines = lines_of("nm -g --undefined-only");

	for (char **line = lines; *line; line++) {
		const char *symbol = strstr(*line, " U ");

		if (!symbol || is_of_compiler(symbol + 3) || g_str_has_prefix(symbol + 3, "rmm_"))
			continue;
		symbol += 3;
		ck_assert_msg(g_strv_contains(permitted, symbol), "the library needs %s", symbol);
	}
}
END_TEST

START_TEST(test_example)
{
	static const char *const expected =
		"RMI_GRANULE_DELEGATE 0x88000000 > RMI_SUCCESS\n"
		"breaks gpt-realm-iff-delegated: a Granule's GPT entry is REALM exactly when it is "
		"not UNDELEGATED\n"
		"RMI_GRANULE_DELEGATE 0x88000000 > RMI_ERROR_INPUT by gran_state\n"
		"RMI_GRANULE_UNDELEGATE 0x88000001 > RMI_ERROR_INPUT by gran_align\n"
		"0x88000000 is DELEGATED\n";
	g_autofree char *program = built("example");
	g_autofree char *text = NULL;
	int code;

	text = program_run(program, &code);
	ck_assert_int_eq(code, 0);
	ck_assert_str_eq(text, expected);
}
END_TEST

/* A real RMM is judged at each call, and followed. */
START_TEST(test_oracle)
{
	static const char *const expected =
		"agrees\nagrees\n"
		"diverges: the model returns RMI_ERROR_INPUT by gran_state\n"
		"agrees\nagrees\ncannot be read\n"
		"cannot be read\ncannot be read\ncannot be read\ncannot be read\n"
		"diverges: the model returns RMI_ERROR_INPUT by rd_state\n";
	g_autofree char *program = built("oracle");
	g_autofree char *command = g_strdup_printf(
		"printf '%%s\\n' 'RMI_VERSION req=10000 > RMI_SUCCESS lower=10000 higher=10000' "
		"'RMI_GRANULE_DELEGATE addr=88000000 > RMI_SUCCESS' "
		"'RMI_GRANULE_DELEGATE addr=88000000 > RMI_SUCCESS' "
		"'RMI_GRANULE_DELEGATE addr=88000000 > RMI_ERROR_INPUT' "
		"'RMI_GRANULE_UNDELEGATE addr=88000000 > RMI_SUCCESS' 'nothing' "
		"'RMI_GRANULE_DELEGATE addr > RMI_SUCCESS' "
		"'RMI_GRANULE_DELEGATE rd=0 > RMI_SUCCESS' 'RMI_VERSION > RMI_SUCCESS lower' "
		"'RMI_VERSION > RMI_SUCCESS middle=0' "
		"'RMI_RTT_READ_ENTRY rd=88000000 > RMI_ERROR_RTT level=2' | %s", program);
	g_autofree char *text = NULL;
	int code;

	text = program_run(command, &code);
	ck_assert_int_eq(code, 0);
	ck_assert_str_eq(text, expected);
}
END_TEST

/* Another failure that may be reported, memory that was left otherwise, what is no command. */
START_TEST(test_verdicts)
{
	g_autoptr(World) world = world_new(NULL);
	const struct rmm_model *m = world->model;
	struct rmm_oracle oracle = { m, world->state, NULL };
	struct rmm_call call = { .command = CMD_RMI_GRANULE_DELEGATE };
	struct rmm_call none = { .command = CMD_RMI_OP_CONTINUE };
	struct rmm_returned returned = { .status = RMI_SUCCESS, .index = -1 };
	struct rmm_left left = { granule(G_RD), GRANULE_UNDELEGATED };
	struct rmm_result result;

	oracle.before = g_malloc0(m->layout.size);
	call.in[0] = granule(G_RD);
	ck_assert_int_eq(rmm_oracle_judge(&oracle, &call, &returned, &left, 1, &result),
			 RMM_DIVERGES);
	ck_assert_int_eq(rmm_state_at(m, oracle.state, granule(G_RD)), GRANULE_UNDELEGATED);
	left.state = GRANULE_DELEGATED;
	ck_assert_int_eq(rmm_oracle_judge(&oracle, &call, &returned, &left, 1, &result),
			 RMM_AGREES);
	ck_assert_int_eq(rmm_state_at(m, oracle.state, granule(G_RD)), GRANULE_DELEGATED);
	ck_assert_int_eq(rmm_oracle_judge(&oracle, &none, &returned, NULL, 0, &result),
			 RMM_NOT_JUDGED);
	g_free(oracle.before);
}
END_TEST

/* ---- by name ---- */

START_TEST(test_commands_by_name)
{
	g_autoptr(World) world = world_new(NULL);
	const struct rmm_model *m = world->model;

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(m, (enum rmm_command_id)id);

		if (command)
			ck_assert_uint_eq(rmm_command_named(m, command->interface, command->name), id);
	}
	ck_assert_uint_eq(rmm_command_named(m, INTERFACE_RSI, "RMI_VERSION"), CMD_NONE);
	ck_assert_uint_eq(rmm_command_named(m, INTERFACE_RMI, "RMI_OP_CONTINUE"), CMD_NONE);
}
END_TEST

START_TEST(test_values_by_name)
{
	g_autoptr(World) world = world_active(NULL);
	struct rmm_call call = { .command = CMD_RMI_RTT_READ_ENTRY };
	struct rmm_call none = { .command = CMD_RMI_OP_CONTINUE };
	uint64_t value = 0;

	ck_assert(rmm_call_set(world->model, &call, "rd", granule(G_RD)));
	ck_assert(rmm_call_set(world->model, &call, "level", 3));
	ck_assert(!rmm_call_set(world->model, &call, "rec", 0));
	ck_assert(!rmm_call_set(world->model, &none, "handle", 0));
	ck_assert_int_eq(world_step(world, &call), RMI_SUCCESS);
	ck_assert(rmm_result_get(world->model, &world->result, "walk_level", &value));
	ck_assert_uint_eq(value, 3);
	ck_assert(!rmm_result_get(world->model, &world->result, "top", &value));
}
END_TEST

Suite *suite_library(void)
{
	Suite *suite = suite_create("library");
	TCase *tcase = tcase_create("library");

	tcase_add_test(tcase, test_symbols_have_the_prefix);
	tcase_add_test(tcase, test_needs_little);
	tcase_add_test(tcase, test_example);
	tcase_add_test(tcase, test_oracle);
	tcase_add_test(tcase, test_verdicts);
	tcase_add_test(tcase, test_commands_by_name);
	tcase_add_test(tcase, test_values_by_name);
	suite_add_tcase(suite, tcase);
	return suite;
}
