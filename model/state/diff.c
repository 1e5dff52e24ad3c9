/* SPDX-License-Identifier: BSD-3-Clause */
/* What differs between two states. */
#include "state/diff.h"

#include "state/memory.h"

#define FIELD(type, member, names) \
	{ #member, offsetof(struct type, member), \
	  sizeof(((struct type *)0)->member), names, false }
#define PRIVATE(type, member) \
	{ #member, offsetof(struct type, member), \
	  sizeof(((struct type *)0)->member), NULL, true }

const struct rmm_field rmm_global_fields[GLOBAL_FIELDS] = {
	[GLOBAL_FIELD_STATE]        = FIELD(rmm_global, state, &rmm_global_states),
	[GLOBAL_FIELD_GRANULE_SIZE] = FIELD(rmm_global, granule_size, &rmm_granule_size_names),
	[GLOBAL_FIELD_REGION_SIZE]  = FIELD(rmm_global, region_size, NULL),
	[GLOBAL_FIELD_OPERATIONS]   = PRIVATE(rmm_global, operations),
	[GLOBAL_FIELD_NUM_REALMS]   = FIELD(rmm_global, num_realms, NULL),
	[GLOBAL_FIELD_NUM_TRACKED]  = FIELD(rmm_global, num_tracked, NULL),
};

const struct rmm_field rmm_realm_fields[REALM_FIELDS] = {
	[REALM_FIELD_RD]              = PRIVATE(rmm_realm, rd),
	[REALM_FIELD_RTT_BASE]        = PRIVATE(rmm_realm, rtt_base),
	[REALM_FIELD_VMID]            = FIELD(rmm_realm, vmid, NULL),
	[REALM_FIELD_REC_INDEX]       = FIELD(rmm_realm, rec_index, NULL),
	[REALM_FIELD_NUM_RECS]        = FIELD(rmm_realm, num_recs, NULL),
	[REALM_FIELD_STATE]           = FIELD(rmm_realm, state, &rmm_realm_states),
	[REALM_FIELD_IPA_WIDTH]       = FIELD(rmm_realm, ipa_width, NULL),
	[REALM_FIELD_RTT_NUM_START]   = FIELD(rmm_realm, rtt_num_start, NULL),
	[REALM_FIELD_HASH_ALGO]       = FIELD(rmm_realm, hash_algo, &rmm_hash_algos),
	[REALM_FIELD_LPA2]            = FIELD(rmm_realm, lpa2, NULL),
	[REALM_FIELD_RTT_LEVEL_START] = FIELD(rmm_realm, rtt_level_start, NULL),
	[REALM_FIELD_FLAGS0]          = FIELD(rmm_realm, flags0, NULL),
	[REALM_FIELD_FLAGS1]          = FIELD(rmm_realm, flags1, NULL),
};

const struct rmm_field rmm_rec_fields[REC_FIELDS] = {
	[REC_FIELD_RIPAS_ADDR]       = FIELD(rmm_rec, ripas_addr, NULL),
	[REC_FIELD_RIPAS_TOP]        = FIELD(rmm_rec, ripas_top, NULL),
	[REC_FIELD_ADDRESS]          = PRIVATE(rmm_rec, address),
	[REC_FIELD_RUN_PTR]          = PRIVATE(rmm_rec, run_ptr),
	[REC_FIELD_GRANULE]          = PRIVATE(rmm_rec, granule),
	[REC_FIELD_OWNER]            = FIELD(rmm_rec, owner, NULL),
	[REC_FIELD_INDEX]            = FIELD(rmm_rec, index, NULL),
	[REC_FIELD_STATE]            = FIELD(rmm_rec, state, &rmm_rec_states),
	[REC_FIELD_RUNNABLE]         = FIELD(rmm_rec, runnable, NULL),
	[REC_FIELD_PENDING]          = FIELD(rmm_rec, pending, &rmm_pending_names),
	[REC_FIELD_RIPAS_VALUE]      = FIELD(rmm_rec, ripas_value, &rmm_ripas_values),
	[REC_FIELD_RIPAS_DESTROYED]  = FIELD(rmm_rec, ripas_destroyed, NULL),
	[REC_FIELD_RIPAS_RESPONSE]   = FIELD(rmm_rec, ripas_response, &rmm_responses),
	[REC_FIELD_EMULATABLE_ABORT] = FIELD(rmm_rec, emulatable_abort, NULL),
	[REC_FIELD_ABORT]            = PRIVATE(rmm_rec, abort),
	[REC_FIELD_SRT]              = PRIVATE(rmm_rec, srt),
	[REC_FIELD_TRAP]             = PRIVATE(rmm_rec, trap),
	[REC_FIELD_ATTEST_STATE]     = FIELD(rmm_rec, attest_state, NULL),
	[REC_FIELD_ATTEST_LEFT]      = PRIVATE(rmm_rec, attest_left),
};

