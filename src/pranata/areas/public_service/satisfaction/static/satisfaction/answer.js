// Comfort for the form of a survey, which works without it: the puzzle, answers kept on this device until there is a
// line, and the page kept so that it opens without one. What is kept is the answers and the page's token, no more.
"use strict";

// Answers that wait on this device. Each is sent under its own id, so sending one twice counts once.
window.surveyQueue = (() => {
  const KEY = "pranata.survey.queue", DAYS = 7, PATIENCE = 20000;
  const REFUSED = [400, 403, 404, 409, 410, 413, 422];
  const store = (work) => { try { return work(window.localStorage); } catch { return null; } };
  const isOld = (item) => !item.stays && Date.now() - item.at > DAYS * 86400000;

  function read() {
    const kept = store((place) => JSON.parse(place.getItem(KEY)));
    return Array.isArray(kept) ? kept.filter((item) => !isOld(item)) : [];
  }

  const write = (items) => store((place) => {
    if (items.length) place.setItem(KEY, JSON.stringify(items));
    else place.removeItem(KEY);
    return true;
  }) === true;

  const add = (item) => write([...read(), item]);
  const remove = (id) => write(read().filter((item) => item.id !== id));
  const setAside = (id) => write(read().map((item) => (item.id === id ? { ...item, isAside: true } : item)));
  const bringBack = () => write(read().map((item) => ({ ...item, isAside: false })));
  const waiting = () => read().filter((item) => !item.isAside);
  const aside = () => read().filter((item) => item.isAside);

  // No cookie goes along, whoever is signed in on this device.
  const post = (item) => fetch(item.address, {
    method: "POST",
    body: new URLSearchParams(item.fields),
    cache: "no-store",
    credentials: "omit",
    signal: AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined,
  });

  // What became of an answer: our own header says that it was kept; a foreign page of a hotspot does not.
  function outcome(response) {
    if (response.headers.has("Survey-Answer")) return "kept";
    return REFUSED.includes(response.status) ? "refused" : "wait";
  }

  async function send(item) {
    let result = "wait";
    try { result = outcome(await post(item)); } catch { /* no line: later */ }
    if (result === "kept") remove(item.id);
    if (result === "refused") setAside(item.id);
    return result;
  }

  let isSending = false;
  async function flush() {
    if (isSending) return 0;
    isSending = true;
    let kept = 0;
    write(read()); // what is too old goes
    try {
      for (const item of waiting()) {
        const result = await send(item);
        if (result === "wait") break;
        kept += result === "kept";
      }
    } finally { isSending = false; }
    return kept;
  }

  return { add, remove, bringBack, waiting, aside, post, outcome, send, flush };
})();

