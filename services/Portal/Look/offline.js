// Deliveries can be read and accepted, and labels scanned, without a network: pages come from the server, and from what was kept while there is none.
const pages = "pages";
const kept = url => url.pathname === "/portal" || url.pathname === "/portal/deliveries"
  || url.pathname === "/portal/scans" || /^\/portal\/deliveries\/[^/]+$/.test(url.pathname);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) {
    return;
  }

  if (url.pathname.startsWith("/portal/assets/")) {
    event.respondWith(asset(event.request));
  } else if (event.request.mode === "navigate" && kept(url)) {
    event.respondWith(page(event.request, url));
  }
});

self.addEventListener("message", event => {
  // Styles and scripts first: a page without them can't keep what is typed.
  event.waitUntil(Promise.all(event.data.assets.map(address => asset(new Request(address)).catch(() => null)))
    .then(() => Promise.all(event.data.keep.map(address => keep(new Request(address, { credentials: "same-origin" }))))));
});

const asset = async request => {
  const cache = await caches.open("assets");
  const known = await cache.match(request);
  if (known) {
    return known;
  }

  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
  }

  return answer;
};

const keep = async request => {
  const answer = await fetch(request).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    await (await caches.open(pages)).put(new URL(request.url).pathname, answer);
  }
};

const page = async (request, url) => {
  try {
    const answer = await fetch(request);
    const cache = await caches.open(pages);
    // The first page is kept of receivers alone, whose page has asked for it.
    if (answer.ok && !answer.redirected && (url.pathname !== "/portal" || await cache.match(url.pathname))) {
      await cache.put(url.pathname, answer.clone());
    }

    return answer;
  } catch (away) {
    const known = await (await caches.open(pages)).match(url.pathname);
    if (known) {
      return known;
    }

    throw away;
  }
};
