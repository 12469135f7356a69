/* The simulated admin in the browser: renews the live parts, and talks with the app in its frame. */
(() => {
  const menuButton = document.getElementById("menu-button");
  const menu = document.getElementById("menu");
  menuButton?.addEventListener("click", () => {
    const open = menu.classList.toggle("open");
    menuButton.setAttribute("aria-expanded", String(open));
  });

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
    });
  }

  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.confirm;
    if (question && !confirm(question)) event.preventDefault();
  });

  // ── Live parts ─────────────────────────────────────────────────────────────────────────────────────────────────

  const parts = [...document.querySelectorAll("[data-live]")];
  const inUse = (part) => part.contains(document.activeElement) && document.activeElement !== document.body;
  async function renew() {
    const answer = await fetch(location.href, { headers: { "X-Live": "1" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) {
      const fresh = page.getElementById(part.id);
      // Nothing is taken from under somebody's hands, and nothing is drawn again that did not change.
      if (fresh && !inUse(part) && fresh.innerHTML !== part.dataset.seen) {
        part.dataset.seen = fresh.innerHTML;
        part.replaceChildren(...fresh.childNodes);
      }
    }
  }
  async function keepRenewing() {
    if (document.visibilityState === "visible") await renew().catch(() => {});
    setTimeout(keepRenewing, 1000);
  }
  if (parts.length > 0) setTimeout(keepRenewing, 1000);

  // ── The app in its frame ───────────────────────────────────────────────────────────────────────────────────────

  const frame = document.getElementById("app-frame");
  if (!frame) return;
  const appOrigin = frame.dataset.origin;
  const base = frame.dataset.base;
  const appMenu = document.getElementById("app-menu");
  const saveBar = document.getElementById("save-bar");
  const heading = document.getElementById("app-title");
  const actions = document.getElementById("app-actions");
  const tell = (kind, content) => frame.contentWindow.postMessage({ from: "admin", kind, ...content }, appOrigin);

  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const appLink = menu.querySelector(`a[href="${base}"]`);
  let items = [];
  let path = frame.dataset.path;

  // Links of the app's own menu lead to the page of the app that fits best, as in the real admin.
  const isCurrent = (item) => {
    const here = path.split(/[?#]/)[0];
    const longest = items
      .filter(({ path: other }) => here === other || here.startsWith(`${other}/`))
      .sort((one, other) => other.path.length - one.path.length)[0];
    return longest === item;
  };

  function drawMenu() {
    const shown = items.filter((item) => !item.home);
    appMenu.hidden = shown.length === 0;
    const asText = JSON.stringify(items) + path;
    if (appMenu.dataset.drawn === asText) return;
    appMenu.dataset.drawn = asText;
    const links = shown.map((item) => {
      const link = make("a", { href: base + item.path, textContent: item.label });
      if (isCurrent(item)) link.setAttribute("aria-current", "page");
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        tell("navigate", { path: item.path });
        menu.classList.remove("open");
        menuButton.setAttribute("aria-expanded", "false");
      });
      const entry = make("li", {});
      entry.append(link);
      return entry;
    });
    appMenu.replaceChildren(...links);
    // One entry is where we are, never two.
    if (shown.some(isCurrent)) appLink?.removeAttribute("aria-current");
    else appLink?.setAttribute("aria-current", "page");
  }

  appLink?.addEventListener("click", (event) => {
    const home = items.find((item) => item.home);
    if (!home || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    tell("navigate", { path: home.path });
  });

  function drawTitle({ title, actions: wanted }) {
    heading.textContent = title || heading.dataset.name;
    actions.replaceChildren(
      ...wanted.map((action, index) =>
        make("button", {
          type: "button",
          textContent: action.label,
          disabled: action.disabled,
          className: action.critical ? "critical" : action.primary ? "primary" : "",
          onclick: () => tell("press", { where: "title", index }),
        }),
      ),
    );
  }

  function drawSaveBar({ open, save, discard }) {
    saveBar.hidden = !open;
    for (const [name, action] of Object.entries({ save, discard })) {
      const button = saveBar.querySelector(`[data-press="${name}"]`);
      button.disabled = action.disabled;
      button.textContent = action.label || (name === "save" ? "Save" : "Discard");
    }
  }
  for (const button of saveBar.querySelectorAll("[data-press]")) {
    button.addEventListener("click", () => tell("press", { where: button.dataset.press }));
  }
  addEventListener("beforeunload", (event) => {
    if (!saveBar.hidden) event.preventDefault();
  });

  // What belongs to one visit of the frame is not shown in the admin's address.
  const passing = ["shop", "host", "embedded", "id_token", "locale", "timestamp", "hmac", "session"];
  function followLocation(address) {
    const url = new URL(address, appOrigin);
    if (url.pathname.startsWith("/auth/")) return;
    for (const name of passing) url.searchParams.delete(name);
    path = url.pathname + url.search + url.hash;
    history.replaceState(null, "", base + (path === "/" ? "" : path));
    drawMenu();
  }

  let bar;
  function drawLoading(on) {
    bar?.remove();
    bar = on ? make("div", { className: "progress", role: "progressbar", ariaLabel: "Loading" }) : undefined;
    if (bar) document.body.append(bar);
  }

  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== appOrigin || source !== frame.contentWindow || data?.from !== "app-bridge") return;
    if (data.kind === "nav") {
      items = data.items;
      drawMenu();
    }
    if (data.kind === "title") drawTitle(data);
    if (data.kind === "save-bar") drawSaveBar(data);
    if (data.kind === "location") followLocation(data.path);
    if (data.kind === "loading") drawLoading(data.on);
  });
  // Only now: what the app says first must be heard.
  frame.src = frame.dataset.src;
})();
