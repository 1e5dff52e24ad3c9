/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls of the Host that no line prints, without which a line cannot be as it is. */
#ifndef SIM_REPAIR_H
#define SIM_REPAIR_H

#include "dialect/event.h"
#include "rebuild/builder.h"

/* A table more on the way to @ipa. FALSE: there is none below, or no memory. */
gboolean repair_deepen(Builder *builder, guint64 rd, guint64 ipa);

/* Makes that a Realm can use the page at @ipa. FALSE: it cannot become RAM any more. */
gboolean repair_map(Builder *builder, guint64 rd, guint64 ipa);

/*
 * One call that brings @call, which returned @result, nearer to what @event says.
 * FALSE: none is known.
 */
gboolean repair_host(Builder *builder, const LogEvent *event, const struct rmm_call *call,
		     const struct rmm_result *result);

/* The Realm @rd had RAM in [base, top) before it was ACTIVE: known in the next try. */
void repair_need(Builder *builder, guint64 rd, guint64 base, guint64 top);

#endif
