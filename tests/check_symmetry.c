/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * States up to the names of Granules, pages and RECs: as many as there are orbits of
 * the whole graph, which are found here by exchanging bytes of the model's states.
 */
#include <string.h>

#include "explore/engine.h"
#include "folder.h"
#include "inquiry.h"
#include "program.h"
#include "state/granule.h"
#include "state/rec.h"
#include "state/rtt.h"
#include "suites.h"

#ifdef EXPLORE_LEARNS

/* ---- alphabets ---- */

/* A Realm with a table of four Protected pages, three Granules of the Host, two RECs. */
#define SETUP \
	"spec rmm-1.0-rel0\n" \
	"memory 0x8800_0000 +32K\n" \
	"geometry entries=8 realms=1 recs=2 rtts=1\n" \
	"platform ipa_width_min=15 ipa_width_max=15\n" \
	"let $data = 0x8800_0000\nlet $rd = $data + 12K\nlet $rtt = $rd + 4K\n" \
	"let $rec = $rtt + 4K\nlet $rec2 = $rec + 4K\n" \
	"for $fixed in $rd .. $rec2+4K step 4K\n  host RMI_GRANULE_DELEGATE addr=$fixed\nend\n" \
	"host RMI_REALM_CREATE rd=$rd s2sz=15 rtt_base=$rtt rtt_level_start=3\n" \
	"host RMI_REC_CREATE rd=$rd rec=$rec mpidr=0\n" \
	"host RMI_REC_CREATE rd=$rd rec=$rec2 mpidr=1\n"

#define PAGES(end) "any $p in 0 .. " end " step 4K\n"
#define GRANULES(end) \
	"any $g in $data .. $data+" end " step 4K\n" \
	"host RMI_GRANULE_DELEGATE addr=$g\nhost RMI_GRANULE_UNDELEGATE addr=$g\n" \
	"host RMI_DATA_CREATE_UNKNOWN rd=$rd data=$g ipa=$p\n" \
	"host RMI_DATA_DESTROY rd=$rd ipa=$p\n"
#define INIT_RIPAS "host RMI_RTT_INIT_RIPAS rd=$rd base=$p top=$p+4K\n"
#define ACTIVATE "host RMI_REALM_ACTIVATE rd=$rd\n"
#define REQUESTS(rec) \
	"realm " rec " RSI_IPA_STATE_SET base=$p top=$p+4K ripas=EMPTY|RAM flags=any\n" \
	"host RMI_RTT_SET_RIPAS rd=$rd rec=" rec " base=$p top=$p+4K\n" \
	"host RMI_REC_ENTER rec=" rec " ripas_response=any when pending " rec " RIPAS_CHANGE\n"
#define COUNTED "rim count 2\nghosts off\n"

