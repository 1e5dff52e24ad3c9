/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of a proof for every number of pages and Granules say. */
#include "report/sized_words.h"

#include "report/explore_words.h"

/* ---- of what worlds consist ---- */

const SizedNames *sized_names(const SizedWorld *world)
{
	static const SizedNames tables = {
		"block of Granules", "blocks of Granules", NULL, NULL,
		"Granules, beside the tables of the setup", "Realms, RECs and tables"
	}, subtrees = {
		"entry of the starting level with all below it, or Granule",
		"entries of the starting level or Granules", "entry", "entries",
		NULL, NULL
	}, realms = {
		"Realm or Granule", "Realms or Granules", "Realm", "Realms",
		"Realms and Granules, each Realm with its RECs and one page",
		"RECs of a Realm, and of its pages,"
	}, recs = {
		"page or Granule", "pages or Granules", "page", "pages",
		"pages, Granules and RECs, of one table", "Realms and tables"
	}, pages = {
		"page or Granule", "pages or Granules", "page", "pages",
		"pages and Granules of one table", "Realms, RECs and tables"
	};

	return world->is_tree ? &tables : world->has_subtrees ? &subtrees :
	       world->realms ? &realms : world->most.recs ? &recs : &pages;
}

/* ---- what holds ---- */

static void append_closure(GString *out, const Closing *closing)
{
	g_string_append(out, "closure: ");
	explore_append_count(out, views_count(closing->views));
	g_string_append_printf(out, " views of one %s%s, closed under all actions in ",
			       sized_names(closing->world)->component,
			       closing->world->most.recs ? " and one REC" : "");
	explore_append_count(out, closing->states);
	g_string_append_printf(out, " states of at most %u", closing->components);
	if (closing->world->most.recs)
		g_string_append_printf(out, ", and %u RECs", CLOSING_RECS);
	if (closing->world->realms)
		g_string_append_printf(out, ", of them %u Realms", CLOSING_REALMS);
	g_string_append(out, "; ");
	explore_append_count(out, closing->steps);
	g_string_append_printf(out, " runs of the model, %u rounds", closing->rounds);
}

static void append_lemma(GString *out, const Lemma *lemma)
{
	const char *separator = "";

	explore_append_count(out, lemma->steps);
	g_string_append(out, " steps, ");
	explore_append_count(out, lemma->deletions);
	g_string_append(out, " deletions: ");
	for (guint i = 0; i <= COMPONENTS_MAX; i++)
		if (lemma->kept[i]) {
			g_string_append_printf(out, "%s%u needed by ", separator, i);
			explore_append_count(out, lemma->kept[i]);
			separator = ", ";
		}
}

static void append_size(GString *out, const SizedWorld *world, WorldSize size)
{
	if (world->is_tree) {
		g_string_append_printf(out, "%u block%s of Granules", size.granules,
				       size.granules == 1 ? "" : "s");
		return;
	}
	g_string_append_printf(out, "%u %s%s %u Granule%s", size.pages,
			       size.pages == 1 ? sized_names(world)->page : sized_names(world)->pages,
			       size.recs ? "," : " and", size.granules, size.granules == 1 ? "" : "s");
	if (size.recs)
		g_string_append_printf(out, " and %u REC%s", size.recs, size.recs == 1 ? "" : "s");
}

static void append_larger(GString *out, const Sized *sized)
{
	g_string_append(out, "larger worlds: the same in a sample of up to ");
	if (sized->world->is_tree)
		append_size(out, sized->world, sized->world->most);
	else
		g_string_append_printf(out, "%u %s", sized->world->most.pages,
				       sized_names(sized->world)->pages);
	if (sized->world->most.recs)
		g_string_append_printf(out, " and %u RECs", sized->world->most.recs);
	g_string_append(out, "; ");
	append_lemma(out, &sized->larger);
	if (!sized->uniform.lemma.steps)
		return;
	g_string_append_printf(out, "; and in all that is learned of worlds of %u sizes; ",
			       sized->uniform.sizes->len);
	append_lemma(out, &sized->uniform.lemma);
}

/* The largest worlds that were learned: none of the others has more of both. */
static void append_largest(GString *out, const SizedWorld *world, const GArray *sizes)
{
	const char *separator = "";

	for (guint i = 0; i < sizes->len; i++) {
		WorldSize size = g_array_index(sizes, UniformSize, i).size;
		gboolean largest = TRUE;

		for (guint j = 0; j < sizes->len; j++) {
			WorldSize other = g_array_index(sizes, UniformSize, j).size;

			largest &= j == i || other.pages < size.pages ||
				   other.granules < size.granules || other.recs < size.recs;
		}
		if (!largest)
			continue;
		g_string_append(out, separator);
		append_size(out, world, size);
		separator = world->most.recs ? "; " : ", ";
	}
}

