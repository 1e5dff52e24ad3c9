/* The data of the page: the objects of JSON Lines, by the file that they are of. */

const files = new Map();        // by name: { name, items, file }

/* What an element of the page holds, compressed, as a Response. */
function inflate(id) {
	const packed = atob(document.getElementById(id).textContent);
	const bytes = Uint8Array.from(packed, (c) => c.charCodeAt(0));
	const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));

	return new Response(stream);
}

async function readData() {
	for (const file of await inflate("data").json()) {
		file.items.forEach((item, i) => { item.n = i + 1; });
		files.set(file.name, file);
	}
}

/* ---- words ---- */

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text) {
	return String(text).replace(/[&<>"]/g, (c) => escapes[c]);
}

/* "granule 0x88100000: UNDELEGATED -> DELEGATED", of an object of "changes". */
function changeText(change) {
	const range = change.top && BigInt(change.top) - BigInt(change.address) > 0x1000n
		? ` .. ${change.top}` : "";
	const place = change.field ? ` ${change.field}`
		: change.object === "rim" || change.object === "rem" ? `${change.index ?? ""} extended`
		: ` ${change.address}${range}${change.level === undefined ? "" : ` level ${change.level}`}`;
	const became = change.to === undefined ? "" : `: ${change.from} → ${change.to}`;

	return `${change.object}${place}${became}${change.more ? `, and ${change.more} more` : ""}`;
}
