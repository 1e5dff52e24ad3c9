/* SPDX-License-Identifier: BSD-3-Clause */
/* Who calls whom. */
#include "picture/sequence.h"

#include <string.h>

#include "picture/svg.h"

static void clear_step(gpointer data)
{
	g_free(((SequenceStep *)data)->text);
	g_free(((SequenceStep *)data)->result);
}

Sequence *sequence_new(const char *title)
{
	Sequence *sequence = g_new0(Sequence, 1);

	sequence->title = g_strdup(title);
	sequence->lifelines = g_ptr_array_new_with_free_func(g_free);
	sequence->steps = g_array_new(FALSE, FALSE, sizeof(SequenceStep));
	g_array_set_clear_func(sequence->steps, clear_step);
	return sequence;
}

void sequence_free(Sequence *sequence)
{
	g_free(sequence->title);
	g_ptr_array_unref(sequence->lifelines);
	g_array_unref(sequence->steps);
	g_free(sequence);
}

guint sequence_lifeline(Sequence *sequence, const char *name)
{
	guint found;

	if (g_ptr_array_find_with_equal_func(sequence->lifelines, name, g_str_equal, &found))
		return found;
	g_ptr_array_add(sequence->lifelines, g_strdup(name));
	return sequence->lifelines->len - 1;
}

void sequence_add(Sequence *sequence, SequenceStep step)
{
	g_array_append_val(sequence->steps, step);
}

/* ---- rounds ---- */

/* Of so many steps a round may be; so often it must come. */
enum { BLOCK_MAX = 4, TIMES_MIN = 3 };

static const SequenceStep *step_at(const Sequence *sequence, guint i)
{
	return &g_array_index(sequence->steps, SequenceStep, i);
}

static gboolean is_alike(const SequenceStep *a, const SequenceStep *b)
{
	return a->kind == SEQUENCE_CALL && b->kind == SEQUENCE_CALL && a->from == b->from &&
	       a->to == b->to && a->kind_of_call == b->kind_of_call && a->kind_of_call &&
	       !a->is_wrong && !b->is_wrong;
}

/* How often the @block steps from @first on come one after the other. */
static guint rounds(const Sequence *sequence, guint first, guint block)
{
	guint alike = 0;

	while (first + block + alike < sequence->steps->len &&
	       is_alike(step_at(sequence, first + alike), step_at(sequence, first + block + alike)))
		alike++;
	return 1 + alike / block;
}

void sequence_fold(Sequence *sequence)
{
	for (guint i = 0; i < sequence->steps->len; i++)
		for (guint block = 1; block <= BLOCK_MAX; block++) {
			guint times = rounds(sequence, i, block);
			SequenceStep *step = &g_array_index(sequence->steps, SequenceStep, i);

			if (times < TIMES_MIN)
				continue;
			step->block = block;
			step->times = times;
			g_array_remove_range(sequence->steps, i + block, block * (times - 1));
			i += block - 1;
			break;
		}
}

/* ---- Mermaid ---- */

/* What would end the text, or begin an entity, as entities. */
static char *escaped(const char *text)
{
	GString *out = g_string_new(NULL);

	for (; *text; text++)
		if (strchr(";#", *text))
			g_string_append_printf(out, "#%d;", *text);
		else
			g_string_append_c(out, *text);
	return g_string_free(out, FALSE);
}

static void append_mermaid_step(GString *out, const Sequence *sequence, const SequenceStep *step)
{
	g_autofree char *text = escaped(step->text);
	g_autofree char *result = escaped(step->result ? step->result : "");

	if (step->kind == SEQUENCE_NOTE) {
		g_string_append_printf(out, "    Note over l0,l%u: %s%s%s\n",
				       sequence->lifelines->len - 1, text, *result ? " > " : "",
				       result);
		return;
	}
	g_string_append_printf(out, "    l%u->>l%u: %s", step->from, step->to, text);
	if (*result)
		g_string_append_printf(out, "\n    l%u--%sl%u: %s", step->to,
				       step->is_refused ? "x" : ">>", step->from, result);
	g_string_append_c(out, '\n');
}

void sequence_append_mermaid(GString *out, const Sequence *sequence)
{
	g_string_append_printf(out, "---\ntitle: \"%s\"\n---\nsequenceDiagram\n", sequence->title);
	for (guint i = 0; i < sequence->lifelines->len; i++)
		g_string_append_printf(out, "    participant l%u as %s\n", i,
				       (char *)sequence->lifelines->pdata[i]);
	for (guint i = 0, left = 0; i < sequence->steps->len; i++) {
		const SequenceStep *step = step_at(sequence, i);

		if (step->block) {
			g_string_append_printf(out, "    loop %u times\n", step->times);
			left = step->block;
		}
		append_mermaid_step(out, sequence, step);
		if (left && --left == 0)
			g_string_append(out, "    end\n");
	}
}