static const struct {
	const char *block;
	/* The first so many may change places, among themselves. */
	guint granules, pages, recs;
	/* What the tool says of others; or NULL. */
	const char *says;
} alphabets[] = {
	/* pages alone */
	{ PAGES("16K") INIT_RIPAS ACTIVATE COUNTED, 0, 4, 0, NULL },
	{ PAGES("12K") ACTIVATE REQUESTS("$rec") COUNTED, 0, 3, 0, NULL },
	/* RIPAS of a page of two RECs' requests */
	{ PAGES("8K") ACTIVATE REQUESTS("$rec") REQUESTS("$rec2") COUNTED, 0, 2, 2, NULL },
	/* pages and Granules; where there are fewer Granules what a command skips differs */
	{ PAGES("8K") GRANULES("8K") INIT_RIPAS ACTIVATE COUNTED, 2, 2, 0, NULL },
	{ PAGES("16K") GRANULES("4K") INIT_RIPAS ACTIVATE COUNTED, 0, 4, 0, NULL },
	{ PAGES("12K") GRANULES("12K") COUNTED, 3, 3, 0, NULL },
	/* with a request */
	{ PAGES("8K") GRANULES("8K") INIT_RIPAS ACTIVATE REQUESTS("$rec") COUNTED, 2, 2, 0, NULL },
	/* RECs alone */
	{ PAGES("4K") GRANULES("8K") INIT_RIPAS ACTIVATE REQUESTS("$rec") REQUESTS("$rec2") COUNTED,
	  2, 0, 2, NULL },
	/* a range over pages, a page that more can be done to, a page that a monitor knows */
	{ PAGES("12K") GRANULES("8K") INIT_RIPAS "host RMI_RTT_INIT_RIPAS rd=$rd base=0 top=8K\n"
	  COUNTED, 2, 0, 0, "0 of 3 pages may change places: host RMI_RTT_INIT_RIPAS rd=0x88003000 "
	  "base=0x0 top=0x2000 tells 0x0 from 0x1000" },
	/* nothing is in its way there */
	{ PAGES("12K") INIT_RIPAS "host RMI_RTT_INIT_RIPAS rd=$rd base=0 top=8K\n" ACTIVATE COUNTED,
	  0, 2, 0, "2 of 3 pages may change places: host RMI_RTT_INIT_RIPAS rd=0x88003000 base=0x0 "
	  "top=0x2000 tells 0x0 from 0x2000" },
	{ PAGES("12K") GRANULES("8K") INIT_RIPAS "host RMI_RTT_INIT_RIPAS rd=$rd base=4K top=12K\n"
	  "host RMI_RTT_INIT_RIPAS rd=$rd base=0 top=8K\n" COUNTED, 2, 0, 0,
	  "0 of 3 pages may change places: " },
	{ PAGES("12K") INIT_RIPAS ACTIVATE "host RMI_DATA_DESTROY rd=$rd ipa=8K\n"
	  "host RMI_GRANULE_DELEGATE addr=$data\n"
	  "host RMI_DATA_CREATE rd=$rd data=$data ipa=8K\n" COUNTED, 0, 2, 0,
	  "2 of 3 pages may change places: host RMI_DATA_DESTROY rd=0x88003000 ipa=0x2000 tells "
	  "0x0 from 0x2000" },
	{ PAGES("12K") GRANULES("8K") "monitor $last = ipa at RMI_DATA_CREATE_UNKNOWN\n" COUNTED,
	  2, 0, 0, "0 of 3 pages may change places: " },
	/* which page was measured first a RIM tells, a number does not */
	{ PAGES("12K") GRANULES("8K") ACTIVATE "rim off\nghosts off\n", 2, 3, 0, NULL },
	{ PAGES("8K") "any $g in $data .. $data+8K step 4K\nhost RMI_GRANULE_DELEGATE addr=$g\n"
	  "host RMI_DATA_CREATE rd=$rd data=$g ipa=$p\nrim exact\nghosts off\n", 2, 0, 0,
	  "0 of 2 pages may change places: host RMI_DATA_CREATE " },
	/* the Host may map one of its Granules at two pages */
	{ "any $u in 16K .. 24K step 4K\nany $g in $data .. $data+8K step 4K\n"
	  "host RMI_GRANULE_DELEGATE addr=$g\n"
	  "host RMI_RTT_MAP_UNPROTECTED rd=$rd ipa=$u level=3 desc=$g+0xd8\n"
	  "host RMI_RTT_UNMAP_UNPROTECTED rd=$rd ipa=$u level=3\n" COUNTED, 2, 0, 0,
	  "0 of 2 pages may change places: one Granule may be at two" },
	/* what was in a Granule tells nobody its name */
	{ PAGES("8K") GRANULES("8K") ACTIVATE "realm $rec READ ipa=$p\nghosts on\nrim count 1\n",
	  2, 2, 0, NULL },
};

static const Explored *begin(gsize i, Explored *explored, Scenario **scenario)
{
	g_autofree char *text = g_strconcat(SETUP "explore\n", alphabets[i].block, "end\n", NULL);
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	gboolean begun;

	*scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	begun = explored_begin(explored, *scenario, diagnostics);
	ck_assert_msg(begun, "%s", diagnostics->messages->len
		      ? (const char *)diagnostics->messages->pdata[0] : "the setup fails");
	return explored;
}

/* ---- the graph ---- */

typedef struct {
	const struct explore_alphabet *a;
	GHashTable *numbers;            /* of GBytes to number plus 1 */
	GPtrArray *states;              /* of GBytes */
	GArray *degrees;                /* of guint64, by state */
	GArray *parents;                /* of guint: another of the orbit */
} Graph;

static void add_state(gpointer user, guint64 number, const struct rmm *state)
{
	Graph *graph = user;
	GBytes *bytes = g_bytes_new(state, graph->a->state_size);
	guint64 none = 0;
	guint self = (guint)number;

	g_ptr_array_add(graph->states, bytes);
	g_hash_table_insert(graph->numbers, bytes, GUINT_TO_POINTER((guint)number + 1));
	g_array_append_val(graph->degrees, none);
	g_array_append_val(graph->parents, self);
}

static void add_edge(gpointer user, guint64 from, guint action, guint64 to)
{
	Graph *graph = user;

	g_array_index(graph->degrees, guint64, from)++;
}

static ExploreResult explore_graph(Graph *graph, const struct explore_alphabet *a)
{
	const ExploreOptions options = { .all = TRUE, .unchecked = TRUE };
	const ExploreSink sink = { .graph = graph, .state = add_state, .edge = add_edge };
	ExploreResult result;

	graph->a = a;
	graph->numbers = g_hash_table_new(g_bytes_hash, g_bytes_equal);
	graph->states = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	graph->degrees = g_array_new(FALSE, FALSE, sizeof(guint64));
	graph->parents = g_array_new(FALSE, FALSE, sizeof(guint));
	explore_plain.explore(a, &options, &sink, &result);
	ck_assert_int_eq(result.end, EXPLORE_CLOSED);
	return result;
}

