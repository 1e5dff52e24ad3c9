/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzzing without libFuzzer: driver SECONDS PATH... gives every file below the
 * PATHs to the target, then mutations of them until the time is over. An
 * input that ends the program, or takes too long, is left in driver-input,
 * whatever the driver is called.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "system/files.h"
#include "fuzz.h"

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

/* A part of @bytes: from somewhere to somewhere behind it. */
static void choose(GRand *random, const GByteArray *bytes, guint *at, guint *size)
{
	guint wanted = 1 + below(random, 64);

	*at = below(random, bytes->len);
	*size = MIN(bytes->len - *at, wanted);
}

/* Changes @bytes a little, perhaps with a part of @other. */
static void mutate(GRand *random, GByteArray *bytes, const GByteArray *other)
{
	static const char interesting[] = "0123456789abcdefx$>=#\n \"\\.,:|*()-+KMGT\377";
	guint at, size, from;

	choose(random, bytes, &at, &size);
	switch (below(random, 5)) {
	case 0:
		if (size)
			bytes->data[at] ^= (guint8)(1u << below(random, 8));
		break;
	case 1:
		if (size)
			bytes->data[at] = (guint8)interesting[below(random, sizeof(interesting))];
		break;
	case 2:
		g_byte_array_remove_range(bytes, at, size);
		break;
	case 3:
		choose(random, other, &from, &size);
		g_byte_array_append(bytes, other->data + from, size);
		break;
	default:
		choose(random, other, &from, &size);
		for (guint i = 0; i < size && at + i < bytes->len; i++)
			bytes->data[at + i] = other->data[from + i];
		break;
	}
}

static void try_once(void)
{
	save_input();
	alarm(TIMEOUT_SECONDS);
	LLVMFuzzerTestOneInput(current->data, current->len);
	alarm(0);
}

static guint fuzz(GPtrArray *seeds, double seconds)
{
	GRand *random = g_rand_new_with_seed(1);
	GTimer *timer = g_timer_new();
	guint runs = 0;

	while (seeds->len && g_timer_elapsed(timer, NULL) < seconds) {
		const GByteArray *seed = seeds->pdata[below(random, seeds->len)];

		g_byte_array_set_size(current, 0);
		g_byte_array_append(current, seed->data, seed->len);
		for (guint i = 1 + below(random, 6); i; i--)
			mutate(random, current, seeds->pdata[below(random, seeds->len)]);
		try_once();
		runs++;
	}
	g_timer_destroy(timer);
	g_rand_free(random);
	return runs;
}

int main(int argc, char **argv)
{
	static const char *const suffixes[] = { ".ripas", ".trace", NULL };
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) seeds = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
	guint runs;

	if (argc < 3) {
		fprintf(stderr, "usage: %s SECONDS PATH...\n", argv[0]);
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
	runs = fuzz(seeds, g_ascii_strtod(argv[1], NULL));
	printf("%u seeds, %u mutations\n", seeds->len, runs);
	unlink(input_path);
	g_free(input_path);
	g_byte_array_unref(current);
	return EXIT_SUCCESS;
}