static void append_uniform(GString *out, const SizedWorld *world, const Uniform *uniform)
{
	const UniformSize *last = &g_array_index(uniform->sizes, UniformSize, uniform->sizes->len - 1);

	g_string_append_printf(out, "uniformity: what actions do has the same %u shapes from ",
			       last->shapes);
	append_size(out, world, uniform->from);
	g_string_append(out, " on, up to ");
	append_largest(out, world, uniform->sizes);
	g_string_append_printf(out, "; how many there are of each goes by polynomials of degree %u%s, "
			       "which predict ", uniform->degree,
			       world->has_subtrees ? ", by where in an RTT an entry is" : "");
	explore_append_count(out, uniform->predicted);
	g_string_append(out, " counts");
}

char *sized_part_text(const Sized *sized, ProofPart part)
{
	GString *out = g_string_new(NULL);

	if (part == PART_CLOSURE) {
		append_closure(out, &sized->closing);
	} else if (part == PART_LEMMA) {
		g_string_append_printf(out, "deletion: in no step are more than %u %s%s needed; ",
				       sized->world->needed, sized_names(sized->world)->components,
				       sized->world->most.recs ? ", or more than one REC," :
				       sized->world->realms
				       ? ", or more than one Realm if it is taken," : "");
		append_lemma(out, &sized->lemma);
	} else if (part == PART_LARGER) {
		append_larger(out, sized);
	} else {
		append_uniform(out, sized->world, &sized->uniform);
	}
	return g_string_free(out, FALSE);
}

/* ---- what fails ---- */

static void append_closure_failure(GString *out, const Sized *sized)
{
	const Closing *closing = &sized->closing;

	if (closing->interrupted && !closing_fails(closing)) {
		g_string_append_printf(out, "closure: %s; nothing breaks so far: ",
				       explore_end_text(sized->end));
		explore_append_count(out, views_count(closing->views));
		g_string_append(out, " views, ");
		explore_append_count(out, closing->states);
		g_string_append(out, " states, ");
		explore_append_count(out, closing->steps);
		g_string_append(out, " runs of the model");
		return;
	}
	g_string_append(out, closing->is_open ? "an action leads to what is not made of pages, Granules, "
			"RECs and Realms of the setup, so that no more can be said" :
			closing->has_effect ? "a command that is refused changes the state"
					    : "an invariant breaks");
}

static void append_lemma_failure(GString *out, const Sized *sized, const char *name,
				 const Lemma *lemma)
{
	gboolean is_recs = lemma_most(lemma) <= lemma->allowed;

	if (lemma->interrupted && !lemma_fails(lemma)) {
		g_string_append_printf(out, "%s: %s; so far ", name, explore_end_text(sized->end));
		append_lemma(out, lemma);
		return;
	}
	if (!lemma->steps) {
		g_string_append(out, "there is no larger world");
		return;
	}
	g_string_append_printf(out, "%u %s are needed in a step, so what happens at "
			       "small sizes says nothing of others: %s",
			       is_recs ? lemma_most_recs(lemma) : lemma_most(lemma),
			       !is_recs ? "components" : sized->world->realms ? "Realms" : "RECs",
			       sized->explored.exploration->alphabet.actions[lemma->worst_action].name);
}

static void append_uniform_failure(GString *out, const Sized *sized)
{
	const Uniform *uniform = &sized->uniform;

	if (uniform->interrupted) {
		g_string_append_printf(out, "uniformity: %s; learned so far: worlds of %u sizes",
				       sized->end == EXPLORE_CLOSED ? "a world is too large to be learned"
								    : explore_end_text(sized->end),
				       uniform->sizes->len);
		return;
	}
	if (!uniform->is_learned) {
		g_string_append(out,
				"what actions do cannot be learned in this build: it is closed for states "
				"of few pages and Granules, and no more is known");
		return;
	}
	g_string_append_printf(out, "%s: ", uniform->fault);
	append_size(out, sized->world, uniform->fault_at);
}

char *sized_part_failure(const Sized *sized, ProofPart part)
{
	GString *out = g_string_new(NULL);

	if (!sized_part_was_tried(sized, part))
		g_string_append(out, "not looked at");
	else if (part == PART_CLOSURE)
		append_closure_failure(out, sized);
	else if (part == PART_UNIFORM)
		append_uniform_failure(out, sized);
	else
		append_lemma_failure(out, sized, part == PART_LEMMA ? "deletion" : "larger worlds",
				     part == PART_LEMMA ? &sized->lemma :
				     sized->larger.steps && lemma_holds(&sized->larger)
				     ? &sized->uniform.lemma : &sized->larger);
	return g_string_free(out, FALSE);
}
