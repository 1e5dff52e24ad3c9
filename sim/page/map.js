/*
 * The memory of a Realm over time: a row a moment, columns are ranges of IPAs,
 * as wide as the logarithm of their size. One cell has the cursor.
 */

const ROW = 14, LABELS = 190, WIDTH = 760;
const WINDOW = 300;             // rows that are drawn at a time, around those in sight

class MemoryMap {
	/* @chosen is called with the column and the row of the cursor. */
	constructor(map, label, chosen) {
		this.map = map;
		this.label = label;
		this.chosen = chosen;
		this.cuts = map.cuts.map(BigInt);
		this.row = map.rows.length - 1;
		this.column = 0;
		this.edges = this.placeEdges();
	}

	get columns() { return Math.max(this.cuts.length - 1, 0); }

	placeEdges() {
		const units = [];

		for (let i = 0; i < this.columns; i++)
			units.push(6 + ((this.cuts[i + 1] - this.cuts[i]) >> 12n).toString(2).length);
		const all = units.reduce((sum, unit) => sum + unit, 0), edges = [LABELS];
		for (const unit of units)
			edges.push(edges.at(-1) + unit * (WIDTH - LABELS - 8) / all);
		return edges;
	}

	columnOf(ipa) {
		const address = BigInt(ipa);
		let column = 0;

		while (column + 1 < this.columns && this.cuts[column + 1] <= address)
			column++;
		return column;
	}

	/* The row that shows how things are behind step @n; -1: nothing was there yet. */
	rowOf(n) {
		let low = -1, high = this.map.rows.length;

		while (high - low > 1) {
			const middle = (low + high) >> 1;
			if (this.map.rows[middle] <= n)
				low = middle;
			else
				high = middle;
		}
		return low;
	}

	/* ---- drawing ---- */

	tile([column, columns, row, rows, number]) {
		const look = this.map.looks[number], x = this.edges[column];
		const width = this.edges[column + columns] - x, y = 20 + row * ROW;
		const level = width >= 22 && look.level !== undefined
			? `<text class="level${look.class.endsWith("-a") ? " on" : ""}" x="${(x + width / 2).toFixed(1)}" y="${y + 10}">L${look.level}</text>` : "";

		return `<rect class="m ${look.class}" x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${rows * ROW}"/>${level}`;
	}

	access([n, command, status, ipa]) {
		const row = this.rowOf(n), column = this.columnOf(ipa);
		const x = (this.edges[column] + this.edges[column + 1]) / 2, y = 20 + row * ROW + ROW / 2;
		const failed = !["OK", "EXIT", "EMULATED"].includes(status);

		if (failed)
			return `<path class="mark failed" d="M${x - 4} ${y - 4}l8 8m-8 0l8 -8"><title>${command} ${ipa}: ${status}</title></path>`;
		return `<circle class="mark" cx="${x}" cy="${y}" r="3.5"${status === "EXIT" ? "" : ' style="fill:var(--ink)"'}><title>${command} ${ipa}: ${status}</title></circle>`;
	}

	heads() {
		let free = 0, out = "";

		this.cuts.forEach((cut, i) => {
			const text = `0x${cut.toString(16)}`, width = text.length * 6.1;
			const x = Math.min(this.edges[i], WIDTH - width - 2);
			if (x < free)
				return;
			free = x + width + 8;
			out += `<text class="level start" x="${x.toFixed(1)}" y="12">${text}</text>`;
		});
		return out;
	}

	/* What is to be seen from row @first on, as far as a window reaches. */
	rows(first) {
		const last = Math.min(first + WINDOW, this.map.rows.length);
		const labels = this.map.rows.slice(first, last).map((n, i) =>
			`<text class="label" x="2" y="${20 + (first + i) * ROW + 11}">${escaped(this.label(n)).slice(0, 34)}</text>`);
		const tiles = this.map.tiles.filter(([, , row, rows]) => row < last && row + rows > first);
		const accesses = this.map.accesses.filter(([n]) => n >= this.map.rows[first] && n <= this.map.rows[last - 1]);

		return labels.join("") + tiles.map((tile) => this.tile(tile)).join("") +
			accesses.map((access) => this.access(access)).join("");
	}

