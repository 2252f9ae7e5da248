// Asks the browser for a passkey when a form[data-passkey] is sent, and sends what it answers along.
"use strict";

(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form) return;
  const trouble = form.querySelector("[data-trouble]");
  const button = form.querySelector("button");
  const ask = form.dataset.passkey === "create" ? webauthnJSON.create : webauthnJSON.get;

  function say(kind) {
    trouble.textContent = trouble.dataset[kind];
    trouble.hidden = false;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    trouble.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(JSON.parse(form.dataset.options)));
      form.submit();
    } catch (error) {
      say(error.name === "InvalidStateError" ? "known" : "refused");
      button.disabled = false;
    }
  });

  if (webauthnJSON.supported()) button.hidden = false;
  else say("unsupported");
})();
