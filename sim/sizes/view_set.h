/* SPDX-License-Identifier: BSD-3-Clause */
/* What a set of views (views.h) consists of: for the files that are about it alone. */
#ifndef SIZES_VIEW_SET_H
#define SIZES_VIEW_SET_H

#include "sizes/views.h"

/* What a view is of, beside the control. */
typedef enum { OF_PAGE, OF_GRANULE, OF_OPERATION, OF_NOTHING, VIEW_KINDS } ViewKind;

typedef struct {
	/* Of a page: which addresses lie behind it, or behind how many of its pages. */
	guint64 behind;
	guint32 control, content;
	guint32 rec;                    /* 0: no RECs are components */
	guint32 operation;              /* that the page is of, plus 1 */
	guint32 kind;                   /* ViewKind */
	guint32 unused;
} View;

/* Bits of each address in that: of up to SUBTREE_ENTRIES_MAX pages. */
#define BEHIND_BITS 3

/* Those of a control, as they came. */
typedef struct {
	GArray *of[VIEW_KINDS];         /* of View */
} Known;

struct Views {
	const SizedWorld *world;
	GHashTable *all;                /* of View */
	GPtrArray *known;               /* of Known, by the number of the control; or NULL */
	GArray *controls;               /* of guint32: that have views, as they came */
	guint count;                    /* of pages and Granules */
};

/* Those of a control; NULL: it has none. */
Known *views_known(const Views *views, guint32 control);

/*
 * Of page @page, were its content @content, as REC @rec sees it, if RECs are components;
 * and with its operation, if it is of one.
 */
View view_of_page(const Views *views, const Composition *composition, guint rec, guint page,
		  guint32 content);
/* Of a Granule with that content, or of nothing but the REC. */
View view_of_other(const Views *views, const Composition *composition, guint rec, ViewKind kind,
		   guint32 content);

#endif
