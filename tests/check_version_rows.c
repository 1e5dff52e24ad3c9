/* SPDX-License-Identifier: BSD-3-Clause */
/* What rows of a version do to the model, and those that are refused with a message. */
#include "version/make.h"

#include "engine/predicate.h"
#include "suites.h"
#include "system/platform.h"
#include "system/version.h"
#include "world.h"

/* ---- a condition more, another in its place, a section elsewhere ---- */

static const struct rmm_failure level_odd = {
	"level_odd", RMI_ERROR_INPUT, IF(input_is_at_least, 2, 3)
};
static const struct rmm_failure ipa_high = {
	"ipa_bound", RMI_ERROR_INPUT, IF(input_is_at_least, 1, PAGE)
};
static const struct rmm_version_condition further[] = {
	{ CMD_RMI_RTT_READ_ENTRY, "level_odd", &level_odd },
	{ CMD_RMI_RTT_READ_ENTRY, "ipa_bound", &ipa_high },
};
static const struct rmm_version_section far_sections[] = {
	{ "B4.5", "B4444.5555.6666.7777.88" },
};
static const struct rmm_version more = {
	.id = "rmm-2.0-more", .short_name = "2.0-more", .family = "2.0",
	.parent = &rmm_version_2_0_bet0, .line = LINE_2_0,
	VERSION_ROWS(condition, further), VERSION_ROWS(section, far_sections),
};
/* What its parent added goes again. */
static const struct rmm_version_condition fewer[] = {
	{ CMD_RMI_RTT_READ_ENTRY, "level_odd", NULL },
};
static const struct rmm_version less = {
	.id = "rmm-2.0-less", .short_name = "2.0-less", .family = "2.0",
	.parent = &more, .line = LINE_2_0, VERSION_ROWS(condition, fewer),
};

static World *world_of(const struct rmm_version *version)
{
	struct rmm_config config;

	world_config_of(&config, version);
	return world_build_2_0(&config);
}

START_TEST(test_further_conditions)
{
	g_autoptr(World) world = world_of(&more), child = world_of(&less);
	const char *about;

	ck_assert_ptr_null(rmm_version_flaw(&more, &about));
	ck_assert_ptr_null(rmm_version_flaw(&less, &about));
	ck_assert_uint_eq(world->model->rules[CMD_RMI_RTT_READ_ENTRY].count,
			  child->model->rules[CMD_RMI_RTT_READ_ENTRY].count + 1);
	REFUSED(world, "level_odd", RMI_RTT_READ_ENTRY, granule(G_RD), 0, 3);
	OK(child, RMI_RTT_READ_ENTRY, granule(G_RD), 0, 3);
	REFUSED(world, "ipa_bound", RMI_RTT_READ_ENTRY, granule(G_RD), 4 * PAGE, 2);
	REFUSED(child, "ipa_bound", RMI_RTT_READ_ENTRY, granule(G_RD), 4 * PAGE, 2);
}
END_TEST

/* A number that would be too long stays what it was. */
START_TEST(test_long_section)
{
	static const char *const below[RMM_LINES] = { [LINE_2_0] = "B4.5.74" };
	static const char *const itself[RMM_LINES] = { [LINE_2_0] = "B4.5" };
	static const char *const nowhere[RMM_LINES] = { NULL };
	char buffer[RMM_SECTION_SIZE];

	ck_assert_str_eq(rmm_section(&more, below, buffer), "B4.5.74");
	ck_assert_str_eq(rmm_section(&more, itself, buffer), "B4444.5555.6666.7777.88");
	ck_assert_ptr_null(rmm_section(&more, nowhere, buffer));
}
END_TEST

/* ---- versions that lack something ---- */

static const struct rmm_version no_parent = {
	.id = "x", .short_name = "x", .family = "x", .line = LINE_2_0,
};
static const struct rmm_version no_name = {
	.id = "x", .family = "x", .parent = &rmm_version_2_0_bet0, .line = LINE_2_0,
};
static const struct rmm_version taken = {
	.id = "x", .short_name = "1.0", .family = "x",
	.parent = &rmm_version_2_0_bet0, .line = LINE_2_0,
};
static const struct rmm_version circle = {
	.id = "x", .short_name = "x", .family = "x", .parent = &circle, .line = LINE_2_0,
};
static const struct rmm_version no_line = {
	.id = "x", .short_name = "x", .family = "x",
	.parent = &rmm_version_2_0_bet0, .line = RMM_LINES,
};
static const struct rmm_version_condition not_there[] = {
	{ CMD_RMI_RTT_READ_ENTRY, "ipa_aligned", NULL },
};
static const struct rmm_version drops_nothing = {
	.id = "x", .short_name = "x", .family = "x",
	.parent = &rmm_version_2_0_bet0, .line = LINE_2_0, VERSION_ROWS(condition, not_there),
};
static const struct rmm_version_condition not_had[] = {
	{ CMD_RMI_DATA_CREATE, "rd_align", NULL },
};
static const struct rmm_version of_no_command = {
	.id = "x", .short_name = "x", .family = "x",
	.parent = &rmm_version_2_0_bet0, .line = LINE_2_0, VERSION_ROWS(condition, not_had),
};
static const struct rmm_version_command no_version_command[] = { { CMD_RMI_VERSION, NULL } };
static const struct rmm_version without_version = {
	.id = "x", .short_name = "x", .family = "x",
	.parent = &rmm_version_2_0_bet0, .line = LINE_2_0, VERSION_ROWS(command, no_version_command),
};
static const struct rmm_version_name beyond_names[] = { { &rmm_data_flag_names, 2, "Y" } };
static const struct rmm_version names_nothing = {
	.id = "x", .short_name = "x", .family = "x",
	.parent = &rmm_version_2_0_bet0, .line = LINE_2_0, VERSION_ROWS(name, beyond_names),
};
static const struct rmm_command nowhere = { .name = "RMI_NOWHERE" };
static const struct rmm_version_command nowhere_command[] = { { CMD_RMI_VERSION, &nowhere } };
static const struct rmm_version without_section = {
	.id = "x", .short_name = "x", .family = "x",
	.parent = &rmm_version_2_0_bet0, .line = LINE_2_0, VERSION_ROWS(command, nowhere_command),
};

