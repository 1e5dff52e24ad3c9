/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Configurations: what is refused, how a state is laid out for one, and the
 * rules of commands that are read for it.
 */
#include <string.h>

#include "base/config.h"
#include "engine/rules.h"
#include "suites.h"
#include "version/make.h"
#include "world.h"

/* ---- what is refused ---- */

#define TIB ((uint64_t)1 << 40)

static void no_region(struct rmm_config *c) { c->region_count = 0; }
static void many_regions(struct rmm_config *c) { c->region_count = RMM_REGIONS_MAX + 1; }
static void region_base(struct rmm_config *c) { c->regions[0].base += 8; }
static void region_empty(struct rmm_config *c) { c->regions[0].size = 0; }
static void region_size(struct rmm_config *c) { c->regions[0].size += 8; }
static void region_large(struct rmm_config *c) { c->regions[0].size = TIB + PAGE; }
static void region_high(struct rmm_config *c) { c->regions[0].base = (uint64_t)1 << 52; }

static void region_end(struct rmm_config *c)
{
	c->regions[0].base = ((uint64_t)1 << 52) - PAGE;
	c->regions[0].size = 2 * PAGE;
}

static void second_region(struct rmm_config *c, uint64_t base)
{
	c->regions[1] = (struct rmm_region){ base, 2 * PAGE, true, false };
	c->region_count = 2;
}

static void overlap_below(struct rmm_config *c) { second_region(c, WORLD_BASE - PAGE); }
static void overlap_above(struct rmm_config *c)
{
	second_region(c, granule(WORLD_GRANULES - 1));
}

static void entries_1(struct rmm_config *c) { c->rtt_entries = 1; }
static void entries_3(struct rmm_config *c) { c->rtt_entries = 3; }
static void entries_1024(struct rmm_config *c) { c->rtt_entries = 1024; }
static void no_realm(struct rmm_config *c) { c->realms = 0; }
static void many_realms(struct rmm_config *c) { c->realms = 256; }
static void no_rec(struct rmm_config *c) { c->recs = 0; }
static void many_recs(struct rmm_config *c) { c->recs = 65536; }
static void no_rtt(struct rmm_config *c) { c->rtts = 0; }
static void many_rtts(struct rmm_config *c) { c->rtts = (1u << 20) + 1; }
static void many_words(struct rmm_config *c) { c->words = (1u << 24) + 1; }
static void width_12(struct rmm_config *c) { c->platform.ipa_width_min = RMM_GRANULE_SHIFT; }
static void width_below(struct rmm_config *c) { c->platform.ipa_width_max = 13; }
static void width_53(struct rmm_config *c) { c->platform.ipa_width_max = 53; }
static void aux_17(struct rmm_config *c) { c->platform.aux_count = 17; }
static void vmid_12(struct rmm_config *c) { c->platform.vmid_bits = 12; }
static void order_16(struct rmm_config *c) { c->platform.max_recs_order = 16; }
static void lrs_17(struct rmm_config *c) { c->platform.gicv3_num_lrs = 16; }
static void gprs_5(struct rmm_config *c) { c->gprs = 5; }
static void no_version(struct rmm_config *c) { c->version = NULL; }

static void too_large(struct rmm_config *c)
{
	c->regions[0].base = 0;
	c->regions[0].size = TIB;
}

static void nothing_wrong(struct rmm_config *c) { (void)c; }
static void two_regions(struct rmm_config *c) { second_region(c, granule(WORLD_GRANULES)); }
static void vmid_16(struct rmm_config *c) { c->platform.vmid_bits = 16; }
static void gprs_4(struct rmm_config *c) { c->gprs = 4; }
static void entries_2(struct rmm_config *c) { c->rtt_entries = 2; }
static void entries_512(struct rmm_config *c) { c->rtt_entries = 512; }

static const struct {
	void (*change)(struct rmm_config *config);
	enum rmm_config_error error;
} configs[] = {
	{ nothing_wrong, CONFIG_OK }, { two_regions, CONFIG_OK }, { vmid_16, CONFIG_OK },
	{ gprs_4, CONFIG_OK }, { entries_2, CONFIG_OK }, { entries_512, CONFIG_OK },
	{ no_region, CONFIG_REGION }, { many_regions, CONFIG_REGION },
	{ region_base, CONFIG_REGION }, { region_empty, CONFIG_REGION },
	{ region_size, CONFIG_REGION }, { region_large, CONFIG_REGION },
	{ region_high, CONFIG_REGION }, { region_end, CONFIG_REGION },
	{ overlap_below, CONFIG_REGION }, { overlap_above, CONFIG_REGION },
	{ entries_1, CONFIG_ENTRIES }, { entries_3, CONFIG_ENTRIES },
	{ entries_1024, CONFIG_ENTRIES }, { no_realm, CONFIG_POOL },
	{ many_realms, CONFIG_POOL }, { no_rec, CONFIG_POOL }, { many_recs, CONFIG_POOL },
	{ no_rtt, CONFIG_POOL }, { many_rtts, CONFIG_POOL }, { many_words, CONFIG_POOL },
	{ width_12, CONFIG_PLATFORM }, { width_below, CONFIG_PLATFORM },
	{ width_53, CONFIG_PLATFORM }, { aux_17, CONFIG_PLATFORM }, { vmid_12, CONFIG_PLATFORM },
	{ order_16, CONFIG_PLATFORM }, { lrs_17, CONFIG_PLATFORM }, { gprs_5, CONFIG_PLATFORM },
	{ no_version, CONFIG_VERSION }, { too_large, CONFIG_SIZE },
};

