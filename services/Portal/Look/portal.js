// Small comforts, and what has not been sent yet; every page works without.
for (const field of document.querySelectorAll("form[data-auto] select, form[data-auto] input[type=month], form[data-auto] input[type=date]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

for (const form of document.querySelectorAll("form[method=post]:not([data-receipt])")) {
  form.addEventListener("submit", event => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }

    form.dataset.sent = "yes";
    addEventListener("pageshow", () => { delete form.dataset.sent; }, { once: true });
  });
}

// What was weighed or scanned is told with the time at which it was typed, by the clock of the server that wrote the page.
for (const field of document.querySelectorAll("input[data-typed-at]")) {
  const opened = Date.parse(field.value) - performance.now();
  field.form.addEventListener("input", () => { field.value = new Date(opened + performance.now()).toISOString(); }, { once: true });
}

// Receipts that wait for the network: in the database of the browser, until the server has answered.
window.receipts = (() => {
  const person = document.body.dataset.person ?? "";
  let sending = null;

  const open = () => new Promise((resolve, reject) => {
    const request = indexedDB.open("portal", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("receipts", { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  const on = async (mode, use) => {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction("receipts", mode);
        const request = use(transaction.objectStore("receipts"));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  };

  const waiting = async () => (await on("readonly", store => store.getAll())).filter(one => one.person === person);
  const keep = receipt => on("readwrite", store => store.put(receipt));
  const forget = id => on("readwrite", store => store.delete(id));
  const tell = (receipt, outcome, problem) =>
    window.dispatchEvent(new CustomEvent("receipt", { detail: { delivery: receipt.delivery, outcome, problem } }));

  const post = receipt => fetch(receipt.url, {
    method: "POST", redirect: "manual", body: receipt.body,
    headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "receipt" },
  });

  // The form may be older than the key that it was made with: a new token, the same receipt.
  const renewed = async receipt => {
    const token = await (await fetch("/portal/form-token", { headers: { "X-Requested-With": "receipt" } })).json();
    const body = new URLSearchParams(receipt.body);
    body.set(token.name, token.value);
    return { ...receipt, body: body.toString() };
  };

  const sendOne = async receipt => {
    let answer;
    try {
      answer = await post(receipt);
      if (answer.status === 400 && !(answer.headers.get("Content-Type") ?? "").includes("json")) {
        answer = await post(await renewed(receipt));
      }
    } catch {
      return tell(receipt, "kept");
    }

    if (answer.type === "opaqueredirect" || answer.ok) {
      await forget(receipt.id);
      tell(receipt, "done");
    } else if (answer.status === 401) {
      tell(receipt, "signed-out");
    } else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
      const problem = await answer.json().catch(() => ({ detail: document.body.dataset.failed }));
      if (receipt.refusedIn) {
        // The page that shows it may not be open.
        const before = JSON.parse(localStorage.getItem(receipt.refusedIn) ?? "[]");
        localStorage.setItem(receipt.refusedIn, JSON.stringify([...before, { left: receipt.typed, ...problem }]));
      }

      await forget(receipt.id);
      tell(receipt, "refused", problem);
    } else {
      tell(receipt, "kept");
    }
  };

  const badge = async () => {
    const left = await waiting();
    const place = document.getElementById("unsent");
    if (place) {
      place.hidden = left.length === 0;
      place.querySelector("[data-count]").textContent = String(left.length);
      place.querySelector("[data-names]").textContent = left.map(one => one.name).join(" · ");
    }
  };

  // One tab sends at a time.
  const send = () => sending ??= navigator.locks.request("receipts", async () => {
    for (const receipt of await waiting()) {
      await sendOne(receipt);
    }
  }).finally(() => {
    sending = null;
    return badge();
  });

  return { keep, send, waiting, person };
})();

if (window.receipts.person) {
  // Pages that were kept for somebody else go before any is kept for this person.
  if (localStorage.getItem("person") !== window.receipts.person) {
    globalThis.caches?.delete("pages");
    localStorage.setItem("person", window.receipts.person);
  }

  window.receipts.send();
  addEventListener("online", () => window.receipts.send());
  setInterval(() => window.receipts.send(), 15000);
  navigator.serviceWorker?.register("/portal/offline.js", { scope: "/portal" }).then(() => navigator.serviceWorker.ready).then(ready => {
    const pages = [...document.querySelectorAll("[data-keep-pages] a[data-delivery]")].slice(0, 30).map(link => link.href);
    if (pages.length > 0) {
      const assets = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map(part => part.href || part.src);
      const more = document.querySelector("[data-keep-pages]").dataset.keepPages;
      ready.active.postMessage({ keep: [location.href, ...pages], assets: [...assets, new URL(more, location.href).href] });
    }
  });
} else {
  // Nobody is signed in: what pages showed to whoever was is not left on the device.
  globalThis.caches?.delete("pages");
}
