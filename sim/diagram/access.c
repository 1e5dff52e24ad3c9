/* SPDX-License-Identifier: BSD-3-Clause */
/* What a Realm access leads to, as a matrix (A5.3.1). */
#include "diagram/diagram.h"

#include "picture/svg.h"
#include "state/access.h"

/* A matrix: rows are RIPAS values, columns HIPAS values. */
typedef struct {
	const struct rmm_version *version;
	enum rmm_rtte_state columns[RTTE_STATES];
	guint column_count;
	guint rows;
} Matrix;

static const struct {
	const char *text, *class, *colour;
} outcomes[] = {
	[OUTCOME_OK] = { "OK", "m-ns-u", "#dff3ec" },
	[OUTCOME_SEA] = { "SEA", "m-destroyed-u", "#fbdcc5" },
	[OUTCOME_EXIT] = { "exit", "m-ram-u", "#cfe5f3" },
	[OUTCOME_ADDRESS_SIZE] = { "Address Size Fault", "m-destroyed-u", "#fbdcc5" },
	[OUTCOME_GPF] = { "GPF", "m-destroyed-u", "#fbdcc5" },
	[OUTCOME_NONE] = { "-", "m-empty-u", "#f1f3f5" },
};

static Matrix matrix_of(const struct rmm_model *model)
{
	Matrix matrix = { .version = model->config.version,
			  .rows = rmm_is_in(model, ONLY_2_0, 0) ? RIPAS_STATES : RIPAS_DEV };

	for (enum rmm_rtte_state hipas = 0; hipas < RTTE_STATES; hipas++)
		if (rmm_name(&rmm_rtte_states, matrix.version, hipas) &&
		    rmm_access_row(RIPAS_EMPTY, hipas).data != OUTCOME_NONE)
			matrix.columns[matrix.column_count++] = hipas;
	return matrix;
}

static const char *ripas_name(const Matrix *matrix, guint ripas)
{
	return rmm_name(&rmm_ripas_values, matrix->version, ripas);
}

static const char *hipas_name(const Matrix *matrix, guint column)
{
	return rmm_name(&rmm_rtte_states, matrix->version, matrix->columns[column]);
}

/* "exit", or "OK / SEA" where an instruction fetch differs. */
static char *cell_text(struct rmm_access_row row)
{
	return row.data == row.fetch ? g_strdup(outcomes[row.data].text)
	       : g_strdup_printf("%s / %s", outcomes[row.data].text, outcomes[row.fetch].text);
}

static void append_dot(GString *out, const Matrix *matrix)
{
	g_string_append_printf(out, "digraph {\n\tnode [shape=plain fontname=\"sans-serif\"];\n"
			       "\taccess [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" "
			       "cellpadding=\"6\">\n\t<tr><td>Protected IPA, %s<br/>data access / "
			       "instruction fetch</td>", matrix->version->id);
	for (guint i = 0; i < matrix->column_count; i++)
		g_string_append_printf(out, "<td><b>%s</b></td>", hipas_name(matrix, i));
	g_string_append(out, "</tr>\n");
	for (guint ripas = 0; ripas < matrix->rows; ripas++) {
		g_string_append_printf(out, "\t<tr><td><b>%s</b></td>", ripas_name(matrix, ripas));
		for (guint i = 0; i < matrix->column_count; i++) {
			struct rmm_access_row row = rmm_access_row(ripas, matrix->columns[i]);
			g_autofree char *text = cell_text(row);

			g_string_append_printf(out, "<td bgcolor=\"%s\">%s</td>",
					       outcomes[row.data].colour, text);
		}
		g_string_append(out, "</tr>\n");
	}
	g_string_append(out, "\t</table>>];\n}\n");
}

static void append_mermaid(GString *out, const Matrix *matrix)
{
	guint cell = 0;

	g_string_append_printf(out, "block-beta\n    columns %u\n    c%u[\"%s\"]\n",
			       matrix->column_count + 1, cell, matrix->version->id);
	for (guint i = 0; i < matrix->column_count; i++)
		g_string_append_printf(out, "    c%u[\"%s\"]\n", ++cell, hipas_name(matrix, i));
	for (guint ripas = 0; ripas < matrix->rows; ripas++) {
		g_string_append_printf(out, "    c%u[\"%s\"]\n", ++cell, ripas_name(matrix, ripas));
		for (guint i = 0; i < matrix->column_count; i++) {
			g_autofree char *text = cell_text(rmm_access_row(ripas,
									 matrix->columns[i]));

			g_string_append_printf(out, "    c%u[\"%s\"]\n", ++cell, text);
		}
	}
}

enum { HEAD_WIDTH = 110, CELL_WIDTH = 130, CELL_HEIGHT = 34, TOP = 54, LEFT = 16 };

static void draw_cell(GString *out, gint x, gint y, struct rmm_access_row row)
{
	g_autofree char *text = cell_text(row), *class = g_strconcat("m ", outcomes[row.data].class,
								     NULL);
	gint width = SVG_TEXT_WIDTH(g_utf8_strlen(text, -1)) + 10;

	svg_box(out, x, y, CELL_WIDTH, CELL_HEIGHT, class, NULL);
	svg_box(out, x + (CELL_WIDTH - width) / 2, y + 9, width, 17, "paper", NULL);
	svg_text(out, x + CELL_WIDTH / 2, y + 21, "middle", text);
}

static void append_svg(GString *out, const Matrix *matrix)
{
	guint width = LEFT * 2 + HEAD_WIDTH + matrix->column_count * CELL_WIDTH;
	g_autofree char *title = g_strdup_printf("What a Realm access leads to, %s",
						 matrix->version->id);

	svg_open(out, MAX(width, 460), TOP + CELL_HEIGHT * matrix->rows + 40, title);
	svg_text(out, LEFT, 22, "title", title);
	for (guint i = 0; i < matrix->column_count; i++)
		svg_text(out, LEFT + HEAD_WIDTH + (gint)i * CELL_WIDTH + CELL_WIDTH / 2, TOP - 8,
			 "middle", hipas_name(matrix, i));
	for (guint ripas = 0; ripas < matrix->rows; ripas++) {
		gint y = TOP + (gint)ripas * CELL_HEIGHT;

		svg_text(out, LEFT, y + 21, "label", ripas_name(matrix, ripas));
		for (guint i = 0; i < matrix->column_count; i++)
			draw_cell(out, LEFT + HEAD_WIDTH + (gint)i * CELL_WIDTH, y,
				  rmm_access_row(ripas, matrix->columns[i]));
	}
	svg_text(out, LEFT, TOP + (gint)matrix->rows * CELL_HEIGHT + 22, "faint",
		 "Protected IPA. With a slash: data access / instruction fetch.");
	svg_close(out);
}

void diagram_append_access(GString *out, const struct rmm_model *model, DiagramFormat format)
{
	static void (*const append[DIAGRAM_FORMATS])(GString *, const Matrix *) = {
		[DIAGRAM_DOT] = append_dot, [DIAGRAM_MERMAID] = append_mermaid,
		[DIAGRAM_SVG] = append_svg,
	};
	Matrix matrix = matrix_of(model);

	append[format](out, &matrix);
}