START_TEST(test_config)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	struct rmm_config config;
	enum rmm_config_error error;

	world_config(&config);
	configs[_i].change(&config);
	error = rmm_model_init(model, &config);
	ck_assert_msg(error == configs[_i].error, "row %d: %s", _i, rmm_config_error_text(error));
	ck_assert(*rmm_config_error_text(error) != '\0');
}
END_TEST

/* ---- layout ---- */

struct part {
	const char *name;
	size_t at, size;
};

/* The parts of a state, in order; as sizes of what they hold. */
static void parts_of(const struct rmm_model *m, struct part parts[10])
{
	const struct rmm_layout *l = &m->layout;
	size_t n = l->granules, contents = m->config.contents ? n : 0;
	const struct part all[10] = {
		{ "header", 0, sizeof(struct rmm) },
		{ "state", l->granule_state, n },
		{ "origin", l->granule_origin, n },
		{ "link", l->granule_link, n * l->link_size },
		{ "fill", l->granule_fill, 8 * contents },
		{ "words of Granules", l->granule_words, 4 * contents },
		{ "realms", l->realms, (size_t)l->realm_stride * m->config.realms },
		{ "recs", l->recs, (size_t)l->rec_stride * m->config.recs },
		{ "words", l->words, sizeof(struct rmm_word) * m->config.words },
		{ "positions", l->rtt_positions, 8 * (size_t)m->config.rtts },
	};

	memcpy(parts, all, sizeof(all));
}

static void check_layout(const struct rmm_model *m)
{
	struct part parts[10];
	size_t end = m->layout.rtts + (size_t)m->layout.rtt_stride * m->config.rtts;

	if (m->layout.written) {
		ck_assert_uint_ge(m->layout.written, end);
		end = m->layout.written + sizeof(struct rmm_written);
	}
	parts_of(m, parts);
	for (unsigned i = 0; i < 10; i++) {
		size_t next = i < 9 ? parts[i + 1].at : m->layout.rtts;

		ck_assert_msg(parts[i].at + parts[i].size <= next, "%s is cut off", parts[i].name);
	}
	ck_assert_uint_le(end, m->layout.size);
	ck_assert_uint_lt(m->layout.size - end, 8);
	ck_assert_uint_ge(m->layout.rec_stride, sizeof(struct rmm_rec) + 8 * (m->config.gprs + 1) +
			  4 * (size_t)m->config.platform.aux_count);
	ck_assert_uint_eq(m->layout.realms % 8 + m->layout.recs % 8 + m->layout.rtts % 8 +
			  m->layout.words % 8 + m->layout.rtt_positions % 8, 0);
}

START_TEST(test_layout)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	struct rmm_config config;

	/* By bits of the number: contents, hash, AUX Granules. */
	world_config(&config);
	config.contents = _i & 1;
	config.hash = _i & 2 ? (rmm_hash_function *)1 : NULL;
	config.platform.aux_count = _i & 4 ? 3 : 0;
	ck_assert(rmm_model_init(model, &config) == CONFIG_OK);
	check_layout(model);
	ck_assert_uint_eq(model->layout.measurement_size, config.hash ? 64 : 8);
}
END_TEST

/* A link is a byte where slots and IPAs of DATA fit into one. */
START_TEST(test_link_size)
{
	static const struct {
		unsigned realms, recs, rtts, width, size;
	} rows[] = {
		{ 2, 5, 12, 18, 1 }, { 4, 5, 12, 18, 8 }, { 1, 300, 12, 18, 8 },
		{ 1, 5, 300, 18, 8 }, { 1, 5, 12, 21, 8 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
		struct rmm_config config;

		world_config(&config);
		config.realms = rows[i].realms;
		config.recs = rows[i].recs;
		config.rtts = rows[i].rtts;
		config.platform.ipa_width_max = (uint8_t)rows[i].width;
		ck_assert(rmm_model_init(model, &config) == CONFIG_OK);
		ck_assert_msg(model->layout.link_size == rows[i].size, "row %zu", i);
	}
}
END_TEST

START_TEST(test_default_config)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	struct rmm_config config;

	rmm_config_default(&config, &rmm_version_1_0);
	ck_assert(rmm_model_init(model, &config) == CONFIG_OK);
	ck_assert_uint_eq(model->layout.granules, 64 * 256);
	ck_assert_uint_eq(model->entry_bits, 9);
	ck_assert_str_eq(rmm_version_1_0.id, "rmm-1.0-rel0");
	ck_assert_str_eq(rmm_version_1_0.short_name, "1.0");
	check_layout(model);
}
END_TEST