uint64_t rmm_field_value(const struct rmm_field *field, const void *object)
{
	uint64_t value = 0;

	switch (field->size) {
	case 1: value = *((const uint8_t *)object + field->offset); break;
	case 2: value = *(const uint16_t *)((const char *)object + field->offset); break;
	case 4: value = *(const uint32_t *)((const char *)object + field->offset); break;
	default: value = *(const uint64_t *)((const char *)object + field->offset); break;
	}
	return value;
}

struct scan {
	const struct rmm_model *m;
	const struct rmm *from, *to;
	rmm_change_function *function;
	void *user;
};

static bool report(const struct scan *scan, enum rmm_change_kind kind,
		   uint32_t subject, uint32_t item)
{
	struct rmm_change change = { kind, subject, item };

	return scan->function(scan->user, &change);
}

static bool diff_contents(const struct scan *scan, uint32_t granule)
{
	const struct rmm_model *m = scan->m;
	size_t fill = m->layout.granule_fill + 8 * (size_t)granule;
	size_t words = m->layout.granule_words + 4 * (size_t)granule;

	if (*rmm_granule_origin(m, scan->from, granule) !=
	    *rmm_granule_origin(m, scan->to, granule))
		return true;
	if (!m->config.contents)
		return false;
	if (*(uint64_t *)rmm_part(scan->from, fill) != *(uint64_t *)rmm_part(scan->to, fill) ||
	    *(uint32_t *)rmm_part(scan->from, words) != *(uint32_t *)rmm_part(scan->to, words))
		return true;
	for (uint32_t next = *(uint32_t *)rmm_part(scan->from, words); next;
	     next = rmm_word(m, scan->from, next - 1)->next)
		if (memcmp(rmm_word(m, scan->from, next - 1),
			   rmm_word(m, scan->to, next - 1), sizeof(struct rmm_word)))
			return true;
	return false;
}

static bool diff_granules(const struct scan *scan, uint32_t first, uint32_t end)
{
	for (uint32_t g = first; g < end; g++) {
		uint8_t changed = *rmm_granule_byte(scan->m, scan->from, g) ^
				  *rmm_granule_byte(scan->m, scan->to, g);

		if (((changed & 0x0f) && !report(scan, CHANGE_GRANULE_STATE, g, 0)) ||
		    ((changed & 0xf0) && !report(scan, CHANGE_GRANULE_GPT, g, 0)) ||
		    (diff_contents(scan, g) && !report(scan, CHANGE_CONTENTS, g, 0)))
			return false;
	}
	return true;
}

/* Does a column of the Granules differ in [first, end)? */
static bool column_differs(const struct scan *scan, uint32_t offset,
			   uint32_t width, uint32_t first, uint32_t end)
{
	size_t from = offset + (size_t)width * first;

	return memcmp(rmm_part(scan->from, from), rmm_part(scan->to, from),
		      (size_t)width * (end - first)) != 0;
}

