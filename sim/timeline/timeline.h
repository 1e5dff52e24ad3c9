/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The memory of a scenario over time: the IPA space of each Realm after each
 * statement that changed it, and the accesses of Realms.
 */
#ifndef SIM_TIMELINE_H
#define SIM_TIMELINE_H

#include "run/outcome.h"

/* A run of RTT entries that read alike. */
typedef struct {
	guint64 base, top;
	gint8 level;
	guint8 state;           /* enum rmm_rtte_state */
	guint8 ripas;           /* enum rmm_ripas; of a Protected IPA */
	guint8 is_protected;
} Span;

/* What the entries of a Realm are from a moment on. */
typedef struct {
	guint moment;           /* index of the outcome that left them so */
	guint first, count;     /* in the spans of the band */
} Frame;

/* An access of the Realm. */
typedef struct {
	guint moment;
	enum rmm_command_id command;
	enum rmm_status status;
	guint64 ipa;
} Access;

/* A Realm's IPA space; when it is gone its last frame has no spans. */
typedef struct {
	guint64 rd;
	GArray *frames;         /* of Frame, in order */
	GArray *spans;          /* of Span */
	GArray *accesses;       /* of Access, in order */
} Band;

typedef struct {
	GPtrArray *bands;       /* of Band, as the Realms came */
	gboolean is_coarse;     /* some frames were left out: there were too many */
	GPtrArray *calls;       /* of PackedCall: all that was called; NULL: is not kept */

	/* Private: until it is closed moments are these (StepOutcome), which are no more. */
	GPtrArray *outcomes;
	guint moments;          /* so far */
	guint trail;            /* steps looked at */
	guint64 walks;          /* of tables, so far */
	guint skipped;          /* changes since the last frame */
} Timeline;

Timeline *timeline_new(void);
void timeline_free(Timeline *timeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Timeline, timeline_free)

/* RunOptions.kept, with the timeline as its user; changes must be watched. */
void timeline_note(gpointer user, const StepOutcome *outcome, const Machine *machine);

/*
 * The next moment, of whatever is told: what it changed, and the machine behind it.
 * Moments are numbers from 0, and stay so.
 */
void timeline_note_changes(Timeline *timeline, const GArray *changes, const Machine *machine);

/* RunOptions.finished, with the timeline as its user: keeps the calls. */
void timeline_keep_calls(gpointer user, const RunEnd *end);

/* All is noted: moments become indexes of the outcomes of @result. */
void timeline_close(Timeline *timeline, const RunResult *result);

/* What is at @ipa in a frame; NULL: nothing is. */
const Span *band_span_at(const Band *band, const Frame *frame, guint64 ipa);

#endif
