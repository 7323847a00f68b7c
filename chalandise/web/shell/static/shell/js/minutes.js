/* A long form that waits on this phone until it is sent: <form data-draft="minutes-12">. What is being typed is a draft;
   what was sent without a network is an entry of the outbox. Without script or storage it works as any other form. */
(() => {
  "use strict";
  const box = self.Outbox, { who } = document.body.dataset;
  const store = (() => { try { localStorage.setItem("·", "·"); localStorage.removeItem("·"); return localStorage; } catch { return null; } })();
  const skipped = new Set(["csrfmiddlewaretoken", "version", "client_key"]);
  const keyOf = (name) => `draft:${who}:${name}`;
  const read = (form) => [...new FormData(form)].filter(([name, value]) => !skipped.has(name) && typeof value === "string");
  const fill = (form, pairs) => {
    for (const field of form.elements) {
      if (!field.name || skipped.has(field.name) || ["submit", "hidden"].includes(field.type)) continue;
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
  };
  const wordsOf = (form) => [...form.querySelectorAll(".field")].map((field) => {
    const [label] = (field.querySelector("legend, label")?.childNodes || []), typed = [...field.querySelectorAll("input, textarea, select")];
    const words = typed.map((f) => ["checkbox", "radio"].includes(f.type) ? f.checked ? f.closest("label").textContent.trim() : "" : f.value);
    return [label?.textContent.trim(), words.filter(Boolean).join(", ")];
  }).filter(([, words]) => words);

  const complain = (form, errors) => {
    for (const list of form.querySelectorAll(".errors[data-script]")) list.remove();
    for (const [name, sentences] of Object.entries(errors || {})) {
      const field = name && form.querySelector(`[name="${name}"]`);
      const place = field ? field.closest(".field") : form.querySelector("[data-draft-refused]");
      const list = Object.assign(document.createElement("ul"), { className: "errors", id: `refused-${name || "all"}` });
      list.dataset.script = "";
      list.append(...sentences.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
      place.append(list);
      if (field) { place.classList.add("wrong"); field.setAttribute("aria-invalid", "true"); field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${list.id}`.trim()); }
    }
    form.querySelector("[aria-invalid]")?.focus();
  };

  for (const done of document.querySelectorAll("[data-draft-done]")) store?.removeItem(keyOf(done.dataset.draftDone));
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const name = form.dataset.draft;
    const say = (what) => { for (const line of form.querySelectorAll("[data-draft-say]")) line.hidden = line.dataset.draftSay !== what; };
    let id = box.key(), waiting, touched = false;
    const keep = () => { try { store?.setItem(keyOf(name), JSON.stringify(read(form))); form.dataset.draftKept = ""; } catch { /* full: the outbox will say it */ } };
    const show = async () => {
      const [entry] = (await box.all()).filter((e) => e.form === name && e.who === who);
      if (!entry) return null;
      say(entry.state === "refused" ? "refused" : "waiting");
      complain(form, entry.errors);
      return entry;
    };
    const start = async () => {
      const entry = await show(), draft = store?.getItem(keyOf(name));
      if (entry) { id = entry.id; fill(form, entry.fields); await aim(entry); }
      else if (draft && !form.querySelector("[aria-invalid]")) { fill(form, JSON.parse(draft)); say("resumed"); }
      if (await box.where() === "nowhere") say("nowhere");
      form.dataset.ready = "";
    };
    const aim = async (entry) => { // a new link, or a new session, opens the page that the old one did not
      if (entry.url === location.pathname || entry.state === "refused") return;
      await box.put({ ...entry, url: location.pathname });
      box.flush();
    };
    box.hear(async (news) => {
      if (news.form === name && (news.sent === id || news.sent && !touched)) { // another tab that holds other words keeps them
        store?.removeItem(keyOf(name));
        if (news.told.following) location.assign(news.told.following);
      }
      if (news.id === id) show();
    });
    form.addEventListener("input", () => { touched = true; clearTimeout(waiting); waiting = setTimeout(keep, 300); });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if ("sending" in form.dataset) return;
      form.dataset.sending = "";
      clearTimeout(waiting);
      keep();
      say("sending");
      complain(form, null);
      try {
        await box.put({ id, who, form: name, url: location.pathname, title: document.title, fields: [...read(form), ["client_key", id]], shown: wordsOf(form), at: Date.now() });
      } catch {
        if (navigator.onLine) return form.submit();
        delete form.dataset.sending;
        return say("nowhere");
      }
      await box.flush();
      if (await show()) delete form.dataset.sending; // sent: the next page is on its way
    });
    start();
  }
})();
