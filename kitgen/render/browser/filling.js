"use strict";
(() => {
  const places = [...document.querySelectorAll("[data-field]")];
  let isSaved = true;

  const isBox = (place) => place.tagName === "INPUT";
  const isChoice = (place) => place.type === "radio";
  const textOf = (place) => place.innerText.replace(/[\u2026\u00a0]/g, " ").trim();

  const valueOf = (place) => {
    if (isChoice(place)) return place.checked ? place.dataset.value : "";
    return isBox(place) ? place.checked : textOf(place);
  };

  const show = (place, value) => {
    if (isChoice(place)) place.checked = place.dataset.value === value;
    else if (isBox(place)) place.checked = value === true;
    else if (place.isContentEditable && textOf(place) !== value) place.innerText = value;
  };

  const values = () => {
    const found = {};
    for (const place of places) {
      const name = place.dataset.field;
      found[name] = valueOf(place) || found[name] || (isBox(place) && !isChoice(place) ? false : "");
    }
    return found;
  };

  // A field may be in several places: what is filled in at one is shown at all.
  const changed = (event) => {
    const place = event.target.closest("[data-field]");
    if (!place) return;
    isSaved = false;
    for (const other of places) {
      if (other !== place && other.dataset.field === place.dataset.field) show(other, valueOf(place));
    }
  };

  const save = () => {
    const content = JSON.stringify({ fields: values() }, null, 1);
    const link = document.createElement("a");
    const page = decodeURIComponent(location.pathname.split("/").pop());
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.download = `${page.replace(/\.html?$/i, "") || "filled"}.json`;
    link.click();
    isSaved = true;
  };

  const open = async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    try {
      const { fields } = JSON.parse(await file.text());
      for (const place of places) {
        if (place.dataset.field in fields) show(place, fields[place.dataset.field]);
      }
      event.target.setCustomValidity("");
    } catch (error) {
      event.target.setCustomValidity(`${file.name}: ${error.message}`);
      event.target.reportValidity();
    }
  };

  for (const place of places) {
    // Browsers that do not know "plaintext-only"
    if (place.getAttribute("role") === "textbox" && !place.isContentEditable) place.contentEditable = "true";
  }
  document.addEventListener("input", changed);
  document.getElementById("save").addEventListener("click", save);
  document.getElementById("open").addEventListener("change", open);
  window.addEventListener("beforeunload", (event) => {
    if (!isSaved) event.preventDefault();
  });
})();
