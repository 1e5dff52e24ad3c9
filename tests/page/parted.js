/* page: run --spec 1.0,2.0 --format html tests/golden/inputs/versions.ripas scenarios/boot/host-init.ripas */
/* Two versions: where their results part they stand side by side. */
whenReady(async () => {
	const table = document.querySelector("details.file.bad .more table");
	expect(table && table.querySelectorAll("th").length === 2, "a column for each version");
	expect(table.textContent.includes("RMI_SUCCESS lower=0x10000") && table.textContent.includes("RMI_ERROR_INPUT"), "what they say");
	const { body } = await opened("scenarios/boot/host-init.ripas");
	expect(body.textContent.includes("no result differs"), "that nothing differs");
});
