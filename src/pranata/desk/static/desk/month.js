// The grid of a month: a block copied from a spreadsheet fills the cells right of and below the one it is pasted into,
// and the bar tells how many rows were changed. Without this, blocks are pasted on the page of the workbook.
"use strict";

(() => {
  const grid = document.querySelector(".month-grid");
  const form = document.getElementById("isian");
  if (!grid || !form) return;

  const told = form.querySelector("[data-grid-words]");
  const undo = form.querySelector("[data-grid-undo]");
  const untouched = told.textContent;
  let before = [];

  const cellsOf = (row) => [...row.querySelectorAll("textarea, input[type=text]")];
  const rows = () => [...grid.querySelectorAll("tbody tr[id]")];

  // Tabs between cells, line ends between rows; a cell of several lines or with quotes stands in quotes.
  function parse(text) {
    const found = [[]];
    let cell = "";
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const letter = text[at];
      if (quoted) {
        if (letter !== '"') cell += letter;
        else if (text[at + 1] === '"') { cell += '"'; at += 1; } else quoted = false;
      } else if (letter === '"' && cell === "") quoted = true;
      else if (letter === "\t") { found.at(-1).push(cell); cell = ""; }
      else if (letter === "\n") { found.at(-1).push(cell); cell = ""; found.push([]); }
      else if (letter !== "\r") cell += letter;
    }
    if (cell !== "" || found.at(-1).length) found.at(-1).push(cell);
    else found.pop();
    return found;
  }

  function fill(start, block) {
    const all = rows();
    const first = all.indexOf(start.closest("tr"));
    const column = cellsOf(all[first]).indexOf(start);
    const done = { cells: 0, skipped: 0 };
    before = [];
    block.forEach((texts, down) => {
      const row = all[first + down];
      const fields = row ? cellsOf(row) : [];
      if (!fields.length) { done.skipped += 1; return; }
      texts.forEach((text, right) => {
        const field = fields[column + right];
        if (!field) return;
        before.push([field, field.value]);
        write(field, text);
        done.cells += 1;
      });
    });
    return done;
  }

  function write(field, text) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function tell({ cells, skipped }) {
    const parts = [undo.dataset.filled.replace("0", cells)];
    if (skipped) parts.push(undo.dataset.skipped.replace("0", skipped));
    undo.querySelector("[data-grid-pasted]").textContent = parts.join(" ");
    undo.hidden = false;
  }

  function mark() {
    let changed = 0;
    for (const row of rows()) {
      const fields = cellsOf(row);
      const isChanged = fields.some((field) => field.value !== field.defaultValue);
      row.classList.toggle("changed", isChanged);
      changed += isChanged;
    }
    told.textContent = changed ? told.dataset.changed.replace("0", changed) : untouched;
  }

  grid.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    const text = data.getData("text/plain");
    const isFromSheet = text.includes("\t") || /<table/i.test(data.getData("text/html"));
    if (!isFromSheet || !event.target.matches("textarea, input[type=text]")) return;
    event.preventDefault();
    tell(fill(event.target, parse(text)));
  });

  undo.querySelector("button").addEventListener("click", () => {
    before.forEach(([field, value]) => write(field, value));
    before = [];
    undo.hidden = true;
  });

  grid.addEventListener("input", mark);
  mark();
})();
