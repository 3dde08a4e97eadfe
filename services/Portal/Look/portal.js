// Small comforts; every page works without.
for (const field of document.querySelectorAll("form[data-auto] select, form[data-auto] input[type=month], form[data-auto] input[type=date]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", event => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }

    form.dataset.sent = "yes";
    addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
  });
}
