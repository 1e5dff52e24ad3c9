/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Success conditions, row by row: each that the model has can be broken. The
 * steps are those of scenarios/conditions that go well; something is spoilt that
 * they changed or told, and the conditions that do not hold any more are noted.
 * What nothing spoils stands in tests/spec, with the reason.
 */
#include <string.h>

#include "check/self_check.h"
#include "library.h"
#include "state/boot.h"
#include "state/diff.h"
#include "state/granule.h"
#include "state/state.h"
#include "suites.h"
#include "system/platform.h"
#include "text/spelling.h"
#include "version/make.h"

/* After so many steps of a command in a file outputs alone are spoilt; of what changed so many are spoilt. */
#define STEPS_MAX 6
#define BYTES_MAX 40
#define ENTRIES_MAX 4

static const struct rmm_version *const versions[] = {
	&rmm_version_1_0, &rmm_version_2_0_bet0, &rmm_version_2_0_bet3
};

typedef struct {
	const struct rmm_version *version;
	GHashTable *excuses;            /* "command row" */
	uint64_t broken[COMMANDS];      /* rows that something broke: bits */
	guint steps[COMMANDS];
} Rows;

/* A step that went well. */
typedef struct {
	const struct rmm_model *model;
	const struct rmm *old;
	struct rmm *now;
	struct rmm_call call;
	struct rmm_result result;
} Taken;

static uint64_t broken(const Taken *taken)
{
	const struct rmm_success *row = rmm_broken_success(taken->model, taken->old, taken->now,
							   &taken->call, &taken->result);

	return row ? (uint64_t)1 << (row - rmm_command(taken->model, taken->call.command)->successes)
		   : 0;
}

/* Rows of a command that say the same as one of @broken. */
static uint64_t alike(const struct rmm_command *command, uint64_t broken)
{
	uint64_t found = broken;

	for (unsigned i = 0; i < command->success_count; i++)
		for (unsigned j = 0; j < command->success_count; j++)
			if (broken >> i & 1 &&
			    command->successes[i].holds == command->successes[j].holds &&
			    memcmp(&command->successes[i].operands, &command->successes[j].operands,
				   sizeof(struct rmm_operands)) == 0)
				found |= (uint64_t)1 << j;
	return found;
}

/* Each output, told otherwise. */
static uint64_t spoil_outputs(const Taken *taken)
{
	const struct rmm_command *command = rmm_command(taken->model, taken->call.command);
	static const uint64_t changes[] = { 1, RMM_GRANULE_SIZE, 1ull << 40 };
	uint64_t found = 0;
	Taken refused = *taken, staying = *taken;

	refused.result.status = STATUS_NOT_RUN;
	staying.result.exit.happened = !taken->result.exit.happened;
	found |= broken(&refused) | broken(&staying);
	for (unsigned i = 0; i < command->output_count; i++)
		for (gsize j = 0; j <= G_N_ELEMENTS(changes); j++) {
			Taken spoilt = *taken;
			uint64_t *out = &spoilt.result.out[command->outputs[i].slot];

			*out = j < G_N_ELEMENTS(changes) ? *out ^ changes[j] : 0;
			found |= broken(&spoilt);
		}
	return found;
}

/* Inputs, as if the call had been another; but addresses stay where they are. */
static uint64_t spoil_inputs(const Taken *taken)
{
	const struct rmm_command *command = rmm_command(taken->model, taken->call.command);
	uint64_t found = 0;

	for (unsigned i = 0; i < command->input_count; i++) {
		unsigned slot = command->inputs[i].slot;
		Taken spoilt = *taken;

		if (command->inputs[i].type->form == FORM_ADDRESS || command->level == INPUT(slot))
			continue;
		for (unsigned bit = 0; bit < 48; bit += bit < 4 ? 1 : 12) {
			spoilt.call.in[slot] = taken->call.in[slot] ^ (uint64_t)1 << bit;
			found |= broken(&spoilt);
		}
	}
	return found;
}

