/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing values: numbers, names of enumerations, bytes. */
#include "language/parser_private.h"

#include <string.h>

#include "text/nearest.h"
#include "text/spelling.h"
#include "system/version.h"

gboolean parse_unknown(Cursor *cursor, const char *what, const char *name,
		       const char *of, const GPtrArray *names)
{
	g_autofree char *hint = nearest_hint(name, names);

	return cursor_error(cursor, "unknown %s '%s'%s%s%s", what, name, of ? " of " : "",
			    of ? of : "", hint);
}

gboolean parse_enumerator(Parser *parser, Cursor *cursor,
			  const struct rmm_enumeration *names, const char *what,
			  guint64 *value)
{
	const struct rmm_version *version = parser->model->config.version;
	g_autoptr(GPtrArray) candidates = g_ptr_array_new();
	const Token *token = cursor_token(cursor);
	uint64_t found;

	if (token->kind != TOKEN_WORD)
		return cursor_error(cursor, "expected %s", what);
	if (spelling_enumerator(names, version, token->text, &found)) {
		*value = found;
		cursor->next++;
		return TRUE;
	}
	for (unsigned i = 0; i < names->count; i++)
		if (rmm_name(names, version, i))
			g_ptr_array_add(candidates, (char *)(guintptr)rmm_name(names, version, i));
	return parse_unknown(cursor, what, token->text, NULL, candidates);
}

gboolean parse_bytes(Cursor *cursor, Value *value)
{
	const Token *token = cursor_token(cursor);
	const char *digits = token->text;
	gsize size;

	if (token->kind != TOKEN_BYTES && token->kind != TOKEN_NUMBER)
		return cursor_error(cursor, "expected bytes in hexadecimal");
	if (g_str_has_prefix(digits, "0x"))
		digits += 2;
	size = strlen(digits);
	if (size % 2 || size > 128)
		return cursor_error(cursor, "expected an even number of digits, at most 128");
	value->byte_count = size / 2;
	value->bytes = g_malloc0(size / 2 + 1);
	for (gsize i = 0; i < size; i++) {
		int digit = g_ascii_xdigit_value(digits[i]);

		if (digit < 0)
			return cursor_error(cursor, "expected bytes in hexadecimal");
		value->bytes[i / 2] = (guint8)(value->bytes[i / 2] << 4 | digit);
	}
	cursor->next++;
	return TRUE;
}

static gboolean parse_psci_status(Cursor *cursor, Value *value)
{
	uint64_t encoding;

	if (!spelling_psci_status(cursor_token(cursor)->text, &encoding))
		return cursor_error(cursor, "unknown PSCI status '%s'", cursor_token(cursor)->text);
	value->constant = encoding;
	cursor->next++;
	return TRUE;
}

/* "yes" and "no" for a field of one bit. */
static gboolean parse_flag(Cursor *cursor, Value *value)
{
	if (cursor_take(cursor, "yes"))
		value->constant = 1;
	else if (!cursor_take(cursor, "no"))
		return FALSE;
	return TRUE;
}

gboolean parse_constant(const Parser *parser, const Expression *expression, guint64 *value)
{
	const char *missing;

	return expression_evaluate(expression, parser->constants, value, &missing);
}

gboolean parse_check_range(Cursor *cursor, const Expression *base, const Expression *top,
			   guint first)
{
	guint64 from, to;
	const char *missing;

	if (!expression_evaluate(base, cursor->constants, &from, &missing) ||
	    !expression_evaluate(top, cursor->constants, &to, &missing) || from < to)
		return TRUE;
	cursor->next = first;
	return cursor_error(cursor, from == to ? "the range is empty"
					       : "the range ends before it begins");
}

/* Does a range that is known before the run fit a descriptor? Says so at @first. */
static gboolean check_range(const Parser *parser, Cursor *cursor, const Value *value, guint first)
{
	guint64 base, parts[G_N_ELEMENTS(value->range)] = { 0 };
	g_autofree char *wrong = NULL;

	if (!parse_constant(parser, value->expression, &base))
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(parts) && value->range[i]; i++)
		if (!parse_constant(parser, value->range[i], &parts[i]))
			return TRUE;
	wrong = value_range_error(base, parts, ANY_GRANULE_SHIFT);
	if (!wrong)
		return TRUE;
	cursor->next = first;
	return cursor_error(cursor, "%s", wrong);
}

/* "/LEVEL/COUNT" and perhaps "/STATE" behind the address of a range. */
static gboolean parse_range(Cursor *cursor, Value *value)
{
	gsize i = 0;

	for (; i < G_N_ELEMENTS(value->range) && cursor_take(cursor, "/"); i++) {
		value->range[i] = expression_parse(cursor);
		if (!value->range[i])
			return FALSE;
	}
	return i != 1 || cursor_error(cursor, "expected '/' and the number of blocks");
}

gboolean parse_value(Parser *parser, Cursor *cursor, const struct rmm_type *type,
		     Value *value)
{
	guint first = cursor->next;

	if (type->form == FORM_BYTES)
		return parse_bytes(cursor, value);
	if (cursor_token(cursor)->kind == TOKEN_WORD) {
		if (parse_flag(cursor, value))
			return TRUE;
		if (type->form == FORM_NAMED) {
			g_autofree char *what = g_strdup_printf("%s value", type->name);
			guint64 constant;

			if (!parse_enumerator(parser, cursor, type->names, what, &constant))
				return FALSE;
			value->constant = constant;
			return TRUE;
		}
		if (type->form == FORM_STATUS)
			return parse_psci_status(cursor, value);
	}
	value->expression = expression_parse(cursor);
	if (!value->expression || type->form != FORM_RANGE)
		return value->expression != NULL;
	return parse_range(cursor, value) &&
	       (!value->range[0] || check_range(parser, cursor, value, first));
}

char *parse_short_name(const struct rmm_value *value)
{
	gsize size = strlen(value->name);

	if (g_str_has_suffix(value->name, "_ptr"))
		size -= 4;
	return g_strndup(value->name, size);
}

gboolean parse_unknown_value(Cursor *cursor, const char *what, const char *name,
			     const struct rmm_command *command,
			     const struct rmm_value *values, unsigned count)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = 0; i < count; i++)
		g_ptr_array_add(names, parse_short_name(&values[i]));
	return parse_unknown(cursor, what, name, command->name, names);
}

gboolean parse_string(Cursor *cursor, char **text)
{
	if (cursor_token(cursor)->kind != TOKEN_STRING)
		return cursor_error(cursor, "expected a string in double quotes");
	g_free(*text);
	*text = g_strdup(cursor_token(cursor)->text);
	cursor->next++;
	return TRUE;
}

gboolean parse_other_version(const Parser *parser, Cursor *cursor, const char *command,
			     const char *input)
{
	const struct rmm_version *mine = parser->model->config.version;
	gboolean chosen = parser->scenario->declared ||
			  parser->version_chosen;
	const struct rmm_version *other;
	const struct rmm_command *found =
		spelling_find_elsewhere(mine, command, INTERFACES, &other);
	SpelledValue value;

	if (!found || (input && !spelling_input(found, input, &value)))
		return FALSE;
	cursor->diagnostics->of_other_version++;
	cursor_error(cursor, "%s%s%s is of %s, not of %s%s", input ? input : "",
		     input ? " of " : "", found->name, other->id, mine->id,
		     chosen ? "" : " (there is no 'spec' line)");
	return TRUE;
}
