/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Wrong answers planted in consoles: in each line one result, level, end or RIPAS is
 * made another, all of them one at a time. Printed is how many are noticed, and how many
 * of those whose right value the log forces.
 */
#include <stdio.h>
#include <string.h>

#include "consoles.h"
#include "dialect/reader.h"
#include "suites.h"

/* A text in which something is put in the place of a word. */
static char *plant(const char *text, gsize at, gsize size, const char *word)
{
	GString *out = g_string_new_len(text, (gssize)at);

	g_string_append(out, word);
	g_string_append(out, text + at + size);
	return g_string_free(out, FALSE);
}

typedef struct {
	guint planted, noticed;
} Count;

struct tally {
	ConsoleReplay *console;
	const char *text;
	guint diverge;          /* of the text as it stands */
	guint64 alone;          /* values of the line of which no others are possible */
	Count all, forced;
};

static void add(Count *count, gboolean noticed)
{
	count->planted++;
	count->noticed += noticed ? 1 : 0;
}

/* @alone: the bit of the value that the word is part of. */
static void try_word(struct tally *tally, guint64 alone, gsize at, gsize size, const char *word)
{
	g_autofree char *text = plant(tally->text, at, size, word);
	gboolean noticed = consoles_replay_on(tally->console, "planted", text,
					      strlen(text)).count.diverge > tally->diverge;

	add(&tally->all, noticed);
	if (tally->alone & alone)
		add(&tally->forced, noticed);
}

/* The words behind '>': where they begin, and how long they are. */
static guint words_of(const LogEvent *event, gsize starts[8], gsize sizes[8])
{
	const char *mark = g_strstr_len(event->text, (gssize)event->size, "> ");
	guint count = 0;

	for (gsize at = mark ? (gsize)(mark - event->text) + 2 : event->size;
	     at < event->size && count < 8; ) {
		gsize size = strcspn(event->text + at, " \r\n");

		starts[count] = at;
		sizes[count++] = size;
		at += size + 1;
	}
	return count;
}

static void plant_status(struct tally *tally, const LogEvent *event, gsize at, gsize size)
{
	static const char *const rmi[] = {
		"RMI_SUCCESS", "RMI_ERROR_INPUT", "RMI_ERROR_REALM", "RMI_ERROR_REC", "RMI_ERROR_RTT 2"
	};
	static const char *const rsi[] = {
		"RSI_SUCCESS", "RSI_ERROR_INPUT", "RSI_ERROR_STATE", "RSI_INCOMPLETE"
	};
	gboolean is_rmi = event->kind == LOG_RMI;
	const char *const *words = is_rmi ? rmi : rsi;
	guint count = is_rmi ? G_N_ELEMENTS(rmi) : G_N_ELEMENTS(rsi);

	for (guint i = 0; i < count; i++)
		if (strncmp(words[i], event->status, strlen(event->status)) != 0)
			try_word(tally, 1, at, size, words[i]);
}

/* Levels, RIPAS: small numbers. */
static void plant_small(struct tally *tally, guint64 alone, guint64 right, guint end, gsize at,
			gsize size)
{
	for (guint i = 0; i < end; i++) {
		g_autofree char *word = g_strdup_printf("%x", i);

		if (i != right)
			try_word(tally, alone, at, size, word);
	}
}

static void plant_address(struct tally *tally, guint64 alone, guint64 right, gsize at, gsize size)
{
	static const gint64 steps[] = { 0x1000, -0x1000, 0x200000, -0x200000, 0x40000000 };

	for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
		g_autofree char *word = g_strdup_printf("%" G_GINT64_MODIFIER "x",
							right + (guint64)steps[i]);

		try_word(tally, alone, at, size, word);
	}
}

