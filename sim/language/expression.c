/* SPDX-License-Identifier: BSD-3-Clause */
/* Integer expressions of the scenario language. */
#include "language/expression.h"

#include <string.h>

#include "text/nearest.h"

/* Deeper nesting and longer sums are refused: no input exhausts the stack. */
#define DEPTH_MAX 64
#define OPERATORS_MAX 1000

struct Expression {
	char operator;          /* '+', '-', '*'; 0: a number; '$': a variable */
	guint64 number;
	char *name;
	Expression *left, *right;
};

/* ---- parsing ---- */

gboolean expression_starts(const Cursor *cursor)
{
	const Token *token = cursor_token(cursor);

	return token->kind == TOKEN_NUMBER || token->kind == TOKEN_VARIABLE ||
	       cursor_at(cursor, "(") || cursor_at(cursor, "-");
}

static Expression *parse_sum(Cursor *cursor, unsigned depth);

/* A variable must have been set before. */
static void check_known(Cursor *cursor, const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const char *near;
	GHashTableIter iter;
	gpointer key;

	if (!cursor->known || g_hash_table_contains(cursor->known, name))
		return;
	g_hash_table_iter_init(&iter, cursor->known);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		g_ptr_array_add(names, key);
	near = nearest(name, names);
	if (near)
		cursor_error(cursor, "variable '$%s' is not set (did you mean '$%s'?)", name, near);
	else
		cursor_error(cursor, "variable '$%s' is not set", name);
}

static Expression *parse_operand(Cursor *cursor, unsigned depth)
{
	const Token *token = cursor_token(cursor);
	g_autoptr(Expression) expression = g_new0(Expression, 1);

	if (depth > DEPTH_MAX) {
		cursor_error(cursor, "expression nested too deeply");
		return NULL;
	}
	if (token->kind == TOKEN_NUMBER) {
		expression->number = token->number;
		cursor->next++;
	} else if (token->kind == TOKEN_VARIABLE) {
		check_known(cursor, token->text);
		expression->operator = '$';
		expression->name = g_strdup(token->text);
		cursor->next++;
	} else if (cursor_take(cursor, "-")) {
		expression->operator = '-';
		expression->left = g_new0(Expression, 1);
		expression->right = parse_operand(cursor, depth + 1);
		if (!expression->right)
			return NULL;
	} else if (cursor_take(cursor, "(")) {
		g_autoptr(Expression) inner = parse_sum(cursor, depth + 1);

		if (!inner)
			return NULL;
		if (!cursor_take(cursor, ")")) {
			cursor_error(cursor, "expected ')'");
			return NULL;
		}
		return g_steal_pointer(&inner);
	} else {
		cursor_error(cursor, token->kind == TOKEN_BYTES ? "number does not fit 64 bits"
			     : "expected a number or a variable");
		return NULL;
	}
	return g_steal_pointer(&expression);
}

static gboolean too_long(Cursor *cursor, unsigned *operators)
{
	if (++*operators <= OPERATORS_MAX)
		return FALSE;
	cursor_error(cursor, "expression with more than %d operators", OPERATORS_MAX);
	return TRUE;
}

static Expression *join(char operator, Expression *left, Expression *right)
{
	Expression *expression = g_new0(Expression, 1);

	expression->operator = operator;
	expression->left = left;
	expression->right = right;
	return expression;
}

/* Before a word '*' is no operator, "rtte $ipa * RAM", nor before another: "rtte $ipa * *". */
static gboolean at_product(const Cursor *cursor)
{
	const Token *behind = cursor_token(cursor) + 1;

	return cursor_at(cursor, "*") && behind->kind != TOKEN_WORD &&
	       !(behind->kind == TOKEN_SYMBOL && strcmp(behind->text, "*") == 0);
}

static Expression *parse_product(Cursor *cursor, unsigned depth)
{
	g_autoptr(Expression) left = parse_operand(cursor, depth);
	unsigned operators = 0;

	while (left && at_product(cursor)) {
		Expression *right;

		cursor->next++;
		if (too_long(cursor, &operators))
			return NULL;
		right = parse_operand(cursor, depth);
		if (!right)
			return NULL;
		left = join('*', g_steal_pointer(&left), right);
	}
	return g_steal_pointer(&left);
}

