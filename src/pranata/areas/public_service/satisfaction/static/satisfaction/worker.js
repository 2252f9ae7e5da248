// Opens a page of a survey again where there is no line. It answers only with what the page itself put aside
// (answer.js), and only when the house does not answer within a few seconds.
"use strict";

const CACHE = "pranata-survey", PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const tooLong = () => new Promise((_resolve, reject) => { setTimeout(reject, PATIENCE, new Error("no line")); });

async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true });
  if (!kept) return fetch(request);
  try {
    const fresh = await Promise.race([fetch(request), tooLong()]);
    if (fresh.ok) cache.put(request, fresh.clone());
    return fresh;
  } catch {
    return kept;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === self.location.origin) event.respondWith(answer(request));
});
