// Receipts are recorded once, also when the network goes: what is typed is kept as it is typed, what is sent is kept until it is answered.
const form = document.querySelector("form[data-receipt]");
if (form) {
  const draft = `receipt-${form.dataset.delivery}`;
  const told = form.querySelector("[data-told]");
  const refused = form.querySelector("[data-refused]");
  const own = [...form.elements].filter(part => part.closest("details") || part.tagName === "BUTTON");
  const fields = own.filter(part => part.tagName === "INPUT" && part.id !== "");
  const typed = () => fields.map(field => [field.id, field.value]).filter(([, value]) => value !== "");

  for (const [id, value] of JSON.parse(localStorage.getItem(draft) ?? "[]")) {
    const field = document.getElementById(id);
    if (field) {
      field.value = value;
      field.closest("details").open = true;
    }
  }

  form.addEventListener("input", () => localStorage.setItem(draft, JSON.stringify(typed())));

  const wait = text => {
    told.textContent = text;
    own.forEach(part => { part.disabled = true; });
  };

  form.addEventListener("submit", async event => {
    event.preventDefault();
    refused.hidden = true;
    const body = new URLSearchParams(new FormData(form)).toString();
    await window.receipts.keep({
      id: form.querySelector("[name=key]").value, url: form.action, body, person: form.dataset.person, delivery: form.dataset.delivery,
      name: form.dataset.name,
    });
    wait("");
    await window.receipts.send();
  });

  window.addEventListener("receipt", event => {
    const { delivery, outcome, problem } = event.detail;
    if (delivery !== form.dataset.delivery) {
      return;
    }

    if (outcome === "done") {
      localStorage.removeItem(draft);
      localStorage.removeItem(`photos-${delivery}`);
      wait(form.dataset.done);
      location.reload();
    } else if (outcome === "refused") {
      told.textContent = "";
      own.forEach(part => { part.disabled = false; });
      refused.textContent = problem.detail;
      refused.hidden = false;
      refused.scrollIntoView({ block: "center" });
      show(problem);
    } else {
      wait(outcome === "signed-out" ? form.dataset.signedOut : form.dataset.kept);
    }
  });

  // "lines[2].rejected" is beside the third line.
  const show = problem => {
    const lines = [...form.querySelectorAll("details")];
    lines.forEach(line => { line.querySelector("[data-fault]").textContent = ""; });
    for (const fault of problem.errors ?? [{ field: problem.field ?? "", message: problem.detail }]) {
      const line = lines[Number(/^lines\[(\d+)\]/.exec(fault.field)?.[1] ?? -1)];
      if (line) {
        line.open = true;
        line.querySelector("[data-fault]").textContent = fault.message;
      }
    }
  };

  window.receipts.waiting().then(all => {
    if (all.some(one => one.delivery === form.dataset.delivery)) {
      wait(form.dataset.kept);
    }
  });
}
