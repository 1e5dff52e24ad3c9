/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * As much of GLib as the files need that are compiled to WebAssembly (the list
 * is LIVE_SOURCES of the Makefile), for a machine that has no C library: the
 * same names, so that these files are the program's own.
 */
#ifndef LIVE_GLIB_H
#define LIVE_GLIB_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <limits.h>
#include <string.h>

typedef int gboolean, gint;
typedef unsigned guint;
typedef char gchar;
typedef unsigned char guchar;
typedef int8_t gint8;
typedef uint8_t guint8;
typedef uint16_t guint16;
typedef int32_t gint32;
typedef uint32_t guint32;
typedef int64_t gint64;
typedef uint64_t guint64;
typedef size_t gsize;
typedef ptrdiff_t gssize;
typedef long glong;
typedef unsigned long gulong;
typedef uintptr_t guintptr;
typedef double gdouble;
typedef void *gpointer;
typedef const void *gconstpointer;
typedef void (*GDestroyNotify)(gpointer data);

#define TRUE 1
#define FALSE 0
#define G_MAXUINT UINT_MAX
#define G_MAXUINT32 UINT32_MAX
#define G_GINT64_MODIFIER "ll"
#define G_GINT64_FORMAT "lld"
#define G_GUINT64_FORMAT "llu"
#define G_GUINT64_CONSTANT(number) number##ULL
#define G_N_ELEMENTS(array) (sizeof(array) / sizeof((array)[0]))
#define G_GNUC_PRINTF(format, first)
#undef MIN
#undef MAX
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define ABS(a) ((a) < 0 ? -(a) : (a))

#define g_assert(holds) ((holds) ? (void)0 : __builtin_trap())
#define g_assert_not_reached() __builtin_trap()
#define g_error(...) __builtin_trap()

/* ---- memory ---- */

gpointer g_malloc(gsize size);
gpointer g_malloc0(gsize size);
gpointer g_realloc(gpointer memory, gsize size);
void g_free(gpointer memory);
#define g_new(type, count) ((type *)g_malloc(sizeof(type) * (count)))
#define g_new0(type, count) ((type *)g_malloc0(sizeof(type) * (count)))

/* ---- one thread ---- */

#define g_once_init_enter(begun) (*(begun) == 0)
#define g_once_init_leave(begun, value) (*(begun) = (value))

/* ---- texts ---- */

gboolean g_str_has_prefix(const char *text, const char *prefix);
gboolean g_str_has_suffix(const char *text, const char *suffix);
char *g_strdup(const char *text);
char *g_strndup(const char *text, gsize size);
char *g_strdup_printf(const char *format, ...);
const char *g_intern_string(const char *text);
int g_strcmp0(const char *a, const char *b);
gint g_ascii_strcasecmp(const char *a, const char *b);
guint64 g_ascii_strtoull(const char *text, char **end, guint base);
gboolean g_ascii_isdigit(char character);
gboolean g_ascii_islower(char character);
gboolean g_ascii_isupper(char character);

typedef struct {
	char *str;
	gsize len, allocated_len;
} GString;

GString *g_string_new(const char *text);
char *g_string_free(GString *string, gboolean with_text);
GString *g_string_append(GString *string, const char *text);
GString *g_string_append_len(GString *string, const char *text, gssize size);
GString *g_string_append_c(GString *string, char character);
GString *g_string_truncate(GString *string, gsize size);
void g_string_append_printf(GString *string, const char *format, ...);
void g_string_append_vprintf(GString *string, const char *format, va_list arguments);

/* ---- arrays ---- */

typedef struct {
	char *data;
	guint len;
	/* Private. */
	guint size, room;
	GDestroyNotify clear;
} GArray;

GArray *g_array_new(gboolean terminated, gboolean zero, guint size);
void g_array_set_clear_func(GArray *array, GDestroyNotify clear);
GArray *g_array_append_vals(GArray *array, gconstpointer values, guint count);
GArray *g_array_set_size(GArray *array, guint count);
GArray *g_array_remove_range(GArray *array, guint first, guint count);
void g_array_unref(GArray *array);
#define g_array_index(array, type, i) (((type *)(void *)(array)->data)[i])
#define g_array_append_val(array, value) g_array_append_vals(array, &(value), 1)

typedef struct GHashTable GHashTable;
typedef struct GPtrArray GPtrArray;

/* ---- cleanup ---- */

static inline void live_free(void *at) { g_free(*(void **)at); }
static inline void live_free_string(GString **at) { if (*at) g_string_free(*at, TRUE); }
static inline void live_free_array(GArray **at) { if (*at) g_array_unref(*at); }
#define LIVE_CLEANUP_GString live_free_string
#define LIVE_CLEANUP_GArray live_free_array
#define g_autofree __attribute__((cleanup(live_free)))
#define g_autoptr(type) __attribute__((cleanup(LIVE_CLEANUP_##type))) type *
#define G_DEFINE_AUTOPTR_CLEANUP_FUNC(type, function)

/* ---- errors: are not told ---- */

typedef struct { const char *message; } GError;
#define G_FILE_ERROR 0
#define G_FILE_ERROR_INVAL 0
#define g_set_error(error, ...) ((void)(error))

#endif
