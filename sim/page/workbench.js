/* A history that is gone on with: calls, what they come to, undo, other rules. */

/* What a view of the state looks like in a map: a row for each of @frames. */
function mapOfFrames(frames, rd) {
	const runs = frames.map((frame) => frame.realms.find((realm) => realm.rd === rd)?.runs ?? []);
	const cuts = [...new Set(runs.flat().flatMap(({ base, top }) => [base, top]))]
		.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
	const looks = [], numbers = new Map(), tiles = [];
	const numberOf = (run) => {
		const name = run.busy ? "m-busy" : run.ripas ? `m-${run.ripas.toLowerCase()}-${run.mapped ? "a" : "u"}` : `m-ns-${run.mapped ? "a" : "u"}`;
		const text = `${run.state}${run.ripas ? ` ${run.ripas}` : ""}, level ${run.level}`;

		if (!numbers.has(text))
			numbers.set(text, looks.push({ class: name, text, level: run.level }) - 1);
		return numbers.get(text);
	};

	runs.forEach((row, r) => row.forEach((run) => {
		const column = cuts.indexOf(run.base), columns = cuts.indexOf(run.top) - column, number = numberOf(run);
		const above = tiles.findLast((tile) => tile[0] === column && tile[1] === columns && tile[4] === number && tile[2] + tile[3] === r);

		if (above)
			above[3]++;
		else
			tiles.push([column, columns, r, 1, number]);
	}));
	return { rd, cuts, rows: frames.map((_, i) => i), looks, tiles, accesses: [] };
}

class Workbench {
	/* @base: what was done before: calls as they were recorded, none on an empty machine. */
	constructor(element, { version, config, calls, title, header }) {
		this.element = element;
		this.header = header;
		this.machine = new LiveMachine(version, config);
		for (const call of calls)
			this.machine.act({ call }, true);
		this.own = this.machine.history.length;
		this.undone = [];
		this.frames = [this.machine.view()];
		element.innerHTML = this.html(title);
		this.form = new CallForm(element.querySelector("form.call"), this.machine, (call, wrong) => this.make(call, wrong));
		element.addEventListener("click", (event) => this.click(event));
		element.addEventListener("change", (event) => this.changeRules(event));
		this.refresh();
	}

	html(title) {
		const versions = LiveMachine.versions.map((name, i) =>
			`<option value="${i}"${i === this.machine.version ? " selected" : ""}>${name}</option>`).join("");

		return `<h2>${escaped(title)}</h2><div class="tools"><label>Version <select name="version">${versions}</select></label>
<label>What if <select name="variant"></select></label><span class="chips"></span>
<button data-do="undo">Undo</button><button data-do="redo">Redo</button><button data-do="copy">Copy as scenario</button><button data-do="link">Link</button></div>
<p class="parted" hidden></p><div class="two"><div><form class="call" aria-label="A call"></form><p class="said" aria-live="polite"></p>
<ol class="steps own"></ol><details class="would"><summary>What would succeed now</summary><ul class="possible"></ul></details><textarea class="copied" readonly hidden aria-label="The history as a scenario"></textarea></div>
<aside aria-label="State"><div class="maps"></div><div class="history"></div><h2>RECs</h2><ul class="recs granules"></ul><h2>Granules</h2><ul class="granules all"></ul></aside></div>`;
	}

	/* ---- calls ---- */

	/* Makes a call, and tells what follows from it: exits, and what the Realm gets. */
	make(call, wrong) {
		const said = this.element.querySelector(".said");

		if (!call) {
			said.innerHTML = `<span class="breaks">${escaped(wrong)}</span>`;
			return;
		}
		this.undone = [];
		this.go({ call });
		this.refresh();
	}

	go(action) {
		const done = this.machine.act(action), rec = action.call ? action.call[1] : action.complete;
		const entered = done.command === "RMI_REC_ENTER" && done.status === "RMI_SUCCESS" && action.call
			? action.call[3][action.call[3].indexOf(0) + 1] : null;

		this.frames.push(this.machine.view());
		if (action.leave === undefined && done.exits)
			this.go({ leave: entered ?? rec });
		else if (entered)
			this.complete(entered);
		return done;
	}

	/* What was pending when the REC was entered; if nothing was, nothing is told. */
	complete(rec) {
		const done = this.machine.act({ complete: rec });

		if (!done.result) {
			this.machine.history.pop();
			return;
		}
		this.frames.push(this.machine.view());
		if (done.exits)
			this.go({ leave: rec });
	}

	/* Back before the last call of one's own, with what followed from it. */
	undo() {
		const { history } = this.machine;
		let length = history.length - 1;

		while (length > this.own && !history[length].call)
			length--;
		if (length < this.own)
			return;
		this.undone.push(history[length].call);
		this.frames.length -= history.length - length;
		this.machine.cut(length);
		this.refresh();
	}

	redo() {
		const call = this.undone.pop();

		if (call)
			this.go({ call });
		this.refresh();
	}

	/* ---- other rules ---- */

	changeRules(event) {
		const { machine } = this, variants = machine.variants;

		if (event.target.name === "version")
			this.again(+event.target.value, variants);
		else if (event.target.name === "variant" && event.target.value)
			this.again(machine.version, variants.add(event.target.value));
	}

	/* The same calls under other rules, and where their results part. */
	again(version, variants) {
		const before = this.machine.again(version, variants), now = this.machine.history;
		const at = before.findIndex((action, i) => now[i]?.result !== action.result);
		const parted = this.element.querySelector(".parted");

		this.own = Math.min(this.own, now.length);
		this.frames = [this.machine.view()];
		parted.hidden = at < 0;
		if (at >= 0)
			parted.innerHTML = `The history parts at call ${at + 1}: <code>${escaped(before[at].text)}</code> came to <samp>${escaped(before[at].result)}</samp>, now to <samp class="refused">${escaped(now[at]?.result ?? "no such command")}</samp>`;
		this.form.show();
		this.refresh();
	}