static void graph_clear(Graph *graph)
{
	g_hash_table_unref(graph->numbers);
	g_ptr_array_unref(graph->states);
	g_array_unref(graph->degrees);
	g_array_unref(graph->parents);
}

/* ---- exchanging ---- */

static void swap_bytes(struct rmm *state, size_t a, size_t b, size_t size)
{
	g_autofree char *kept = g_memdup2((char *)state + a, size);

	memcpy((char *)state + a, (char *)state + b, size);
	memcpy((char *)state + b, kept, size);
}

/* Of the Host's, which are the first Granules. */
static void swap_granules(const struct rmm_model *m, struct rmm *state, guint a, guint b)
{
	const struct rmm_layout *l = &m->layout;
	struct rmm_rtte *entries = rmm_rtt_entries(m, state, 0);
	guint64 pa = rmm_granule_pa(m, a), pb = rmm_granule_pa(m, b);

	swap_bytes(state, l->granule_state + a, l->granule_state + b, 1);
	swap_bytes(state, l->granule_origin + a, l->granule_origin + b, 1);
	swap_bytes(state, l->granule_link + a * l->link_size, l->granule_link + b * l->link_size,
		   l->link_size);
	if (m->config.contents) {
		swap_bytes(state, l->granule_fill + 8 * a, l->granule_fill + 8 * b, 8);
		swap_bytes(state, l->granule_words + 4 * a, l->granule_words + 4 * b, 4);
	}
	for (guint i = 0; i < m->config.rtt_entries; i++)
		if (rtte_is_live(entries[i]) && (rtte_address(entries[i]) == pa ||
						 rtte_address(entries[i]) == pb))
			entries[i] = rtte_advance(entries[i], pa + pb -
						  2 * rtte_address(entries[i]));
}

static void swap_pages(const struct rmm_model *m, struct rmm *state, guint a, guint b)
{
	struct rmm_rtte *entries = rmm_rtt_entries(m, state, 0);
	struct rmm_rtte kept = entries[a];

	entries[a] = entries[b];
	entries[b] = kept;
	for (guint i = 0; i < 3; i++)
		for (guint j = 0; j < 2; j++)
			if (rmm_granule_state(m, state, i) == GRANULE_DATA &&
			    rmm_granule_link(m, state, i) ==
			    rmm_data_link(m, 0, (j ? a : b) * RMM_GRANULE_SIZE)) {
				rmm_granule_set(m, state, i, GRANULE_DATA,
						rmm_data_link(m, 0, (j ? b : a) * RMM_GRANULE_SIZE));
				break;
			}
	/* What a request is about ends with its page. */
	for (guint i = 0; i < m->config.recs; i++) {
		struct rmm_rec *rec = rmm_rec(m, state, i);
		guint64 end = rec->ripas_top / RMM_GRANULE_SIZE;
		guint to = end == a + 1 ? b : end == b + 1 ? a : G_MAXUINT;

		if (!rec->ripas_top || to == G_MAXUINT)
			continue;
		rec->ripas_addr += (to + 1 - end) * RMM_GRANULE_SIZE;
		rec->ripas_top += (to + 1 - end) * RMM_GRANULE_SIZE;
	}
}

static void swap_recs(const struct rmm_model *m, struct rmm *state, guint a, guint b)
{
	struct rmm_rec *x = rmm_rec(m, state, a), *y = rmm_rec(m, state, b), kept = *x;

	*x = *y;
	*y = kept;
	/* These are their names. */
	y->granule = x->granule;
	y->index = x->index;
	x->granule = kept.granule;
	x->index = kept.index;
}

typedef void Swap(const struct rmm_model *m, struct rmm *state, guint a, guint b);

/* ---- orbits ---- */

static guint first_of(const Graph *graph, guint state)
{
	guint *parents = (guint *)(gpointer)graph->parents->data;

	while (parents[state] != state)
		state = parents[state] = parents[parents[state]];
	return state;
}

/* The first @count change places, two that stand side by side at a time. */
static void join_orbits(Graph *graph, Swap *swap, guint count)
{
	for (guint i = 0; i + 1 < count; i++)
		for (guint j = 0; j < graph->states->len; j++) {
			g_autofree struct rmm *state =
				g_memdup2(g_bytes_get_data(graph->states->pdata[j], NULL),
					  graph->a->state_size);
			g_autoptr(GBytes) bytes = NULL;
			gpointer number;
			guint x, y;

			swap(graph->a->model, state, i, i + 1);
			bytes = g_bytes_new_static(state, graph->a->state_size);
			number = g_hash_table_lookup(graph->numbers, bytes);
			ck_assert_msg(number, "%u and %u: state %u has no counterpart", i, i + 1, j);
			x = first_of(graph, j);
			y = first_of(graph, GPOINTER_TO_UINT(number) - 1);
			ck_assert_uint_eq(g_array_index(graph->degrees, guint64, x),
					  g_array_index(graph->degrees, guint64, y));
			g_array_index(graph->parents, guint, MAX(x, y)) = MIN(x, y);
		}
}

