/* page: report tests/traces/rmm-1.0/boot-guest-init.trace tests/traces/rmm-1.0/departs.trace */
/* Logs of an RMM: what diverges first, the memory over time with its history. */
whenReady(async () => {
	const first = document.querySelector("details.file");
	expect(first.dataset.of.endsWith("departs.trace") && first.open, "what diverges is not first and open");
	expect(first.querySelector("li.bad .more").textContent.includes("the model permits"), "what the model permits");

	const view = await opened("tests/traces/rmm-1.0/boot-guest-init.trace"), map = view.maps[0];
	map.move(map.columnOf("0x80000000"), map.map.rows.length - 1);
	const told = view.body.querySelector(".history").textContent;
	expect(told.includes("SMC_RMI_DATA_CREATE") && told.includes("ASSIGNED RAM"), `who made it so: ${told}`);
	expect(view.body.querySelector(".map text.label").textContent.includes("REALM_CREATE"), "labels of rows");
});
