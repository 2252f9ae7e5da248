// Evidence: files chosen, photographed or dropped are sent one by one, each with its progress; without this the form
// is sent whole. The server answers with the section as it stands then; only its list and what was refused are taken
// from it, so that nothing typed elsewhere in the page is lost.
"use strict";

(() => {
  const queues = new WeakMap();

  function section(form) {
    return form.closest("#bukti");
  }

  function addLine(form, file) {
    const line = form.querySelector("[data-upload-line]").content.firstElementChild.cloneNode(true);
    line.querySelector("[data-name]").textContent = file.name;
    line.querySelector("progress").setAttribute("aria-label", file.name);
    form.querySelector("[data-uploads]").append(line);
    return line;
  }

  function say(line, state) {
    const told = line.querySelector("[data-state]");
    told.textContent = told.dataset[state];
  }

  function failed(job, state = "failed") {
    say(job.line, state);
    job.line.classList.add("failed");
    job.line.querySelector("progress").hidden = true;
    if (state !== "failed") return;
    const again = job.line.querySelector("[data-again]");
    again.hidden = false;
    again.addEventListener("click", () => {
      again.hidden = true;
      job.line.classList.remove("failed");
      job.line.querySelector("progress").hidden = false;
      enqueue(job);
    }, { once: true });
  }

  // The answer holds the whole section: what is listed now, and what was refused just now.
  function show(job, text) {
    const answer = new DOMParser().parseFromString(text, "text/html");
    const here = section(job.form);
    const list = answer.querySelector("[data-evidence-list]");
    if (!here || !list) return false;
    here.querySelector("[data-evidence-list]").replaceChildren(...list.childNodes);
    const wrong = answer.querySelectorAll("[data-evidence-told] .warn, [data-evidence-told] .bad, [data-upload] .field-error");
    here.querySelector("[data-evidence-told]").append(...wrong);
    window.htmx?.process(here);
    return true;
  }

  function send(job) {
    const request = new XMLHttpRequest();
    const progress = job.line.querySelector("progress");
    request.open("POST", job.form.action);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      progress.value = (100 * event.loaded) / event.total;
      if (event.loaded === event.total) say(job.line, "checking");
    });
    request.addEventListener("load", () => {
      if (new URL(request.responseURL).pathname.startsWith("/masuk/")) window.location.reload();
      else if ([200, 409, 422].includes(request.status) && show(job, request.responseText)) job.line.remove();
      else failed(job);
    });
    request.addEventListener("error", () => failed(job));
    request.addEventListener("abort", () => failed(job));
    request.addEventListener("loadend", () => next(job.form));
    say(job.line, "sending");
    request.send(job.body);
  }

  function next(form) {
    const queue = queues.get(form);
    queue.busy = queue.waiting.length > 0;
    if (queue.busy) send(queue.waiting.shift());
  }

  function enqueue(job) {
    const queue = queues.get(job.form);
    say(job.line, "waiting");
    queue.waiting.push(job);
    if (!queue.busy) next(job.form);
  }

  function take(form, files) {
    if (!queues.has(form)) queues.set(form, { waiting: [], busy: false });
    for (const file of files) {
      const line = addLine(form, file);
      const body = new FormData(form);
      body.delete("files");
      body.append("files", file, file.name);
      const job = { form, line, body };
      if (file.size > Number(form.dataset.limit)) failed(job, "large");
      else enqueue(job);
    }
  }

  function takeChosen(input) {
    const form = input.closest?.("form[data-upload]");
    if (!form || input.type !== "file" || !input.files.length) return;
    const files = [...input.files];
    input.value = "";
    take(form, files);
  }

  document.addEventListener("change", (event) => takeChosen(event.target));
  // On a slow machine somebody may have chosen before this script came.
  for (const input of document.querySelectorAll("form[data-upload] input[type=file]")) takeChosen(input);

  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const area = event.target.closest?.("[data-drop]");
      if (!area) return;
      event.preventDefault();
      area.classList.toggle("over", kind === "dragover");
      if (kind === "drop") take(area.closest("form"), event.dataTransfer.files);
    });
  }

  // Leaving while something is on its way would lose it.
  window.addEventListener("beforeunload", (event) => {
    if ([...document.querySelectorAll("form[data-upload]")].some((form) => queues.get(form)?.busy)) event.preventDefault();
  });
})();