/* A child of 2.0 with these rows. */
#define CHILD(kind, rows) \
	{ .id = "x", .short_name = "x", .family = "x", .parent = &rmm_version_2_0_bet0, \
	  .line = LINE_2_0, VERSION_ROWS(kind, rows) }

static const struct rmm_version before_parent = {
	.id = "x", .short_name = "x", .family = "x",
	.parent = &rmm_version_2_0_bet0, .line = LINE_1_0,
};
static const struct rmm_version_condition no_id[] = { { CMD_RMI_VERSION, NULL, NULL } };
static const struct rmm_version without_id = CHILD(condition, no_id);
static const struct rmm_version_condition other_id[] = {
	{ CMD_RMI_RTT_READ_ENTRY, "ipa_align", &level_odd },
};
static const struct rmm_version with_other_id = CHILD(condition, other_id);
static const struct rmm_version_section no_number[] = { { "B4.5", NULL } };
static const struct rmm_version without_number = CHILD(section, no_number);
/* What @more added is there to be dropped, and what it did not is not. */
static const struct rmm_version drops_of_more = {
	.id = "x", .short_name = "x", .family = "x", .parent = &more, .line = LINE_2_0,
	VERSION_ROWS(condition, not_there),
};

static const struct {
	const struct rmm_version *version;
	const char *said;
} flawed[] = {
	{ &before_parent, "version 'x': its line comes before its parent's: x" },
	{ &without_id, "version 'x': a condition without an id" },
	{ &with_other_id, "version 'x': the condition in its place has another id: ipa_align" },
	{ &without_number, "version 'x': a section without a number: B4.5" },
	{ &drops_of_more, "version 'x': it drops a condition that is not there: ipa_aligned" },
	{ &no_parent, "version 'x': it has neither commands nor a parent to have them from: x" },
	{ &no_name, "version 'x': a version needs an id, a short name and a family: x" },
	{ &taken, "version 'x': there is another of this name: 1.0" },
	{ &circle, "version 'x': it goes on from itself: x" },
	{ &no_line, "version 'x': no line of that number: x" },
	{ &drops_nothing, "version 'x': it drops a condition that is not there: ipa_aligned" },
	{ &of_no_command, "version 'x': a condition of a command that it does not have: rd_align" },
	{ &without_version, "version 'x': it does not have RMI_VERSION" },
	{ &names_nothing, "version 'x': it names a value that is not there: Y" },
	{ &without_section, "version 'x': it does not say in which section a command stands: RMI_NOWHERE" },
};

START_TEST(test_flawed)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	g_autoptr(GError) error = NULL;
	struct rmm_config config;

	ck_assert(!version_add(flawed[_i].version, &error));
	ck_assert_str_eq(error->message, flawed[_i].said);
	platform_for_scenarios(&config, flawed[_i].version, NULL);
	ck_assert((rmm_model_init(model, &config) == CONFIG_VERSION) ==
		  (flawed[_i].version != &taken));
}
END_TEST

/* The first version has its sections as its commands say. */
START_TEST(test_first_renumbers_nothing)
{
	struct rmm_version first = rmm_version_1_0;
	const char *about;

	first.sections = far_sections;
	first.section_count = G_N_ELEMENTS(far_sections);
	ck_assert_str_eq(rmm_version_flaw(&first, &about),
			 "it has no parent whose sections it could renumber");
	ck_assert_str_eq(about, "B4.5");
}
END_TEST

Suite *suite_version_rows(void)
{
	Suite *suite = suite_create("version_rows");
	TCase *tcase = tcase_create("version_rows");

	tcase_add_test(tcase, test_further_conditions);
	tcase_add_test(tcase, test_long_section);
	tcase_add_test(tcase, test_first_renumbers_nothing);
	tcase_add_loop_test(tcase, test_flawed, 0, (int)G_N_ELEMENTS(flawed));
	suite_add_tcase(suite, tcase);
	return suite;
}
