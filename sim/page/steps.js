/* The statements of a file: what was done, what came of it, what it changed, and why not. */

function resultClass(step) {
	return step.condition || ["broken", "not reached"].includes(step.answer) || /^(\w*ERROR|PSCI_(DENIED|INVALID)|RMI_BLOCKED|SEA|GPF|ADDRESS)/.test(step.result ?? "")
		? "refused" : step.result === "EXIT" ? "exit" : "";
}

/* The text of a step, its command strong. */
function stepText(step) {
	const text = escaped(step.text ?? step.log ?? step.command ?? step.message ?? "");

	return step.command ? text.replace(step.command, `<b>${step.command}</b>`) : text;
}

/* What came of it; of a question its answer, of a command how often it came to what. */
function resultText(step) {
	return step.result ?? step.answer ??
		(step.successes === undefined ? "" : `${step.successes} succeed, ${step.refusals} are refused`);
}

function isBad(item) {
	return item.verdict === "failed" || item.verdict === "error";
}

function hasMore(step) {
	return step.changes?.length || step.condition || step.notes?.length || step.calls ||
	       step.permitted || step.results || step.never?.length;
}

/* Why it was refused, and what the specification permits as well. */
function refusalHtml(step) {
	const also = (step.also ?? []).map((other) =>
		`<li>permitted as well: <code>${other.status} by=${other.condition}</code></li>`).join("");

	return `<p>refused by <code>${escaped(step.condition)}</code>${step.because ? `: <code>${escaped(step.because)}</code>` : ""}
 <span class="faint">(${escaped(step.section ?? "")}${step.added ? `; added by ${escaped(step.added)}` : ""})</span></p><ul>${also}</ul>`;
}

function listHtml(lines) {
	return `<ul>${lines.map((line) => `<li><code>${escaped(line)}</code></li>`).join("")}</ul>`;
}

/* The results of versions, side by side. */
function partedHtml(results) {
	return `<table><thead><tr>${results.map(({ spec }) => `<th>${escaped(spec)}</th>`).join("")}</tr></thead><tbody><tr>${results.map((one) =>
		`<td><samp class="${resultClass(one)}">${escaped(one.result)}</samp>${one.condition ? `<br>by <code>${escaped(one.condition)}</code>` : ""}</td>`).join("")}</tr></tbody></table>`;
}

function moreHtml(step) {
	return (step.condition ? refusalHtml(step) : "") +
		(step.changes?.length ? listHtml(step.changes.map(changeText)) : "") +
		(step.notes?.length ? listHtml(step.notes) : "") +
		(step.calls && !step.detail ? listHtml(step.calls) : "") +
		(step.results ? partedHtml(step.results) : "") +
		(step.never?.length ? `<p class="faint">never refused by ${step.never.map(escaped).join(", ")}</p>` : "") +
		(step.permitted?.length ? `<p>the model permits</p>${listHtml(step.permitted.map((p) =>
			`${p.result ?? p.status}${p.condition ? ` by=${p.condition}` : ""}`))}` : "") +
		(step.variants?.length ? listHtml(step.variants.map((v) => `${v.id} (${v.section}): ${v.text}`)) : "");
}

function stepHtml(step) {
	const open = isBad(step) || step.results, bad = isBad(step), more = hasMore(step);

	return `${step.comment ? `<li class="comment">${escaped(step.comment)}</li>` : ""}<li class="${bad ? "bad" : ""}" data-n="${step.n}"><button class="at" title="line ${step.line ?? ""}" aria-label="step ${step.n}"${more ? ` aria-expanded="${Boolean(open)}"` : ""}>${step.log ? step.line : step.n}</button><code>${stepText(step)}</code> <samp class="${resultClass(step)}">${escaped(resultText(step))}</samp>${step.detail && !step.results ? `<pre>${escaped(step.detail)}</pre>` : ""}<div class="more"${open ? "" : " hidden"}>${open ? moreHtml(step) : ""}</div></li>`;
}

/* Steps of included files that passed are told together. */
function groups(file) {
	const found = [];

	for (const step of file.items) {
		const source = step.source && !isBad(step) ? step.source : null;
		if (found.length && found.at(-1).source === source)
			found.at(-1).steps.push(step);
		else
			found.push({ source, steps: [step] });
	}
	return found;
}

