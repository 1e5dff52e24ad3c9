/* SPDX-License-Identifier: BSD-3-Clause */
/* Texts and arrays, as C and GLib have them. */
#include <glib.h>

/* ---- C ---- */

size_t strlen(const char *text)
{
	const char *at = text;

	while (*at)
		at++;
	return (size_t)(at - text);
}

int strncmp(const char *a, const char *b, size_t size)
{
	for (; size && *a && *a == *b; size--)
		a++, b++;
	return size ? (unsigned char)*a - (unsigned char)*b : 0;
}

int strcmp(const char *a, const char *b)
{
	return strncmp(a, b, SIZE_MAX);
}

char *strchr(const char *text, int character)
{
	for (;; text++) {
		if (*text == (char)character)
			return (char *)(uintptr_t)text;
		if (!*text)
			return NULL;
	}
}

char *strrchr(const char *text, int character)
{
	const char *found = NULL;

	for (const char *at = text; (at = strchr(at, character)); at++) {
		found = at;
		if (!*at)
			break;
	}
	return (char *)(uintptr_t)found;
}

char *strstr(const char *text, const char *part)
{
	size_t size = strlen(part);

	for (; *text; text++)
		if (strncmp(text, part, size) == 0)
			return (char *)(uintptr_t)text;
	return size ? NULL : (char *)(uintptr_t)text;
}

size_t strspn(const char *text, const char *characters)
{
	size_t size = 0;

	while (text[size] && strchr(characters, text[size]))
		size++;
	return size;
}

size_t strcspn(const char *text, const char *characters)
{
	size_t size = 0;

	while (text[size] && !strchr(characters, text[size]))
		size++;
	return size;
}

/* ---- GLib ---- */

