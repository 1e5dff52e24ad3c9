/* SPDX-License-Identifier: BSD-3-Clause */
/* Shapes of ways under any number of tables. */
#include "sizes/subtree_shape.h"

#include <string.h>

#include "sizes/shape_text.h"
#include "sizes/size_action.h"
#include "sizes/subtree_lead.h"

/* A way, and the texts that become its shape. */
typedef struct {
	const Roles *roles;
	const Ways *ways;
	const SizedWorld *world;
	SubtreeLeads leads;
	ShapeTexts said;                /* of pages: of entries of the starting level */
	GString *slot[SUBTREE_SLOTS_MAX];
	GString *page[SUBTREE_SLOTS_MAX][SUBTREE_ENTRIES_MAX];
} Drawing;

static const Role *role_of(const Drawing *drawing, guint part)
{
	return &drawing->roles->of[part];
}

/* ---- names ---- */

/* Where an IPA stands that is so many pages behind the first: between entries, or within one. */
static GString *place_of(Drawing *drawing, guint number, gboolean is_page)
{
	guint entry = number / drawing->world->page_unit, item = number % drawing->world->page_unit;
	guint slot = entry < COMPONENTS_MAX ? drawing->leads.slot_of[entry] : WORLD_NONE;

	if (!item && !is_page)
		return drawing->said.border[entry];
	if (slot != WORLD_NONE)
		return drawing->page[slot][item];
	return drawing->said.page[entry];
}

/* Within an entry without a table which page it is does not matter, but whether it is the first. */
static void draw_name(Drawing *drawing, const char *name, guint number, gboolean is_page)
{
	guint entry = number / drawing->world->page_unit, item = number % drawing->world->page_unit;
	gboolean has_slot = entry < COMPONENTS_MAX && drawing->leads.slot_of[entry] != WORLD_NONE;

	g_string_append_printf(place_of(drawing, number, is_page), "<%s%s%s>", name,
			       is_page ? "" : "|", item && !has_slot ? "+" : "");
}

static void name_input(gpointer user, Naming naming, guint number, const struct rmm_value *input,
		       guint64 *value)
{
	Drawing *drawing = user;
	guint granule = input && strcmp(input->name, "top") == 0 ? number - 1 : number;

	if (naming == NAMES_GRANULE)
		g_string_append_printf(drawing->said.granule[granule], "<%s>", input->name);
	else if (naming != NAMES_REC)
		draw_name(drawing, input->name, number, naming == NAMES_PAGE);
	*value = 0;
}

static void draw_call(Drawing *drawing, struct rmm_call call)
{
	sizes_each_name(drawing->world, &call, name_input, drawing);
	shape_append_call(drawing->said.control, drawing->world->a->model, &call);
}

/* ---- values ---- */

static void append_raw(GString *out, guint64 value)
{
	g_string_append_printf(out, "%" G_GINT64_MODIFIER "x", value);
}

static void append_entry(const Drawing *drawing, GString *out, guint64 bits)
{
	gboolean leads = rtte_is_live(rtte_of_bits(bits)) &&
			 subtree_granule_at(drawing->world, rtte_address(rtte_of_bits(bits))) != WORLD_NONE;

	append_raw(out, leads ? bits & ~RTTE_ADDRESS : bits);
	g_string_append(out, leads ? " leads" : "");
}

static void append_value(const Drawing *drawing, GString *out, guint part, guint64 value)
{
	const Role *role = role_of(drawing, part);

	if ((role->kind == ROLE_LINK && value &&
	     subtree_link_leads_back(&drawing->leads, role->number, value)) ||
	    (role->kind == ROLE_SLOT && value &&
	     subtree_position_leads_back(&drawing->leads, role->number, value)))
		g_string_append(out, "back");
	else if (role->kind == ROLE_STARTING && value == role->initial)
		g_string_append(out, "it");
	else if (space_is_entry(drawing->ways->learner->space, part))
		append_entry(drawing, out, value);
	else
		append_raw(out, value);
}

/* ---- parts ---- */

