/* SPDX-License-Identifier: BSD-3-Clause */
/* The parts of a state. */
#include "state/parts.h"

#include "state/diff.h"

/* Goes through a state from its beginning; what is skipped is unused. */
struct teller {
	rmm_part_function *function;
	void *user;
	uint32_t at;            /* where the next part begins */
	enum rmm_part_owner owner;
	uint32_t subject;
};

static void skip_to(struct teller *teller, uint32_t offset)
{
	struct rmm_part part = {
		.offset = teller->at, .size = offset - teller->at, .kind = PART_UNUSED,
		.owner = OWNER_STATE, .item = RMM_NO_ITEM,
	};

	if (part.size)
		teller->function(teller->user, &part);
	teller->at = offset;
}

static void tell_item(struct teller *teller, uint32_t size, enum rmm_part_kind kind,
		      bool ghost, uint32_t item)
{
	struct rmm_part part = {
		teller->at, size, kind, ghost, teller->owner, teller->subject, item
	};

	teller->function(teller->user, &part);
	teller->at += size;
}

static void tell(struct teller *teller, uint32_t size, enum rmm_part_kind kind)
{
	tell_item(teller, size, kind, false, RMM_NO_ITEM);
}

/* @count parts alike. */
static void tell_row(struct teller *teller, uint32_t count, uint32_t size,
		     enum rmm_part_kind kind)
{
	for (uint32_t i = 0; i < count; i++)
		tell(teller, size, kind);
}

static void own(struct teller *teller, enum rmm_part_owner owner, uint32_t subject)
{
	teller->owner = owner;
	teller->subject = subject;
}

/* ---- fields of structures ---- */

/* What a member holds; item: the field that tells of it. */
struct member {
	uint8_t offset, size;
	enum rmm_part_kind kind;
	uint32_t item;
};

#define MEMBER_OF(type, member, kind, item) \
	{ offsetof(struct type, member), sizeof(((struct type *)0)->member), kind, item }

static const struct member realm_members[] = {
	MEMBER_OF(rmm_realm, rd, PART_GRANULE_OR_NONE, REALM_FIELD_RD),
	MEMBER_OF(rmm_realm, rtt_base, PART_GRANULE, REALM_FIELD_RTT_BASE),
	MEMBER_OF(rmm_realm, vmid, PART_PLAIN, REALM_FIELD_VMID),
	MEMBER_OF(rmm_realm, rec_index, PART_PLAIN, REALM_FIELD_REC_INDEX),
	MEMBER_OF(rmm_realm, num_recs, PART_PLAIN, REALM_FIELD_NUM_RECS),
	MEMBER_OF(rmm_realm, state, PART_PLAIN, REALM_FIELD_STATE),
	MEMBER_OF(rmm_realm, ipa_width, PART_PLAIN, REALM_FIELD_IPA_WIDTH),
	MEMBER_OF(rmm_realm, rtt_num_start, PART_PLAIN, REALM_FIELD_RTT_NUM_START),
	MEMBER_OF(rmm_realm, hash_algo, PART_PLAIN, REALM_FIELD_HASH_ALGO),
	MEMBER_OF(rmm_realm, lpa2, PART_PLAIN, REALM_FIELD_LPA2),
	MEMBER_OF(rmm_realm, rtt_level_start, PART_PLAIN, REALM_FIELD_RTT_LEVEL_START),
	MEMBER_OF(rmm_realm, flags1, PART_PLAIN, REALM_FIELD_FLAGS1),
	MEMBER_OF(rmm_realm, reserved, PART_UNUSED, RMM_NO_ITEM),
	MEMBER_OF(rmm_realm, flags0, PART_PLAIN, REALM_FIELD_FLAGS0),
};

