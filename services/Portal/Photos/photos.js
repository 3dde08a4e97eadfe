// Photographs are made smaller, shown, and kept until the server has answered; a form that names what they show is told of them.
if (!window.photographing) {
  window.photographing = true;
  const longest = 1600;

  // The canvas also turns the picture as it is to be seen. What the browser can't open is sent as it is: the server says what it takes.
  const smaller = async file => {
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      return await new Promise(resolve => { canvas.toBlob(resolve, "image/jpeg", 0.85); }) ?? file;
    } catch {
      return file;
    }
  };

  const inputsOf = form => [...form.elements].filter(part => part.type === "file");

  const placeOf = input => {
    if (!input.shownIn) {
      input.shownIn = document.createElement("ul");
      input.shownIn.className = "photos";
      (input.closest("label") ?? input).after(input.shownIn);
    }

    return input.shownIn;
  };

  const show = (form, input, photo) => {
    const [item, picture, said] = ["li", "img", "span"].map(name => document.createElement(name));
    item.dataset.photo = photo.id;
    [picture.src, picture.alt] = [URL.createObjectURL(photo.file), `${form.dataset.alt} ${placeOf(input).children.length + 1}`];
    said.setAttribute("role", "status");
    item.append(picture, said);
    placeOf(input).append(item);
    const folded = input.closest("details");
    if (folded) {
      folded.open = true;
    }

    tell(form, item, photo.refused ? "refused" : "kept", photo.refused);
  };

  const tell = (form, item, outcome, why) => {
    const said = item.querySelector("[role=status]");
    said.className = outcome === "done" ? "good" : outcome === "refused" || outcome === "lost" ? "bad" : "warn";
    said.textContent = outcome === "refused" ? why : form.dataset[outcome === "signed-out" ? "signedOut" : outcome];
    if (outcome === "refused" && !item.querySelector("button")) {
      const drop = document.createElement("button");
      [drop.type, drop.className, drop.textContent] = ["button", "link", form.dataset.drop];
      drop.addEventListener("click", async () => {
        await window.receipts.forgetPhoto(item.dataset.photo);
        item.remove();
      });
      item.append(drop);
    }
  };

  // "line/photo", as the server writes those that it has; kept over a reload, since a page that was kept is older than its photographs.
  const name = (shipment, value) => {
    const known = JSON.parse(localStorage.getItem(`photos-${shipment}`) ?? "[]");
    localStorage.setItem(`photos-${shipment}`, JSON.stringify([...known, value]));
    document.querySelectorAll(`form[data-names-photos="${shipment}"]`).forEach(form => addTo(form, value));
  };

  const addTo = (form, value) => {
    if (![...form.elements].some(part => part.name === "photo" && part.value === value)) {
      const field = document.createElement("input");
      [field.type, field.name, field.value] = ["hidden", "photo", value];
      form.append(field);
    }
  };

  for (const form of document.querySelectorAll("form[data-names-photos]")) {
    JSON.parse(localStorage.getItem(`photos-${form.dataset.namesPhotos}`) ?? "[]").forEach(value => addTo(form, value));
  }

  for (const form of document.querySelectorAll("form[data-photos]")) {
    form.querySelector("[data-unscripted]").hidden = true;
    form.addEventListener("submit", event => event.preventDefault());
    const take = async (input, taken) => {
      const shipment = form.elements.shipment.value;
      const photo = {
        id: crypto.randomUUID(), person: window.receipts.person, delivery: shipment, name: form.dataset.name, field: input.name,
        file: await smaller(taken), note: form.elements.note.value, takenAt: new Date(taken.lastModified).toISOString(),
      };
      show(form, input, photo);
      const item = placeOf(input).lastElementChild;
      tell(form, item, "sending");
      try {
        await window.receipts.keepPhoto(photo);
        name(shipment, `${input.name.split(".")[1] ?? ""}/${photo.id}`);
        await window.receipts.send();
      } catch {
        // The device has no room: it is sent from here, or not at all.
        const { outcome, problem } = await window.receipts.sendPhoto(photo);
        tell(form, item, outcome === "done" || outcome === "refused" ? outcome : "lost", problem?.detail);
      }
    };

    for (const input of inputsOf(form)) {
      input.addEventListener("change", async () => {
        const chosen = [...input.files];
        input.value = "";
        for (const taken of chosen) {
          await take(input, taken);
        }
      });
    }

    // What an earlier page has kept, or the server has refused while another was open.
    window.receipts.photosWaiting().then(all => all.forEach(photo => {
      const isOfForm = [...form.elements.shipment.options ?? [form.elements.shipment]].some(option => option.value === photo.delivery);
      const inputs = isOfForm ? inputsOf(form) : [];
      // What it was of may stand on the page no more; it is shown all the same.
      const input = inputs.find(part => part.name === photo.field) ?? inputs[0];
      if (input) {
        show(form, input, photo);
      }
    }));
    window.addEventListener("photo", event => {
      const item = inputsOf(form).flatMap(input => [...input.shownIn?.children ?? []]).find(part => part.dataset.photo === event.detail.id);
      if (item) {
        tell(form, item, event.detail.outcome, event.detail.problem?.detail);
      }
    });
  }
}
