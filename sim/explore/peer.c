/* SPDX-License-Identifier: BSD-3-Clause */
/* The alphabet whose sizes are known. */
#include "explore/peer.h"

#include "engine/engine.h"
#include "state/boot.h"
#include "text/defaults.h"
#include "text/spelling.h"
#include "version/make.h"
#include "version/versions.h"

#define MEMORY 0x88000000u

/* Granules behind those for data. */
enum { RD, RTT, HOST_PAGE, REC, FIXED = REC + 2 };

typedef struct {
	const PeerOptions *options;
	Exploration *exploration;
} Builder;

static uint64_t granule(const Builder *builder, unsigned i)
{
	return MEMORY + (builder->options->granules + i) * RMM_GRANULE_SIZE;
}

static uint64_t page(unsigned i)
{
	return i * RMM_GRANULE_SIZE;
}

static unsigned power_of_two(unsigned least)
{
	unsigned power = 2;

	while (power < least)
		power *= 2;
	return power;
}

static struct rmm_model *make_model(const PeerOptions *options)
{
	struct rmm_model *model = g_new0(struct rmm_model, 1);
	struct rmm_config config;

	rmm_config_default(&config, &rmm_version_1_0);
	/* Half of the table is of Unprotected IPAs. */
	config.rtt_entries = power_of_two(2 * options->pages);
	config.regions[0].size = (options->granules + FIXED) * RMM_GRANULE_SIZE;
	config.platform.ipa_width_min = (uint8_t)(RMM_GRANULE_SHIFT + g_bit_storage(config.rtt_entries - 1));
	config.platform.ipa_width_max = config.platform.ipa_width_min;
	config.realms = 1;
	config.recs = options->recs;
	config.rtts = 1;
	config.gprs = 4;
	config.words = 0;
	config.contents = FALSE;
	config.variants = options->variants;
	if (rmm_model_init(model, &config) != CONFIG_OK)
		g_error("the alphabet's model cannot be made");
	return model;
}

static void set(const Builder *builder, struct rmm_call *call, const char *name, uint64_t value)
{
	SpelledValue found;

	if (!spelling_input(rmm_command(builder->exploration->model, call->command), name, &found))
		g_error("no such input: %s", name);
	rmm_value_set(found.value, call->in, found.element, value);
}

static struct rmm_call make(const Builder *builder, enum rmm_command_id command)
{
	struct rmm_call call = { .command = command };

	defaults_set(builder->exploration->model, &call, RMM_GRANULE_SHIFT);
	return call;
}

/* ---- the state to start from ---- */

static void carry_out(const Builder *builder, const struct rmm_call *call)
{
	struct rmm_result result;

	rmm_step(builder->exploration->model, builder->exploration->state, call, &result);
	if (result.status != RMI_SUCCESS)
		g_error("the alphabet's setup is refused");
}

static void delegate(const Builder *builder, unsigned i)
{
	struct rmm_call call = make(builder, CMD_RMI_GRANULE_DELEGATE);

	set(builder, &call, "addr", granule(builder, i));
	carry_out(builder, &call);
}

static void set_up(const Builder *builder)
{
	struct rmm_model *model = builder->exploration->model;
	struct rmm_call call = make(builder, CMD_RMI_REALM_CREATE);

	delegate(builder, RD);
	delegate(builder, RTT);
	set(builder, &call, "rd", granule(builder, RD));
	set(builder, &call, "params_ptr", granule(builder, HOST_PAGE));
	set(builder, &call, "s2sz", RMM_GRANULE_SHIFT + model->entry_bits);
	set(builder, &call, "rtt_base", granule(builder, RTT));
	set(builder, &call, "rtt_level_start", RMM_PAGE_LEVEL);
	carry_out(builder, &call);
	for (unsigned i = 0; i < builder->options->recs; i++) {
		delegate(builder, REC + i);
		call = make(builder, CMD_RMI_REC_CREATE);
		set(builder, &call, "rd", granule(builder, RD));
		set(builder, &call, "rec", granule(builder, REC + i));
		set(builder, &call, "params_ptr", granule(builder, HOST_PAGE));
		set(builder, &call, "mpidr", i);
		carry_out(builder, &call);
	}
}