/* Where what is said of a part stands; and which of its object it is, to @what. */
static GString *text_of(Drawing *drawing, guint part, GString *what)
{
	const Role *role = role_of(drawing, part);

	switch (role->kind) {
	case ROLE_PAGE:
		return drawing->said.page[role->number < drawing->ways->size.pages ? role->number
									       : OTHER_ENTRY];
	case ROLE_SLOT:
		g_string_append_c(what, 'a');
		return drawing->slot[role->number];
	case ROLE_SLOT_PAGE:
		return drawing->page[role->number][role->item];
	case ROLE_STATE:
	case ROLE_ORIGIN:
	case ROLE_LINK:
		g_string_append_c(what, "--sol"[role->kind]);
		return drawing->said.granule[role->number];
	case ROLE_STARTING:
		g_string_append(what, "start");
		return drawing->said.control;
	default:
		g_string_append_printf(what, "%u", part);
		return drawing->said.control;
	}
}

/* An address that a REC keeps stands where it is. */
static gboolean draw_position(Drawing *drawing, guint part, guint64 address, const char *what)
{
	guint64 offset = address - drawing->world->page_base;
	g_autofree char *name = NULL;

	if (role_of(drawing, part)->kind != ROLE_POSITION || offset % RMM_GRANULE_SIZE ||
	    offset / RMM_GRANULE_SIZE > drawing->ways->size.pages * drawing->world->page_unit)
		return FALSE;
	name = g_strdup_printf("%s%u", what, role_of(drawing, part)->number);
	draw_name(drawing, name, (guint)(offset / RMM_GRANULE_SIZE), FALSE);
	return TRUE;
}

static void draw_asked(Drawing *drawing, const Asked *asked)
{
	const Question *question = &asked->question;
	g_autoptr(GString) said = g_string_new(NULL);
	GString *text;

	if (draw_position(drawing, question->part, asked->answer, "has "))
		return;
	text = text_of(drawing, question->part, said);
	g_string_append_printf(said, "?%u", question->kind);
	/* A term is told by what it makes of nothing. */
	if (question->term != TERM_ITSELF)
		append_raw(said, terms_value(&drawing->ways->learner->terms, question->term, 0));
	g_string_append_printf(said, ",%" G_GINT64_MODIFIER "x=", question->argument);
	if (question->kind == ASK_VALUE)
		append_value(drawing, said, question->part, asked->answer);
	else if (question->kind == ASK_ADDRESS && subtree_granule_at(drawing->world, asked->answer) != WORLD_NONE)
		g_string_append(said, "leads");
	else
		append_raw(said, asked->answer);
	g_string_append_printf(text, "%s;", said->str);
}

static void draw_write(Drawing *drawing, const Write *write)
{
	g_autoptr(GString) said = g_string_new(NULL);
	GString *text;

	if (write->term == TERM_ITSELF && draw_position(drawing, write->part, write->value, "gets "))
		return;
	text = text_of(drawing, write->part, said);
	if (write->term == TERM_ITSELF) {
		g_string_append(said, ":=");
		append_value(drawing, said, write->part, write->value);
	} else {
		g_string_append(said, ":=@");
		append_raw(said, terms_value(&drawing->ways->learner->terms, write->term, 0));
	}
	g_string_append_printf(text, "%s;", said->str);
}

/* ---- the whole ---- */

static void draw_outcome(Drawing *drawing, const Way *way)
{
	const ActionOutcome *outcome = learner_outcome(drawing->ways->learner, way->leaf);

	g_string_append_printf(drawing->said.control, " %u", outcome->taken);
	for (guint i = 0; i < outcome->calls->len; i++) {
		const CallRecord *call = &g_array_index(outcome->calls, CallRecord, i);

		g_string_append_printf(drawing->said.control, " %u %" G_GINT64_MODIFIER "x;", call->command,
				       call->permitted);
	}
}

/* In a row, what is alike once. */
static void append_row(GString *out, GString *const *texts, guint count)
{
	const char *last = "";

	for (guint i = 0; i < count; i++) {
		if (texts[i]->len && strcmp(last, texts[i]->str) != 0)
			g_string_append_printf(out, "[%s]", texts[i]->str);
		if (texts[i]->len)
			last = texts[i]->str;
	}
}