/* Where walks lead and what the call names: without it nothing else can be asked. */
static gboolean is_lost(const Taken *taken, const struct rmm *kept)
{
	const struct rmm_command *command = rmm_command(taken->model, taken->call.command);
	const struct rmm_model *m = taken->model;
	uint64_t rd = command->rd ? taken->call.in[SLOT(command->rd)] : 0;
	uint64_t rec = command->rec ? taken->call.in[SLOT(command->rec)] : taken->call.rec;

	for (unsigned i = 0; i < m->config.realms; i++) {
		const struct rmm_realm *is = rmm_realm(m, taken->now, i);
		const struct rmm_realm *was = rmm_realm(m, kept, i);

		if (is->rd != was->rd || is->rtt_base != was->rtt_base ||
		    is->ipa_width != was->ipa_width || is->hash_algo != was->hash_algo ||
		    is->rtt_num_start != was->rtt_num_start ||
		    is->rtt_level_start != was->rtt_level_start)
			return TRUE;
	}
	for (unsigned i = 0; i < m->config.recs; i++)
		if (rmm_rec(m, taken->now, i)->granule != rmm_rec(m, kept, i)->granule ||
		    rmm_rec(m, taken->now, i)->owner != rmm_rec(m, kept, i)->owner)
			return TRUE;
	return taken->now->global.granule_size != kept->global.granule_size ||
	       rmm_realm_at(m, taken->now, rd) != rmm_realm_at(m, kept, rd) ||
	       rmm_rec_at(m, taken->now, rec) != rmm_rec_at(m, kept, rec);
}

/* Bytes of the state that are otherwise: are rows broken? */
static uint64_t spoil_bytes(const Taken *taken, const struct rmm *kept, gsize at, const void *bytes,
			    gsize size)
{
	char *place = (char *)taken->now + at;
	uint64_t found = 0;

	memcpy(place, bytes, size);
	if (!is_lost(taken, kept))
		found = broken(taken);
	memcpy(place, (const char *)kept + at, size);
	return found;
}

/* Is what lies there told by the specification, and no way from one object to another? */
static gboolean is_attribute(const struct rmm_model *m, gsize at)
{
	const struct rmm_layout *l = &m->layout;

	return at >= offsetof(struct rmm, global) &&
	       !(at >= l->granule_link && at < l->granule_link + (gsize)l->link_size * l->granules) &&
	       !(at >= l->rtt_positions && at < l->rtt_positions + 8 * (gsize)m->config.rtts);
}

/* What the step changed beside entries, undone: byte by byte, then words. */
static uint64_t spoil_changes(const Taken *taken, const struct rmm *kept, gsize from, gsize to)
{
	const char *old = (const char *)taken->old, *now = (const char *)kept;
	uint64_t found = 0;
	guint bytes = 0;

	for (gsize at = from; at < to && bytes < BYTES_MAX; at++) {
		gsize word = at & ~(gsize)7;

		if (old[at] == now[at] || !is_attribute(taken->model, at))
			continue;
		bytes++;
		found |= spoil_bytes(taken, kept, at, old + at, 1);
		found |= spoil_bytes(taken, kept, word, old + word, 8);
		for (unsigned bit = 0; bit < 8; bit++) {
			char flipped = (char)(now[at] ^ 1 << bit);

			found |= spoil_bytes(taken, kept, at, &flipped, 1);
		}
	}
	return found;
}

/* Entries that the step changed, as others; none that would lead to a table. */
static uint64_t spoil_entries(const Taken *taken, const struct rmm *kept, gsize from, gsize to)
{
	const struct rmm_rtte others[] = {
		rtte_make(RTTE_VOID, RIPAS_EMPTY, 0), rtte_make(RTTE_VOID, RIPAS_RAM, 0),
		rtte_make(RTTE_VOID, RIPAS_DESTROYED, 0), rtte_make(RTTE_UNMAPPED_NS, 0, 0),
		rtte_make(RTTE_DATA, RIPAS_RAM, RMM_GRANULE_SIZE),
		rtte_make(RTTE_DATA, RIPAS_EMPTY, RMM_GRANULE_SIZE),
		rtte_make_ns(RMM_GRANULE_SIZE, 0, 0),
	};
	const char *old = (const char *)taken->old, *now = (const char *)kept;
	uint64_t found = 0;
	guint entries = 0;

	for (gsize at = from; at < to && entries < ENTRIES_MAX; at += sizeof(struct rmm_rtte)) {
		struct rmm_rtte is, other;

		if (memcmp(old + at, now + at, sizeof(is)) == 0)
			continue;
		entries++;
		memcpy(&is, now + at, sizeof(is));
		other = rtte_advance(is, RMM_GRANULE_SIZE);
		if (!rtte_is(is, RTTE_TABLE))
			found |= spoil_bytes(taken, kept, at, &other, sizeof(other));
		for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
			found |= spoil_bytes(taken, kept, at, &others[i], sizeof(others[i]));
	}
	return found;
}

