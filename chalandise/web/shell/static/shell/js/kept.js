/* The page of what is on this phone: the pages that open without a network, what waits to be sent, and a way to forget all. */
(() => {
  "use strict";
  const box = self.Outbox, say = (name, hidden) => { document.querySelector(`[data-kept="${name}"]`).hidden = hidden; };
  const make = (name) => document.querySelector(`template[data-for="${name}"]`).content.firstElementChild.cloneNode(true);
  const kept = async (address) => { try { return await (await caches.open("mes-pages")).match(address, { ignoreVary: true }); } catch { return null; } };
  const hour = (at) => new Date(at).toLocaleString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

  const pages = async () => {
    const list = document.querySelector("[data-pages]"), found = await kept("/hors-ligne/liste");
    const known = found ? (await found.json()).pages : [];
    list.replaceChildren(...known.map(({ address, title }) => {
      const line = make("page");
      Object.assign(line.querySelector("a"), { href: address, textContent: title });
      return line;
    }));
    say("pages", !known.length);
    say("nothing", known.length > 0);
  };
  const together = (entries) => Object.values(entries.reduce((found, entry) => { // the answers of one sheet are one line
    (found[`${entry.form} ${entry.state === "refused" ? entry.id : entry.state}`] ||= []).push(entry);
    return found;
  }, {}));
  const one = (several) => {
    const entry = several.at(-1), line = make("entry"), part = (name) => line.querySelector(`[data-${name}]`);
    part("title").textContent = entry.title;
    part("at").textContent = hour(entry.at);
    for (const state of line.querySelectorAll("[data-state]")) state.hidden = state.dataset.state !== entry.state;
    part("why").textContent = Object.values(entry.errors || {}).flat().join(" ");
    part("shown").replaceChildren(...several.flatMap((e) => e.shown || []).flatMap(([label, words]) => [["dt", label], ["dd", words]].map(([tag, textContent]) => Object.assign(document.createElement(tag), { textContent }))));
    part("open").href = entry.url;
    part("again").addEventListener("click", () => box.flush(entry.id));
    part("forget").addEventListener("click", () => { part("sure").hidden = false; part("sure").querySelector("button").focus(); });
    part("sure").querySelector("button").addEventListener("click", () => several.forEach((e) => box.drop(e.id)));
    return line;
  };
  const entries = async () => {
    const me = document.body.dataset.who || await (await kept("/hors-ligne/qui"))?.text(), all = await box.all();
    const mine = all.filter((entry) => entry.who === me);
    document.querySelector("[data-entries]").replaceChildren(...together(mine).map(one));
    say("entries", !mine.length);
    say("others", mine.length === all.length);
    document.querySelector("[data-kept=others] [data-n]").textContent = all.length - mine.length;
    say("nowhere", await box.where() !== "nowhere");
  };
  box.hear(entries);
  document.querySelector("[data-forget-pages]").addEventListener("click", async () => { await caches.delete("mes-pages"); pages(); });
  Promise.all([pages(), entries()]).then(() => { document.body.dataset.told = ""; });
  addEventListener("online", () => box.flush());
  box.flush();
})();