/* ---- SVG ---- */

enum { SEQUENCE_WIDTH = 1040, SIDE = 90, HEAD = 62, STEP = 34, NOTE = 24 };

static gint lifeline_x(const Sequence *sequence, guint i)
{
	guint gaps = MAX(sequence->lifelines->len, 2) - 1;

	return SIDE + (gint)(i * (SEQUENCE_WIDTH - 2 * SIDE) / gaps);
}

static gint step_height(const SequenceStep *step)
{
	return step->kind == SEQUENCE_NOTE ? NOTE : step->result ? STEP : STEP - 12;
}

static void draw_arrow(GString *out, gint from, gint to, gint y, gboolean refused)
{
	gint head = to > from ? -7 : 7;

	svg_line(out, from, y, to, y, refused ? "refused" : "call");
	g_string_append_printf(out, "<path class=\"%s\" d=\"M%d %dl%d -4M%d %dl%d 4\"/>\n",
			       refused ? "refused arrow" : "call arrow", to, y, head, to, y, head);
}

/* A text no wider than what there is between two lifelines, or all of them. */
static void draw_text(GString *out, gint x, gint y, const char *class, const char *text,
		      gint width)
{
	glong most = MAX(width * 10 / 66, 8);
	g_autofree char *start = g_utf8_strlen(text, -1) > most
		? g_utf8_substring(text, 0, most - 1) : NULL;
	g_autofree char *cut = start ? g_strconcat(start, "…", NULL) : NULL;

	svg_text(out, x, y, class, cut ? cut : text);
}

static void draw_call(GString *out, const Sequence *sequence, const SequenceStep *step, gint y)
{
	gint from = lifeline_x(sequence, step->from), to = lifeline_x(sequence, step->to);
	gint middle = (from + to) / 2, width = ABS(to - from) - 8;

	if (step->is_wrong)
		svg_box(out, MIN(from, to), y - 14, ABS(to - from), step_height(step), "wrong",
			NULL);
	draw_text(out, middle, y - 3, "middle", step->text, width);
	draw_arrow(out, from, to, y, FALSE);
	if (!step->result)
		return;
	draw_text(out, middle, y + 12, step->is_refused ? "middle bad" : "middle faint",
		  step->result, width);
	draw_arrow(out, to, from, y + 15, step->is_refused);
}

static void draw_note(GString *out, const Sequence *sequence, const SequenceStep *step, gint y)
{
	gint left = lifeline_x(sequence, 0), right = lifeline_x(sequence, sequence->lifelines->len - 1);
	g_autofree char *text = step->result ? g_strdup_printf("%s > %s", step->text, step->result)
					     : g_strdup(step->text);

	svg_box(out, left, y - 13, right - left, NOTE - 6, step->is_wrong ? "wrong" : "note", NULL);
	draw_text(out, (left + right) / 2, y, step->is_refused ? "middle bad" : "middle", text,
		  right - left);
}

/* A frame around the steps that repeat, and how often. */
static void draw_rounds(GString *out, const Sequence *sequence, guint first, gint y)
{
	const SequenceStep *step = step_at(sequence, first);
	g_autofree char *times = g_strdup_printf("×%u", step->times);
	gint left = lifeline_x(sequence, 0), right = lifeline_x(sequence, sequence->lifelines->len - 1);
	gint height = 0;

	for (guint i = 0; i < step->block; i++)
		height += step_height(step_at(sequence, first + i));
	svg_box(out, left - 12, y - 15, right - left + 24, height, "frame", NULL);
	svg_text(out, left - 18, y + height / 2 - 10, "end", times);
}

void sequence_append_svg(GString *out, const Sequence *sequence)
{
	gint height = HEAD, y = HEAD + 12;

	for (guint i = 0; i < sequence->steps->len; i++)
		height += step_height(step_at(sequence, i));
	svg_open(out, SEQUENCE_WIDTH, (guint)height + 24, sequence->title);
	svg_text(out, 16, 20, "title", sequence->title);
	for (guint i = 0; i < sequence->lifelines->len; i++) {
		gint x = lifeline_x(sequence, i);

		svg_box(out, x - 70, 32, 140, 22, "actor", NULL);
		svg_text(out, x, 47, "middle", sequence->lifelines->pdata[i]);
		svg_line(out, x, 54, x, height + 16, "life");
	}
	for (guint i = 0; i < sequence->steps->len; i++) {
		const SequenceStep *step = step_at(sequence, i);

		if (step->block)
			draw_rounds(out, sequence, i, y);
		(step->kind == SEQUENCE_NOTE ? draw_note : draw_call)(out, sequence, step, y);
		y += step_height(step);
	}
	svg_close(out);
}
