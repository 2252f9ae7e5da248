// What is typed about a month stays in this browser until it is saved: per account and cell, offered back when the
// page opens with something else, gone once it is saved and on signing out. A cell is [data-draft]; inside it are its
// fields, or what is stored as [data-value]. Everything works without this.
"use strict";

(() => {
  const PREFIX = "pranata:tulisan:";
  const KEPT_DAYS = 30;
  const account = document.querySelector("[data-account]")?.dataset.account;

  // A browser that keeps nothing (private window, full) is like one without this script.
  const store = {
    read(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    write(key, draft) { try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* as above */ } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* as above */ } },
    keys() { try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; } },
  };

  const keyOf = (cell) => `${PREFIX}${account}:${cell.dataset.draft}`;
  const fieldsOf = (cell) => [...cell.querySelectorAll("textarea[name], input[type=text][name]")];
  const nameOf = (field) => field.name.replace(/^r\d+-/, "");
  const letters = (text) => (text ?? "").replace(/\s+/g, "");
  const isNumber = (name) => /^(value|out_of)_/.test(name);
  const cellsIn = (root) => [...(root.matches?.("[data-draft]") ? [root] : []), ...root.querySelectorAll("[data-draft]")];

  function typed(cell) {
    return Object.fromEntries(fieldsOf(cell).map((field) => [nameOf(field), field.value]));
  }

  // What the page says now, by the names of the fields.
  function shown(cell) {
    const told = [...cell.querySelectorAll("[data-value]")].map((part) => [part.dataset.value, part.textContent]);
    return { ...Object.fromEntries(told), ...typed(cell) };
  }

  function keep(cell) {
    const isChanged = fieldsOf(cell).some((field) => field.value !== field.defaultValue);
    if (isChanged || "unsaved" in cell.dataset) store.write(keyOf(cell), { at: Date.now(), values: typed(cell) });
    else store.drop(keyOf(cell));
  }

  function words(name, kind) {
    const notice = document.querySelector(`template[data-words="${name}"]`).content.firstElementChild.cloneNode(true);
    notice.classList.add("notices", kind);
    return notice;
  }

  function restore(cell, draft) {
    for (const field of fieldsOf(cell)) {
      const value = draft.values[nameOf(field)];
      if (value === undefined) continue;
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    fieldsOf(cell)[0].focus();
  }

  function offer(cell, draft) {
    const notice = words("draft", "warn");
    const writable = fieldsOf(cell).length > 0;
    notice.querySelector("[data-when]").textContent = new Date(draft.at).toLocaleString("id-ID", { dateStyle: "medium", timeStyle: "short" });
    notice.querySelector("[data-texts]").textContent = Object.values(draft.values).filter(Boolean).join("\n");
    notice.querySelector("[data-restore]").hidden = !writable;
    notice.addEventListener("click", (event) => {
      if (!event.target.closest("button")) return;
      if (event.target.closest("[data-restore]")) restore(cell, draft);
      else store.drop(keyOf(cell));
      notice.remove();
    });
    (cell.querySelector("[data-draft-place]") || cell).prepend(notice);
  }

  function open(root) {
    for (const cell of cellsIn(root)) {
      const draft = store.read(keyOf(cell));
      if (!draft || "unsaved" in cell.dataset || cell.querySelector(".draft-offer")) continue;
      const now = shown(cell);
      const told = Object.keys(draft.values).filter((name) => name in now || !isNumber(name));  // numbers only in fields
      if (told.every((name) => letters(draft.values[name]) === letters(now[name]))) store.drop(keyOf(cell));
      else offer(cell, draft);
    }
  }

  // Sending: what was typed is kept first; a form that did not come through stays, and says so.
  const holdsDraft = (form) => form instanceof HTMLFormElement && (form.matches("[data-draft]") || form.querySelector("[data-draft]"));

  function tellUnsent(form) {
    form.querySelectorAll(":scope .draft-unsent").forEach((old) => old.remove());
    const notice = words("unsent", "bad");
    const bar = form.querySelector(".grid-bar, .actions");
    if (bar) bar.before(notice);
    else form.append(notice);
    notice.scrollIntoView({ block: "nearest" });
  }

  async function isReachable() {
    try {
      await fetch("/healthz", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(8000) });
      return true;
    } catch {
      return false;
    }
  }

  async function sendWhenReachable(form, button) {
    form.dataset.sending = "asked";
    const reachable = await isReachable();
    delete form.dataset.sending;
    if (!reachable) return tellUnsent(form);
    form.dataset.sending = "now";
    form.requestSubmit(button);
    delete form.dataset.sending;
  }

  document.addEventListener("input", (event) => {
    const cell = event.target.closest("[data-draft]");
    if (cell && fieldsOf(cell).includes(event.target)) keep(cell);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("action")?.endsWith("/keluar/")) {
      const own = account ? `${PREFIX}${account}:` : PREFIX;
      store.keys().filter((key) => key.startsWith(own)).forEach(store.drop);
    }
    if (!holdsDraft(form) || form.closest("[hx-boost=true]") || form.dataset.sending === "now") return;
    event.preventDefault();
    if (!form.dataset.sending) sendWhenReachable(form, event.submitter);
  });

  // Before the page's own answer to a failed request, which would send the form as a plain one and lose the page.
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      const form = event.detail.elt?.closest("form");
      if (!holdsDraft(form)) return;
      event.stopImmediatePropagation();
      tellUnsent(form);
    }, true);
  }
  document.addEventListener("htmx:beforeRequest", (event) => {
    event.detail.elt?.querySelectorAll?.(".draft-unsent").forEach((old) => old.remove());
  });

  if (!account) return;
  const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
  store.keys().filter((key) => !(store.read(key)?.at > oldest)).forEach(store.drop);
  open(document);
  document.addEventListener("htmx:afterSettle", (event) => open(event.detail.target));
})();