/* ---- actions ---- */

static void add(const Builder *builder, const struct state_test *guard,
		const struct explore_step *steps, unsigned count, unsigned main)
{
	const struct rmm_call *call = &steps[main].call;
	struct rmm_model *model = builder->exploration->model;
	g_autoptr(GString) name = g_string_new(rmm_command(model, call->command)->name);

	spelling_append_inputs(name, model, call, RMM_GRANULE_SHIFT, NUMBERS_SCENARIO);
	exploration_add_action(builder->exploration, name->str, guard, steps, count, main, 0);
}

static void add_host(const Builder *builder, const struct rmm_call *call)
{
	struct explore_step step = { .call = *call };

	add(builder, NULL, &step, 1, 0);
}

static void add_granule(const Builder *builder, enum rmm_command_id command, unsigned g)
{
	struct rmm_call call = make(builder, command);

	set(builder, &call, "addr", MEMORY + g * RMM_GRANULE_SIZE);
	add_host(builder, &call);
}

static void add_data(const Builder *builder, enum rmm_command_id command, unsigned p, unsigned g)
{
	struct rmm_call call = make(builder, command);

	set(builder, &call, "rd", granule(builder, RD));
	set(builder, &call, "ipa", page(p));
	if (command != CMD_RMI_DATA_DESTROY)
		set(builder, &call, "data", MEMORY + g * RMM_GRANULE_SIZE);
	if (command == CMD_RMI_DATA_CREATE)
		set(builder, &call, "src", granule(builder, HOST_PAGE));
	add_host(builder, &call);
}

static void add_init_ripas(const Builder *builder, unsigned base, unsigned top)
{
	struct rmm_call call = make(builder, CMD_RMI_RTT_INIT_RIPAS);

	set(builder, &call, "rd", granule(builder, RD));
	set(builder, &call, "base", page(base));
	set(builder, &call, "top", page(top));
	add_host(builder, &call);
}

static void add_set_ripas(const Builder *builder, unsigned rec, unsigned base, unsigned top)
{
	struct rmm_call call = make(builder, CMD_RMI_RTT_SET_RIPAS);

	set(builder, &call, "rd", granule(builder, RD));
	set(builder, &call, "rec", granule(builder, REC + rec));
	set(builder, &call, "base", page(base));
	set(builder, &call, "top", page(top));
	add_host(builder, &call);
}

static void enter_step(const Builder *builder, unsigned rec, enum rmm_response response,
		       struct explore_step *step)
{
	step->call = make(builder, CMD_RMI_REC_ENTER);
	set(builder, &step->call, "rec", granule(builder, REC + rec));
	set(builder, &step->call, "run_ptr", granule(builder, HOST_PAGE));
	set(builder, &step->call, "ripas_response", response);
}

static void leave_step(const Builder *builder, unsigned rec, struct explore_step *step)
{
	step->call.command = CMD_IRQ;
	step->call.rec = granule(builder, REC + rec);
	step->if_running = true;
}

static const struct state_test *rec_test(const Builder *builder, enum test_kind kind,
					   unsigned rec, int state)
{
	struct state_test test = {
		.kind = kind, .object = granule(builder, REC + rec), .state = state
	};

	return exploration_keep(builder->exploration, &test, sizeof(test));
}

static void add_enter(const Builder *builder, unsigned rec, enum rmm_response response)
{
	struct explore_step steps[2] = { 0 };

	enter_step(builder, rec, response, &steps[0]);
	leave_step(builder, rec, &steps[1]);
	add(builder, rec_test(builder, TEST_PENDING, rec, PENDING_RIPAS_CHANGE), steps, 2, 0);
}

/* The Realm enters, acts, and leaves by an interrupt unless it has left. */
static void add_realm(const Builder *builder, unsigned rec, const struct rmm_call *call)
{
	struct explore_step steps[3] = { 0 };

	enter_step(builder, rec, RESPONSE_ACCEPT, &steps[0]);
	steps[1].call = *call;
	steps[1].call.rec = granule(builder, REC + rec);
	leave_step(builder, rec, &steps[2]);
	add(builder, rec_test(builder, TEST_IDLE, rec, 0), steps, 3, 1);
}