static uint64_t spoil_state(const Taken *taken, const struct rmm *kept)
{
	const struct rmm_layout *l = &taken->model->layout;
	gsize end = l->rtts + (gsize)l->rtt_stride * taken->model->config.rtts;

	return spoil_changes(taken, kept, 0, l->rtts) | spoil_entries(taken, kept, l->rtts, end) |
	       spoil_changes(taken, kept, l->realms, l->realms + (gsize)l->realm_stride *
							taken->model->config.realms) |
	       spoil_changes(taken, kept, l->recs, l->recs + (gsize)l->rec_stride *
						    taken->model->config.recs) |
	       spoil_changes(taken, kept, end, l->size);
}

static uint64_t spoil_fields(const Taken *taken, const struct rmm *kept, gsize object,
			     const struct rmm_field *fields, unsigned count)
{
	uint64_t found = 0;

	for (unsigned i = 0; i < count; i++) {
		gsize at = object + fields[i].offset;
		char other = (char)(((const char *)kept)[at] ^ 1);

		found |= spoil_bytes(taken, kept, at, &other, 1);
	}
	return found;
}

/* RIM and REMs: as before, and another. */
static uint64_t spoil_measurements(const Taken *taken, const struct rmm *kept, unsigned realm)
{
	const struct rmm_model *m = taken->model;
	uint64_t found = 0;

	for (unsigned i = 0; i < rmm_measurements(m); i++) {
		gsize at = (gsize)((char *)rmm_measurement(m, taken->now, realm, i) -
				   (char *)taken->now);
		char other = (char)(((const char *)kept)[at] ^ 1);

		found |= spoil_bytes(taken, kept, at, &other, 1) |
			 spoil_bytes(taken, kept, at, (const char *)taken->old + at,
				     m->layout.measurement_size);
	}
	return found;
}

/* Attributes of Realms, RECs and the RMM, whether they changed or not. */
static uint64_t spoil_objects(const Taken *taken, const struct rmm *kept)
{
	const struct rmm_model *m = taken->model;
	const struct rmm_layout *l = &m->layout;
	uint64_t found = spoil_fields(taken, kept, offsetof(struct rmm, global),
				      rmm_global_fields, GLOBAL_FIELDS);

	for (unsigned i = 0; i < m->config.realms; i++)
		if (rmm_realm(m, kept, i)->rd)
			found |= spoil_fields(taken, kept, l->realms + i * l->realm_stride,
					      rmm_realm_fields, REALM_FIELDS) |
				 spoil_measurements(taken, kept, i);
	for (unsigned i = 0; i < m->config.recs; i++)
		if (rmm_rec(m, kept, i)->granule)
			found |= spoil_fields(taken, kept, l->recs + i * l->rec_stride,
					      rmm_rec_fields, REC_FIELDS);
	return found;
}

