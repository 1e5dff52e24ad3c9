/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports: one stream of events, whoever works (run, replay, compare, mutate, explore),
 * and formats that listen to it. A format knows no verb, a verb no format: an
 * event is what all have in common, and a verb's words are asked for when a
 * format wants them. To add a format: a file format_NAME.c, a row in formats.c.
 */
#ifndef SIM_REPORT_H
#define SIM_REPORT_H

#include <json-glib/json-glib.h>

#include "system/output.h"

typedef struct Report Report;
typedef struct ReportEvent ReportEvent;

typedef enum {
	EVENT_CASE,             /* something that was judged: a test by itself */
	EVENT_NOTE,             /* something that was found, of a file that is one test */
	EVENT_ITEM,             /* something else that happened */
	EVENT_FILE,             /* the end of a file */
	EVENT_END               /* of all */
} EventKind;

typedef enum { VERDICT_PASSED, VERDICT_FAILED, VERDICT_SKIPPED, VERDICT_ERROR } CaseVerdict;

/* A rule that an event is about: an invariant, a condition, a variant. */
typedef struct {
	const char *id;
	const char *section;    /* or NULL */
	const char *text;       /* or NULL */
	gboolean is_expected;   /* it is departed from as is known */
} ReportRule;

/* What a verb says of one kind of its events. Strings are the caller's to free; NULL: nothing. */
typedef struct {
	/* "type" of its objects in JSON Lines; "": members() writes one, if any; NULL: no object. */
	const char *type;
	/* For people, as text or (@markdown) as Markdown. */
	void (*print)(const Report *report, const ReportEvent *event, gboolean markdown);
	char *(*name)(const ReportEvent *event);        /* of a test case */
	/* In a line: why it does not pass, or is skipped; of the end: what it comes to. */
	char *(*message)(const ReportEvent *event);
	char *(*detail)(const ReportEvent *event);      /* lines */
	void (*rules)(const ReportEvent *event, GArray *rules);         /* of ReportRule */
	void (*members)(const ReportEvent *event, JsonBuilder *builder);
	char *(*scenario)(const ReportEvent *event);    /* that is behind it, and runs */
} ReportWords;

typedef struct {
	const char *verb;
	ReportWords words[EVENT_END + 1];       /* by kind of event */
} ReportSource;

struct ReportEvent {
	EventKind kind;
	CaseVerdict verdict;
	const char *file;               /* whose test it is */
	guint number;                   /* of the file, from 1; of an item in its file */
	const char *path;               /* where it stands; NULL: nowhere */
	guint line, column;             /* from 1; column 0: not known */
	gdouble seconds;                /* that it took; 0: not measured */
	gconstpointer data;             /* of the verb */
};

/* A format is a row. */
typedef struct {
	const char *name;
	void (*begin)(Report *report, guint files);     /* or NULL */
	void (*event)(Report *report, const ReportEvent *event);
	gsize state_size;               /* what it keeps in report->state */
	gboolean wants_items;           /* all that happened, not what did not pass alone */
	gboolean wants_maps;            /* changes, and memory over time */
	void (*close)(Report *report);  /* all was told; or NULL */
} ReportFormat;

struct Report {
	const ReportFormat *format;
	const ReportSource *source;
	const Output *output;
	gboolean quiet, verbose;
	gboolean by_step;               /* each statement of a scenario is a case */
	gboolean live;                  /* a page carries the model */
	gboolean durations;             /* formats that have a place for them tell them */
	gpointer state;                 /* of the format; zero at first */
};

void report_open(Report *report, const ReportFormat *format, const ReportSource *source,
		 const Output *output);
void report_begin(Report *report, guint files);
void report_event(Report *report, const ReportEvent *event);
/* The end of all; @totals: the verb's. */
void report_end(Report *report, gconstpointer totals);
void report_close(Report *report);

/* Adds to @rules (of ReportRule). */
void report_add_rule(GArray *rules, const char *id, const char *section, const char *text,
		     gboolean is_expected);

/* What the source says of events of this kind. */
const ReportWords *report_words(const Report *report, const ReportEvent *event);

/* "", unless the source says something. The caller frees it. */
char *report_name(const Report *report, const ReportEvent *event);
char *report_message(const Report *report, const ReportEvent *event);
char *report_detail(const Report *report, const ReportEvent *event);

/* Prints lines as faint comments, or indented. */
void report_print_comments(const Report *report, const char *lines);
void report_print_indented(const Report *report, const char *lines);

#endif
