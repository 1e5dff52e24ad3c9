/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.4.9, B5.4.4: interface versions, and whether two go together. */
#ifndef RMM_INTERFACE_VERSION_H
#define RMM_INTERFACE_VERSION_H

#include "engine/command.h"

#define INTERFACE_VERSION(major, minor) ((uint64_t)(major) << 16 | (minor))

enum { OUT_LOWER, OUT_HIGHER };

/*
 * Answers a request for version @req where @implemented and those of lower minor
 * number are implemented (B4.3.23, B5.3.10): success if the caller can use one, and
 * then lower is what it asked for; else @refused.
 */
static inline void rmm_answer_version(struct rmm_result *result, uint64_t req,
				      uint64_t implemented,
				      enum rmm_status refused)
{
	bool usable = req >> 16 == implemented >> 16 && req <= implemented;

	if (!usable)
		result->status = refused;
	result->out[OUT_LOWER] = usable ? req : implemented;
	result->out[OUT_HIGHER] = implemented;
}

#endif
