/* SPDX-License-Identifier: BSD-3-Clause */
/* The state of an RMM as tables. */
#include "shell/state_tables.h"

#include "state/diff.h"
#include "state/granule.h"
#include "state/rtt.h"

#define HEX "0x%" G_GINT64_MODIFIER "x"

/* The name of a value of this version. */
static const char *name_of(const RunEnd *now, const struct rmm_enumeration *names, uint64_t value)
{
	const char *name = rmm_name(names, now->model->config.version, value);

	return name ? name : "?";
}

/* Only these have a RIPAS. */
static gboolean has_ripas(struct rmm_rtte rtte)
{
	return rtte_state(rtte) == RTTE_UNASSIGNED || rtte_state(rtte) == RTTE_ASSIGNED;
}

static const char *ripas_of(const RunEnd *now, struct rmm_rtte rtte)
{
	return has_ripas(rtte) ? name_of(now, &rmm_ripas_values, rtte_ripas(rtte)) : "";
}

static gboolean alike(struct rmm_rtte a, struct rmm_rtte b)
{
	return rtte_state(a) == rtte_state(b) && rtte_ripas(a) == rtte_ripas(b);
}

/* "4 KiB", "16 MiB". */
static char *size_text(guint64 size)
{
	return g_format_size_full(size, G_FORMAT_SIZE_IEC_UNITS);
}

/* ---- ripas ---- */

static void add_range(Table *table, const RunEnd *now, guint64 base, guint64 top,
		      const struct rmm_walk *walk)
{
	g_autofree char *size = size_text(top - base);

	table_row(table);
	table_cell(table, HEX, base);
	table_cell(table, HEX, top);
	table_cell(table, "%s", size);
	table_cell(table, "%s", ripas_of(now, walk->rtte));
	table_cell(table, "%s", name_of(now, &rmm_rtte_states, rtte_state(walk->rtte)));
	table_cell(table, "%d", walk->level);
}

static void add_ranges(Table *table, const RunEnd *now, const struct rmm_realm *realm)
{
	guint64 end = (guint64)1 << (realm->ipa_width - 1), base = 0, from = 0;
	struct rmm_walk walk, first;

	while (base < end) {
		rmm_rtt_walk(now->model, now->state, realm, base, RMM_PAGE_LEVEL, &walk);
		if (base == 0)
			first = walk;
		if (!alike(walk.rtte, first.rtte) || walk.level != first.level) {
			add_range(table, now, from, base, &first);
			from = base;
			first = walk;
		}
		base = rmm_align_down(now->model, now->state, base, walk.level) +
		       rmm_level_size(now->model, now->state, walk.level);
	}
	add_range(table, now, from, end, &first);
}

/* Calls @function for each Realm that there is, behind its name. */
static void for_realms(const RunEnd *now, const Output *output,
		       void (*function)(const RunEnd *now, const Output *output, uint32_t slot))
{
	guint realms = 0;

	for (uint32_t i = 0; i < now->model->config.realms; i++) {
		const struct rmm_realm *realm = rmm_realm(now->model, now->state, i);

		if (!realm->rd)
			continue;
		realms++;
		fprintf(output->file, "Realm " HEX ": %s\n", rmm_granule_pa(now->model, realm->rd - 1),
			name_of(now, &rmm_realm_states, realm->state));
		function(now, output, i);
	}
	if (!realms)
		fputs("there is no Realm\n", output->file);
}

static void print_ripas(const RunEnd *now, const Output *output, uint32_t slot)
{
	g_autoptr(Table) table = table_new("base|top|size|RIPAS|HIPAS|level");

	add_ranges(table, now, rmm_realm(now->model, now->state, slot));
	table_print(table, output, TABLE_TEXT);
}

void state_table_ripas(const RunEnd *now, const Output *output)
{
	for_realms(now, output, print_ripas);
}

/* ---- rtt ---- */

static void add_entries(Table *table, const RunEnd *now, uint32_t rtt, guint first, guint end)
{
	const struct rmm_rtte rtte = rmm_rtt_entries(now->model, now->state, rtt)[first];

	table_row(table);
	for (guint i = 0; i < 3; i++)
		table_cell(table, "%s", "");
	table_cell(table, first + 1 == end ? "%u" : "%u..%u", first, end - 1);
	table_cell(table, "%s", name_of(now, &rmm_rtte_states, rtte_state(rtte)));
	table_cell(table, "%s", ripas_of(now, rtte));
}

static void add_table(Table *table, const RunEnd *now, uint32_t rtt, struct rmm_position position)
{
	const struct rmm_rtte *entries = rmm_rtt_entries(now->model, now->state, rtt);
	uint32_t granule = rmm_rtt_granule(now->model, now->state, rtt);
	guint count = now->model->config.rtt_entries, first = 0;

	table_row(table);
	table_cell(table, HEX, granule == RMM_NONE ? 0 : rmm_granule_pa(now->model, granule));
	table_cell(table, "%d", position.level);
	table_cell(table, HEX, position.ipa);
	for (guint i = 1; i <= count; i++) {
		if (i < count && alike(entries[i], entries[first]))
			continue;
		add_entries(table, now, rtt, first, i);
		first = i;
	}
}