	/* Draws the rows that have come in sight. */
	scrolled() {
		const { map, element } = this, scale = this.picture.getBoundingClientRect().width / WIDTH || 1;
		const seen = Math.floor(element.scrollTop / scale / ROW);
		const first = Math.max(Math.min(seen - WINDOW / 3, map.rows.length - WINDOW), 0) | 0;

		if (this.first !== undefined && seen >= this.first + 30 && seen + 90 < this.first + WINDOW)
			return;
		if (this.first === first)
			return;
		this.first = first;
		this.picture.querySelector(".rows").innerHTML = this.rows(first);
	}

	svg() {
		const height = 24 + this.map.rows.length * ROW;

		return `<svg width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" tabindex="0" role="application"
 aria-label="Memory of the Realm over time. Arrow keys move the cursor; what is there is told below.">
${this.heads()}<g class="rows"></g><rect class="moment" x="0" width="${WIDTH}" height="${ROW}" visibility="hidden"/><rect class="cursor" height="${ROW}" visibility="hidden"/></svg>`;
	}

	/* ---- the cursor ---- */

	attach(element) {
		this.element = element;
		element.innerHTML = this.svg();
		this.picture = element.querySelector("svg");
		this.scrolled();
		element.addEventListener("scroll", () => this.scrolled(), { passive: true });
		this.picture.addEventListener("click", (event) => {
			const box = this.picture.getBoundingClientRect();
			const x = (event.clientX - box.left) * WIDTH / box.width;
			const row = Math.floor(((event.clientY - box.top) * WIDTH / box.width - 20) / ROW);
			let column = this.edges.findIndex((edge) => edge > x) - 1;

			if (column < 0)
				column = x < LABELS ? this.column : this.columns - 1;
			this.move(column, row);
		});
		this.picture.addEventListener("keydown", (event) => {
			const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
			if (!steps[event.key])
				return;
			event.preventDefault();
			this.move(this.column + steps[event.key][0], this.row + steps[event.key][1]);
		});
	}

	move(column, row) {
		this.column = Math.min(Math.max(column, 0), this.columns - 1);
		this.row = Math.min(Math.max(row, 0), this.map.rows.length - 1);
		this.show();
		this.chosen(this);
	}

	show() {
		const cursor = this.picture.querySelector(".cursor"), x = this.edges[this.column];

		cursor.setAttribute("x", x);
		cursor.setAttribute("y", 20 + this.row * ROW);
		cursor.setAttribute("width", this.edges[this.column + 1] - x);
		cursor.setAttribute("visibility", "visible");
		if (this.row < this.first || this.row >= this.first + WINDOW) {
			this.element.scrollTop = this.row * ROW * (this.picture.getBoundingClientRect().width / WIDTH || 1);
			this.scrolled();
		}
		this.mark(this.map.rows[this.row]);
	}

	/* Marks the moment of step @n. */
	mark(n) {
		const row = this.rowOf(n), bar = this.picture.querySelector(".moment");

		bar.setAttribute("y", 20 + row * ROW);
		bar.setAttribute("visibility", row < 0 ? "hidden" : "visible");
	}

	/* ---- what is there ---- */

	/* What a column was, moment by moment: { n, look }. */
	history(column) {
		const found = [];

		for (const [first, columns, row, , number] of this.map.tiles)
			if (column >= first && column < first + columns)
				found.push({ n: this.map.rows[row], look: this.map.looks[number] });
		found.sort((a, b) => a.n - b.n);
		return found.filter((at, i) => i === 0 || at.look.text !== found[i - 1].look.text);
	}

	/* Accesses of the Realm to a column. */
	accessesTo(column) {
		return this.map.accesses.filter(([, , , ipa]) => this.columnOf(ipa) === column);
	}
}
