/* SPDX-License-Identifier: BSD-3-Clause */
/* Shapes of ways. */
#include "sizes/shape.h"

#include <string.h>

#include "sizes/operation.h"
#include "sizes/shape_text.h"
#include "sizes/size_action.h"
#include "sizes/subtree_shape.h"
#include "state/granule.h"

/* A way, and the texts that become its shape. */
typedef struct {
	const Roles *roles;
	const Ways *ways;
	const Way *way;
	ShapeTexts texts;
	guint named_rec;                /* by the action; WORLD_NONE: none */
	guint owner[COMPONENTS_MAX];    /* by Granule: the page that maps it, or WORLD_NONE */
} Drawing;

/* ---- names ---- */

static void note_name(gpointer user, Naming naming, guint number, const struct rmm_value *input,
		      guint64 *value)
{
	Drawing *drawing = user;
	GString *at = naming == NAMES_REC ? drawing->texts.rec[number] :
		      naming == NAMES_PAGE || naming == NAMES_REALM ? drawing->texts.page[number] :
		      naming == NAMES_BORDER ? drawing->texts.border[number]
		      : drawing->texts.granule[strcmp(input->name, "top") == 0 ? number - 1 : number];

	if (naming == NAMES_REC)
		drawing->named_rec = number;
	g_string_append_printf(at, "<%s>", input ? input->name : "acts");
	*value = 0;
}

/* What the action is but for what it names. */
static void draw_call(Drawing *drawing, struct rmm_call call)
{
	sizes_each_name(drawing->ways->world, &call, note_name, drawing);
	shape_append_call(drawing->texts.control, drawing->ways->world->a->model, &call);
}

/* ---- values ---- */

static gboolean is_entry(const Drawing *drawing, guint part)
{
	return space_is_entry(drawing->ways->learner->space, part);
}

/* An entry with the Granule that it maps in place of the address. */
static void draw_entry(Drawing *drawing, GString *out, guint64 bits, guint page)
{
	guint granule = role_mapped(drawing->roles->world, bits);

	if (granule == WORLD_NONE) {
		g_string_append_printf(out, "%" G_GINT64_MODIFIER "x", bits);
		return;
	}
	g_string_append_printf(out, "%" G_GINT64_MODIFIER "x maps", bits & ~RTTE_ADDRESS);
	for (guint i = 0; i < drawing->roles->world->unit; i++)
		drawing->owner[granule * drawing->roles->world->unit + i] = page;
}

/* A link with what it leads to: the page's text says so. */
static void draw_link(Drawing *drawing, GString *out, guint64 link, guint granule)
{
	guint page = role_linked(drawing->roles->world, link);

	if (page == WORLD_NONE) {
		g_string_append_printf(out, "%" G_GINT64_MODIFIER "x", link);
		return;
	}
	g_string_append(out, "to page");
	drawing->owner[granule] = page;
}

/* The value of a part that is no address between pages. */
static void draw_value(Drawing *drawing, GString *out, guint part, guint64 value)
{
	const Role *role = &drawing->roles->of[part];

	if (role->kind == ROLE_LINK)
		draw_link(drawing, out, value, role->number);
	else if (role_is_name(drawing->roles, part, value))
		g_string_append(out, "its name");
	else if (is_entry(drawing, part))
		draw_entry(drawing, out, value, role->kind == ROLE_PAGE ? role->number : OTHER_ENTRY);
	else
		g_string_append_printf(out, "%" G_GINT64_MODIFIER "x", value);
}

/* ---- parts ---- */

/* Pages of the world, or entries of all its tables. */
static guint pages_of(const Drawing *drawing)
{
	const SizedWorld *world = drawing->roles->world;

	return world->is_tree ? world->a->model->config.rtts * world->a->model->config.rtt_entries
			      : drawing->ways->size.pages;
}

/* Where what is said of a part stands. */
static GString *text_of(Drawing *drawing, guint part)
{
	const Role *role = &drawing->roles->of[part];

	switch (role->kind) {
	case ROLE_REALM:
		return drawing->texts.page[role->number];
	case ROLE_PAGE:
		return drawing->texts.page[role->number < pages_of(drawing) ? role->number : OTHER_ENTRY];
	case ROLE_STATE:
	case ROLE_ORIGIN:
	case ROLE_LINK:
		return drawing->texts.granule[role->number];
	case ROLE_REC:
	case ROLE_REC_GRANULE:
		return drawing->texts.rec[role->rec];
	default:
		return is_entry(drawing, part) ? drawing->texts.page[OTHER_ENTRY] : drawing->texts.control;
	}
}

