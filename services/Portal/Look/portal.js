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

// Receipts and photographs that wait for the network: in the database of the browser, until the server has answered.
window.receipts = (() => {
  const person = document.body.dataset.person ?? "";
  let sending = null;

  const open = () => new Promise((resolve, reject) => {
    const request = indexedDB.open("portal", 2);
    request.onupgradeneeded = () => ["receipts", "photos"].filter(store => !request.result.objectStoreNames.contains(store))
      .forEach(store => request.result.createObjectStore(store, { keyPath: "id" }));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  const on = async (name, mode, use) => {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(name, mode);
        const request = use(transaction.objectStore(name));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = () => reject(transaction.error);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  };

  const kept = async name => (await on(name, "readonly", store => store.getAll())).filter(one => one.person === person);
  const waiting = () => kept("receipts");
  const keep = receipt => on("receipts", "readwrite", store => store.put(receipt));
  const forget = id => on("receipts", "readwrite", store => store.delete(id));
  const photosWaiting = () => kept("photos");
  const keepPhoto = photo => on("photos", "readwrite", store => store.put(photo));
  const forgetPhoto = id => on("photos", "readwrite", store => store.delete(id)).then(() => badge());
  const tell = (receipt, outcome, problem) =>
    window.dispatchEvent(new CustomEvent("receipt", { detail: { delivery: receipt.delivery, outcome, problem } }));

  const post = receipt => fetch(receipt.url, {
    method: "POST", redirect: "manual", body: receipt.body,
    headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "receipt" },
  });

  const freshToken = async () => await (await fetch("/portal/form-token", { headers: { "X-Requested-With": "receipt" } })).json();

  // The form may be older than the key that it was made with: a new token, the same receipt.
  const renewed = async receipt => {
    const token = await freshToken();
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

  // A picture goes alone, under the id that it was given when it was taken.
  const postPhoto = async photo => {
    const [body, token] = [new FormData(), await freshToken()];
    const fields = { [token.name]: token.value, key: photo.id, shipment: photo.delivery, note: photo.note, takenAt: photo.takenAt };
    Object.entries(fields).forEach(([name, value]) => body.append(name, value));
    body.append(photo.field, photo.file, "photo");
    return await fetch("/portal/photos", { method: "POST", redirect: "manual", body, headers: { "X-Requested-With": "photo" } });
  };

  const sendPhoto = async photo => {
    let answer;
    try {
      answer = await postPhoto(photo);
    } catch {
      return { outcome: "kept" };
    }

    return answer.type === "opaqueredirect" || answer.ok ? { outcome: "done" }
      : answer.status === 401 ? { outcome: "signed-out" }
      : answer.status >= 400 && answer.status < 500 && answer.status !== 429
        ? { outcome: "refused", problem: await answer.json().catch(() => ({ detail: document.body.dataset.failed })) }
        : { outcome: "kept" };
  };

  const sendPhotos = async () => {
    for (const photo of (await photosWaiting()).filter(one => !one.refused)) {
      const { outcome, problem } = await sendPhoto(photo);
      if (outcome === "done") {
        await forgetPhoto(photo.id);
      } else if (outcome === "refused") {
        // It stays until the person has seen why.
        await keepPhoto({ ...photo, refused: problem.detail });
      }

      window.dispatchEvent(new CustomEvent("photo", { detail: { id: photo.id, outcome, problem } }));
    }
  };

  const badge = async () => {
    const left = [...await photosWaiting(), ...await waiting()];
    const place = document.getElementById("unsent");
    if (place) {
      place.hidden = left.length === 0;
      place.querySelector("[data-count]").textContent = String(left.length);
      place.querySelector("[data-names]").textContent = left.map(one => one.name).join(" · ");
    }
  };

  // One tab sends at a time.
  const send = () => sending ??= navigator.locks.request("receipts", async () => {
    await sendPhotos();
    // A receipt that names photographs comes after them.
    const unsent = new Set((await photosWaiting()).filter(one => !one.refused).map(one => one.delivery));
    for (const receipt of await waiting()) {
      if (unsent.has(receipt.delivery)) {
        tell(receipt, "kept");
      } else {
        await sendOne(receipt);
      }
    }
  }).finally(() => {
    sending = null;
    return badge();
  });

  return { keep, send, waiting, person, keepPhoto, sendPhoto, forgetPhoto, photosWaiting };
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
      const more = document.querySelector("[data-keep-pages]").dataset.keepPages.split(" ").map(asset => new URL(asset, location.href).href);
      ready.active.postMessage({ keep: [location.href, ...pages], assets: [...assets, ...more] });
    }
  });
} else {
  // Nobody is signed in: what pages showed to whoever was is not left on the device.
  globalThis.caches?.delete("pages");
}
