/* The model in the page: a machine that is made, driven and taken back. */

class LiveMachine {
	static async load() {
		const { instance } = await WebAssembly.instantiate(await inflate("model").arrayBuffer(), {});

		LiveMachine.model = instance.exports;
		LiveMachine.versions = LiveMachine.ask("live_versions").versions;
		LiveMachine.tables = LiveMachine.versions.map((_, i) => LiveMachine.ask("live_tables", i));
	}

	/* What a function of the model says. */
	static ask(name, ...parameters) {
		const { model } = LiveMachine;

		model[name](...parameters);
		return JSON.parse(new TextDecoder().decode(
			new Uint8Array(model.memory.buffer, model.live_text(), model.live_length())));
	}

	/* @config: numbers; the last are the variants, 64 a number. */
	constructor(version, config) {
		this.version = version;
		this.config = config.map(BigInt);
		this.words = Math.ceil((Math.max(0, ...LiveMachine.tables.flatMap((t) => t.variants.map((v) => v.id))) + 1) / 64);
		this.history = [];      // of actions: what was done, and what came of it
		this.boot();
	}

	get table() { return LiveMachine.tables[this.version]; }

	get variants() {
		const first = this.config.length - this.words;

		return new Set(this.table.variants.filter(({ id }) =>
			this.config[first + (id >> 6)] >> BigInt(id & 63) & 1n).map(({ name }) => name));
	}

	set variants(names) {
		const first = this.config.length - this.words;

		this.config.fill(0n, first);
		for (const { id, name } of this.table.variants)
			if (names.has(name))
				this.config[first + (id >> 6)] |= 1n << BigInt(id & 63);
	}

	boot() {
		const { model } = LiveMachine;

		this.config.forEach((number) => model.live_number(BigInt.asIntN(64, number)));
		if (model.live_make(this.version) !== 0)
			throw new Error("there is no such machine");
		this.points = [];       // lengths of the history at which the state was saved
		this.every = 16;
		LiveMachine.current = this;
	}

	/* ---- actions ---- */

	/*
	 * An action is { call: [command, rec, interrupt, slots, limited, limit, stop] },
	 * as recorded or made here; { leave: rec } or { complete: rec }.
	 */
	act(action, recorded = false) {
		const { model } = LiveMachine, line = this.history.length + 1;
		let said;

		this.save();
		if (action.leave !== undefined) {
			said = LiveMachine.ask("live_leave", BigInt(action.leave));
		} else if (action.complete !== undefined) {
			said = LiveMachine.ask("live_complete", BigInt(action.complete));
		} else {
			this.put(action.call);
			said = LiveMachine.ask("live_step", line, !recorded);
		}
		this.history.push({ ...action, recorded, ...said });
		return this.history.at(-1);
	}

	/* Makes the call the one that is being made. */
	put([command, rec, interrupt, slots, limited = false, limit = "0x0", stop = false]) {
		const { model } = LiveMachine;

		if (!this.table.commands.some(({ id }) => id === command))
			throw new Error(`${this.table.id} has no such command`);
		model.live_call(command, BigInt(rec), false);
		for (let i = 0; i < slots.length; i += 2)
			model.live_slot(slots[i], BigInt.asIntN(64, BigInt(slots[i + 1])));
		model.live_interruption(interrupt, limited, BigInt(limit), stop);
	}

	/* ---- undo ---- */

	/* Now and then the state is saved; when there is no room, twice as seldom. */
	save() {
		const { model } = LiveMachine, length = this.history.length;

		if (length % this.every || this.points.includes(length))
			return;
		if (this.points.length === model.live_points()) {
			this.every *= 2;
			this.points = [];
			if (length % this.every)
				return;
		}
		model.live_save(this.points.length);
		this.points.push(length);
	}

	/* Back to @length actions. */
	cut(length) {
		const { model } = LiveMachine, actions = this.history.slice(0, length);
		const point = this.points.findLastIndex((at) => at <= length);

		if (point >= 0) {
			model.live_restore(point);
			this.points.length = point + 1;
			this.history.length = this.points[point];
		} else {
			this.history = [];
			this.boot();
		}
		for (const action of actions.slice(this.history.length))
			this.act(action, action.recorded);
	}

	/* The same history under another version or other variants, as far as there are such commands. */
	again(version, variants) {
		const actions = this.history;

		this.version = version;
		this.variants = variants;
		this.history = [];
		this.boot();
		for (const action of actions) {
			try {
				this.act({ call: action.call, leave: action.leave, complete: action.complete }, action.recorded);
			} catch {
				break;
			}
		}
		return actions;
	}

	/* ---- looking ---- */

	view() { return LiveMachine.ask("live_view"); }

	possible() { return LiveMachine.ask("live_possible").calls; }

	hash() { return `0x${BigInt.asUintN(64, LiveMachine.model.live_state_hash()).toString(16)}`; }
}
