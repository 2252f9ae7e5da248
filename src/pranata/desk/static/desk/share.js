// Copies the text under a "Salin untuk WhatsApp" as it is opened; without this the text is there to be copied by hand.
"use strict";

document.addEventListener("click", async (event) => {
  const opener = event.target.closest("summary[data-copy]");
  if (!opener || opener.parentElement.open) return;
  const field = opener.parentElement.querySelector("textarea");
  const told = opener.parentElement.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(field.value);
    told.textContent = told.dataset.copied;
  } catch {
    told.textContent = "";
    field.select();
  }
});