static void look(Rows *rows, const Taken *taken)
{
	enum rmm_command_id id = taken->call.command;
	const struct rmm_command *command = rmm_command(taken->model, id);
	g_autofree struct rmm *kept = NULL;
	uint64_t all = 0;

	for (unsigned i = 0; i < command->success_count; i++) {
		const struct rmm_success *row = &command->successes[i];
		g_autofree char *key = g_strjoin(" ", command->name, row->id, NULL);

		if (rmm_is_in(taken->model, row->in, row->until) &&
		    !g_hash_table_contains(rows->excuses, key))
			all |= (uint64_t)1 << i;
	}
	if ((all & ~rows->broken[id]) == 0)
		return;
	ck_assert_msg(broken(taken) == 0, "%s", command->name);
	rows->broken[id] |= alike(command, spoil_outputs(taken));
	if (rows->steps[id]++ >= STEPS_MAX)
		return;
	kept = g_memdup2(taken->now, taken->model->layout.size);
	rows->broken[id] |= alike(command, spoil_inputs(taken) |
				  spoil_state(taken, kept) | spoil_objects(taken, kept));
}

/* Operations take and give memory without an end. */
static gboolean went_well(const Taken *taken)
{
	return rmm_succeeded(taken->result.status) || taken->result.status == STATUS_EXIT ||
	       (taken->result.status == RMI_INCOMPLETE &&
		(taken->call.command == CMD_RMI_OP_MEM_DONATE ||
		 taken->call.command == CMD_RMI_OP_MEM_RECLAIM));
}

static void look_at_steps(gpointer user, const RunEnd *end)
{
	const gsize size = end->model->layout.size;
	g_autofree struct rmm *old = g_malloc0(size), *now = g_malloc0(size);

	rmm_state_init_zeroed(end->model, now);
	for (guint i = 0; i < end->trail->entries->len; i++) {
		const TrailEntry *entry = &g_array_index(end->trail->entries, TrailEntry, i);
		Taken taken = { .model = entry->model, .old = old, .now = now };

		packed_call_unpack(entry->packed, &taken.call);
		rmm_state_copy(entry->model, old, now);
		rmm_step(entry->model, now, &taken.call, &taken.result);
		if (went_well(&taken) &&
		    rmm_command(entry->model, taken.call.command))
			look(user, &taken);
	}
}

static GHashTable *excused(const struct rmm_version *version)
{
	g_autofree char *path = g_strdup_printf("tests/spec/%s/unbroken.tsv", version->id);
	g_autoptr(GPtrArray) table = library_table(path);
	GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < table->len; i++) {
		char **row = table->pdata[i];

		g_hash_table_add(keys, g_strjoin(" ", row[0], row[1], NULL));
	}
	return keys;
}

START_TEST(test_every_row_can_be_broken)
{
	g_autoptr(GHashTable) excuses = excused(versions[_i]);
	Rows rows = { .version = versions[_i], .excuses = excuses };
	g_autofree char *folder = g_strdup_printf("scenarios/conditions/%s", rows.version->id);
	g_autoptr(GPtrArray) files = library_files(folder);
	g_autoptr(GString) wrong = g_string_new(NULL);
	RunOptions options = { .finished = look_at_steps, .user = &rows };

	for (guint i = 0; i < files->len; i++) {
		g_autoptr(Scenario) scenario = library_parse(files->pdata[i]);
		RunResult result;

		memset(rows.steps, 0, sizeof(rows.steps));
		scenario_run(scenario, &options, &result);
		run_result_clear(&result);
	}
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = version_commands(rows.version)[id];

		for (unsigned i = 0; command && i < command->success_count; i++) {
			const struct rmm_success *row = &command->successes[i];
			g_autofree char *key = g_strjoin(" ", command->name, row->id, NULL);

			if (rmm_in_force(rmm_lineage(rows.version), row->in, row->until) &&
			    (gboolean)(rows.broken[id] >> i & 1) == g_hash_table_remove(excuses, key))
				g_string_append_printf(wrong, " %s", key);
		}
	}
	g_string_truncate(wrong, MIN(wrong->len, 1500));
	ck_assert_msg(wrong->len == 0, "not broken, or broken and excused:%s", wrong->str);
	ck_assert_uint_eq(g_hash_table_size(excuses), 0);
}
END_TEST

Suite *suite_success_rows(void)
{
	Suite *suite = suite_create("success_rows");
	TCase *tcase = tcase_create("success_rows");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_every_row_can_be_broken, 0, (int)G_N_ELEMENTS(versions));
	suite_add_tcase(suite, tcase);
	return suite;
}