/* How many there are, and the transitions from one state of each. */
static guint64 count_orbits(const Graph *graph, guint64 *transitions)
{
	guint64 count = 0;

	*transitions = 0;
	for (guint i = 0; i < graph->states->len; i++)
		if (first_of(graph, i) == i) {
			count++;
			*transitions += g_array_index(graph->degrees, guint64, i);
		}
	return count;
}

static void check_alike(const ExploreResult *result, SymmetryKind kind, guint count)
{
	ck_assert_uint_eq(result->symmetry[kind].alike, count);
}

START_TEST(test_orbits)
{
	const ExploreOptions options = { .unchecked = TRUE, .symmetry = TRUE, .jobs = 2 };
	const ExploreSink sink = { 0 };
	Explored explored = { 0 };
	Scenario *scenario = NULL;
	const struct explore_alphabet *a = &begin((gsize)_i, &explored, &scenario)
						  ->exploration->alphabet;
	guint64 orbits, transitions;
	ExploreResult plain, classes;
	Graph graph;

	plain = explore_graph(&graph, a);
	explore_explicit.explore(a, &options, &sink, &classes);
	ck_assert_int_eq(classes.end, EXPLORE_CLOSED);
	check_alike(&classes, SYMMETRY_GRANULES, alphabets[_i].granules);
	check_alike(&classes, SYMMETRY_RECS, alphabets[_i].recs);
	if (alphabets[_i].pages)
		check_alike(&classes, SYMMETRY_PAGES, alphabets[_i].pages);
	join_orbits(&graph, swap_granules, alphabets[_i].granules);
	join_orbits(&graph, swap_pages, classes.symmetry[SYMMETRY_PAGES].alike);
	join_orbits(&graph, swap_recs, alphabets[_i].recs);
	orbits = count_orbits(&graph, &transitions);
	ck_assert_uint_eq((guint64)classes.states, orbits);
	ck_assert_uint_eq((guint64)classes.transitions, transitions);
	ck_assert_uint_eq(classes.depth, plain.depth);
	graph_clear(&graph);
	explore_result_clear(&plain);
	explore_result_clear(&classes);
	explored_clear(&explored);
	scenario_free(scenario);
}
END_TEST

/* ---- what is said of it ---- */

START_TEST(test_words)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = g_strconcat(SETUP "explore\n", alphabets[_i].block, "end\n", NULL);
	g_autofree char *command = NULL, *printed = NULL;
	int code;

	if (!alphabets[_i].says)
		return;
	command = g_strdup_printf("ripas-sim explore --count --symmetry '%s'",
				  folder_add(folder, "question.ripas", text, -1));
	printed = program_run(command, &code);
	ck_assert_int_eq(code, 0);
	ck_assert_msg(strstr(printed, alphabets[_i].says), "%s", printed);
}
END_TEST

#endif

/* ---- what takes no symmetry ---- */

static const struct {
	const char *options, *says;
} refused[] = {
	{ "--symmetry --engine plain", "--symmetry takes --engine explicit" },
#ifdef EXPLORE_LEARNS
	{ "--symmetry --engine symbolic", "--symmetry takes --engine explicit" },
#else
	{ "--symmetry", "no engine 'explicit'; there are: plain" },
#endif
};

START_TEST(test_refused)
{
	g_autofree char *command = g_strdup_printf(
		"ripas-sim explore %s scenarios/explore/one-page.ripas", refused[_i].options);
	g_autofree char *printed = NULL;
	int code;

	printed = program_run(command, &code);
	ck_assert_int_eq(code, 2);
	ck_assert_msg(strstr(printed, refused[_i].says), "%s", printed);
}
END_TEST

Suite *suite_symmetry(void)
{
	Suite *suite = suite_create("symmetry");
	TCase *tcase = tcase_create("symmetry");

	tcase_set_timeout(tcase, 60);
#ifdef EXPLORE_LEARNS
	tcase_add_loop_test(tcase, test_orbits, 0, G_N_ELEMENTS(alphabets));
	tcase_add_loop_test(tcase, test_words, 0, G_N_ELEMENTS(alphabets));
#endif
	tcase_add_loop_test(tcase, test_refused, 0, G_N_ELEMENTS(refused));
	suite_add_tcase(suite, tcase);
	return suite;
}