static const struct member rec_members[] = {
	MEMBER_OF(rmm_rec, ripas_addr, PART_IPA, REC_FIELD_RIPAS_ADDR),
	MEMBER_OF(rmm_rec, ripas_top, PART_IPA, REC_FIELD_RIPAS_TOP),
	MEMBER_OF(rmm_rec, address, PART_IPA, REC_FIELD_ADDRESS),
	MEMBER_OF(rmm_rec, run_ptr, PART_PA, REC_FIELD_RUN_PTR),
	MEMBER_OF(rmm_rec, granule, PART_GRANULE_OR_NONE, REC_FIELD_GRANULE),
	MEMBER_OF(rmm_rec, index, PART_PLAIN, REC_FIELD_INDEX),
	MEMBER_OF(rmm_rec, attest_left, PART_PLAIN, REC_FIELD_ATTEST_LEFT),
	MEMBER_OF(rmm_rec, owner, PART_SLOT, REC_FIELD_OWNER),
	MEMBER_OF(rmm_rec, state, PART_PLAIN, REC_FIELD_STATE),
	MEMBER_OF(rmm_rec, runnable, PART_PLAIN, REC_FIELD_RUNNABLE),
	MEMBER_OF(rmm_rec, pending, PART_PLAIN, REC_FIELD_PENDING),
	MEMBER_OF(rmm_rec, ripas_value, PART_PLAIN, REC_FIELD_RIPAS_VALUE),
	MEMBER_OF(rmm_rec, ripas_destroyed, PART_PLAIN, REC_FIELD_RIPAS_DESTROYED),
	MEMBER_OF(rmm_rec, ripas_response, PART_PLAIN, REC_FIELD_RIPAS_RESPONSE),
	MEMBER_OF(rmm_rec, emulatable_abort, PART_PLAIN, REC_FIELD_EMULATABLE_ABORT),
	MEMBER_OF(rmm_rec, abort, PART_PLAIN, REC_FIELD_ABORT),
	MEMBER_OF(rmm_rec, srt, PART_PLAIN, REC_FIELD_SRT),
	MEMBER_OF(rmm_rec, trap, PART_PLAIN, REC_FIELD_TRAP),
	MEMBER_OF(rmm_rec, attest_state, PART_PLAIN, REC_FIELD_ATTEST_STATE),
};

static const struct member global_members[] = {
	MEMBER_OF(rmm_global, state, PART_PLAIN, GLOBAL_FIELD_STATE),
	MEMBER_OF(rmm_global, region_size, PART_PLAIN, GLOBAL_FIELD_REGION_SIZE),
	MEMBER_OF(rmm_global, granule_size, PART_PLAIN, GLOBAL_FIELD_GRANULE_SIZE),
	MEMBER_OF(rmm_global, num_realms, PART_PLAIN, GLOBAL_FIELD_NUM_REALMS),
	MEMBER_OF(rmm_global, operations, PART_PLAIN, GLOBAL_FIELD_OPERATIONS),
	MEMBER_OF(rmm_global, num_tracked, PART_PLAIN, GLOBAL_FIELD_NUM_TRACKED),
};

static const struct member operation_members[] = {
	MEMBER_OF(rmm_operation, progress, PART_PLAIN, RMM_NO_ITEM),
	MEMBER_OF(rmm_operation, offset, PART_PLAIN, RMM_NO_ITEM),
	MEMBER_OF(rmm_operation, command, PART_PLAIN, RMM_NO_ITEM),
	MEMBER_OF(rmm_operation, phase, PART_PLAIN, RMM_NO_ITEM),
	MEMBER_OF(rmm_operation, wanted, PART_PLAIN, RMM_NO_ITEM),
	MEMBER_OF(rmm_operation, held, PART_PLAIN, RMM_NO_ITEM),
	MEMBER_OF(rmm_operation, status, PART_PLAIN, RMM_NO_ITEM),
	MEMBER_OF(rmm_operation, index, PART_PLAIN, RMM_NO_ITEM),
	MEMBER_OF(rmm_operation, condition, PART_PLAIN, RMM_NO_ITEM),
	MEMBER_OF(rmm_operation, marked[0], PART_PLAIN, RMM_NO_ITEM),
	MEMBER_OF(rmm_operation, marked[1], PART_PLAIN, RMM_NO_ITEM),
	MEMBER_OF(rmm_operation, pe, PART_PLAIN, RMM_NO_ITEM),
};

/* A structure of @size bytes at @base. */
static void tell_members(struct teller *teller, uint32_t base, size_t size,
			 const struct member *members, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (members[i].kind == PART_UNUSED)
			continue;
		skip_to(teller, base + members[i].offset);
		tell_item(teller, members[i].size, members[i].kind, false, members[i].item);
	}
	skip_to(teller, base + (uint32_t)size);
}

#define TELL(teller, base, type, members) \
	tell_members(teller, base, sizeof(struct type), members, \
		     sizeof(members) / sizeof((members)[0]))

/* ---- what a state consists of ---- */

static void tell_marks(struct teller *teller)
{
	own(teller, OWNER_STATE, 0);
	tell_row(teller, offsetof(struct rmm, global) / 4, 4, PART_PLAIN);
	own(teller, OWNER_GLOBAL, 0);
	TELL(teller, offsetof(struct rmm, global), rmm_global, global_members);
}