/* Of many steps some are filled in when they come in sight. */
const PIECE = 200;

function piecesHtml(steps) {
	const pieces = [];

	for (let i = 0; i < steps.length; i += PIECE) {
		const piece = steps.slice(i, i + PIECE);
		pieces.push(i === 0 || piece.some(isBad) ? `<ol class="steps">${piece.map(stepHtml).join("")}</ol>`
			: `<ol class="steps piece" data-first="${piece[0].n}" data-last="${piece.at(-1).n}" style="min-height: ${piece.length * 22}px"></ol>`);
	}
	return pieces.join("");
}

function stepsHtml(file) {
	return groups(file).map(({ source, steps }) => {
		const list = source ? `<ol class="steps"></ol>` : piecesHtml(steps);

		return source ? `<details class="group" data-first="${steps[0].n}" data-last="${steps.at(-1).n}"><summary>${steps.length} statement${steps.length === 1 ? "" : "s"} of ${escaped(source)}</summary>${list}</details>` : list;
	}).join("");
}

/* Fills the list of a group that is opened, or a piece that comes in sight. */
function fillList(file, list, { first, last }) {
	if (!list.firstChild)
		list.innerHTML = file.items.slice(first - 1, last).map(stepHtml).join("");
	list.style.minHeight = "";
}

function openGroup(file, group) {
	fillList(file, group.querySelector("ol"), group.dataset);
}

function watchPieces(file, body) {
	const observer = new IntersectionObserver((entries) => entries.filter(({ isIntersecting }) => isIntersecting)
		.forEach(({ target }) => {
			observer.unobserve(target);
			fillList(file, target, target.dataset);
		}), { rootMargin: "600px" });

	body.querySelectorAll("ol.piece").forEach((piece) => observer.observe(piece));
}

/* Shows or hides what a step changed. */
function toggleStep(file, row) {
	const button = row.querySelector(".at"), more = row.querySelector(".more");
	const step = file.items[row.dataset.n - 1];

	if (!button.hasAttribute("aria-expanded"))
		return step;
	if (!more.firstChild)
		more.innerHTML = moreHtml(step);
	more.hidden = !more.hidden;
	button.setAttribute("aria-expanded", !more.hidden);
	return step;
}

/* The row of step @n, which is shown. */
function findStep(file, body, n) {
	for (const part of body.querySelectorAll("details.group, ol.piece")) {
		if (n < +part.dataset.first || n > +part.dataset.last)
			continue;
		if (part.matches("ol"))
			fillList(file, part, part.dataset);
		else
			openGroup(file, part);
		part.open = true;
	}
	return body.querySelector(`.steps li[data-n="${n}"]`);
}

/* ---- tables ---- */

/* How many RIMs there are, and what changes them. */
function rimsHtml({ rims, ways, changing }) {
	const words = { split: "RIPAS in one call or in two", first: "RIPAS before the image or behind it",
		race: "a table that another thread made first" };

	return `<p>An honest Host comes to ${rims} RIM${rims === 1 ? "" : "s"} in ${ways} ways to build one VM${changing.length
		? `; it changes with ${changing.map((way) => words[way]).join(", ")}` : ""}.</p>`;
}

/* The cells of a comparison as a table, the scenario behind each. */
function cellsHtml(file) {
	const columns = ["policy", "guest", "kvm", "ending", "step", "ipa", "rmi_calls", "init_ripas", "set_ripas", "rtt_create"];
	const rows = file.items.filter(({ policy }) => policy).map((cell) => `<tr class="${isBad(cell) ? "bad" : ""}">${columns.map((name) =>
		`<td>${escaped(cell[name] ?? "")}</td>`).join("")}<td>${Object.entries(cell.hostile ?? {}).map(([name, how]) =>
		`${escaped(name)}: ${escaped(how)}`).join("<br>")}</td><td>${cell.scenario
		? `<details><summary>scenario</summary><pre>${escaped(cell.scenario)}</pre></details>` : ""}</td></tr>`);

	return `<table><thead><tr>${columns.map((name) => `<th>${name}</th>`).join("")}<th>cheats</th><th>behind it</th></tr></thead><tbody>${rows.join("")}</tbody></table>${file.items.filter(({ rims }) => rims).map(rimsHtml).join("")}`;
}
