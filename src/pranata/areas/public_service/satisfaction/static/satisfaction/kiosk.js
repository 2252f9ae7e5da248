// The form of a survey on a device at a counter: one question per screen, back to the start by itself, and answers that
// wait on the device while there is no line.
"use strict";

(() => {
  const root = document.querySelector("[data-kiosk]");
  // A page of the kiosk without form: the thanks after a form sent as a page, or why there is none. It comes back.
  const returning = document.querySelector("[data-return]");
  if (returning) setTimeout(() => window.location.assign(window.location.pathname), returning.dataset.return * 1000);
  if (!root) return;
  const queue = window.surveyQueue;
  const RETRY = 15000, QUICK = 5000, ADVANCE = 250;
  const idleAfter = Number(root.dataset.idle), countdown = Number(root.dataset.countdown);
  const shownFor = Number(root.dataset.thanks);
  const part = (name) => document.querySelector(`[data-${name}]`);
  const main = document.querySelector("main");
  const dialog = part("idle-dialog"), thanks = part("thanks-screen"), steps = part("steps");
  const draw = () => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");

  let form = root.querySelector("form");
  const empty = form.cloneNode(true);
  let at = 0, idle = null, ticking = null;
  const screens = () => [...form.querySelectorAll("[data-step]")];

  function show(place, isFocused = true) {
    const all = screens();
    at = Math.max(0, Math.min(place, all.length - 1));
    all.forEach((screen, index) => { screen.hidden = index !== at; });
    const back = part("back"), next = part("next"), where = part("where");
    back.hidden = at === 0;
    next.hidden = at === all.length - 1;
    next.textContent = at === 0 ? next.dataset.start : next.dataset.words;
    where.hidden = at === 0;
    where.textContent = where.dataset.words.replace("{step}", at).replace("{steps}", all.length - 1);
    need(false);
    window.scrollTo(0, 0);
    if (isFocused) {
      all[at].tabIndex = -1;
      all[at].focus({ preventScroll: true });
    }
  }

  // What this screen wants and has not: a required group of choices, a required text.
  function isMissing() {
    const screen = screens()[at];
    const fields = [...screen.querySelectorAll("input, select, textarea")];
    const groups = "required" in screen.dataset || fields.some((field) => field.required);
    if (!groups) return false;
    const choices = fields.filter((field) => ["radio", "checkbox"].includes(field.type));
    const texts = fields.filter((field) => field.required && !choices.includes(field));
    return (choices.length > 0 && !choices.some((field) => field.checked)) || texts.some((field) => !field.value.trim());
  }

  // An official question may be left out by whoever says so.
  function need(isWanted) {
    part("need").hidden = !isWanted;
    part("skip").hidden = !isWanted || !("official" in screens()[at].dataset);
  }

  function forward() {
    const missing = isMissing();
    need(missing);
    if (!missing) show(at + 1);
  }

  function skip() {
    form.elements.skip.checked = true;
    show(at + 1);
  }

  function showState() {
    for (const [name, items] of [["waiting", queue.waiting()], ["aside", queue.aside()]]) {
      const place = part(name);
      place.hidden = !items.length;
      place.querySelector("b").textContent = items.length;
    }
    part("retry").hidden = !queue.aside().length && !queue.waiting().length;
  }

  async function flush() {
    await queue.flush();
    showState();
  }

  // Back to an empty form: a fresh page where there is a line, so that a service that has enough answers says so.
  function restart() {
    stopTicking();
    if (dialog.open) dialog.close();
    thanks.hidden = true;
    main.hidden = false;
    put(empty.cloneNode(true));
    fetch(window.location.pathname, { credentials: "omit", cache: "no-store" })
      .then((response) => response.text())
      .then((html) => {
        const page = new DOMParser().parseFromString(html, "text/html");
        const fresh = page.querySelector("[data-kiosk] form");
        if (fresh && at === 0) put(document.adoptNode(fresh));
        if (!fresh && page.querySelector("main")) window.location.reload(); // closed, withdrawn, or no more answers wanted
      })
      .catch(() => {});
  }

  function put(fresh) {
    form.replaceWith(fresh);
    form = fresh;
    form.noValidate = true;
    form.elements.once.value = draw();
    steps.hidden = false;
    show(0);
    watch();
  }

  function stopTicking() {
    clearInterval(ticking);
    ticking = null;
  }

  function tick(place, seconds) {
    stopTicking();
    let left = seconds;
    const said = place.querySelector("[data-left]");
    said.textContent = left;
    ticking = setInterval(() => {
      left -= 1;
      said.textContent = left;
      if (left <= 0) restart();
    }, 1000);
  }

  const isTouched = () => at > 0 || [...form.elements].some((field) => field.checked && field.value);

  function watch() {
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (!isTouched() || !thanks.hidden) return;
      dialog.showModal();
      tick(dialog, countdown);
    }, idleAfter * 1000);
  }

  async function send() {
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    const item = { id: form.elements.once.value, at: Date.now(), address: window.location.pathname, fields, stays: true };
    if (!queue.add(item)) return form.submit(); // no place to keep it: send it as a page
    main.hidden = true;
    thanks.hidden = false;
    window.scrollTo(0, 0);
    thanks.querySelector("h1").focus();
    tick(thanks, shownFor);
    showState();
    await Promise.race([queue.send(item), new Promise((resolve) => { setTimeout(resolve, QUICK); })]);
    return showState();
  }

  document.addEventListener("submit", (event) => {
    if (event.target !== form) return;
    event.preventDefault();
    const lacking = isMissing();
    need(lacking);
    if (!lacking && thanks.hidden) send();
  });

  document.addEventListener("click", ({ target, detail }) => {
    const isFinger = detail > 0 && target.matches?.("input[type=radio]");
    if (target.closest("[data-next]")) forward();
    else if (target.closest("[data-skip]")) skip();
    else if (target.closest("[data-back]")) show(at - 1);
    else if (target.closest("[data-restart]")) restart();
    else if (target.closest("[data-go-on]")) { dialog.close(); stopTicking(); watch(); }
    else if (target.closest("[data-retry]")) { queue.bringBack(); flush(); }
    else if (isFinger && target.closest("[data-step]")?.matches("fieldset")) {
      const here = at;
      setTimeout(() => { if (at === here) forward(); }, ADVANCE);
    }
  });

  dialog.addEventListener("cancel", (event) => { event.preventDefault(); dialog.close(); stopTicking(); watch(); });
  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) document.addEventListener(kind, () => { if (!dialog.open) watch(); }, { passive: true });
  window.addEventListener("online", flush);
  setInterval(flush, RETRY);
  put(form.cloneNode(true));
  flush();
})();