static void add_request(const Builder *builder, unsigned rec, unsigned base, unsigned top,
			enum rmm_ripas ripas, uint64_t flags)
{
	struct rmm_call call = make(builder, CMD_RSI_IPA_STATE_SET);

	set(builder, &call, "base", page(base));
	set(builder, &call, "top", page(top));
	set(builder, &call, "ripas", ripas);
	set(builder, &call, "flags", flags);
	add_realm(builder, rec, &call);
}

static void add_actions_of_rec(const Builder *builder, unsigned rec)
{
	unsigned pages = builder->options->pages;
	struct rmm_call off = make(builder, CMD_PSCI_SYSTEM_OFF);

	for (unsigned base = 0; base < pages; base++)
		for (unsigned top = base + 1; top <= pages; top++) {
			add_set_ripas(builder, rec, base, top);
			for (uint64_t flags = 0; flags < 2; flags++) {
				add_request(builder, rec, base, top, RIPAS_EMPTY, flags);
				add_request(builder, rec, base, top, RIPAS_RAM, flags);
			}
		}
	add_enter(builder, rec, RESPONSE_ACCEPT);
	add_enter(builder, rec, RESPONSE_REJECT);
	for (unsigned p = 0; p < pages; p++) {
		struct rmm_call read = make(builder, CMD_READ);

		set(builder, &read, "ipa", page(p));
		add_realm(builder, rec, &read);
	}
	add_realm(builder, rec, &off);
}

static void add_actions(const Builder *builder)
{
	const PeerOptions *options = builder->options;
	struct rmm_call activate = make(builder, CMD_RMI_REALM_ACTIVATE);

	for (unsigned g = 0; g < options->granules; g++) {
		add_granule(builder, CMD_RMI_GRANULE_DELEGATE, g);
		add_granule(builder, CMD_RMI_GRANULE_UNDELEGATE, g);
		for (unsigned p = 0; p < options->pages; p++) {
			add_data(builder, CMD_RMI_DATA_CREATE, p, g);
			add_data(builder, CMD_RMI_DATA_CREATE_UNKNOWN, p, g);
		}
	}
	for (unsigned p = 0; p < options->pages; p++) {
		add_data(builder, CMD_RMI_DATA_DESTROY, p, 0);
		for (unsigned top = p + 1; top <= options->pages; top++)
			add_init_ripas(builder, p, top);
	}
	set(builder, &activate, "rd", granule(builder, RD));
	add_host(builder, &activate);
	for (unsigned i = 0; i < options->recs; i++)
		add_actions_of_rec(builder, i);
}

static void add_base_monitor(const Builder *builder)
{
	struct explore_rule rules[] = {
		{ CMD_RSI_IPA_STATE_SET, RULE_INPUT, 0, 0 },
		{ CMD_RMI_REC_ENTER, RULE_CONSTANT, 0, 0 },
	};
	struct explore_monitor base = {
		.kind = MONITOR_VALUE, .name = "last_base", .rules = rules, .rule_count = 2
	};

	exploration_add_monitor(builder->exploration, &base);
}

Exploration *peer_new(const PeerOptions *options)
{
	Builder builder = { options, NULL };
	struct rmm_model *model;
	struct rmm *state;

	if (options->pages < 1 || options->pages > 16 || options->granules < 1 ||
	    options->granules > 32 || options->recs < 1 || options->recs > 2)
		return NULL;
	model = make_model(options);
	state = g_malloc0(model->layout.size);
	rmm_state_init(model, state);
	builder.exploration = exploration_new(model, state);
	builder.exploration->alphabet.ghosts = options->ghosts;
	builder.exploration->alphabet.coverage = options->coverage;
	exploration_set_rim(builder.exploration, RIM_COUNTED, 3);
	set_up(&builder);
	if (options->base)
		add_base_monitor(&builder);
	add_actions(&builder);
	exploration_finish(builder.exploration);
	return builder.exploration;
}