/* Of other parts than these which one it is does not matter: others say it. */
static void append_part(const Drawing *drawing, GString *out, guint part)
{
	const Role *role = &drawing->roles->of[part];

	if (role->kind == ROLE_REALM)
		g_string_append_printf(out, "R%u", role->item);
	else if (is_entry(drawing, part))
		g_string_append_c(out, 'p');
	else if (role->kind == ROLE_CONTROL)
		g_string_append_printf(out, "%u", part);
	else if (role->rec != WORLD_NONE)
		g_string_append_printf(out, "%c%u", role->kind == ROLE_REC ? 'r' : 'g', role->item);
	else
		g_string_append_c(out, "--sol"[role->kind]);
}

/* Other entries of a table are as at the beginning: alike, and said once. */
static gboolean is_said(const GString *text, const Drawing *drawing, const char *said)
{
	return text == drawing->texts.page[OTHER_ENTRY] && strstr(text->str, said);
}

static void say(Drawing *drawing, guint part, const char *said)
{
	GString *text = text_of(drawing, part);

	if (!is_said(text, drawing, said))
		g_string_append(text, said);
}

/* An address that the state keeps stands where it is. */
static void draw_position(Drawing *drawing, guint part, guint64 address, const char *what)
{
	guint border = role_border(drawing->roles->world, address);
	const Role *role = &drawing->roles->of[part];
	/* Of which REC: of the one that is named, or of another. */
	const char *of = role->rec == WORLD_NONE ? "" : role->rec == drawing->named_rec ? "r" : "q";
	guint number = role->rec == WORLD_NONE ? role->number : role->item;

	if (border == WORLD_NONE)
		g_string_append_printf(drawing->texts.control, "%s%s%u=%" G_GINT64_MODIFIER "x;", what, of,
				       number, address);
	else
		g_string_append_printf(drawing->texts.border[border], "<%s%s%u>", what, of, number);
}

/* A word of an operation stands with what it names. */
static void draw_word(Drawing *drawing, guint part, guint64 word, const char *what)
{
	guint slot = drawing->roles->of[part].number, number;

	switch (operation_word(drawing->roles->world, word, &number)) {
	case WORD_BORDER:
		g_string_append_printf(drawing->texts.border[number], "<%sw%u>", what, slot);
		break;
	case WORD_GRANULE:
		g_string_append_printf(drawing->texts.granule[number], "<%sw%u>", what, slot);
		break;
	default:
		g_string_append_printf(drawing->texts.control, "%sw%u=%" G_GINT64_MODIFIER "x;", what, slot,
				       word);
	}
}

/* FALSE: the value of @part says no place of its own. */
static gboolean draw_address(Drawing *drawing, guint part, guint64 value, const char *what)
{
	RoleKind kind = drawing->roles->of[part].kind;

	if (kind == ROLE_POSITION)
		draw_position(drawing, part, value, what);
	else if (kind == ROLE_WORD)
		draw_word(drawing, part, value, what);
	return kind == ROLE_POSITION || kind == ROLE_WORD;
}

static void draw_asked(Drawing *drawing, const Asked *asked)
{
	const Question *question = &asked->question;
	const Terms *terms = &drawing->ways->learner->terms;
	g_autoptr(GString) said = g_string_new(NULL);

	if (draw_address(drawing, question->part, asked->answer, "has "))
		return;
	append_part(drawing, said, question->part);
	g_string_append_printf(said, "?%u", question->kind);
	/* A term is told by what it makes of nothing. */
	if (question->term != TERM_ITSELF)
		g_string_append_printf(said, "@%" G_GINT64_MODIFIER "x",
				       terms_value(terms, question->term, 0));
	g_string_append_printf(said, ",%" G_GINT64_MODIFIER "x=", question->argument);
	if (question->kind == ASK_VALUE)
		draw_value(drawing, said, question->part, asked->answer);
	else if (question->kind == ASK_ADDRESS)
		draw_entry(drawing, said, asked->answer | RTTE_ASSIGNED,
			   drawing->roles->of[question->part].number);
	else
		g_string_append_printf(said, "%" G_GINT64_MODIFIER "x", asked->answer);
	g_string_append_c(said, ';');
	say(drawing, question->part, said->str);
}

static void draw_write(Drawing *drawing, const Write *write)
{
	const Terms *terms = &drawing->ways->learner->terms;
	g_autoptr(GString) said = g_string_new(NULL);

	/* Unused bytes are of nothing, and always 0. */
	if (drawing->ways->learner->space->parts[write->part].is.kind == PART_UNUSED)
		return;
	if (draw_address(drawing, write->part, write->value, "gets "))
		return;
	append_part(drawing, said, write->part);
	if (write->term != TERM_ITSELF) {
		g_string_append_printf(said, ":=@%" G_GINT64_MODIFIER "x;",
				       terms_value(terms, write->term, 0));
	} else {
		g_string_append(said, ":=");
		draw_value(drawing, said, write->part, write->value);
		g_string_append_c(said, ';');
	}
	say(drawing, write->part, said->str);
}

/* ---- the whole ---- */

