/* On each page of somebody known: starts the worker, sends what waits, says in words what is kept and what is sent, and
   asks before leaving when something has not been sent. */
(() => {
  "use strict";
  const { who } = document.body.dataset, box = self.Outbox, said = document.querySelector("[data-outbox]");
  const mine = async () => (await box.all()).filter((entry) => entry.who === who);
  const say = (what, n) => {
    for (const line of said.children) line.hidden = line.dataset.say !== what;
    for (const count of said.querySelectorAll("[data-n]")) count.textContent = n;
  };
  let sent = 0;
  const tell = async () => {
    const entries = await mine(), state = ["refused", "signin", "expired", "closed", "kept"].find((s) => entries.some((e) => e.state === s));
    say(state || (sent ? "sent" : ""), state ? entries.filter((e) => e.state === state).length : sent);
    document.body.dataset.waiting = entries.length;
  };
  box.hear((news) => { if (news.sent) sent += 1; tell(); });
  const flush = () => box.flush();
  addEventListener("online", flush);
  addEventListener("focus", flush);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") flush(); });
  setInterval(() => { if (document.visibilityState === "visible" && Number(document.body.dataset.waiting)) flush(); }, 30_000);
  const started = tell().then(flush);

  // --- pages kept for when there is no network ---
  const page = document.querySelector("[data-keep]");
  const ask = (order) => new Promise((done) => {
    const worker = navigator.serviceWorker?.controller;
    if (!worker) return done();
    const line = new MessageChannel();
    line.port1.onmessage = done;
    worker.postMessage(order, [line.port2]);
  });
  const also = page && { address: new URL(page.dataset.keep || "", location).href.slice(location.origin.length), title: page.dataset.title, also: Date.now() };
  const gather = async (now) => {
    await ask({ who, also, now });
    document.body.dataset.gathered = "";
  };
  if ("serviceWorker" in navigator && !document.querySelector("[data-asleep]")) {
    navigator.serviceWorker.register("/sw.js").catch(() => {});
    navigator.serviceWorker.addEventListener("controllerchange", () => gather(true));
    if (navigator.serviceWorker.controller) started.then(() => gather(false));
  }
  box.hear((news) => { if (news.sent && also) gather(true); });

  // --- leaving this phone ---
  const drafts = () => { try { return Object.keys(localStorage).filter((k) => k.startsWith(`draft:${who}:`)); } catch { return []; } };
  for (const form of document.querySelectorAll("form[data-leaves]")) {
    const asked = document.querySelector("[data-leave-ask]");
    const leave = async () => {
      await box.clear(who);
      drafts().forEach((k) => localStorage.removeItem(k));
      await ask({ forget: true });
      form.submit();
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await flush();
      const left = (await mine()).length;
      if (!left) return leave();
      asked.querySelector("[data-n]").textContent = left;
      asked.hidden = false;
      asked.focus();
    });
    asked?.querySelector("[data-leave-anyway]").addEventListener("click", leave);
  }
})();
