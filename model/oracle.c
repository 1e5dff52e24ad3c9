/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Judges a real RMM, call by call: cc oracle.c $(pkg-config --cflags --libs ripas)
 * Whoever drives it writes "RMI_GRANULE_DELEGATE addr=88000000 > RMI_SUCCESS" to
 * standard input, numbers in hexadecimal; each line is answered at once.
 */
#include <ripas.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "name=88000000"; false: something else. */
static bool read_pair(char *word, uint64_t *value)
{
	char *equals = strchr(word, '=');

	if (!equals)
		return false;
	*equals = '\0';
	*value = strtoull(equals + 1, NULL, 16);
	return true;
}

static enum rmm_status status_named(const char *name)
{
	enum rmm_status status = 0;

	while (status < STATUSES && strcmp(rmm_status(status)->name, name) != 0)
		status++;
	return status;
}

/* Reads a line into a call and what came of it. False: it is none. */
static bool read_line(const struct rmm_model *m, char *line, struct rmm_call *call,
		      struct rmm_returned *returned)
{
	const struct rmm_command *command;
	const struct rmm_value *output;
	char *word = strtok(line, " \n");
	uint64_t value;

	*call = (struct rmm_call){ .command = word ? rmm_command_named(m, INTERFACE_RMI, word)
						   : CMD_NONE };
	command = rmm_command(m, call->command);
	if (!command)
		return false;
	for (unsigned i = 0; i < command->input_count; i++)
		rmm_value_set(&command->inputs[i], call->in, 0, command->inputs[i].initial);
	while ((word = strtok(NULL, " \n")) && strcmp(word, ">") != 0)
		if (!read_pair(word, &value) || !rmm_call_set(m, call, word, value))
			return false;
	word = strtok(NULL, " \n");
	*returned = (struct rmm_returned){ .status = word ? status_named(word) : STATUSES,
					   .index = -1 };
	while ((word = strtok(NULL, " \n"))) {
		if (!read_pair(word, &value))
			return false;
		if (strcmp(word, "level") == 0) {
			returned->index = (int)value;
			continue;
		}
		output = rmm_value_named(command->outputs, command->output_count, word);
		if (!output || output->slot >= 64)
			return false;
		rmm_value_set(output, returned->out, 0, value);
		returned->told |= (uint64_t)1 << output->slot;
	}
	return returned->status != STATUSES;
}

int main(void)
{
	static const char *const verdicts[] = { "agrees", "permitted", "diverges", "not judged" };
	static struct rmm_model model;
	struct rmm_oracle oracle = { .model = &model };
	struct rmm_config config;
	struct rmm_call call;
	struct rmm_returned returned;
	struct rmm_result result;
	char line[4096];

	rmm_config_default(&config, &rmm_version_1_0);
	if (rmm_model_init(&model, &config) != CONFIG_OK)
		return 1;
	oracle.state = calloc(1, model.layout.size);
	oracle.before = calloc(1, model.layout.size);
	if (!oracle.state || !oracle.before)
		return 1;
	rmm_state_init(&model, oracle.state);
	rmm_state_init(&model, oracle.before);
	while (fgets(line, sizeof(line), stdin)) {
		enum rmm_verdict verdict;

		if (!read_line(&model, line, &call, &returned)) {
			printf("cannot be read\n");
			continue;
		}
		verdict = rmm_oracle_judge(&oracle, &call, &returned, NULL, 0, &result);
		printf("%s", verdicts[verdict]);
		if (verdict == RMM_DIVERGES)
			printf(": the model returns %s%s%s", rmm_status(result.status)->name,
			       result.condition == RMM_NO_CONDITION ? "" : " by ",
			       result.condition == RMM_NO_CONDITION ? "" :
			       rmm_condition_id(&model, result.command, result.condition));
		printf("\n");
		fflush(stdout);
	}
	free(oracle.state);
	free(oracle.before);
	return 0;
}
