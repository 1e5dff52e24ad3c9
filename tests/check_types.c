/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Vocabulary: names and encodings of states, results and values per version,
 * fields of bits, descriptors, interface versions, MPIDRs.
 */
#include <string.h>

#include "base/ns_descriptor.h"
#include "engine/interface_version.h"
#include "state/rec.h"
#include "state/tracking.h"
#include "suites.h"
#include "text/variants.h"
#include "world.h"

static const struct rmm_enumeration *const enumerations[] = {
	&rmm_granule_states, &rmm_gpt_states, &rmm_realm_states, &rmm_rec_states,
	&rmm_ripas_values, &rmm_rtte_states, &rmm_hash_algos, &rmm_responses,
	&rmm_exit_reasons, &rmm_pending_names, &rmm_global_states, &rmm_tracking_states,
};

/* No name twice in a version; a value out of range has none. */
START_TEST(test_names)
{
	const struct rmm_enumeration *e = enumerations[_i];

	for (guint v = 0; v < version_count(); v++) {
		const struct rmm_version *version = version_at(v);

		for (unsigned i = 0; i < e->count; i++) {
			const char *name = rmm_name(e, version, i);

			for (unsigned j = 0; name && j < i; j++)
				ck_assert_str_ne(name, rmm_name(e, version, j)
						 ? rmm_name(e, version, j) : "");
		}
		ck_assert_ptr_null(rmm_name(e, version, e->count));
		ck_assert_ptr_null(rmm_name(e, version, UINT64_MAX));
		ck_assert_ptr_nonnull(rmm_prefix(e, version));
	}
}
END_TEST

START_TEST(test_names_by_version)
{
	ck_assert_str_eq(rmm_name(&rmm_rtte_states, &rmm_version_1_0, RTTE_ASSIGNED), "ASSIGNED");
	ck_assert_str_eq(rmm_name(&rmm_rtte_states, &rmm_version_2_0_bet0, RTTE_DATA), "DATA");
	ck_assert_ptr_null(rmm_name(&rmm_rtte_states, &rmm_version_1_0, RTTE_NARCH_DEV));
	ck_assert_ptr_null(rmm_name(&rmm_granule_states, &rmm_version_2_0_bet0, GRANULE_REC_AUX));
	ck_assert_str_eq(rmm_prefix(rmm_rmi_ripas.names, &rmm_version_1_0), "RMI_");
	ck_assert_str_eq(rmm_prefix(rmm_rmi_ripas.names, &rmm_version_2_0_bet0), "RMI_RIPAS_");
	ck_assert_str_eq(rmm_prefix(&rmm_rec_states, &rmm_version_2_0_bet0), "REC_");
}
END_TEST

/* Results: a name of their own, an encoding that their interface has once. */
START_TEST(test_statuses)
{
	for (unsigned i = 0; i < STATUSES; i++) {
		const struct rmm_status_info *info = rmm_status((enum rmm_status)i);

		ck_assert_msg(info->name && *info->name, "status %u has no name", i);
		for (unsigned j = 0; j < i; j++) {
			const struct rmm_status_info *other = rmm_status((enum rmm_status)j);

			ck_assert_str_ne(info->name, other->name);
			if (info->interface == other->interface &&
			    info->interface <= INTERFACE_PSCI)
				ck_assert_int_ne(info->encoding, other->encoding);
		}
		ck_assert(rmm_succeeded((enum rmm_status)i) ==
			  (i == RMI_SUCCESS || i == RSI_SUCCESS || i == RSI_INCOMPLETE ||
			   i == PSCI_SUCCESS || i == STATUS_OK));
	}
}
END_TEST

