/* SPDX-License-Identifier: BSD-3-Clause */
/* The RMM's own records, as a trace peeks at them, against the state. */
#include "replay/peek.h"

#include <string.h>

#include "state/granule.h"
#include "replay/value.h"
#include "state/rec.h"
#include "text/spelling.h"

static void add(PeekRecord *record, const char *name, uint64_t value,
		const struct rmm_enumeration *names)
{
	g_assert(record->count < G_N_ELEMENTS(record->fields));
	record->fields[record->count++] = (PeekField){ name, value, names, FALSE };
}

/* ---- records, by what is peeked at ---- */

/* TF-RMM calls UNDELEGATED by the name of the GPT entry. */
static const char *const undelegated[] = { "NS" };
static const struct rmm_enumeration granule_ns = { 1, { "" }, { undelegated } };

static void record_granule(const struct rmm_model *model, const struct rmm *state,
			   guint64 pa, PeekRecord *record)
{
	uint32_t granule = rmm_granule_at(model, pa);
	enum rmm_granule_state now;

	record->exists = granule != RMM_NONE;
	if (!record->exists)
		return;
	now = rmm_granule_state(model, state, granule);
	add(record, "state", now, now == GRANULE_UNDELEGATED ? &granule_ns : &rmm_granule_states);
}

/* The slot of the Realm; RMM_NONE, and no record, if there is none. */
static uint32_t find_realm(const struct rmm_model *model, const struct rmm *state, guint64 rd,
			   PeekRecord *record)
{
	uint32_t slot = rmm_realm_at(model, state, rd);

	record->exists = slot != RMM_NONE;
	return slot;
}

static void add_rim(const struct rmm_model *model, const struct rmm *state, uint32_t slot,
		    PeekRecord *record)
{
	add(record, "rim", 0, NULL);
	record->fields[record->count - 1].is_bytes = TRUE;
	memcpy(record->bytes, rmm_measurement(model, state, slot, 0),
	       MIN(model->layout.measurement_size, 64));
}

static void record_rim(const struct rmm_model *model, const struct rmm *state,
		       guint64 rd, PeekRecord *record)
{
	uint32_t slot = find_realm(model, state, rd, record);

	if (record->exists)
		add_rim(model, state, slot, record);
}

/* The state of the Realm; NULL, and no record, if there is none. */
static const struct rmm_realm *add_state(const struct rmm_model *model, const struct rmm *state,
					 guint64 rd, PeekRecord *record)
{
	uint32_t slot = find_realm(model, state, rd, record);
	const struct rmm_realm *realm = record->exists ? rmm_realm(model, state, slot) : NULL;

	if (realm)
		add(record, "state", realm->state, &rmm_realm_states);
	return realm;
}

static void record_realm(const struct rmm_model *model, const struct rmm *state,
			 guint64 rd, PeekRecord *record)
{
	const struct rmm_realm *realm = add_state(model, state, rd, record);

	if (!realm)
		return;
	add(record, "rec_index", realm->rec_index, NULL);
	add(record, "num_recs", realm->num_recs, NULL);
}

/* TF-RMM 2.0 counts RECs by their index, which never goes down. */
static void record_rd(const struct rmm_model *model, const struct rmm *state,
		      guint64 rd, PeekRecord *record)
{
	const struct rmm_realm *realm = add_state(model, state, rd, record);

	if (!realm)
		return;
	add(record, "rec_count", realm->rec_index, NULL);
	add_rim(model, state, rmm_realm_at(model, state, rd), record);
}

static const char *const destroyed_names[] = { "NO_CHANGE_DESTROYED", "CHANGE_DESTROYED" };
static const struct rmm_enumeration destroyed = {
	G_N_ELEMENTS(destroyed_names), { "RSI_" }, { destroyed_names }
};

