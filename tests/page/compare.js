/* page: compare --format html --guest linux --guest edk2+linux --kvm v14 */
/* A comparison: its cells as a table, the scenario behind each. */
whenReady(async () => {
	expect(files.size >= 2, "a file for each version");
	for (const name of files.keys()) {
		const { body } = await opened(name), rows = [...body.querySelectorAll("tbody tr")];
		expect(rows.length === files.get(name).items.filter(({ policy }) => policy).length, "a row for each cell, and for nothing else");
		expect(body.textContent.includes("An honest Host comes to"), "how many RIMs there are");
		expect(rows.every((row) => row.querySelector("pre").textContent.includes("vmm.configure")), "the scenario behind each");
		expect(rows.some((row) => row.textContent.includes("create_init_idmap")), "where a guest ends");
	}
});
