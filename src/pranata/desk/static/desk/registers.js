// Comfort in a register's list, which works without it: j and k move between rows, x ticks the row.
"use strict";

(() => {
  const rows = () => [...document.querySelectorAll(".ledger tbody tr")];

  function move(step) {
    const found = rows();
    const here = found.findIndex((row) => row.contains(document.activeElement));
    const next = found[here < 0 ? (step > 0 ? 0 : found.length - 1) : here + step];
    next?.querySelector("th a")?.focus();
    return Boolean(next);
  }

  function tick() {
    const box = document.activeElement.closest(".ledger tbody tr")?.querySelector(".row-tick");
    box?.click();
    return Boolean(box);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("select, textarea, [contenteditable], input:not(.row-tick)")) return;
    const doings = { j: () => move(1), k: () => move(-1), x: tick };
    if (doings[event.key]?.()) event.preventDefault();
  });
})();
