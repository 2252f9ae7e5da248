// Comfort for anonymous forms, which work without it: the puzzle, a draft on this device, files sent ahead.
"use strict";

(() => {
  const DAYS_KEPT = 7;
  const TOKEN_HOURS = 23; // a page is good for 24
  const keyOf = (door) => `pranata.draft.${door}`;
  const sentKeyOf = (door) => `pranata.sent.${door}`;

  // Storage may be forbidden or full; then there is no draft.
  const store = (work) => { try { return work(window.localStorage); } catch { return null; } };
  const remember = (work) => { try { return work(window.sessionStorage); } catch { return null; } };

  const sent = document.querySelector("[data-sent]");
  if (sent) {
    store((kept) => kept.removeItem(keyOf(sent.dataset.sent)));
    if ("keepsDraft" in sent.dataset) remember((kept) => kept.setItem(sentKeyOf(sent.dataset.sent), "1"));
  }

  const form = document.querySelector("form[data-intake]");
  if (!form) return;
  const key = keyOf(form.dataset.intake);
  const part = (name) => form.querySelector(`[data-${name}]`);
  const show = (element, shown) => { if (element) element.hidden = !shown; };

  function say(kind) {
    const place = part("say");
    place.textContent = place.dataset[kind];
    place.hidden = false;
  }

  // The puzzle is solved while the form is filled in; whoever is faster waits for it a moment.
  const proof = form.elements.intake_proof;
  let worker = null;
  let isSending = false;

  function endPuzzle() {
    worker?.terminate();
    worker = null;
    if (!isSending) return;
    isSending = false;
    form.submit();
  }

  function startPuzzle() {
    if (!window.Worker) return;
    worker?.terminate();
    worker = new Worker(form.dataset.puzzle);
    worker.onmessage = ({ data }) => { proof.value = data; endPuzzle(); };
    worker.onerror = endPuzzle;
    const { parts, bits } = form.dataset;
    worker.postMessage({ question: form.elements.intake_token.value, parts: Number(parts), bits: Number(bits) });
  }

  if (!proof.value) startPuzzle();

  // Back from the receipt: what was sent is not offered to be sent once more.
  window.addEventListener("pageshow", ({ persisted }) => {
    const isBack = persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    if (!isBack || !remember((kept) => kept.getItem(sentKeyOf(form.dataset.intake)))) return;
    form.reset();
    say("accepted");
  });

  // The draft. It keeps the page's token: if the form came through and only its receipt was lost on the way, sending
  // the draft shows that receipt and makes no second case.
  const typed = () => [...form.elements].filter(
    (field) => field.name && !field.name.startsWith("intake_") && !["hidden", "file", "password"].includes(field.type),
  );
  const isTick = (field) => ["checkbox", "radio"].includes(field.type);

  function collect() {
    const draft = {};
    for (const field of typed()) {
      const value = isTick(field) ? field.checked && field.value : field.value;
      if (value) (draft[field.name] ??= []).push(value);
    }
    return draft;
  }

  function fill(draft) {
    for (const field of typed()) {
      const values = draft[field.name] ?? [];
      if (isTick(field)) field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
  }

  function read() {
    const kept = store((place) => JSON.parse(place.getItem(key)));
    return kept?.draft && Date.now() - kept.at < DAYS_KEPT * 86400000 ? kept : null;
  }

  let opened = Date.now(); // when the page whose token the form carries was shown
  let timer = null;

  function save() {
    const token = form.elements.intake_token.value;
    store((place) => place.setItem(key, JSON.stringify({ at: Date.now(), opened, token, draft: collect() })));
    show(part("offer"), false);
  }

  function takeToken(kept) {
    if (!kept.token || Date.now() - kept.opened > TOKEN_HOURS * 3600000) return;
    opened = kept.opened;
    form.elements.intake_token.value = kept.token;
    proof.value = "";
    startPuzzle();
  }

  function keepDraft() {
    const kept = read();
    if (!kept) store((place) => place.removeItem(key));
    show(part("keeping"), true);
    if (kept && !("filled" in form.dataset)) {
      part("kept-at").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
      show(part("offer"), true);
    }
    form.addEventListener("input", ({ target }) => {
      if (target.type === "file") return;
      clearTimeout(timer);
      timer = setTimeout(() => { timer = null; save(); }, 300);
    });
    form.addEventListener("click", ({ target }) => {
      if (target.closest("[data-restore]")) {
        fill(kept.draft);
        takeToken(kept);
        show(part("offer"), false);
      } else if (target.closest("[data-wipe]")) {
        clearTimeout(timer);
        timer = null;
        fill({});
        store((place) => place.removeItem(key));
        show(part("offer"), false);
        say("wiped");
      }
    });
  }

  if ("keepsDraft" in form.dataset) keepDraft();

  // Files go ahead one by one; what does not get through stays in the input and goes with the form.
  let waiting = [];
  let line = null;

  function leaveInInput(files) {
    const left = new DataTransfer();
    files.forEach((file) => left.items.add(file));
    form.elements.intake_files.files = left.files;
  }

  function upload(file, told) {
    return new Promise((resolve, reject) => {
      const data = new FormData();
      data.append("intake_token", form.elements.intake_token.value);
      data.append("intake_attach", "1");
      const known = form.querySelectorAll("[name=intake_drop]:checked, [name=intake_kept]");
      known.forEach((field) => data.append(field.name, field.value));
      data.append("intake_files", file);
      line = new XMLHttpRequest();
      line.upload.onprogress = ({ loaded, total }) => told(`${file.name} · ${Math.round((100 * loaded) / total)} %`);
      line.onload = () => resolve(new DOMParser().parseFromString(line.responseText, "text/html"));
      line.onerror = line.onabort = line.ontimeout = reject;
      line.open("POST", window.location.pathname);
      line.send(data);
    });
  }

  function note(text) {
    const error = Object.assign(document.createElement("div"), { className: "field-error", textContent: text });
    part("attachments").append(error);
  }

  async function sendAhead(files) {
    const { mostBytes, large, sending, failed } = part("attachments").dataset;
    const faults = files.filter((file) => file.size > mostBytes).map((file) => `${file.name}: ${large}`);
    waiting = files.filter((file) => file.size <= mostBytes);
    const told = (text) => {
      const place = part("progress");
      place.textContent = `${sending} ${text}`;
      place.hidden = false;
    };
    leaveInInput(waiting);
    while (waiting.length) {
      told(waiting[0].name);
      try {
        const page = await upload(waiting[0], told);
        const fresh = page.querySelector("[data-attachments]");
        if (!fresh || page.querySelector("[name=intake_token]").value !== form.elements.intake_token.value) throw page;
        faults.push(...[...fresh.querySelectorAll(".field-error span")].map((error) => error.textContent));
        fresh.querySelector(".field-error")?.remove();
        part("attachments").replaceWith(fresh);
        waiting.shift();
        leaveInInput(waiting);
      } catch {
        show(part("progress"), false);
        faults.push(failed);
        break;
      }
    }
    line = null;
    faults.forEach(note);
  }

  form.addEventListener("change", ({ target }) => {
    if (target.name === "intake_files" && target.files.length && window.DataTransfer) sendAhead([...target.files]);
  });

  form.addEventListener("submit", (event) => {
    line?.abort();
    if (timer) { clearTimeout(timer); save(); } // not later, when the receipt has wiped the draft
    timer = null;
    if (navigator.onLine === false) {
      event.preventDefault();
      say("offline");
    } else if (worker) {
      event.preventDefault();
      isSending = true;
      say("preparing");
      setTimeout(endPuzzle, 5000);
    }
  });
})();
