// Typing paper forms: a digit in an element goes on to the next field, so that nine digits are one form.
(() => {
  const form = document.querySelector("[data-enter]");
  if (!form) return;
  const fields = [...form.querySelectorAll("input, select")].filter((each) => each.type !== "hidden");
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.hasAttribute("data-score") || !/^[1-9]$/.test(field.value)) return;
    const next = fields[fields.indexOf(field) + 1];
    if (next) next.focus();
  });
  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Backspace" || !field.hasAttribute("data-score") || field.value) return;
    const before = fields[fields.indexOf(field) - 1];
    if (before) before.focus();
  });
})();
