/* SPDX-License-Identifier: BSD-3-Clause */
/* Texts made wrong at random. */
#include "mutation.h"

#include <string.h>

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

/* A line of @bytes, with its end. */
static void choose_line(GRand *random, const GByteArray *bytes, guint *at, guint *size)
{
	guint end = *at = below(random, bytes->len);

	while (*at > 0 && bytes->data[*at - 1] != '\n')
		--*at;
	while (end < bytes->len && bytes->data[end++] != '\n')
		;
	*size = end - *at;
}

static void insert(GByteArray *bytes, guint at, const guint8 *data, guint size)
{
	g_autofree guint8 *copy = g_memdup2(data, size);
	guint rest = bytes->len - at;

	g_byte_array_set_size(bytes, bytes->len + size);
	memmove(bytes->data + at + size, bytes->data + at, rest);
	memcpy(bytes->data + at, copy, size);
}

/* ---- changes ---- */

static void flip_bit(GRand *random, GByteArray *bytes, const GByteArray *other)
{
	guint at, size;

	choose(random, bytes, &at, &size);
	if (size)
		bytes->data[at] ^= (guint8)(1u << below(random, 8));
}

static void set_byte(GRand *random, GByteArray *bytes, const GByteArray *other)
{
	static const char interesting[] = "0123456789abcdefx$>=#\n \"\\.,:|*()-+KMGT\377";
	guint at, size;

	choose(random, bytes, &at, &size);
	if (size)
		bytes->data[at] = (guint8)interesting[below(random, sizeof(interesting))];
}

static void remove_part(GRand *random, GByteArray *bytes, const GByteArray *other)
{
	guint at, size;

	choose(random, bytes, &at, &size);
	g_byte_array_remove_range(bytes, at, size);
}

static void append_part(GRand *random, GByteArray *bytes, const GByteArray *other)
{
	guint at, size;

	choose(random, other, &at, &size);
	g_byte_array_append(bytes, other->data + at, size);
}

static void overwrite(GRand *random, GByteArray *bytes, const GByteArray *other)
{
	guint at, from, size;

	choose(random, bytes, &at, &size);
	choose(random, other, &from, &size);
	for (guint i = 0; i < size && at + i < bytes->len; i++)
		bytes->data[at + i] = other->data[from + i];
}

static void remove_line(GRand *random, GByteArray *bytes, const GByteArray *other)
{
	guint at, size;

	choose_line(random, bytes, &at, &size);
	g_byte_array_remove_range(bytes, at, size);
}

/* A line of the other one, or of its own, somewhere else. */
static void insert_line(GRand *random, GByteArray *bytes, const GByteArray *other)
{
	const GByteArray *from = below(random, 2) ? other : bytes;
	guint at, size, to, ignored;

	choose_line(random, from, &at, &size);
	choose_line(random, bytes, &to, &ignored);
	if (size)
		insert(bytes, to, from->data + at, size);
}

/* Cut at a space, with a line of the other one between. */
static void cut_line(GRand *random, GByteArray *bytes, const GByteArray *other)
{
	guint at = below(random, bytes->len), from, size;

	while (at < bytes->len && bytes->data[at] != ' ')
		at++;
	if (at == bytes->len)
		return;
	bytes->data[at] = '\n';
	choose_line(random, other, &from, &size);
	if (size)
		insert(bytes, at + 1, other->data + from, size);
}

/* A number becomes one at an end of something. */
static void set_number(GRand *random, GByteArray *bytes, const GByteArray *other)
{
	static const char *const numbers[] = {
		"0", "1", "3", "4", "fff", "1000", "80000000", "ffffffff", "fffffffff000",
		"1000000000000", "7fffffffffffffff", "8000000000000000", "fffffffffffff000",
		"ffffffffffffffff", "10000000000000000"
	};
	const char *number = numbers[below(random, G_N_ELEMENTS(numbers))];
	guint at = below(random, bytes->len), size = 0;

	while (at < bytes->len && !g_ascii_isxdigit(bytes->data[at]))
		at++;
	while (at + size < bytes->len && g_ascii_isxdigit(bytes->data[at + size]))
		size++;
	if (!size)
		return;
	g_byte_array_remove_range(bytes, at, size);
	insert(bytes, at, (const guint8 *)number, (guint)strlen(number));
}

void mutation_make(GRand *random, GByteArray *bytes, const GByteArray *other)
{
	static void (*const changes[])(GRand *, GByteArray *, const GByteArray *) = {
		flip_bit, set_byte, remove_part, append_part, overwrite, remove_line, insert_line,
		cut_line, set_number,
	};

	if (bytes->len == 0 || other->len == 0)
		return;
	changes[below(random, G_N_ELEMENTS(changes))](random, bytes, other);
}