gboolean g_str_has_prefix(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

gboolean g_str_has_suffix(const char *text, const char *suffix)
{
	size_t size = strlen(text), end = strlen(suffix);

	return size >= end && strcmp(text + size - end, suffix) == 0;
}

char *g_strndup(const char *text, gsize size)
{
	char *copy = g_malloc(size + 1);

	memcpy(copy, text, size);
	copy[size] = '\0';
	return copy;
}

char *g_strdup(const char *text)
{
	return text ? g_strndup(text, strlen(text)) : NULL;
}

/* The few texts that are interned, in a list. */
const char *g_intern_string(const char *text)
{
	static struct interned {
		struct interned *next;
		char *text;
	} *all;
	struct interned *new;

	for (struct interned *at = all; at; at = at->next)
		if (strcmp(at->text, text) == 0)
			return at->text;
	new = g_new(struct interned, 1);
	*new = (struct interned){ all, g_strdup(text) };
	all = new;
	return new->text;
}

int g_strcmp0(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

gboolean g_ascii_isdigit(char character)
{
	return character >= '0' && character <= '9';
}

gboolean g_ascii_islower(char character)
{
	return character >= 'a' && character <= 'z';
}

gboolean g_ascii_isupper(char character)
{
	return character >= 'A' && character <= 'Z';
}

static char lower(char character)
{
	return g_ascii_isupper(character) ? (char)(character - 'A' + 'a') : character;
}

gint g_ascii_strcasecmp(const char *a, const char *b)
{
	for (; *a && lower(*a) == lower(*b); a++)
		b++;
	return lower(*a) - lower(*b);
}

guint64 g_ascii_strtoull(const char *text, char **end, guint base)
{
	guint64 number = 0;

	for (; g_ascii_isdigit(*text); text++)
		number = number * base + (guint64)(*text - '0');
	if (end)
		*end = (char *)(uintptr_t)text;
	return number;
}

/* ---- GString ---- */

GString *g_string_new(const char *text)
{
	GString *string = g_new0(GString, 1);

	g_string_append(string, text ? text : "");
	return string;
}

char *g_string_free(GString *string, gboolean with_text)
{
	char *text = string->str;

	g_free(string);
	if (!with_text)
		return text;
	g_free(text);
	return NULL;
}

GString *g_string_append_len(GString *string, const char *text, gssize size)
{
	gsize length = size < 0 ? strlen(text) : (gsize)size;

	if (string->len + length + 1 > string->allocated_len) {
		string->allocated_len = 2 * (string->len + length) + 16;
		string->str = g_realloc(string->str, string->allocated_len);
	}
	memcpy(string->str + string->len, text, length);
	string->len += length;
	string->str[string->len] = '\0';
	return string;
}

GString *g_string_append(GString *string, const char *text)
{
	return g_string_append_len(string, text, -1);
}

GString *g_string_append_c(GString *string, char character)
{
	return g_string_append_len(string, &character, 1);
}

GString *g_string_truncate(GString *string, gsize size)
{
	string->len = MIN(string->len, size);
	string->str[string->len] = '\0';
	return string;
}

/* ---- printf: %s %c %d %u %x, with l and ll, a width, and zeros ---- */

static void append_number(GString *string, guint64 number, guint base, guint width, char fill)
{
	char digits[24];
	guint count = 0;

	do {
		digits[count++] = "0123456789abcdef"[number % base];
		number /= base;
	} while (number);
	for (; width > count; width--)
		g_string_append_c(string, fill);
	while (count)
		g_string_append_c(string, digits[--count]);
}

/* A conversion: from behind '%'; where it ends. */
static const char *append_conversion(GString *string, const char *at, va_list *arguments)
{
	char fill = *at == '0' ? '0' : ' ';
	guint width = (guint)g_ascii_strtoull(at, (char **)(uintptr_t)&at, 10);
	gboolean is_long = at[0] == 'l' && at[1] == 'l';
	gint64 number;

	at += strspn(at, "lz");
	switch (*at) {
	case 's':
		g_string_append(string, va_arg(*arguments, const char *));
		break;
	case 'c':
		g_string_append_c(string, (char)va_arg(*arguments, int));
		break;
	case 'd':
		number = is_long ? va_arg(*arguments, gint64) : va_arg(*arguments, int);
		if (number < 0)
			g_string_append_c(string, '-');
		append_number(string, number < 0 ? 0 - (guint64)number : (guint64)number, 10, width,
			      fill);
		break;
	case 'u':
	case 'x':
		append_number(string, is_long ? va_arg(*arguments, guint64)
					      : va_arg(*arguments, unsigned),
			      *at == 'x' ? 16 : 10, width, fill);
		break;
	case '%':
		g_string_append_c(string, '%');
		break;
	default:
		/* It would be printed otherwise than by the program. */
		__builtin_trap();
	}
	return at + 1;
}

void g_string_append_vprintf(GString *string, const char *format, va_list arguments)
{
	va_list rest;

	va_copy(rest, arguments);
	while (*format) {
		gsize plain = strcspn(format, "%");

		g_string_append_len(string, format, (gssize)plain);
		format += plain;
		if (*format)
			format = append_conversion(string, format + 1, &rest);
	}
	va_end(rest);
}

void g_string_append_printf(GString *string, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_string_append_vprintf(string, format, arguments);
	va_end(arguments);
}

char *g_strdup_printf(const char *format, ...)
{
	GString *string = g_string_new(NULL);
	va_list arguments;

	va_start(arguments, format);
	g_string_append_vprintf(string, format, arguments);
	va_end(arguments);
	return g_string_free(string, FALSE);
}

/* ---- GArray ---- */

GArray *g_array_new(gboolean terminated, gboolean zero, guint size)
{
	GArray *array = g_new0(GArray, 1);

	array->size = size;
	return array;
}

void g_array_set_clear_func(GArray *array, GDestroyNotify clear)
{
	array->clear = clear;
}

static void make_room(GArray *array, guint count)
{
	if (count <= array->room)
		return;
	array->room = 2 * count + 4;
	array->data = g_realloc(array->data, (gsize)array->room * array->size);
}

GArray *g_array_append_vals(GArray *array, gconstpointer values, guint count)
{
	make_room(array, array->len + count);
	memcpy(array->data + (gsize)array->len * array->size, values, (gsize)count * array->size);
	array->len += count;
	return array;
}

GArray *g_array_set_size(GArray *array, guint count)
{
	for (guint i = count; array->clear && i < array->len; i++)
		array->clear(array->data + (gsize)i * array->size);
	make_room(array, count);
	if (count > array->len)
		memset(array->data + (gsize)array->len * array->size, 0,
		       (gsize)(count - array->len) * array->size);
	array->len = count;
	return array;
}

GArray *g_array_remove_range(GArray *array, guint first, guint count)
{
	char *at = array->data + (gsize)first * array->size;

	for (guint i = 0; array->clear && i < count; i++)
		array->clear(at + (gsize)i * array->size);
	array->len -= count;
	memmove(at, at + (gsize)count * array->size, (gsize)(array->len - first) * array->size);
	return array;
}

void g_array_unref(GArray *array)
{
	g_array_set_size(array, 0);
	g_free(array->data);
	g_free(array);
}