static void draw_outcome(Drawing *drawing)
{
	const ActionOutcome *outcome = learner_outcome(drawing->ways->learner, drawing->way->leaf);

	g_string_append_printf(drawing->texts.control, "%u", outcome->taken);
	for (guint i = 0; i < outcome->calls->len; i++) {
		const CallRecord *call = &g_array_index(outcome->calls, CallRecord, i);

		g_string_append_printf(drawing->texts.control, " %u %" G_GINT64_MODIFIER "x", call->command,
				       call->permitted);
	}
}

/* Pages and what lies between them, in order; what is alike in a row once. */
static void append_pages(const Drawing *drawing, GString *shape)
{
	const GString *others = drawing->texts.page[OTHER_ENTRY];
	const char *last = "";

	for (guint i = 0; i <= pages_of(drawing); i++) {
		if (drawing->texts.border[i]->len) {
			g_string_append(shape, drawing->texts.border[i]->str);
			last = "";
		}
		if (i == pages_of(drawing) || !drawing->texts.page[i]->len)
			continue;
		if (strcmp(last, drawing->texts.page[i]->str) != 0)
			g_string_append_printf(shape, "[%s]", drawing->texts.page[i]->str);
		last = drawing->texts.page[i]->str;
	}
	/* One that all of them go on to: alike whether pages lie before it or not. */
	if (others->len && strcmp(last, others->str) != 0)
		g_string_append_printf(shape, "[%s]", others->str);
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_text(GPtrArray *texts, const GString *text, gboolean is_one)
{
	if (is_one && text->len)
		g_ptr_array_add(texts, text->str);
}

/* Granules that no page of the way maps, RECs and Realms, by what is said of them. */
static void append_unordered(const Drawing *drawing, GString *shape)
{
	g_autoptr(GPtrArray) texts = g_ptr_array_new();

	for (guint i = 0; i < COMPONENTS_MAX; i++) {
		add_text(texts, drawing->texts.granule[i], drawing->owner[i] == WORLD_NONE);
		add_text(texts, drawing->texts.page[i], drawing->roles->world->realms != NULL);
	}
	for (guint i = 0; i < RECS_MAX; i++)
		add_text(texts, drawing->texts.rec[i], TRUE);
	g_ptr_array_sort(texts, compare_texts);
	for (guint i = 0; i < texts->len; i++)
		g_string_append_printf(shape, "{%s}", (const char *)texts->pdata[i]);
}

/* What is said of a Granule that a page maps is said of the page. */
static void move_to_owners(Drawing *drawing)
{
	for (guint i = 0; i < COMPONENTS_MAX; i++)
		if (drawing->owner[i] != WORLD_NONE)
			g_string_append_printf(drawing->texts.page[drawing->owner[i]], "{%s}",
					       drawing->texts.granule[i]->str);
}

static char *draw(Drawing *drawing, guint action)
{
	const struct explore_action *of = &drawing->ways->world->a->actions[action];
	GString *shape = g_string_new(NULL);

	for (guint i = 0; i < of->step_count; i++)
		draw_call(drawing, of->steps[i].call);
	draw_outcome(drawing);
	for (guint i = 0; i < drawing->way->asked->len; i++)
		draw_asked(drawing, &g_array_index(drawing->way->asked, Asked, i));
	for (guint i = 0; i < drawing->way->leaf->write_count; i++)
		draw_write(drawing, &drawing->way->leaf->writes[i]);
	move_to_owners(drawing);
	g_string_append_printf(shape, "%u %s ", of->line, drawing->texts.control->str);
	if (!drawing->roles->world->realms)
		append_pages(drawing, shape);
	append_unordered(drawing, shape);
	return g_string_free(shape, FALSE);
}

/* ---- counting ---- */

static void count(GHashTable *shapes, char *shape)
{
	guint before = GPOINTER_TO_UINT(g_hash_table_lookup(shapes, shape));

	g_hash_table_replace(shapes, shape, GUINT_TO_POINTER(before + 1));
}

GHashTable *shapes_count(const Roles *roles, const Ways *ways)
{
	GHashTable *shapes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	Drawing drawing = { .roles = roles, .ways = ways };

	shape_texts_init(&drawing.texts);
	for (guint i = 0; i < ways->world->a->action_count; i++)
		for (guint j = 0; ways->ways[i] && j < ways->ways[i]->len; j++) {
			if (roles->world->has_subtrees) {
				count(shapes, subtree_shape(roles, ways, ways->ways[i]->pdata[j], i));
				continue;
			}
			shape_texts_clear(&drawing.texts);
			memset(drawing.owner, 0xff, sizeof(drawing.owner));
			drawing.named_rec = WORLD_NONE;
			drawing.way = ways->ways[i]->pdata[j];
			count(shapes, draw(&drawing, i));
		}
	shape_texts_free(&drawing.texts);
	return shapes;
}
