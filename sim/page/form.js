/* A call in the making: a command, who calls, and a field for each input. */

class CallForm {
	/* @made is called with the call when it is to be made. */
	constructor(element, machine, made) {
		this.element = element;
		this.machine = machine;
		this.made = made;
		this.show();
		element.addEventListener("change", (event) => {
			if (event.target.name === "command")
				this.show(event.target.value);
			else
				this.offer();
		});
		element.addEventListener("focusin", () => this.offer());
		element.addEventListener("submit", (event) => {
			event.preventDefault();
			try {
				this.made(this.call());
			} catch (error) {
				this.made(null, error.message);
			}
		});
	}

	get command() {
		const commands = this.machine.table.commands;

		return commands.find(({ name }) => name === this.element.elements.command?.value) ??
		       commands.find(({ name }) => /GRANULE.*_DELEGATE/.test(name));
	}

	/* ---- fields ---- */

	commandsHtml(chosen) {
		const group = (who, title) => `<optgroup label="${title}">${this.machine.table.commands
			.filter((command) => command.who === who && command.modelled)
			.map(({ name }) => `<option${name === chosen ? " selected" : ""}>${name}</option>`).join("")}</optgroup>`;

		return `<label class="wide">Command <select name="command">${group("host", "Host")}${group("guest", "Realm")}</select></label>`;
	}

	fieldHtml(input, i) {
		if (input.bytes)
			return "";
		return `<label title="${escaped(input.type)}">${escaped(input.name)}${input.optional ? "" : " *"}${input.count > 1 ? " (a, b, …)" : ""}
<input name="i${i}" list="offer-${i}" autocomplete="off" spellcheck="false"></label><datalist id="offer-${i}"></datalist>`;
	}

	show(name) {
		const command = this.machine.table.commands.find((known) => known.name === name) ?? this.command;
		const recs = this.machine.view().recs.filter(({ state }) => state === "RUNNING");

		this.element.innerHTML = `${this.commandsHtml(command.name)}<p class="wide faint">${escaped(command.summary)} <span class="mono">${escaped(command.section)}</span></p>
${command.who === "guest" ? `<label>REC <select name="rec">${recs.map(({ rec }) => `<option>${rec}</option>`).join("") || "<option value=''>none runs</option>"}</select></label>` : ""}${command.inputs.map((input, i) => this.fieldHtml(input, i)).join("")}<button>Call</button>`;
		this.offer();
	}

	/* Fills in the inputs of a call. */
	fill(call) {
		const command = this.machine.table.commands.find(({ id }) => id === call[0]);

		this.show(command.name);
		this.preset = call;
	}

	/* ---- values ---- */

	/* A number, or a name of the enumeration of @input. */
	static value(input, text) {
		const named = input.names.find(([, name]) => name === text.toUpperCase());

		if (named)
			return BigInt(named[0]);
		try {
			return BigInt(text.replaceAll("_", ""));
		} catch {
			throw new Error(`${input.name}: '${text}' is no number${input.names.length ? `, and none of ${input.names.map(([, name]) => name).join(", ")}` : ""}`);
		}
	}

	/* Gives the model what the fields say, of those before field @end. */
	give(end = Infinity) {
		const { model } = LiveMachine, command = this.command;

		model.live_call(command.id, BigInt(this.element.elements.rec?.value || 0), true);
		command.inputs.slice(0, end).forEach((input, i) => {
			const text = this.element.elements[`i${i}`]?.value.trim();
			(text ? text.split(",") : []).forEach((part, element) =>
				model.live_input(i, element, BigInt.asIntN(64, CallForm.value(input, part.trim()))));
		});
	}

	call() {
		for (const [i, input] of this.command.inputs.entries())
			if (!input.optional && !input.bytes && !this.element.elements[`i${i}`].value.trim())
				throw new Error(`${input.name} is missing`);
		this.give();
		return LiveMachine.ask("live_given").call;
	}

	/* What is in use now, as far as the inputs before it say. */
	offer() {
		this.command.inputs.forEach((input, i) => {
			const list = this.element.querySelector(`#offer-${i}`);
			if (!list)
				return;
			try {
				this.give(i);
			} catch {
				return;
			}
			const values = input.names.length ? input.names.map(([, name]) => name)
				: LiveMachine.ask("live_offer", i).values;
			list.innerHTML = values.map((value) => `<option value="${value}">`).join("");
		});
	}
}
