/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzzing without libFuzzer: driver SECONDS PATH... gives every file below the
 * PATHs to the target, then mutations of them until the time is over; with
 * runs=N in the place of SECONDS so many. An input that ends the program, or
 * takes too long, is left in driver-input, whatever the driver is called.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "system/files.h"
#include "fuzz.h"
#include "mutation.h"

#define INPUT_MAX 65536
#define TIMEOUT_SECONDS 20

/* Where the input that is being tried stands. */
static char *input_path;
static GByteArray *current;

static void save_input(void)
{
	FILE *file = fopen(input_path, "wb");

	if (!file)
		return;
	fwrite(current->data, 1, current->len, file);
	fclose(file);
}

static GByteArray *load(const char *path)
{
	GByteArray *bytes;
	char *text;
	gsize size;

	if (!files_read(path, &text, &size, NULL) || size > INPUT_MAX)
		return NULL;
	bytes = g_byte_array_new();
	g_byte_array_append(bytes, (const guint8 *)text, (guint)size);
	g_free(text);
	return bytes;
}

static guint below(GRand *random, guint end)
{
	return end ? (guint)g_rand_int_range(random, 0, (gint32)end) : 0;
}

static void try_once(void)
{
	save_input();
	alarm(TIMEOUT_SECONDS);
	LLVMFuzzerTestOneInput(current->data, current->len);
	alarm(0);
}

/* @how: seconds, or "runs=N". */
static guint fuzz(GPtrArray *seeds, const char *how)
{
	gboolean counts = g_str_has_prefix(how, "runs=");
	double most = g_ascii_strtod(counts ? how + strlen("runs=") : how, NULL);
	GRand *random = g_rand_new_with_seed(1);
	GTimer *timer = g_timer_new();
	guint runs = 0;

	while (seeds->len && (counts ? runs : g_timer_elapsed(timer, NULL)) < most) {
		const GByteArray *seed = seeds->pdata[below(random, seeds->len)];

		g_byte_array_set_size(current, 0);
		g_byte_array_append(current, seed->data, seed->len);
		for (guint i = 1 + below(random, 6); i; i--)
			mutation_make(random, current, seeds->pdata[below(random, seeds->len)]);
		try_once();
		runs++;
	}
	g_timer_destroy(timer);
	g_rand_free(random);
	return runs;
}

int main(int argc, char **argv)
{
	static const char *const suffixes[] = { ".ripas", ".trace", ".log", NULL };
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) seeds = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
	guint runs;

	if (argc < 3) {
		fprintf(stderr, "usage: %s SECONDS|runs=N PATH...\n", argv[0]);
		return EXIT_FAILURE;
	}
	input_path = g_strconcat(argv[0], "-input", NULL);
	for (int i = 2; i < argc; i++)
		files_collect(argv[i], suffixes, files);
	for (guint i = 0; i < files->len; i++) {
		GByteArray *seed = load(files->pdata[i]);

		if (!seed)
			continue;
		g_ptr_array_add(seeds, seed);
		current = seed;
		try_once();
	}
	current = g_byte_array_new();
	runs = fuzz(seeds, argv[1]);
	printf("%u seeds, %u mutations\n", seeds->len, runs);
	unlink(input_path);
	g_free(input_path);
	g_byte_array_unref(current);
	return EXIT_SUCCESS;
}
