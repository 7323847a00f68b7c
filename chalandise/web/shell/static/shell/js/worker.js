/* The service worker, behind a first line that gives HOUSE: {version, assets, outbox, home, pages, leaving, who, keeping}.
   It keeps two things: what is everybody's (styles, fonts, scripts), and the pages of the person who was last here, which
   go as soon as a page says that it is somebody else's, or nobody's, or that this person leaves. */
"use strict";
importScripts(HOUSE.outbox);
const COMMON = `commun-${HOUSE.version}`, MINE = "mes-pages", WHO = "/hors-ligne/qui", LIST = "/hors-ligne/liste";
const SLOW = 6000, FRESH = 10 * 60 * 1000, WEEK = 7 * 24 * 3600 * 1000;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const common = await caches.open(COMMON);
  await common.addAll(HOUSE.assets);
  await common.put(HOUSE.home, await fetch(HOUSE.home, { credentials: "omit" })); // the page of a stranger: no name on it
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("commun-") && name !== COMMON) await caches.delete(name);
  await self.clients.claim();
})()));

// --- whose pages these are ---
const text = async (address) => (await (await caches.open(MINE)).match(address))?.text();
const forget = () => caches.delete(MINE);
async function meet(who) {
  if (who === null || await text(WHO) === who) return;
  await forget();
  if (who !== "-") await (await caches.open(MINE)).put(WHO, new Response(who));
}

// --- keeping ---
async function keep(address, who) {
  const answer = await fetch(address, { headers: { [HOUSE.keeping]: "1" }, credentials: "same-origin", cache: "no-store" });
  if (!answer.ok || answer.redirected || answer.headers.get(HOUSE.who) !== who) return false;
  const page = answer.clone(), html = await answer.text();
  await (await caches.open(COMMON)).addAll([...html.matchAll(/href="(\/(?:accent|style)\/[^"]+)"/g)].map((found) => found[1]));
  await (await caches.open(MINE)).put(address, page);
  return true;
}
async function list() { return JSON.parse(await text(LIST) || "{\"pages\": [], \"at\": 0}"); }
async function gather({ who, also, now }) {
  const before = await list();
  if (!who || !now && !also && Date.now() - before.at < FRESH) return;
  await meet(who);
  const asked = now || Date.now() - before.at >= FRESH ? await (await fetch(HOUSE.pages, { cache: "no-store" })).json() : null;
  const mine = asked && asked.who === who;
  const wanted = mine ? asked.pages : before.pages.filter((p) => !p.also);
  const visited = [also, ...before.pages].filter((p) => p?.also && Date.now() - p.also < WEEK && !wanted.some((w) => w.address === p.address));
  const kept = [];
  for (const page of [...wanted, ...visited.filter((p, n) => visited.findIndex((v) => v.address === p.address) === n)]) {
    const fresh = mine && wanted.includes(page) || page === also;
    if (fresh ? await keep(page.address, who) : true) kept.push(page);
  }
  if (await text(WHO) !== who) return;
  const cache = await caches.open(MINE);
  if (mine) await keep(HOUSE.home, who);
  await cache.put(LIST, new Response(JSON.stringify({ pages: kept, at: mine ? Date.now() : before.at })));
  const addresses = new Set([WHO, LIST, HOUSE.home, ...kept.map((p) => p.address)]);
  for (const { url } of await cache.keys()) if (!addresses.has(url.slice(self.location.origin.length))) await cache.delete(url);
}
let gathering = Promise.resolve();
self.addEventListener("message", (event) => {
  if (event.data.forget) return event.waitUntil(forget().then(() => event.ports[0]?.postMessage("done")));
  gathering = gathering.then(() => gather(event.data)).catch(() => {}).then(() => event.ports[0]?.postMessage("done"));
  event.waitUntil(gathering);
});
self.addEventListener("sync", (event) => { if (event.tag === "outbox") event.waitUntil(self.Outbox.flush()); });

// --- answering ---
async function kept(request) {
  const mine = await caches.open(MINE);
  return await mine.match(request, { ignoreVary: true }) || await mine.match(request, { ignoreVary: true, ignoreSearch: true });
}
async function open(request) {
  const copy = await kept(request);
  const asked = fetch(request).then(async (answer) => { await meet(answer.headers.get(HOUSE.who)); return answer; });
  try {
    if (!copy) return await asked;
    asked.catch(() => {});
    return await Promise.race([asked, new Promise((_, late) => setTimeout(late, SLOW))]);
  } catch {
    return copy || await kept(new Request(HOUSE.home)) || await caches.match(HOUSE.home, { ignoreVary: true });
  }
}
async function asset(request) {
  const common = await caches.open(COMMON), found = await common.match(request);
  if (found) return found;
  try { return await fetch(request); }
  catch (error) { // a page kept before the last version: its sheet of style has another name
    const like = (await common.keys()).find(({ url }) => request.destination === "style" && new URL(url).pathname.startsWith("/style/"));
    if (like && new URL(request.url).pathname.startsWith("/style/")) return common.match(like);
    throw error;
  }
}
self.addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "POST" && HOUSE.leaving.includes(pathname)) event.waitUntil(forget());
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(open(request));
  else if (["style", "font", "script", "image"].includes(request.destination)) event.respondWith(asset(request));
});
