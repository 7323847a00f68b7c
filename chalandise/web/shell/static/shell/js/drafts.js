/* Long forms keep what is typed on this phone until it is sent: <form data-draft="minutes-12">. Without script, without
   storage or in private browsing the form works as any other. Nothing leaves the phone but the form itself. */
(() => {
  "use strict";
  const store = (() => { try { localStorage.setItem("·", "·"); localStorage.removeItem("·"); return localStorage; } catch { return null; } })();
  if (!store) return;
  const skipped = new Set(["csrfmiddlewaretoken", "gesture", "version"]);
  const keyOf = (form) => `draft:${form.dataset.draft}`;
  const read = (form) => [...new FormData(form)].filter(([name, value]) => !skipped.has(name) && typeof value === "string");
  const keep = (form) => { try { store.setItem(keyOf(form), JSON.stringify(read(form))); form.dataset.draftKept = ""; } catch { /* full: never mind */ } };
  const fill = (form, pairs) => {
    for (const field of form.elements) {
      if (!field.name || skipped.has(field.name) || field.type === "submit") continue;
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
  };
  for (const done of document.querySelectorAll("[data-draft-done]")) store.removeItem(`draft:${done.dataset.draftDone}`);
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const told = form.querySelector("[data-draft-said]");
    const kept = store.getItem(keyOf(form));
    if (kept && !form.querySelector("[aria-invalid]")) {
      try { fill(form, JSON.parse(kept)); if (told) told.hidden = false; } catch { store.removeItem(keyOf(form)); }
    }
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => keep(form), 300);
    });
    form.addEventListener("submit", (event) => {
      keep(form);
      const offline = form.querySelector("[data-draft-offline]");
      if (navigator.onLine === false && offline) { event.preventDefault(); offline.hidden = false; offline.focus(); }
    });
  }
})();