static void tell_column(struct teller *teller, const struct rmm_model *m, uint32_t offset,
			uint32_t size, enum rmm_part_kind kind, bool ghost)
{
	skip_to(teller, offset);
	for (uint32_t i = 0; i < m->layout.granules; i++) {
		own(teller, OWNER_GRANULE, i);
		tell_item(teller, size, kind, ghost, RMM_NO_ITEM);
	}
}

static void tell_granules(struct teller *teller, const struct rmm_model *m)
{
	const struct rmm_layout *l = &m->layout;

	tell_column(teller, m, l->granule_state, 1, PART_PLAIN, false);
	tell_column(teller, m, l->granule_origin, 1, PART_PLAIN, true);
	tell_column(teller, m, l->granule_link, l->link_size, PART_LINK, false);
	if (!m->config.contents)
		return;
	tell_column(teller, m, l->granule_fill, 8, PART_PLAIN, false);
	tell_column(teller, m, l->granule_words, 4, PART_WORD, false);
}

static void tell_operations(struct teller *teller, const struct rmm_model *m)
{
	const struct rmm_layout *l = &m->layout;

	skip_to(teller, l->tracking);
	for (uint32_t i = 0; i < l->region_places; i++) {
		own(teller, OWNER_TRACKING, i);
		tell(teller, 1, PART_PLAIN);
	}
	for (uint32_t i = 0; i < m->config.operations; i++) {
		uint32_t base = l->operations + i * l->operation_stride;

		skip_to(teller, base);
		own(teller, OWNER_OPERATION, i);
		TELL(teller, base, rmm_operation, operation_members);
		tell_row(teller, l->operation_inputs, 8, PART_INPUT);
		tell_row(teller, m->config.platform.aux_count, 4, PART_GRANULE);
	}
}

static void tell_realms(struct teller *teller, const struct rmm_model *m)
{
	const struct rmm_layout *l = &m->layout;

	for (uint32_t i = 0; i < m->config.realms; i++) {
		uint32_t base = l->realms + i * l->realm_stride;

		skip_to(teller, base);
		own(teller, OWNER_REALM, i);
		TELL(teller, base, rmm_realm, realm_members);
		tell_row(teller, rmm_measurements(m) * l->measurement_size / 8, 8, PART_PLAIN);
		if (m->config.hash)
			tell_row(teller, 64 / 8, 8, PART_PLAIN);
	}
}

static void tell_recs(struct teller *teller, const struct rmm_model *m)
{
	const struct rmm_layout *l = &m->layout;

	for (uint32_t i = 0; i < m->config.recs; i++) {
		uint32_t base = l->recs + i * l->rec_stride;

		skip_to(teller, base);
		own(teller, OWNER_REC, i);
		TELL(teller, base, rmm_rec, rec_members);
		/* The registers and the pc. */
		tell_row(teller, m->config.gprs + 1, 8, PART_PLAIN);
		tell_row(teller, m->config.platform.aux_count, 4, PART_GRANULE);
	}
}

static void tell_words(struct teller *teller, const struct rmm_model *m)
{
	skip_to(teller, m->layout.words);
	for (uint32_t i = 0; i < m->config.words; i++) {
		own(teller, OWNER_WORD, i);
		tell(teller, 8, PART_PLAIN);
		tell(teller, 4, PART_WORD);
		tell(teller, 4, PART_PLAIN);
	}
}

static void tell_rtts(struct teller *teller, const struct rmm_model *m)
{
	skip_to(teller, m->layout.rtt_positions);
	for (uint32_t i = 0; i < m->config.rtts; i++) {
		own(teller, OWNER_RTT, i);
		tell(teller, 8, PART_POSITION);
	}
	skip_to(teller, m->layout.rtts);
	for (uint32_t i = 0; i < m->config.rtts; i++) {
		own(teller, OWNER_RTT, i);
		for (uint32_t j = 0; j < m->config.rtt_entries; j++)
			tell_item(teller, 8, PART_RTTE, false, j);
	}
}

void rmm_parts(const struct rmm_model *m, rmm_part_function *function, void *user)
{
	struct teller teller = { function, user, 0, OWNER_STATE, 0 };

	tell_marks(&teller);
	tell_granules(&teller, m);
	if (rmm_has(m, TRAIT_OPERATIONS))
		tell_operations(&teller, m);
	tell_realms(&teller, m);
	tell_recs(&teller, m);
	tell_words(&teller, m);
	tell_rtts(&teller, m);
	skip_to(&teller, (uint32_t)m->layout.size);
}
