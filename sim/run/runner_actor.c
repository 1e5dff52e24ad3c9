/* SPDX-License-Identifier: BSD-3-Clause */
/* Procedures of actors: their calls are carried out, told and judged. */
#include "run/runner_private.h"

#include <string.h>

#include "actor/guest.h"
#include "actor/actors.h"
#include "text/spelling.h"

/* ---- telling calls ---- */

static gboolean wants_text(const Runner *runner, const Report *report)
{
	return runner->options->keep_all || !report->outcome->passed;
}

static void tell(Runner *runner, Report *report)
{
	report->is_call = TRUE;
	runner_tell(runner, FALSE, runner->result->outcomes->len, report);
}

/* "host" or "guest", and which REC if it is not the one entered last. */
static void append_who(const Runner *runner, GString *out, const char *who, guint64 rec)
{
	g_string_append(out, who);
	if (rec && rec != runner->rec)
		g_string_append_printf(out, " 0x%" G_GINT64_MODIFIER "x:", rec);
	g_string_append_c(out, ' ');
}

static void tell_call(Runner *runner, const struct rmm_call *call,
		      const struct rmm_result *result, Report *report)
{
	const struct rmm_command *command = rmm_command(runner->model, call->command);
	gboolean host = command->interface == INTERFACE_RMI ||
			command->interface == INTERFACE_HOST;

	if (wants_text(runner, report)) {
		append_who(runner, report->text, host ? "host " : "guest", call->rec);
		g_string_append(report->text, command->name);
		spelling_append_inputs(report->text, runner->model, call, result->granule_shift,
				       NUMBERS_SCENARIO);
		report_result(report, call->command, result);
	}
	tell(runner, report);
}

/* "host > RMI_SUCCESS exit_reason=...": how the entry of @rec returned. */
static void tell_exit(Runner *runner, guint64 rec, const struct rmm_exit *exit)
{
	struct rmm_result result = execution_entry_result(exit);
	Report report;

	report_init(&report, runner->acting);
	if (wants_text(runner, &report)) {
		append_who(runner, report.text, "host ", rec);
		g_string_truncate(report.text, report.text->len - 1);
		report_result(&report, CMD_RMI_REC_ENTER, &result);
	}
	tell(runner, &report);
}

/* ---- the stage ---- */

/* What a call means to the statements that may follow. */
static void note_call(Runner *runner, const struct rmm_call *call,
		      const struct rmm_result *result)
{
	if (result->status != RMI_SUCCESS)
		return;
	if (call->command == CMD_RMI_REALM_CREATE)
		runner->rd = call->in[0];
	if (call->command == CMD_RMI_REC_ENTER)
		runner->rec = call->in[0];
}

static void make_call(gpointer user, const struct rmm_call *call, struct rmm_result *result)
{
	Runner *runner = user;
	Report report;

	report_init(&report, runner->acting);
	runner_carry_out(runner, call, runner->acting->at, result, &report);
	if (runner->options->calls_max && ++runner->calls > runner->options->calls_max)
		result->status = STATUS_LIMIT;
	note_call(runner, call, result);
	runner_watch(runner, &report);
	tell_call(runner, call, result, &report);
	if (result->exit.happened)
		tell_exit(runner, call->rec, &result->exit);
}

static void complete(gpointer user, guint64 rec, struct rmm_call *call,
		     struct rmm_result *result)
{
	Runner *runner = user;
	Report report;

	report_init(&report, runner->acting);
	runner_at(runner, runner->acting->at);
	execution_complete(runner->machine, rec, call, result);
	runner_tell_steps(runner, &report);
	if (wants_text(runner, &report)) {
		append_who(runner, report.text, "guest", rec);
		g_string_truncate(report.text, report.text->len - 1);
		report_result(&report, call->command, result);
	}
	tell(runner, &report);
	if (result->exit.happened)
		tell_exit(runner, rec, &result->exit);
}

static Scene *scene_of(Runner *runner)
{
	static const Stage stage = { make_call, complete };

	runner->acts++;
	if (!runner->scene)
		runner->scene = scene_new(runner->model, runner->machine->state, &stage, runner,
					  actors);
	return runner->scene;
}

/* ---- arguments ---- */

static gboolean make_arguments(Runner *runner, const Step *step, Arguments *arguments,
			       Report *report)
{
	const Parameter *parameters = step->procedure->parameters;

	memset(arguments, 0, sizeof(*arguments));
	for (guint i = 0; parameters[i].name; i++)
		arguments->value[i] = parameters[i].initial;
	for (guint i = 0; i < step->arguments->len; i++) {
		const Argument *argument = &g_array_index(step->arguments, Argument, i);
		guint which = argument->element;

		arguments->given |= 1u << which;
		if (argument->value.bytes) {
			memcpy(arguments->bytes, argument->value.bytes,
			       argument->value.byte_count);
			arguments->byte_count = argument->value.byte_count;
		} else if (!runner_value(runner, &argument->value, &arguments->value[which],
					 report)) {
			return FALSE;
		}
	}
	return TRUE;
}

/* ---- judging ---- */

static gboolean ending_matches(const Expectation *expectation, Ending ending)
{
	switch (expectation->kind) {
	case EXPECT_ANY:
		return TRUE;
	case EXPECT_FAILS:
		return !ending_is_good(ending);
	case EXPECT_STATUS:
		return ending == expectation->ending;
	default:
		return ending_is_good(ending);
	}
}

/* What the scene knows of the outcome @name. */
static Fact fact(const Runner *runner, const char *name)
{
	Fact fact = { .name = name, .is_address = strcmp(name, "ipa") == 0 };
	const char *word = NULL;

	if (scene_outcome(runner->scene, name, &fact.number, &word) == OUTCOME_WORD)
		fact.word = g_intern_string(word);
	return fact;
}