static void record_rec(const struct rmm_model *model, const struct rmm *state,
		       guint64 pa, PeekRecord *record)
{
	uint32_t slot = rmm_rec_at(model, state, pa);
	const struct rmm_rec *rec;

	record->exists = slot != RMM_NONE;
	if (!record->exists)
		return;
	rec = rmm_rec(model, state, slot);
	add(record, "idx", rec->index, NULL);
	add(record, "runnable", rec->runnable, NULL);
	add(record, "psci_pending", rec->pending == PENDING_PSCI, NULL);
	add(record, "host_call_pending", rec->pending == PENDING_HOST_CALL, NULL);
	add(record, "host_call", rec->pending == PENDING_HOST_CALL, NULL);
	add(record, "ripas_addr", rec->ripas_addr, NULL);
	add(record, "ripas_top", rec->ripas_top, NULL);
	add(record, "ripas_value", rec->ripas_value, &rmm_ripas_values);
	add(record, "ripas_destroyed", rec->ripas_destroyed, &destroyed);
}

/* ---- looking one up ---- */

static const struct {
	const char *subject, *address;
	void (*fill)(const struct rmm_model *, const struct rmm *, guint64, PeekRecord *);
} subjects[] = {
	{ "granule", "granule", record_granule },
	{ "rim", "rd", record_rim },
	{ "realm", "rd", record_realm },
	{ "rec", "rec", record_rec },
	{ "rd", "rd", record_rd },
};

gboolean peek_read(const struct rmm_model *model, const struct rmm *state,
		   const TraceLine *line, PeekRecord *record)
{
	*record = (PeekRecord){ .count = 0 };
	for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++) {
		const char *text = trace_input(line, subjects[i].address);
		guint64 address;

		if (strcmp(line->subject, subjects[i].subject) != 0)
			continue;
		if (!text || !value_number(text, &address))
			return FALSE;
		subjects[i].fill(model, state, address, record);
		return TRUE;
	}
	return FALSE;
}

/* ---- judging ---- */

/* What TF-RMM 2.0 calls otherwise. */
static gboolean log_state(const char *text, uint64_t *state)
{
	if (strcmp(text, "PARTIAL") == 0)
		*state = GRANULE_INTERMEDIATE;
	else if (strcmp(text, "REC_AUX") == 0)
		*state = GRANULE_INTERNAL;
	else
		return FALSE;
	return TRUE;
}

static gboolean value_agrees(const struct rmm_model *model, const PeekRecord *record,
			     const PeekField *field, const char *text)
{
	uint64_t recorded[8] = { 0 };
	uint64_t value;

	if (field->is_bytes)
		return value_bytes(text, recorded, 8) &&
		       strlen(text) / 2 <= model->layout.measurement_size &&
		       memcmp(recorded, record->bytes, strlen(text) / 2) == 0;
	if (field->names == &rmm_granule_states && rmm_has(model, TRAIT_OPERATIONS) &&
	    log_state(text, &value))
		return value == field->value;
	if (field->names &&
	    spelling_enumerator(field->names, model->config.version, text, &value))
		return value == (field->names == &granule_ns ? 0 : field->value);
	return value_number(text, &value) && value == field->value;
}

gboolean peek_agrees(const struct rmm_model *model, const struct rmm *state,
		     const TraceLine *line)
{
	PeekRecord record;

	if (!line->status || !peek_read(model, state, line, &record))
		return FALSE;
	if (!record.exists)
		return g_str_has_prefix(line->status, "no_");
	for (unsigned i = 0; i < record.count; i++) {
		const char *text = trace_output(line, record.fields[i].name);

		/* A Granule's state may stand where other lines have a status. */
		if (!text && record.count == 1 && *line->status)
			text = line->status;
		if (text && !value_agrees(model, &record, &record.fields[i], text))
			return FALSE;
	}
	return TRUE;
}

static void append_field(GString *out, const struct rmm_model *model, const PeekRecord *record,
			 const PeekField *field)
{
	const char *name = field->names
		? rmm_name(field->names, model->config.version,
			   field->names == &granule_ns ? 0 : field->value) : NULL;

	g_string_append_printf(out, "%s%s=", out->len ? " " : "", field->name);
	for (unsigned i = 0; field->is_bytes && i < 32; i++)
		g_string_append_printf(out, "%02x", record->bytes[i]);
	if (field->is_bytes)
		return;
	if (name)
		g_string_append(out, name);
	else
		g_string_append_printf(out, "%" G_GINT64_MODIFIER "x", field->value);
}

void peek_append(GString *out, const struct rmm_model *model, const PeekRecord *record)
{
	if (!record->exists)
		g_string_append(out, "no such object");
	for (unsigned i = 0; i < record->count; i++)
		append_field(out, model, record, &record->fields[i]);
}