(() => {
  const queue = window.surveyQueue;
  const CACHE = "pranata-survey", RETRY = 30000;
  const theForm = () => document.querySelector("form[data-survey]");
  const theQueue = () => document.querySelector("[data-queue]");
  const isKiosk = Boolean(document.querySelector("[data-kiosk]"));
  const once = (form) => form.elements.intake_token?.value ?? ("once" in form.dataset ? window.location.pathname : "");

  function say(kind) {
    const place = document.querySelector("[data-say]");
    place.hidden = !kind;
    if (kind) place.textContent = place.dataset[kind];
  }

  // The puzzle is solved while the form is filled in; whoever is faster waits for it a moment.
  let worker = null, solved = Promise.resolve();
  function startPuzzle() {
    const form = theForm(), proof = form?.elements.intake_proof;
    if (!form?.dataset.puzzle || proof.value || !window.Worker) return;
    worker?.terminate();
    solved = new Promise((resolve) => {
      worker = new Worker(form.dataset.puzzle);
      worker.onmessage = ({ data }) => { proof.value = data; resolve(); };
      worker.onerror = resolve;
      worker.postMessage({
        question: form.elements.intake_token.value,
        parts: Number(form.dataset.parts),
        bits: Number(form.dataset.bits),
      });
    });
  }

  // The page opens again without a line: its address and what it is made of are kept, by a worker that answers for
  // pages of surveys alone.
  async function keepPage() {
    const form = theForm();
    if (!form || "rehearsal" in form.dataset || !("serviceWorker" in navigator) || !window.caches) return;
    try {
      await navigator.serviceWorker.register(form.dataset.worker);
      await navigator.serviceWorker.ready;
      const kept = await caches.open(CACHE);
      const parts = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
      const ours = parts.filter((part) => part.origin === window.location.origin && part.pathname.includes("/static/"));
      const more = form.dataset.puzzle ? [form.dataset.puzzle] : [];
      const wanted = new Set([window.location.pathname, ...ours.map((part) => part.pathname), ...more]);
      const known = new Set((await kept.keys()).map(({ url }) => new URL(url).pathname));
      await kept.addAll([...wanted].filter((path) => !known.has(path)));
      document.documentElement.dataset.opensOffline = "";
    } catch { /* without a place for it the page needs a line */ }
  }

  const forgetPage = () => window.caches?.open(CACHE).then((kept) => kept.delete(window.location.pathname));

  function showQueue(isSent = false) {
    const place = theQueue();
    if (!place) return;
    const waiting = queue.waiting().length, aside = queue.aside().length;
    const words = place.querySelector("[data-queue-say]");
    words.textContent = [
      isSent && words.dataset.sent,
      waiting && `${words.dataset.waiting} ${waiting}`,
      aside && `${words.dataset.aside} ${aside}`,
    ].filter(Boolean).join(" ");
    place.hidden = !words.textContent;
    place.querySelector("[data-retry]").hidden = !waiting;
    place.querySelector("[data-drop]").hidden = !(waiting || aside);
  }

  async function flush() {
    if (!queue.waiting().length) return;
    const isSent = (await queue.flush()) > 0;
    const kept = document.querySelector("[data-kept]");
    if (kept && isSent && !queue.waiting().length) kept.hidden = true;
    showQueue(isSent);
  }

  function showKept() {
    const kept = document.querySelector("[data-kept]");
    theForm().hidden = true;
    kept.hidden = false;
    showQueue();
    kept.focus();
  }

  function swap(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.querySelector("main");
    if (!fresh) return;
    document.title = page.title;
    document.querySelector("main").replaceWith(document.adoptNode(fresh));
    window.scrollTo(0, 0);
    const place = document.querySelector("[data-faults], [data-thanked] h1") ?? document.querySelector("main");
    place.tabIndex = -1;
    place.focus();
    if (document.querySelector("[data-thanked]")) forgetPage();
    startPuzzle();
    showQueue();
  }

  // Questions left out: said before anything is sent, so that no answer waits here that the house would refuse.
  function gaps(form) {
    const isSkipping = form.elements.skip?.checked;
    const groups = [...form.querySelectorAll("fieldset[data-required]")].filter((each) => !each.querySelector(":checked"));
    const texts = [...form.querySelectorAll("select[required], textarea[required]")].filter((each) => !each.value.trim());
    const places = [...groups, ...texts.map((each) => each.closest(".survey-question"))];
    return places.filter((each) => !(isSkipping && "official" in each.dataset));
  }

  function showGaps(form, places) {
    form.querySelectorAll(".survey-question.is-wrong").forEach((each) => each.classList.remove("is-wrong"));
    form.querySelectorAll(".survey-question > .field-error").forEach((each) => each.remove());
    if (!places.length) return false;
    for (const place of places) {
      const words = Object.assign(document.createElement("p"), { className: "field-error", textContent: form.dataset.missing });
      place.classList.add("is-wrong");
      place.querySelector(".survey-ask").after(words);
    }
    const box = form.querySelector("[data-gaps]");
    if (box) {
      box.hidden = false;
      box.querySelector("[data-gaps-say]").hidden = false;
    }
    const first = [...form.querySelectorAll(".survey-question.is-wrong")][0];
    first.querySelector("input, select, textarea").focus({ preventScroll: true });
    first.scrollIntoView({ block: "center" });
    return true;
  }

  let isSending = false;
  async function send(form) {
    say("preparing");
    await Promise.race([solved, new Promise((resolve) => { setTimeout(resolve, 5000); })]);
    say("sending");
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    const item = { id: crypto.getRandomValues(new Uint32Array(4)).join("-"), once: once(form), at: Date.now(),
      address: window.location.pathname, fields };
    try {
      const response = await queue.post(item);
      if (queue.outcome(response) !== "wait" || response.status === 429) return swap(await response.text());
    } catch { /* no line */ }
    say("");
    return queue.add(item) ? showKept() : say("unkept");
  }

  document.addEventListener("submit", async (event) => {
    if (isKiosk || event.target !== theForm() || "rehearsal" in event.target.dataset) return;
    event.preventDefault();
    if (isSending || showGaps(event.target, gaps(event.target))) return;
    isSending = true;
    try { await send(event.target); } finally { isSending = false; }
  });

  document.addEventListener("click", ({ target }) => {
    if (isKiosk) return;
    if (target.closest("[data-queue] [data-retry]")) flush();
    if (target.closest("[data-drop]")) {
      [...queue.waiting(), ...queue.aside()].forEach((item) => queue.remove(item.id));
      showQueue();
    }
  });

  keepPage();
  if (isKiosk) return;
  startPuzzle();
  const form = theForm();
  if (form) {
    const keeping = form.querySelector("[data-keeping]");
    if (keeping) keeping.hidden = false;
    if (queue.waiting().some((item) => item.once && item.once === once(form))) showKept();
  }
  showQueue();
  window.addEventListener("online", flush);
  setInterval(flush, RETRY);
  flush();
})();
