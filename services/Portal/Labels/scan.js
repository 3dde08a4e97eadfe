// Labels are read by the camera, and what is scanned without a network is kept until there is one.
if (!window.scanning) {
  window.scanning = true;

  const add = (field, code) => {
    if (field.tagName === "TEXTAREA") {
      const lines = field.value.split("\n").map(line => line.trim()).filter(line => line !== "");
      if (!lines.includes(code)) {
        field.value = [...lines, code].join("\n") + "\n";
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }

      return false;
    }

    field.value = code;
    field.form.requestSubmit();
    return true;
  };

  const scanner = box => {
    const field = document.getElementById(box.dataset.scanner);
    const [open, close] = [box.querySelector("[data-open]"), box.querySelector("[data-close]")];
    const [video, said] = [box.querySelector("video"), box.querySelector("[data-said]")];
    let stream = null;

    const end = () => {
      stream?.getTracks().forEach(track => track.stop());
      [stream, video.srcObject, video.hidden, open.hidden, close.hidden] = [null, null, true, false, true];
    };

    const look = async detector => {
      while (stream) {
        const codes = await detector.detect(video).catch(() => []);
        for (const { rawValue } of codes) {
          const isDone = add(field, rawValue);
          said.textContent = box.dataset.told + field.value.trim().split("\n").length;
          if (isDone) {
            return end();
          }
        }

        await new Promise(next => { setTimeout(next, 200); });
      }
    };

    open.addEventListener("click", async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
        [video.srcObject, video.hidden, open.hidden, close.hidden] = [stream, false, true, false];
        await video.play();
        await look(new BarcodeDetector({ formats: ["qr_code"] }));
      } catch {
        end();
        said.textContent = box.dataset.failed;
      }
    });
    close.addEventListener("click", end);
    addEventListener("pagehide", end);
    box.hidden = false;
  };

  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    document.querySelectorAll("[data-scanner]").forEach(scanner);
  }

  const form = document.querySelector("form[data-scans]");
  if (form) {
    const name = `refused-scans-${window.receipts.person}`;
    const [ids, told, refused] = [form.querySelector("#ids"), document.querySelector("[data-told-scans]"), document.querySelector("[data-refused-scans]")];

    // What was refused while another page was open, or none, is told here, and its lines stand in the field again.
    const show = () => {
      const problems = JSON.parse(localStorage.getItem(name) ?? "[]");
      if (problems.length > 0) {
        refused.textContent = problems.map(problem => problem.detail).join("\n");
        refused.hidden = false;
        ids.value = [ids.value.trim(), ...problems.map(problem => problem.left ?? "")].filter(lines => lines !== "").join("\n");
        localStorage.removeItem(name);
      }
    };

    const isReached = () => fetch("/portal/form-token", { headers: { "X-Requested-With": "scans" } }).then(() => true, () => false);

    form.addEventListener("submit", async event => {
      if (form.dataset.reached || event.defaultPrevented) {
        return;
      }

      event.preventDefault();
      if (await isReached()) {
        form.dataset.reached = "yes";
        delete form.dataset.sent;
        form.requestSubmit();
        return;
      }

      // The page may be an old one: ids of its own, and the time by the clock of the device.
      const body = new URLSearchParams(new FormData(form));
      body.set("key", crypto.randomUUID());
      body.set("form", crypto.randomUUID());
      body.set("at", new Date().toISOString());
      await window.receipts.keep({
        id: body.get("key"), url: "/portal/scans/kept", body: body.toString(), person: window.receipts.person, delivery: "scans",
        name: form.dataset.name, refusedIn: name, typed: ids.value,
      });
      delete form.dataset.sent;
      ids.value = "";
      told.textContent = form.dataset.kept;
      told.hidden = false;
      await window.receipts.send();
    });

    addEventListener("pageshow", () => { delete form.dataset.reached; });
    window.addEventListener("receipt", event => {
      if (event.detail.delivery === "scans" && event.detail.outcome !== "kept") {
        told.textContent = event.detail.outcome === "done" ? form.dataset.done : "";
        told.hidden = event.detail.outcome !== "done";
        show();
      }
    });
    show();
  }
}
