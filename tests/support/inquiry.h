/* SPDX-License-Identifier: BSD-3-Clause */
/* Small explorations for tests. */
#ifndef TESTS_INQUIRY_H
#define TESTS_INQUIRY_H

#include "inquiry/inquiry.h"
#include "inquiry/sized.h"
#include "inquiry/witness.h"
#include "language/parser.h"

#define INQUIRY_TABLE "spec rmm-1.0-rel0\ninclude \"scenarios/common/one-table.ripas\"\n"

/* A page that may be delegated, mapped and unmapped: questions and "end" may follow. */
#define INQUIRY_ONE_PAGE INQUIRY_TABLE \
	"explore\n" \
	"host RMI_GRANULE_DELEGATE addr=$spare\n" \
	"host RMI_DATA_CREATE rd=$rd data=$spare ipa=0\n" \
	"host RMI_DATA_DESTROY rd=$rd ipa=0\n"

/* The test fails with its errors if there are any. */
Scenario *inquiry_parse(const char *text, struct rmm_variants variants);

/* By the plain engine, whatever @request says; the caller clears @explored. */
void inquiry_explore(const Scenario *scenario, const ExploreRequest *request,
		     Explored *explored);

/* For every size, of a file; the caller clears @result. */
void inquiry_sized(const char *path, enum rmm_variant variant, Sized *result);

#endif
