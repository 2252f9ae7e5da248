// Comfort on top of pages that work without it: keyboard in the plan matrix, the details drawer, menus.
"use strict";

(() => {
  const drawer = document.getElementById("drawer");
  const narrow = window.matchMedia("(max-width: 767.98px)");
  let opener = null;

  document.documentElement.classList.add("js");

  function markOpenRow() {
    document.querySelectorAll(".mx tr.open").forEach((row) => row.classList.remove("open"));
    const shown = drawer?.querySelector("[data-code]")?.dataset.code;
    if (shown) document.getElementById(`baris-${shown}`)?.classList.add("open");
  }

  function coverPage(covered) {
    document.querySelectorAll(".main, .bottom, .phone-head").forEach((part) => { part.inert = covered; });
  }

  function closeDrawer() {
    if (!drawer || !drawer.firstElementChild) return false;
    const row = document.querySelector(".mx tr.line.open .txt a");
    drawer.replaceChildren();
    coverPage(false);
    markOpenRow();
    (opener?.isConnected ? opener : row)?.focus();
    return true;
  }

  // Rows of the matrix: arrows move between cells, Enter opens the details of the row.
  function neighbour(cell, key) {
    const row = cell.parentElement;
    const rows = [...row.closest("table").querySelectorAll("tr.line")];
    const column = cell.cellIndex;
    const down = rows[rows.indexOf(row) + 1];
    const up = rows[rows.indexOf(row) - 1];
    return {
      ArrowRight: row.cells[column + 1],
      ArrowLeft: row.cells[column - 1],
      ArrowDown: down?.cells[column],
      ArrowUp: up?.cells[column],
      Home: row.cells[0],
      End: row.cells[row.cells.length - 1],
    }[key];
  }

  function focusCell(cell) {
    const target = cell.querySelector("a") || cell;
    if (target === cell) cell.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function moveInMatrix(event) {
    const cell = event.target.closest?.(".mx tr.line > td, .mx tr.line > th");
    if (!cell) return false;
    if (event.key === "Enter" && event.target === cell) {
      cell.parentElement.querySelector(".txt a")?.click();
      return true;
    }
    const next = neighbour(cell, event.key);
    if (next) focusCell(next);
    return Boolean(next);
  }

  function closeMenus(except) {
    const open = [...document.querySelectorAll("details.menu[open]")].filter((menu) => menu !== except);
    open.forEach((menu) => { menu.open = false; });
    return open.length > 0;
  }

  function isTyping(target) {
    return target.matches("input, select, textarea, [contenteditable]");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && (closeMenus() || closeDrawer())) return event.preventDefault();
    if (event.key === "/" && !isTyping(event.target)) {
      const search = document.querySelector("[data-search]");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (!isTyping(event.target) && moveInMatrix(event)) {
      event.preventDefault();
    }
  });

  // Typing has asked already: leaving the search must not ask again.
  document.querySelector("[data-search]")?.addEventListener("change", (event) => event.stopPropagation());

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.menu"));
    if (event.target.closest("[data-close]") && closeDrawer()) event.preventDefault();
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== drawer) return markOpenRow();
    const asker = event.detail.requestConfig.elt;
    if (asker.closest(".mx")) opener = asker;
    markOpenRow();
    coverPage(narrow.matches);
    const wrong = drawer.querySelector(".is-invalid");
    if (!wrong) drawer.scrollTop = 0;
    (wrong || drawer.querySelector("h2"))?.focus();
  });

  // Settling gives elements that keep their id the classes they were sent with.
  document.addEventListener("htmx:afterSettle", markOpenRow);

  // Signed out meanwhile, refused or offline: go there as a plain link or form would.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!new URL(event.detail.xhr.responseURL).pathname.startsWith("/masuk/")) return;
    event.detail.shouldSwap = false;
    window.location.reload();
  });
  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failure, (event) => {
      const asker = event.detail.elt?.closest("a[href], form");
      if (asker?.href) window.location.assign(asker.href);
      else asker?.submit();
    });
  }
})();
