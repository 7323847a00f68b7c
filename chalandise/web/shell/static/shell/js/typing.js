/* A form that saves itself as one types, when the network fails: <form data-typing="sheet-12-price" hx-post=…>. What was
   typed is kept here until the house has it, the page says so, and it leaves by itself once the network is back. The version
   that it was typed on is kept with it: the house sees when somebody else wrote meanwhile. A stranger's words die with the tab. */
(() => {
  "use strict";
  const { who } = document.body.dataset;
  const store = (() => { try { const s = who ? localStorage : sessionStorage; s.setItem("·", "·"); s.removeItem("·"); return s; } catch { return null; } })();
  const AGAIN = 15_000, skipped = new Set(["csrfmiddlewaretoken", "tab", "knows"]);

  for (const form of document.querySelectorAll("form[data-typing]")) {
    const key = `draft:${who || "·"}:typing:${form.dataset.typing}`;
    const say = (what) => { for (const line of form.querySelectorAll("[data-typing-say]")) line.hidden = line.dataset.typingSay !== what; };
    const read = () => [...new FormData(form)].filter(([name, value]) => !skipped.has(name) && typeof value === "string");
    const save = () => { try { store?.setItem(key, JSON.stringify(read())); return Boolean(store); } catch { return false; } };
    const send = () => form.dispatchEvent(new Event("change", { bubbles: true }));
    let turn, down = false;

    const fill = (pairs) => {
      for (const field of form.elements) {
        if (!field.name || skipped.has(field.name) || field.type === "submit" || field.type === "file") continue;
        const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
        if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
        else if (values.length) field.value = values[0];
      }
    };
    const lost = () => {
      down = true;
      say(save() ? "kept" : "nowhere");
      clearTimeout(turn);
      turn = setTimeout(send, AGAIN);
    };
    const arrived = () => {
      clearTimeout(turn);
      try { store?.removeItem(key); } catch { /* nothing was kept */ }
      if (down) say("arrived");
      down = false;
    };
    form.addEventListener("input", () => { if (down) save(); });
    form.addEventListener("htmx:afterRequest", (event) => {
      if (event.target !== form) return;
      const { xhr } = event.detail, elsewhere = xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(form.getAttribute("hx-post"), location).pathname;
      if (xhr.status >= 200 && xhr.status < 300 && !elsewhere) arrived();
      else if (xhr.status !== 422) lost(); // 422: the house has it, and its page says what is wrong
    });
    form.addEventListener("htmx:beforeSwap", (event) => { // a session that ended answers with the sign-in page: it does not belong here
      const { xhr } = event.detail;
      if (xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(form.getAttribute("hx-post"), location).pathname) event.detail.shouldSwap = false;
    });
    addEventListener("online", () => { if (down) send(); });
    addEventListener("beforeunload", (event) => { if (down && !store) event.preventDefault(); });
    const found = (() => { try { return JSON.parse(store?.getItem(key)); } catch { return null; } })();
    const same = (pairs) => JSON.stringify(pairs.filter(([name]) => name !== "version")) === JSON.stringify(read().filter(([name]) => name !== "version"));
    if (found && same(found)) arrived(); // a button brought it here meanwhile
    else if (found && !form.querySelector("[aria-invalid]")) {
      fill(found);
      say("resumed");
      addEventListener("load", send);
    }
  }
})();