static void print_rtts(const RunEnd *now, const Output *output, uint32_t slot)
{
	g_autoptr(Table) table = table_new("RTT|level|IPA|entries|HIPAS|RIPAS");

	for (uint32_t i = 0; i < now->state->rtts_high; i++) {
		uint64_t encoded = *rmm_rtt_position(now->model, now->state, i);
		struct rmm_position position = rmm_position_decode(encoded);

		if (encoded && position.realm == slot)
			add_table(table, now, i, position);
	}
	table_print(table, output, TABLE_TEXT);
}

void state_table_rtt(const RunEnd *now, const Output *output)
{
	for_realms(now, output, print_rtts);
}

/* ---- granules ---- */

static gboolean is_as_at_boot(const RunEnd *now, uint32_t granule)
{
	return rmm_granule_state(now->model, now->state, granule) == GRANULE_UNDELEGATED &&
	       rmm_granule_gpt(now->model, now->state, granule) == GPT_NS;
}

/* Do two Granules lie behind each other, and read the same? */
static gboolean continues(const RunEnd *now, uint32_t granule)
{
	return rmm_granule_state(now->model, now->state, granule) ==
	       rmm_granule_state(now->model, now->state, granule - 1) &&
	       rmm_granule_gpt(now->model, now->state, granule) ==
	       rmm_granule_gpt(now->model, now->state, granule - 1) &&
	       rmm_granule_pa(now->model, granule) ==
	       rmm_granule_pa(now->model, granule - 1) + RMM_GRANULE_SIZE;
}

void state_table_granules(const RunEnd *now, const Output *output)
{
	g_autoptr(Table) table = table_new("base|top|Granules|state|GPT");
	uint32_t end = now->model->layout.granules;

	for (uint32_t i = 0, next; i < end; i = next) {
		next = i + 1;
		while (next < end && continues(now, next))
			next++;
		if (is_as_at_boot(now, i))
			continue;
		table_row(table);
		table_cell(table, HEX, rmm_granule_pa(now->model, i));
		table_cell(table, HEX, rmm_granule_pa(now->model, next - 1) + RMM_GRANULE_SIZE);
		table_cell(table, "%u", next - i);
		table_cell(table, "%s", name_of(now, &rmm_granule_states,
						rmm_granule_state(now->model, now->state, i)));
		table_cell(table, "%s", name_of(now, &rmm_gpt_states,
						rmm_granule_gpt(now->model, now->state, i)));
	}
	table_print(table, output, TABLE_TEXT);
}

/* ---- rec ---- */

static void print_rec(const RunEnd *now, const Output *output, const struct rmm_rec *rec)
{
	g_autoptr(Table) table = table_new("attribute|value");

	fprintf(output->file, "REC " HEX "\n", rmm_granule_pa(now->model, rec->granule - 1));
	for (guint i = 0; i < REC_FIELDS; i++) {
		const struct rmm_field *field = &rmm_rec_fields[i];
		uint64_t value = rmm_field_value(field, rec);
		const char *name = field->names ? rmm_name(field->names,
							   now->model->config.version, value) : NULL;

		if (field->is_private)
			continue;
		table_row(table);
		table_cell(table, "%s", field->name);
		if (name)
			table_cell(table, "%s", name);
		else
			table_cell(table, HEX, value);
	}
	table_print(table, output, TABLE_TEXT);
}

void state_table_rec(const RunEnd *now, const Output *output)
{
	guint recs = 0;

	for (uint32_t i = 0; i < now->model->config.recs; i++) {
		const struct rmm_rec *rec = rmm_rec(now->model, now->state, i);

		if (!rec->granule)
			continue;
		recs++;
		print_rec(now, output, rec);
	}
	if (!recs)
		fputs("there is no REC\n", output->file);
}

/* ---- rim ---- */

static void print_measurements(const RunEnd *now, const Output *output, uint32_t slot)
{
	for (unsigned i = 0; i < 5; i++) {
		const uint8_t *bytes = rmm_measurement(now->model, now->state, slot, i);
		guint any = 0;

		for (guint j = 0; j < now->model->layout.measurement_size; j++)
			any |= bytes[j];
		if (i > 0 && !any)
			continue;
		if (i == 0)
			fputs("RIM   0x", output->file);
		else
			fprintf(output->file, "REM%u  0x", i - 1);
		for (guint j = 0; j < now->model->layout.measurement_size; j++)
			fprintf(output->file, "%02x", bytes[j]);
		fputc('\n', output->file);
	}
}

void state_table_rim(const RunEnd *now, const Output *output)
{
	for_realms(now, output, print_measurements);
}
