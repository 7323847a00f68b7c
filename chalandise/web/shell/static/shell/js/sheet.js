/* The answers of an assessment, kept one by one: <form data-sheet="assessment-3-12-T0" data-bank="2017.1">. Each answer names
   the answers that were before the eyes of who gave it (`seen`), so that the house can put several phones together. */
(() => {
  "use strict";
  const box = self.Outbox, { who } = document.body.dataset;
  const own = async (sheet) => (await box.all()).filter((e) => e.form === sheet && e.who === who);
  const value = (entry, name) => (entry.fields.find(([n]) => n === name) || [])[1] || "";
  // Keys only: a page kept before my last answers arrived does not show them, yet I know them.
  const told = (sheet) => { try { return JSON.parse(localStorage.getItem(`draft:${who}:seen:${sheet}`)) || {}; } catch { return {}; } };
  const remember = (sheet, question, id) => {
    const all = told(sheet);
    (all[question] ||= []).push(id);
    try { localStorage.setItem(`draft:${who}:seen:${sheet}`, JSON.stringify(all)); } catch { /* no room: the page says what it showed */ }
  };
  const answer = async (form, question, choice, note, seen, shown) => {
    const id = box.key(), known = `${seen} ${(told(form.dataset.sheet)[question] || []).join(" ")}`.trim();
    await box.put({ id, who, form: form.dataset.sheet, url: location.pathname, title: form.dataset.title, at: Date.now(), shown,
      fields: [["gesture", "answer"], ["question", question], ["choice", choice], ["note", note], ["seen", known], ["bank", form.dataset.bank]] });
    remember(form.dataset.sheet, question, id);
    return id;
  };
  const retarget = async (sheet) => { // a new link, or a new session, opens the sheet that the old one did not
    for (const entry of await own(sheet)) if (entry.url !== location.pathname && entry.state !== "refused") await box.put({ ...entry, url: location.pathname });
    box.flush();
  };

  // --- all questions on one page: what a phone keeps for a shop without a network ---
  for (const form of document.querySelectorAll("form[data-sheet][data-whole]")) {
    const part = (question) => form.querySelector(`[data-question="${CSS.escape(question)}"]`);
    const field = (question, name) => form.elements[`${name}-${question}`];
    const say = (question, what, words) => {
      for (const line of part(question)?.querySelectorAll("[data-answer-say]") || []) {
        line.hidden = line.dataset.answerSay !== what;
        if (words && !line.hidden) line.querySelector("[data-words]").textContent = words;
      }
    };
    const see = (question, keys) => { const seen = field(question, "seen"); if (seen) seen.value = [...new Set([...seen.value.split(" "), ...keys])].filter(Boolean).join(" "); };
    const lead = () => { // a question that an answer leads to shows itself once that answer is given
      for (const place of form.querySelectorAll("[data-after]")) place.hidden = !place.dataset.after.split(";").every((need) => {
        const [question, wanted] = need.split(":");
        return wanted.split(",").includes(form.elements[question]?.value);
      });
    };
    const show = async () => {
      for (const entry of await own(form.dataset.sheet)) {
        const question = value(entry, "question");
        if (!part(question)) continue;
        for (const radio of part(question).querySelectorAll("[type=radio]")) radio.checked = radio.value === value(entry, "choice");
        if (field(question, "note")) field(question, "note").value = value(entry, "note");
        see(question, [entry.id]);
        say(question, entry.state === "refused" ? "refused" : "kept", Object.values(entry.errors || {}).flat().join(" "));
      }
      lead();
    };
    form.addEventListener("change", async ({ target }) => {
      lead();
      const place = target.closest("[data-question]"), { question } = place.dataset, chosen = place.querySelector("[type=radio]:checked");
      if (!chosen) return;
      try {
        const id = await answer(form, question, chosen.value, field(question, "note")?.value || "", field(question, "seen").value,
          [[place.querySelector("legend").textContent.trim(), chosen.closest("label").textContent.trim()]]);
        see(question, [id]);
        say(question, "kept");
      } catch { return say(question, "nowhere"); }
      box.flush();
    });
    box.hear(({ sent, form: sheet, told, kept }) => {
      if (kept) show();
      if (!sent || sheet !== form.dataset.sheet || !part(told.question)) return;
      see(told.question, told.seen.split(" "));
      own(sheet).then((left) => { if (!left.some((e) => value(e, "question") === told.question)) say(told.question, told.torn || told.said ? "told" : "sent", told.said); });
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      form.dataset.sending = "";
      if (await box.where() === "nowhere") return form.submit();
      await box.flush();
      const left = (await own(form.dataset.sheet)).length;
      if (!left) return location.assign("?q=fin");
      delete form.dataset.sending;
      const line = form.querySelector("[data-left]");
      line.hidden = false;
      line.focus();
    });
    show().then(() => retarget(form.dataset.sheet)).then(() => { form.dataset.ready = ""; });
  }

  // --- one question a screen: the answer is kept before the next question is asked ---
  for (const form of document.querySelectorAll("form[data-sheet][data-one]")) {
    const question = form.elements.question.value;
    let mine, busy = false;
    box.hear(({ sent, form: sheet, told }) => {
      if (sent && sheet === form.dataset.sheet && (sent === mine || told.question === question && !busy)) location.assign(told.following);
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      form.dataset.sending = "";
      const { value: choice, textContent } = event.submitter;
      try {
        mine = await answer(form, question, choice, form.elements.note?.value || "", form.elements.seen.value,
          [[document.getElementById("ask").textContent.trim(), textContent.trim()]]);
      } catch {
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "choice", value: choice }));
        return form.submit();
      }
      await box.flush();
      if (!(await own(form.dataset.sheet)).some((e) => e.id === mine)) return;
      if (navigator.serviceWorker?.controller) return location.assign("?tout"); // kept: the whole sheet goes on without a network
      busy = false;
      delete form.dataset.sending;
      form.querySelector("[data-answer-say=kept]").hidden = false;
    });
    retarget(form.dataset.sheet).then(() => { form.dataset.ready = ""; });
  }
})();
