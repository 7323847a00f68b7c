/* What was typed and has not reached the house yet, kept on this phone until it has: `Outbox`, for pages and for the worker.
   An entry is {id, who, form, url, title, fields: [[name, value]], shown: [[label, words]], at, turn, state, errors}. Its id
   is made here and sent as `key`, so that sending twice writes once. Nothing is dropped before the house has accepted it. */
self.Outbox = (() => {
  "use strict";
  const DOOR = "/hors-ligne/etat/", PREFIX = "outbox:";
  let opened;
  const heard = new Set(), wire = "BroadcastChannel" in self ? new BroadcastChannel("outbox") : null;
  const tell = (news) => { heard.forEach((say) => say(news)); if (wire) wire.postMessage(news); };
  if (wire) wire.onmessage = ({ data }) => heard.forEach((say) => say(data));

  // --- where it is kept: the phone's database, else its local storage, else nowhere, which is said ---
  const base = () => opened ||= new Promise((found) => {
    try {
      const asked = indexedDB.open("chalandise", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("outbox", { keyPath: "id" });
      asked.onsuccess = () => found(asked.result);
      asked.onerror = asked.onblocked = () => found(null);
    } catch { found(null); }
  });
  const local = (() => { try { localStorage.setItem("·", "·"); localStorage.removeItem("·"); return localStorage; } catch { return null; } })();
  const inside = async (mode, act) => {
    const store = (await base()).transaction("outbox", mode).objectStore("outbox");
    return new Promise((good, bad) => {
      const asked = act(store);
      store.transaction.oncomplete = () => good(asked.result);
      store.transaction.onerror = store.transaction.onabort = () => bad(store.transaction.error);
    });
  };
  const where = async () => await base() ? "base" : local ? "local" : "nowhere";
  const all = async () => {
    let found = [];
    if (await base()) found = await inside("readonly", (s) => s.getAll());
    else if (local) found = Object.keys(local).filter((k) => k.startsWith(PREFIX)).map((k) => JSON.parse(local.getItem(k)));
    return found.sort((a, b) => a.at - b.at || a.turn - b.turn);
  };
  const write = async (entry) => {
    if (await base()) return inside("readwrite", (s) => s.put(entry));
    if (!local) throw new Error("nowhere");
    local.setItem(PREFIX + entry.id, JSON.stringify(entry));
  };
  const drop = async (id) => {
    if (await base()) await inside("readwrite", (s) => s.delete(id));
    else if (local) local.removeItem(PREFIX + id);
    tell({ dropped: id });
  };
  const put = async (entry) => {
    await write({ ...entry, state: "kept", errors: null, turn: Date.now() });
    tell({ kept: entry.id });
    if (self.registration) return;
    navigator.storage?.persist?.().catch(() => {});
    navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("outbox")).catch(() => {});
  };
  const clear = async (who) => { for (const entry of await all()) if (entry.who === who) await drop(entry.id); };
  const key = () => crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g,
    (c) => (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));

  // --- sending: one sender at a time over all tabs and the worker, in the order in which things were typed ---
  let turn = Promise.resolve();
  const alone = (act) => navigator.locks ? navigator.locks.request("outbox", act) : turn = turn.then(act, act);
  const mailed = (entry) => entry.url.startsWith("/l/");
  const meaning = (answer) => answer.type === "opaqueredirect" || answer.status === 401 ? "signin"
    : { 200: "sent", 422: "refused", 410: "expired", 403: "closed", 404: "closed" }[answer.status] || "kept";
  const send = (entry, token) => {
    const body = new URLSearchParams(entry.fields);
    body.set("key", entry.id);
    body.set("age", Math.max(0, Date.now() - entry.at));
    return fetch(entry.url, { method: "POST", body, redirect: "manual", credentials: "same-origin", cache: "no-store",
      headers: { Accept: "application/json", "X-CSRFToken": token } });
  };
  const settle = async (entry, answer) => {
    const state = meaning(answer), told = state === "sent" || state === "refused" ? await answer.json() : {};
    const now = (await all()).find((e) => e.id === entry.id);
    if (!now || now.turn !== entry.turn) return; // typed again meanwhile: the new words go next time
    if (state === "sent") { await drop(entry.id); tell({ sent: entry.id, form: entry.form, told }); return; }
    await write({ ...now, state, errors: told.errors || null });
    tell({ state, id: entry.id });
  };
  const flush = (again) => alone(async () => {
    const waiting = (await all()).filter((e) => e.state !== "refused" || e.id === again);
    if (!waiting.length) return;
    try {
      const me = await (await fetch(DOOR, { cache: "no-store", credentials: "same-origin" })).json();
      for (const entry of waiting) {
        if (mailed(entry) || entry.who === me.who) await settle(entry, await send(entry, me.token));
        else if (entry.state !== "signin") await write({ ...entry, state: "signin" });
      }
    } catch (error) { if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error; } // no network, or not our answer
    tell({ flushed: true });
  });
  return { all, put, drop, clear, flush, key, where, tell, hear: (say) => heard.add(say) };
})();