	/* ---- showing ---- */

	refresh() {
		const { machine } = this, view = this.frames.at(-1), variants = machine.variants;
		const own = machine.history.slice(this.own), $ = (name) => this.element.querySelector(name);

		$("[name=version]").value = machine.version;
		$("[name=variant]").innerHTML = `<option value="">nothing else</option>${machine.table.variants.filter(({ name }) => !variants.has(name)).map(({ name, text }) => `<option value="${name}">${name}: ${escaped(text)}</option>`).join("")}`;
		$(".chips").innerHTML = [...variants].map((name) => `<button class="chip" data-without="${name}" aria-label="without ${name}">${name} ✕</button>`).join(" ");
		$(".own").innerHTML = own.map((action) => this.actionHtml(action)).join("");
		$(".said").innerHTML = own.length ? this.saidHtml(own.at(-1)) : "";
		$("[data-do=undo]").disabled = !own.length;
		$("[data-do=redo]").disabled = !this.undone.length;
		$(".recs").innerHTML = view.recs.map(({ rec, state, pending }) => `<li class="mono">${rec} <b>${state}</b> ${pending === "NONE" ? "" : pending}</li>`).join("");
		$(".granules.all").innerHTML = view.granules.map(({ base, count, state }) => `<li class="mono">${base}${count > 1 ? ` ×${count}` : ""} <b>${state}</b></li>`).join("");
		$(".copied").hidden = true;
		this.showPossible();
		this.showMaps(own);
		this.form.offer();
	}

	actionHtml(action) {
		const text = `${escaped(action.text)}${action.result ? ` <samp class="${resultClass(action)}">${escaped(action.result)}</samp>` : ""}`;

		return `<li><code>${text}</code><div class="more">${moreHtml({ ...action, changes: undefined })}${listHtml(action.changes)}${action.findings.map(({ text: broken }) => `<p class="breaks">breaks ${escaped(broken)}</p>`).join("")}</div></li>`;
	}

	saidHtml(action) {
		const broken = action.findings.length ? ` <span class="breaks">breaks ${escaped(action.findings.map(({ id }) => id).join(", "))}</span>` : "";

		return `<samp class="${resultClass(action)}">${escaped(action.result ?? "")}</samp>${broken}`;
	}

	showPossible() {
		const would = this.element.querySelector(".would");

		if (would.open)
			would.querySelector("ul").innerHTML = this.machine.possible().map(({ command, inputs, rec }, i) =>
				`<li><button data-take="${i}"><code>${rec ? `${rec}: ` : ""}<b>${command}</b>${escaped(inputs)}</code></button></li>`).join("");
	}

	showMaps(own) {
		const maps = this.element.querySelector(".maps"), realms = this.frames.at(-1).realms;

		maps.innerHTML = realms.map(({ rd, state }) => `<h2>Realm ${rd} <span class="faint">${state}</span></h2><div class="map"></div>`).join("");
		realms.forEach(({ rd }, i) => {
			const map = new MemoryMap(mapOfFrames(this.frames, rd), (n) => (n ? own[n - 1]?.command ?? "" : "as it was"), (chosen) => this.tell(chosen));
			map.attach(maps.querySelectorAll(".map")[i]);
		});
	}

	tell(map) {
		const column = map.column, [base, top] = [map.map.cuts[column], map.map.cuts[column + 1]];

		this.element.querySelector(".history").innerHTML = `<h2 class="mono">${base} .. ${top}</h2><ol>${map.history(column).map(({ n, look }) =>
			`<li><b>${escaped(look.text)}</b> <span class="faint">${escaped(n ? this.machine.history[this.own + n - 1]?.text ?? "" : "as it was")}</span></li>`).join("")}</ol>`;
	}

	/* ---- taking it along ---- */

	/* The history as a scenario that run accepts. */
	scenario() {
		const { machine } = this;
		const broken = new Set(machine.history.flatMap(({ findings }) => findings.filter(({ invariant }) => invariant).map(({ id }) => id)));

		return [`title "A history from a report"`, `spec ${machine.table.id}`, ...this.header, ...[...machine.variants].map((name) => `variant ${name}`),
			...machine.history.map(({ text, result }) => `${text}${result ? ` > ${result}` : ""}`), ...[...broken].map((id) => `expect violates ${id}`), ""].join("\n");
	}

	click(event) {
		const { dataset } = event.target.closest("[data-do], [data-without], [data-take]") ?? {};

		if (event.target.closest(".would summary"))
			setTimeout(() => this.showPossible());
		if (dataset?.do)
			({ undo: () => this.undo(), redo: () => this.redo(), copy: () => this.copy(), link: () => this.link() })[dataset.do]();
		if (dataset?.without) {
			const variants = this.machine.variants;
			variants.delete(dataset.without);
			this.again(this.machine.version, variants);
		}
		if (dataset?.take) {
			this.machine.possible();
			this.make(LiveMachine.ask("live_take", +dataset.take).call);
		}
	}

	copy() {
		const text = this.element.querySelector(".copied");

		text.value = this.scenario();
		text.hidden = false;
		text.select();
		navigator.clipboard?.writeText(text.value).catch(() => {});
	}

	/* Calls of one's own, and the rules, in the address of the page. */
	link() {
		const state = { ...this.origin, version: this.machine.version, variants: [...this.machine.variants],
			calls: this.machine.history.slice(this.own).filter(({ call }) => call).map(({ call }) => call) };

		location.hash = `live=${btoa(JSON.stringify(state)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
		navigator.clipboard?.writeText(location.href).catch(() => {});
	}
}