/* Does an output come to what was expected? */
static gboolean output_matches(Runner *runner, const ExpectedOutput *output, const Fact *fact,
			       Report *report)
{
	guint64 expected = 0;

	if (fact->word)
		return strcmp(fact->word, output->word) == 0;
	if (output->bind)
		runner_set(runner, output->bind, fact->number);
	return output->bind ||
	       (runner_value(runner, &output->value, &expected, report) &&
		fact->number == expected);
}

/* What is worth telling: "ipa=0x80010000 step=early_map_kernel". */
static GArray *worth_telling(const Runner *runner)
{
	static const char *const shown[] = { "ipa", "step", "calls", "wrong", "secret" };
	gboolean ran = runner->scene->counts[CMD_RMI_REC_ENTER] > 0;
	guint count = G_N_ELEMENTS(shown) - (ran ? 0 : 2);
	GArray *facts = g_array_new(FALSE, FALSE, sizeof(Fact));

	for (guint i = 0; i < count; i++) {
		Fact known = fact(runner, shown[i]);

		if (known.word ? strcmp(known.word, "end") != 0 && strcmp(known.word, "no") != 0
			       : known.number != 0)
			g_array_append_val(facts, known);
	}
	return facts;
}

static void judge(Runner *runner, const Step *step, Ending ending, Report *report)
{
	const Expectation *expectation = &step->expectation;
	ProcedureOutcome *procedure = g_new0(ProcedureOutcome, 1);
	gboolean good = ending_matches(expectation, ending);

	*procedure = (ProcedureOutcome){ ending, worth_telling(runner),
					 g_array_new(FALSE, FALSE, sizeof(Fact)),
					 g_strsplit(runner->scene->notes->str, "\n", -1) };
	report->outcome->procedure = procedure;
	report->outcome->tells_notes = runner->options->changes;
	report->outcome->matches = g_array_new(FALSE, FALSE, sizeof(gboolean));
	if (runner->options->ended)
		runner->options->ended(runner->options->user, step, ending, runner->scene);
	for (guint i = 0; i < expectation->outputs->len; i++) {
		const ExpectedOutput *output = expectation->outputs->pdata[i];
		Fact asked = fact(runner, output->name);
		gboolean match = output_matches(runner, output, &asked, report);

		/* It is a plain number to those who ask. */
		asked.is_address = FALSE;
		g_array_append_val(procedure->asked, asked);
		g_array_append_val(report->outcome->matches, match);
		good &= match;
	}
	report->limit |= ending == ENDED_LIMIT;
	/* That the model's storage is exhausted is told with the call that found it so. */
	if (!good && ending != ENDED_LIMIT)
		report_finding(report, (RunFinding){ .kind = RUN_RESULT });
	runner_follow_actor(runner, step, runner->scene->lacks, report);
}

/* ---- statements ---- */

/* A guest that is started while its REC runs goes on at once. */
static Ending start(Runner *runner, const Step *step, const Arguments *arguments)
{
	Scene *scene = runner->scene;
	Ending ending;

	scene->about = step;
	ending = scene_run(scene, step->procedure, arguments);

	if (step->actor->host || ending != ENDED_OK || !execution_is_running(runner->machine, scene->rec))
		return ending;
	return guest_go_on(scene, scene->rec);
}

/* The REC that a guest's step is about; 0: of the next entry. */
static gboolean choose_rec(Runner *runner, const Step *step, Report *report)
{
	Scene *scene = scene_of(runner);

	scene->rec = runner->rec ? runner->rec : scene->vm.vcpus[0].rec;
	return !step->rec || runner_evaluate(runner, step->rec, &scene->rec, report);
}

void runner_procedure(Runner *runner, const Step *step, Report *report)
{
	Arguments arguments;

	g_string_append_printf(report->text, "%s ", step->actor->host ? "host " : "guest");
	runner_append_text(runner, report->text, step->name);
	if (!choose_rec(runner, step, report) ||
	    !make_arguments(runner, step, &arguments, report))
		return;
	report->outcome->expanded = TRUE;
	runner->acting = step;
	judge(runner, step, start(runner, step, &arguments), report);
}

/* By the order of their lines: a guest whose REC is not entered any more tests nothing. */
static gint by_line(gconstpointer a, gconstpointer b)
{
	const Step *one = *(const Step *const *)a, *other = *(const Step *const *)b;

	return one->at.line < other->at.line ? -1 : one->at.line > other->at.line;
}

void runner_end_guests(Runner *runner)
{
	g_autoptr(GPtrArray) steps = runner->scene ? guest_never_entered(runner->scene)
						   : g_ptr_array_new();

	g_ptr_array_sort(steps, by_line);
	for (guint i = 0; i < steps->len; i++) {
		const Step *step = steps->pdata[i];
		Report report;

		report_init(&report, step);
		g_string_append(report.text, "guest ");
		runner_append_text(runner, report.text, step->name);
		report_error(&report, "no entry of its REC follows: the guest never starts it");
		runner_follow_actor(runner, step, "", &report);
		runner_tell(runner, FALSE, runner->result->outcomes->len, &report);
	}
}

gboolean runner_enter_guest(Runner *runner, const Step *step, const struct rmm_call *call,
			    struct rmm_result *result, Report *report)
{
	Scene *scene = runner->scene;

	if (!scene || !guest_is_loaded(scene, call->in[0]))
		return FALSE;
	report->outcome->expanded = TRUE;
	runner->acting = step;
	runner->acts++;
	scene_make(scene, call);
	*result = scene->result;
	if (result->status == RMI_SUCCESS)
		guest_go_on(scene, call->in[0]);
	return TRUE;
}