/* B4.4.1, B5.4.1, B6.4.2 */
START_TEST(test_encodings)
{
	static const struct {
		enum rmm_status status;
		int64_t encoding;
	} rows[] = {
		{ RMI_SUCCESS, 0 }, { RMI_ERROR_INPUT, 1 }, { RMI_ERROR_REALM, 2 },
		{ RMI_ERROR_REC, 3 }, { RMI_ERROR_RTT, 4 }, { RSI_SUCCESS, 0 },
		{ RSI_ERROR_INPUT, 1 }, { RSI_ERROR_STATE, 2 }, { RSI_INCOMPLETE, 3 },
		{ RSI_ERROR_UNKNOWN, 4 }, { PSCI_SUCCESS, 0 }, { PSCI_NOT_SUPPORTED, -1 },
		{ PSCI_INVALID_PARAMETERS, -2 }, { PSCI_DENIED, -3 }, { PSCI_ALREADY_ON, -4 },
		{ PSCI_INVALID_ADDRESS, -9 }, { PSCI_OFF, 1 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
		ck_assert_int_eq(rmm_status(rows[i].status)->encoding, rows[i].encoding);
}
END_TEST

/* A field: bits of a slot, which leaves the other bits alone. */
START_TEST(test_fields)
{
	static const struct rmm_value whole = VALUE(1, "whole", rmm_bits64);
	static const struct rmm_value field = FIELD(1, "field", rmm_uint64, 8, 4);
	static const struct rmm_value many = MEMBERS(0, "many", rmm_bits64, 2);
	uint64_t slots[2] = { 0 };

	rmm_value_set(&whole, slots, 0, UINT64_MAX);
	rmm_value_set(&field, slots, 0, 0x25);
	ck_assert_uint_eq(slots[1], UINT64_MAX & ~(uint64_t)0xa00);
	ck_assert_uint_eq(rmm_value_get(&field, slots, 0), 5);
	ck_assert_uint_eq(rmm_value_get(&whole, slots, 0), slots[1]);
	rmm_value_set(&many, slots, 1, 7);
	ck_assert_uint_eq(slots[1], 7);
	ck_assert_uint_eq(rmm_value_get(&many, slots, 1), 7);
	ck_assert_uint_eq(slots[0], 0);
}
END_TEST

/* A5.5.11: what the Host writes is what it reads, with and without LPA2. */
START_TEST(test_descriptors)
{
	static const struct {
		uint64_t desc;
		bool lpa2, valid;
		uint64_t address;
	} rows[] = {
		{ 0x0000123456789000, false, true, 0x123456789000 },
		{ 0x00001234567890c0, false, true, 0x123456789000 },
		{ 0x000fffffffff0000, false, true, 0xfffffffff0000 },
		{ 0x0000123456789010, false, false, 0 },        /* MemAttr 4 is reserved */
		{ 0x0000123456789014, false, true, 0x123456789000 },
		{ 0x0000000000000100, false, false, 0 },        /* address[50] without LPA2 */
		{ 0x0000000000000301, false, false, 0 },
		{ 0x0010000000000000, false, false, 0 },
		{ 0x0000123456789300, true, true, 0xc123456789000 },
		{ 0x0000123456789140, true, true, 0x4123456789000 },
		{ 0x0004123456789000, true, false, 0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint64_t desc = rows[i].desc;
		struct rmm_rtte rtte;

		ck_assert_msg(rmm_ns_descriptor_is_valid(desc, rows[i].lpa2) == rows[i].valid,
			      "row %zu", i);
		if (!rows[i].valid)
			continue;
		ck_assert_uint_eq(rmm_ns_descriptor_address(desc, rows[i].lpa2), rows[i].address);
		rtte = rtte_make_ns(rows[i].address, rmm_ns_descriptor_mem_attr(desc),
				    rmm_ns_descriptor_s2ap(desc));
		ck_assert_uint_eq(rmm_ns_descriptor_of(rtte, rows[i].lpa2), desc);
	}
}
END_TEST

/* B4.3.23, B5.3.10: success, and what was asked for, if the caller can use it. */
START_TEST(test_interface_versions)
{
	static const struct {
		uint64_t req;
		gboolean usable;
	} rows[] = {
		{ INTERFACE_VERSION(1, 1), TRUE }, { INTERFACE_VERSION(1, 0), TRUE },
		{ INTERFACE_VERSION(1, 2), FALSE }, { INTERFACE_VERSION(0, 1), FALSE },
		{ INTERFACE_VERSION(2, 0), FALSE }, { UINT64_MAX, FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct rmm_result result = { .status = RMI_SUCCESS };

		rmm_answer_version(&result, rows[i].req, INTERFACE_VERSION(1, 1), RMI_ERROR_INPUT);
		ck_assert_int_eq(result.status, rows[i].usable ? RMI_SUCCESS : RMI_ERROR_INPUT);
		ck_assert_uint_eq(result.out[OUT_LOWER], rows[i].usable ? rows[i].req : 0x10001);
		ck_assert_uint_eq(result.out[OUT_HIGHER], 0x10001);
	}
}
END_TEST

/* A2.3.3: Aff0 has four bits; the fields follow each other without a gap. */
START_TEST(test_mpidrs)
{
	static const struct {
		uint64_t index, mpidr;
	} rows[] = {
		{ 0, 0 }, { 15, 15 }, { 16, 0x100 }, { 4095, 0xff0f }, { 4096, 0x10000 },
		{ 0xfffff, 0xffff0f }, { 0x100000, 0x1000000 }, { 0xfffffff, 0xffffff0f },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		ck_assert_uint_eq(rmm_mpidr_of_index(rows[i].index), rows[i].mpidr);
		ck_assert_uint_eq(rmm_index_of_mpidr(rows[i].mpidr), rows[i].index);
	}
	/* Reserved bits do not count. */
	ck_assert_uint_eq(rmm_index_of_mpidr(0x8f0), 0x80);
}
END_TEST

/* ---- variants ---- */

START_TEST(test_variants)
{
	for (unsigned i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const struct rmm_variant_info *info = rmm_variant_info((enum rmm_variant)i);

		ck_assert(info && *info->id && *info->text);
		for (guint v = 0; v < version_count(); v++)
			ck_assert(*version_section(version_at(v), info->section) ||
				  !variant_applies(info, version_at(v)));
		for (unsigned j = VARIANT_NONE + 1; j < i; j++)
			ck_assert_str_ne(info->id, rmm_variant_info((enum rmm_variant)j)->id);
	}
	ck_assert_ptr_null(rmm_variant_info(VARIANT_NONE));
	ck_assert_ptr_null(rmm_variant_info(VARIANTS));
}
END_TEST

/* The departures of an implementation are those that name it. */
START_TEST(test_implementations)
{
	for (unsigned which = 0; which < IMPLEMENTATIONS; which++) {
		struct rmm_variants set =
			rmm_implementation_variants((enum rmm_implementation)which);

		for (unsigned i = VARIANT_NONE + 1; i < VARIANTS; i++) {
			const struct rmm_variant_info *info =
				rmm_variant_info((enum rmm_variant)i);

			ck_assert(rmm_has_variant(&set, (enum rmm_variant)i) ==
				  (info->implementations >> which & 1));
			ck_assert(info->kind != VARIANT_MISTAKE || !info->implementations);
			ck_assert(info->kind != VARIANT_DEPARTURE || info->implementations);
		}
	}
}
END_TEST

Suite *suite_types(void)
{
	Suite *suite = suite_create("types");
	TCase *tcase = tcase_create("types");

	tcase_add_loop_test(tcase, test_names, 0, G_N_ELEMENTS(enumerations));
	tcase_add_test(tcase, test_names_by_version);
	tcase_add_test(tcase, test_statuses);
	tcase_add_test(tcase, test_encodings);
	tcase_add_test(tcase, test_fields);
	tcase_add_test(tcase, test_descriptors);
	tcase_add_test(tcase, test_interface_versions);
	tcase_add_test(tcase, test_mpidrs);
	tcase_add_test(tcase, test_variants);
	tcase_add_test(tcase, test_implementations);
	suite_add_tcase(suite, tcase);
	return suite;
}