/* What is said of a Granule or a slot is said of what leads there; else in a text of its own. */
static void move_to_owners(Drawing *drawing, GPtrArray *alone)
{
	for (guint i = 0; i < COMPONENTS_MAX; i++) {
		const Owner *owner = &drawing->leads.owner[i];
		GString *text = owner->kind == OWNER_ENTRY ? drawing->said.page[owner->number] :
				owner->kind == OWNER_PAGE ? drawing->page[owner->number][owner->item] : NULL;

		if (text)
			g_string_append_printf(text, "{%s}", drawing->said.granule[i]->str);
		else if (drawing->said.granule[i]->len)
			g_ptr_array_add(alone, g_strdup(drawing->said.granule[i]->str));
	}
	for (guint i = 0; i < drawing->world->a->model->config.rtts; i++) {
		append_row(drawing->slot[i], drawing->page[i], drawing->world->page_unit);
		if (drawing->slot[i]->len && drawing->leads.entry_of[i] != WORLD_NONE)
			g_string_append_printf(drawing->said.page[drawing->leads.entry_of[i]], "(%s)",
					       drawing->slot[i]->str);
		else if (drawing->slot[i]->len)
			g_ptr_array_add(alone, g_strdup(drawing->slot[i]->str));
	}
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Entries and what lies between them, in order; then what is alone. */
static void append_all(const Drawing *drawing, GPtrArray *alone, GString *shape)
{
	const char *last = "";

	for (guint i = 0; i <= COMPONENTS_MAX; i++) {
		g_string_append(shape, drawing->said.border[i]->str);
		if (drawing->said.border[i]->len)
			last = "";
		if (drawing->said.page[i]->len && strcmp(last, drawing->said.page[i]->str) != 0)
			g_string_append_printf(shape, "[%s]", drawing->said.page[i]->str);
		if (drawing->said.page[i]->len)
			last = drawing->said.page[i]->str;
	}
	/* Slots that are looked through for one that is free are alike: once. */
	g_ptr_array_sort(alone, compare_texts);
	for (guint i = 0; i < alone->len; i++)
		if (!i || strcmp(alone->pdata[i - 1], alone->pdata[i]) != 0)
			g_string_append_printf(shape, "{%s}", (const char *)alone->pdata[i]);
}

static void init_texts(Drawing *drawing)
{
	shape_texts_init(&drawing->said);
	for (guint i = 0; i < SUBTREE_SLOTS_MAX; i++) {
		drawing->slot[i] = g_string_new(NULL);
		for (guint j = 0; j < SUBTREE_ENTRIES_MAX; j++)
			drawing->page[i][j] = g_string_new(NULL);
	}
}

static void free_texts(Drawing *drawing)
{
	shape_texts_free(&drawing->said);
	for (guint i = 0; i < SUBTREE_SLOTS_MAX; i++) {
		g_string_free(drawing->slot[i], TRUE);
		for (guint j = 0; j < SUBTREE_ENTRIES_MAX; j++)
			g_string_free(drawing->page[i][j], TRUE);
	}
}

char *subtree_shape(const Roles *roles, const Ways *ways, const Way *way, guint action)
{
	Drawing drawing = { .roles = roles, .ways = ways, .world = ways->world };
	const struct explore_action *of = &ways->world->a->actions[action];
	g_autoptr(GPtrArray) alone = g_ptr_array_new_with_free_func(g_free);
	GString *shape = g_string_new(NULL);

	init_texts(&drawing);
	drawing.leads = subtree_leads(roles, ways, way);
	for (guint i = 0; i < of->step_count; i++)
		draw_call(&drawing, of->steps[i].call);
	draw_outcome(&drawing, way);
	for (guint i = 0; i < way->asked->len; i++)
		draw_asked(&drawing, &g_array_index(way->asked, Asked, i));
	for (guint i = 0; i < way->leaf->write_count; i++)
		draw_write(&drawing, &way->leaf->writes[i]);
	move_to_owners(&drawing, alone);
	g_string_append_printf(shape, "%u %s ", of->line, drawing.said.control->str);
	append_all(&drawing, alone, shape);
	free_texts(&drawing);
	return g_string_free(shape, FALSE);
}