static uint32_t higher(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* A word that changes in place shows in no column of its Granule. */
static bool words_differ(const struct scan *scan)
{
	uint32_t high = higher(scan->from->words_high, scan->to->words_high);

	return scan->m->config.contents && high != 0 &&
	       memcmp(rmm_part(scan->from, scan->m->layout.words),
		      rmm_part(scan->to, scan->m->layout.words),
		      sizeof(struct rmm_word) * high) != 0;
}

static bool diff_chunk(const struct scan *scan, uint32_t chunk, uint32_t high, bool words)
{
	const struct rmm_layout *layout = &scan->m->layout;
	uint32_t first = RMM_CHUNK * chunk, end = rmm_chunk_end(chunk, high);
	bool differs = words ||
		column_differs(scan, layout->granule_state, 1, first, end) ||
		column_differs(scan, layout->granule_origin, 1, first, end) ||
		(scan->m->config.contents &&
		 (column_differs(scan, layout->granule_fill, 8, first, end) ||
		  column_differs(scan, layout->granule_words, 4, first, end)));

	return !differs || diff_granules(scan, first, end);
}

static bool diff_all_granules(const struct scan *scan)
{
	uint32_t high = higher(scan->from->granules_high, scan->to->granules_high);
	uint32_t chunks[2 * RMM_WRITTEN_MAX];
	bool words = words_differ(scan);
	unsigned count;

	if (rmm_state_written(scan->m, scan->from, scan->to, NOTED_CHUNKS, chunks, &count)) {
		for (unsigned i = 0; i < count; i++)
			if (!diff_chunk(scan, chunks[i], high, words))
				return false;
		return true;
	}
	for (uint32_t i = 0; i < rmm_chunks(high); i++)
		if (!diff_chunk(scan, i, high, words))
			return false;
	return true;
}

static bool diff_fields(const struct scan *scan, enum rmm_change_kind kind,
			uint32_t slot, const struct rmm_field *fields,
			unsigned count, const void *from, const void *to)
{
	for (unsigned i = 0; i < count; i++) {
		if (memcmp((const char *)from + fields[i].offset,
			   (const char *)to + fields[i].offset, fields[i].size) &&
		    !report(scan, kind, slot, i))
			return false;
	}
	return true;
}

static bool diff_realm(const struct scan *scan, uint32_t slot)
{
	const struct rmm_model *m = scan->m;

	if (!diff_fields(scan, CHANGE_REALM, slot, rmm_realm_fields, REALM_FIELDS,
			 rmm_realm(m, scan->from, slot), rmm_realm(m, scan->to, slot)))
		return false;
	for (unsigned i = 0; i < rmm_measurements(m); i++) {
		if (memcmp(rmm_measurement(m, scan->from, slot, i),
			   rmm_measurement(m, scan->to, slot, i),
			   m->layout.measurement_size) &&
		    !report(scan, CHANGE_MEASUREMENT, slot, i))
			return false;
	}
	return true;
}

static bool diff_rec(const struct scan *scan, uint32_t slot)
{
	const struct rmm_model *m = scan->m;
	const uint64_t *from = rmm_gprs(m, scan->from, slot);
	const uint64_t *to = rmm_gprs(m, scan->to, slot);

	if (!diff_fields(scan, CHANGE_REC, slot, rmm_rec_fields, REC_FIELDS,
			 rmm_rec(m, scan->from, slot), rmm_rec(m, scan->to, slot)))
		return false;
	/* The pc follows the registers. */
	for (unsigned i = 0; i <= m->config.gprs; i++) {
		if (from[i] != to[i] &&
		    !report(scan, CHANGE_GPR, slot, i == m->config.gprs ? 31 : i))
			return false;
	}
	return true;
}

static bool diff_rtt(const struct scan *scan, uint32_t rtt)
{
	const struct rmm_rtte *from = rmm_rtt_entries(scan->m, scan->from, rtt);
	const struct rmm_rtte *to = rmm_rtt_entries(scan->m, scan->to, rtt);

	if (!memcmp(from, to, scan->m->layout.rtt_stride))
		return true;
	for (uint32_t i = 0; i < scan->m->config.rtt_entries; i++)
		if (!rtte_equal(from[i], to[i]) && !report(scan, CHANGE_RTTE, rtt, i))
			return false;
	return true;
}

static bool diff_operations(const struct scan *scan)
{
	const struct rmm_model *m = scan->m;
	uint32_t high = higher(scan->from->operations_high, scan->to->operations_high);

	if (!diff_fields(scan, CHANGE_GLOBAL, 0, rmm_global_fields, GLOBAL_FIELDS,
			 rmm_global(scan->from), rmm_global(scan->to)))
		return false;
	for (uint32_t i = 0; i < m->layout.region_places; i++)
		if (column_differs(scan, m->layout.tracking, 1, i, i + 1) &&
		    !report(scan, CHANGE_TRACKING, i, 0))
			return false;
	for (uint32_t i = 0; i < high; i++)
		if (column_differs(scan, m->layout.operations, m->layout.operation_stride,
				   i, i + 1) &&
		    !report(scan, CHANGE_OPERATION, i, 0))
			return false;
	return true;
}

static bool diff_rtts(const struct scan *scan)
{
	const struct rmm *from = scan->from, *to = scan->to;
	uint32_t high = higher(from->rtts_high, to->rtts_high);
	uint32_t rtts[2 * RMM_WRITTEN_MAX];
	unsigned count;

	if (rmm_state_written(scan->m, from, to, NOTED_RTTS, rtts, &count)) {
		for (unsigned i = 0; i < count; i++)
			if (!diff_rtt(scan, rtts[i]))
				return false;
		return true;
	}
	for (uint32_t i = 0; i < high; i++)
		if (!diff_rtt(scan, i))
			return false;
	return true;
}

bool rmm_diff(const struct rmm_model *m, const struct rmm *from,
	      const struct rmm *to, rmm_change_function *function, void *user)
{
	struct scan scan = { m, from, to, function, user };
	uint32_t recs = higher(from->recs_high, to->recs_high);
	uint32_t realms = higher(from->realms_high, to->realms_high);

	if (!diff_all_granules(&scan) ||
	    (rmm_has(m, TRAIT_OPERATIONS) && !diff_operations(&scan)))
		return false;
	for (uint32_t i = 0; i < realms; i++)
		if (memcmp(rmm_realm(m, from, i), rmm_realm(m, to, i),
			   m->layout.realm_stride) && !diff_realm(&scan, i))
			return false;
	for (uint32_t i = 0; i < recs; i++)
		if (memcmp(rmm_rec(m, from, i), rmm_rec(m, to, i),
			   m->layout.rec_stride) && !diff_rec(&scan, i))
			return false;
	return diff_rtts(&scan);
}