static Expression *parse_sum(Cursor *cursor, unsigned depth)
{
	g_autoptr(Expression) left = parse_product(cursor, depth);
	unsigned operators = 0;

	while (left && (cursor_at(cursor, "+") || cursor_at(cursor, "-"))) {
		char operator = cursor_token(cursor)->text[0];
		Expression *right;

		if (too_long(cursor, &operators))
			return NULL;
		cursor->next++;
		right = parse_product(cursor, depth);
		if (!right)
			return NULL;
		left = join(operator, g_steal_pointer(&left), right);
	}
	return g_steal_pointer(&left);
}

/* What is known before the run must fit; else says so at token @first. */
static gboolean fits(Cursor *cursor, const Expression *expression, guint first)
{
	const char *missing = NULL;
	guint64 value;

	if (expression_evaluate(expression, cursor->constants, &value, &missing) || missing)
		return TRUE;
	cursor->next = first;
	return cursor_error(cursor, EXPRESSION_OUT_OF_RANGE);
}

Expression *expression_parse(Cursor *cursor)
{
	guint first = cursor->next;
	g_autoptr(Expression) expression = parse_sum(cursor, 0);

	return expression && fits(cursor, expression, first) ? g_steal_pointer(&expression) : NULL;
}

void expression_free(Expression *expression)
{
	/* Sums lean to the left and may be long: no recursion there. */
	while (expression) {
		Expression *left = expression->left;

		expression_free(expression->right);
		g_free(expression->name);
		g_free(expression);
		expression = left;
	}
}

/* ---- evaluation ---- */

/* Parts of an expression may be negative, or need more than 64 bits. */
__extension__ typedef __int128 Wide;

static gboolean evaluate(const Expression *expression, GHashTable *variables, Wide *value,
			 const char **missing);

static gboolean operate(const Expression *expression, GHashTable *variables, Wide *value,
			const char **missing)
{
	Wide left, right;

	if (!evaluate(expression->left, variables, &left, missing) ||
	    !evaluate(expression->right, variables, &right, missing))
		return FALSE;
	*missing = NULL;
	switch (expression->operator) {
	case '+':
		return !__builtin_add_overflow(left, right, value);
	case '-':
		return !__builtin_sub_overflow(left, right, value);
	default:
		return !__builtin_mul_overflow(left, right, value);
	}
}

static gboolean evaluate(const Expression *expression, GHashTable *variables, Wide *value,
			 const char **missing)
{
	const guint64 *variable;

	switch (expression->operator) {
	case 0:
		*value = expression->number;
		return TRUE;
	case '$':
		variable = variables ? g_hash_table_lookup(variables, expression->name) : NULL;
		*missing = expression->name;
		*value = variable ? *variable : 0;
		return variable != NULL;
	default:
		return operate(expression, variables, value, missing);
	}
}

/* "-1", "-4K": a minus in front says that less than 0 is meant. */
static gboolean is_negation(const Expression *expression)
{
	char operator = 0;

	for (; expression->left; expression = expression->left)
		operator = expression->operator;
	return operator == '-' && expression->operator == 0 && expression->number == 0;
}

gboolean expression_evaluate(const Expression *expression, GHashTable *variables,
			     guint64 *value, const char **missing)
{
	Wide wide;

	if (!evaluate(expression, variables, &wide, missing))
		return FALSE;
	*missing = NULL;
	*value = (guint64)wide;
	return wide <= G_MAXUINT64 && (wide >= 0 || (is_negation(expression) && wide >= G_MININT64));
}

void expression_variables(const Expression *expression, GHashTable *names)
{
	/* As above: no recursion to the left. */
	for (; expression; expression = expression->left) {
		if (expression->operator == '$')
			g_hash_table_add(names, expression->name);
		if (expression->right)
			expression_variables(expression->right, names);
	}
}

const char *expression_variable(const Expression *expression)
{
	return expression->operator == '$' ? expression->name : NULL;
}

GHashTable *variables_copy(GHashTable *variables)
{
	GHashTable *copy = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	GHashTableIter iter;
	gpointer name, value;

	g_hash_table_iter_init(&iter, variables);
	while (g_hash_table_iter_next(&iter, &name, &value))
		g_hash_table_insert(copy, g_strdup(name), g_memdup2(value, sizeof(guint64)));
	return copy;
}