/* ---- rules ---- */

static bool never(struct rmm_context *c, struct rmm_operands o)
{
	return false;
}

static const struct rmm_predicate predicate = { never, "never" };

#define ROW(name) { .id = name, .violated = &predicate }
static const struct rmm_failure rows[] = {
	ROW("a"), ROW("b"), ROW("ab"),
	{ .id = "other", .violated = &predicate, .in = ONLY_2_0 },
	{ .id = "bent", .violated = &predicate, .when = VARIANT_RUN_TWICE },
	{ .id = "plain", .violated = &predicate, .unless = VARIANT_RUN_TWICE },
};

/* What is made of an ordering over those rows; and of a chain of two. */
static const struct {
	const char *first, *second;
	unsigned second_in;
	gboolean good;
	uint64_t after_b;       /* rows that come before "b" */
} orderings[] = {
	{ "a < b", NULL, 0, TRUE, 1 },
	{ "a, ab < b", NULL, 0, TRUE, 5 },
	{ "a < ab", "ab < b", 0, TRUE, 5 },
	{ "ab < b", "a < ab", 0, TRUE, 5 },
	{ "other < b", NULL, 0, TRUE, 0 },
	{ "a < b", "b < a", ONLY_2_0, TRUE, 1 },
	{ "a < b", "b < a", ONLY_1_0, FALSE, 0 },
	{ "a < ab", "ab < a", 0, FALSE, 0 },
	{ "c < b", NULL, 0, FALSE, 0 },
	{ "a < c", NULL, 0, FALSE, 0 },
	{ "a, b", NULL, 0, FALSE, 0 },
	{ "a < b < ab", NULL, 0, FALSE, 0 },
};

/* A model that has one command, to read the rules of. */
static bool read_rules(struct rmm_model *model, const struct rmm_command *command)
{
	memset(model, 0, sizeof(*model));
	model->config.version = &rmm_version_1_0;
	model->lineage = rmm_lineage(&rmm_version_1_0);
	model->commands[CMD_RMI_VERSION] = command;
	return rmm_rules_init(model, CMD_RMI_VERSION);
}

START_TEST(test_ordering_is_read)
{
	const struct rmm_ordering table[] = {
		{ .text = orderings[_i].first },
		{ .text = orderings[_i].second, .in = orderings[_i].second_in },
		{ .text = NULL }
	};
	const struct rmm_command command = { ROWS_FAILURE(rows), .orderings = table };
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	const struct rmm_rules *rules = &model->rules[CMD_RMI_VERSION];

	ck_assert(read_rules(model, &command) == (orderings[_i].good != 0));
	if (!orderings[_i].good)
		return;
	ck_assert_uint_eq(rules->after[1], orderings[_i].after_b);
	/* Of the other version, and of a variant that is not in force: left out. */
	ck_assert_uint_eq(rules->count, 4);
	ck_assert_str_eq(rules->failure[3]->id, "plain");
}
END_TEST

/* A command that the version does not have has no rules. */
START_TEST(test_no_rules)
{
	const struct rmm_command command = { ROWS_FAILURE(rows) };
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);

	ck_assert(read_rules(model, &command));
	ck_assert(rmm_rules_init(model, CMD_RMI_FEATURES));
	ck_assert_uint_eq(model->rules[CMD_RMI_FEATURES].count, 0);
}
END_TEST

START_TEST(test_too_many_rows)
{
	struct rmm_failure many[RMM_FAILURES_MAX + 1];
	struct rmm_command command = { .failures = many, .failure_count = RMM_FAILURES_MAX };
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);

	for (gsize i = 0; i < G_N_ELEMENTS(many); i++)
		many[i] = rows[0];
	ck_assert(read_rules(model, &command));
	ck_assert_uint_eq(model->rules[CMD_RMI_VERSION].count, RMM_FAILURES_MAX);
	command.failure_count++;
	ck_assert(!read_rules(model, &command));
}
END_TEST

Suite *suite_config(void)
{
	Suite *suite = suite_create("config");
	TCase *tcase = tcase_create("config");

	tcase_add_loop_test(tcase, test_config, 0, G_N_ELEMENTS(configs));
	tcase_add_loop_test(tcase, test_layout, 0, 8);
	tcase_add_test(tcase, test_link_size);
	tcase_add_test(tcase, test_default_config);
	tcase_add_loop_test(tcase, test_ordering_is_read, 0, G_N_ELEMENTS(orderings));
	tcase_add_test(tcase, test_no_rules);
	tcase_add_test(tcase, test_too_many_rows);
	suite_add_tcase(suite, tcase);
	return suite;
}