static void plant_line(struct tally *tally, const LogEvent *event)
{
	gsize starts[8], sizes[8], base = (gsize)(event->text - tally->text);
	guint count = words_of(event, starts, sizes);

	if (!event->status[0] || count == 0)
		return;
	plant_status(tally, event, base + starts[0], sizes[0]);
	if (strcmp(event->status, "RMI_ERROR_RTT") == 0 && count > 1)
		plant_small(tally, 1, event->out[0], 4, base + starts[1], sizes[1]);
	if (strcmp(event->name, "RSI_IPA_STATE_GET") == 0 && count > 2)
		plant_small(tally, partial_output_bit(1), event->out[1], 3, base + starts[2],
			    sizes[2]);
	if (strcmp(event->status, "RMI_ERROR_RTT") == 0 && count > 3)
		plant_address(tally, partial_output_bit(1), event->out[2], base + starts[3],
			      sizes[3]);
	if (event->kind == LOG_RSI && strstr(event->name, "IPA_STATE") && count > 1)
		plant_address(tally, partial_output_bit(0), event->out[0], base + starts[1],
			      sizes[1]);
}

/* X0 as Islet prints it: the status, and the index above it. */
static void plant_x0(struct tally *tally, const LogEvent *event)
{
	static const char *const words[] = { "0", "1", "2", "3", "104", "204", "304" };
	const char *mark = g_strstr_len(event->text, (gssize)event->size, "> [");
	gsize at = mark ? (gsize)(mark + 3 - tally->text) : 0;
	gsize size = mark ? strcspn(mark + 3, ",]") : 0;

	for (gsize i = 0; mark && i < G_N_ELEMENTS(words); i++)
		if (strlen(words[i]) != size || strncmp(words[i], mark + 3, size) != 0)
			try_word(tally, 1, at, size, words[i]);
}

static void add_up(Count *sum, const Count *count)
{
	sum->planted += count->planted;
	sum->noticed += count->noticed;
}

/* All that can be planted in a file, told in a line. */
static void plant_file(ConsoleReplay *console, ConsoleReplay *telling, const char *path,
		       Count *all, Count *forced)
{
	g_autoptr(GHashTable) alone = NULL;
	g_autofree char *text = NULL;
	struct tally tally = { .console = console };
	LogReader reader;
	LogEvent event;
	gsize size;

	ck_assert(g_file_get_contents(path, &text, &size, NULL));
	tally.text = text;
	tally.diverge = consoles_replay_on(console, path, text, size).count.diverge;
	alone = consoles_alone(telling, path, text, size);
	log_reader_open(&reader, text, size);
	while (log_reader_next(&reader, &event)) {
		const guint64 *bits = g_hash_table_lookup(alone, GUINT_TO_POINTER(event.number));

		tally.alone = bits ? *bits : 0;
		if (event.style == STYLE_ISLET)
			plant_x0(&tally, &event);
		else if (event.number == event.last)
			plant_line(&tally, &event);
	}
	printf("%s: %u wrong answers, %u noticed; of %u where one is forced %u\n", path,
	       tally.all.planted, tally.all.noticed, tally.forced.planted, tally.forced.noticed);
	add_up(all, &tally.all);
	add_up(forced, &tally.forced);
}

START_TEST(test_planted)
{
	const ConsoleOptions options = { .unexplained = TRUE };
	const ConsoleOptions tells = { .unexplained = TRUE, .every_line = TRUE };
	g_autoptr(ConsoleReplay) console = console_new(&options), telling = console_new(&tells);
	g_autoptr(GPtrArray) files = consoles_files();
	Count all = { 0, 0 }, forced = { 0, 0 };

	for (guint i = 0; i < files->len; i++)
		plant_file(console, telling, files->pdata[i], &all, &forced);
	printf("%u wrong answers, %u noticed; of %u where one is forced %u\n", all.planted,
	       all.noticed, forced.planted, forced.noticed);
	/* Of all, also of those that another state could explain. */
	ck_assert_uint_ge(all.noticed * 100, all.planted * 70);
	ck_assert_uint_ge(forced.planted * 5, all.planted);
	ck_assert_uint_ge(forced.noticed * 100, forced.planted * 95);
}
END_TEST

Suite *suite_planted(void)
{
	Suite *suite = suite_create("planted");
	TCase *tcase = tcase_create("planted");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, test_planted);
	suite_add_tcase(suite, tcase);
	return suite;
}
