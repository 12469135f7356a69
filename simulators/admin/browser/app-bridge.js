/*
 * Stands in for Shopify's App Bridge in the simulated admin. The frame proxy serves it in place of the real script and puts
 * `globalThis.__simulatedAdmin = { origin }` and app-bridge-words.js before it. What it does not know it refuses with a sentence.
 * It must leave the document alone until the app has hydrated it: React takes any foreign node for a mismatch.
 */
(() => {
  if (globalThis.shopify) return;
  const adminOrigin = globalThis.__simulatedAdmin.origin;
  const query = new URLSearchParams(location.search);
  const remember = (name) => {
    const given = query.get(name);
    if (given) sessionStorage.setItem(`app-bridge:${name}`, given);
    return given ?? sessionStorage.getItem(`app-bridge:${name}`) ?? undefined;
  };
  const config = {
    apiKey: document.currentScript?.dataset.apiKey ?? "",
    shop: remember("shop"),
    host: remember("host"),
    locale: remember("locale") ?? "en",
  };
  const storeAddress = `${adminOrigin}/store/${(config.shop ?? "").replace(/\.myshopify\.com$/, "")}`;
  const realFetch = globalThis.fetch.bind(globalThis);
  const tell = (kind, content = {}) => parent.postMessage({ from: "app-bridge", kind, ...content }, adminOrigin);

  // ── Who is asking: session tokens ──────────────────────────────────────────────────────────────────────────────

  async function idToken() {
    const answer = await realFetch(`/__admin/id-token?shop=${encodeURIComponent(config.shop ?? "")}`);
    if (!answer.ok) throw new Error(`No session token: ${await answer.text()}`);
    return answer.text();
  }

  async function fetchWithToken(input, init) {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (url.origin !== location.origin || url.pathname.startsWith("/__admin/")) return realFetch(input, init);
    const again = request.clone();
    let answer = await send(request);
    if (answer.status === 401 && answer.headers.has("X-Shopify-Retry-Invalid-Session-Request"))
      answer = await send(again);
    const leadsTo = answer.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (leadsTo) openOutside(new URL(leadsTo, location.href).href, "_top");
    return answer;
  }

  async function send(request) {
    const headers = new Headers(request.headers);
    if (!headers.has("Authorization")) headers.set("Authorization", `Bearer ${await idToken()}`);
    headers.set("Accept-Language", config.locale);
    headers.set("X-Requested-With", "XMLHttpRequest");
    return realFetch(new Request(request, { headers }));
  }

  // ── Addresses that lead into the admin ─────────────────────────────────────────────────────────────────────────

  function adminAddress(href) {
    if (href.startsWith("shopify://admin")) return storeAddress + href.slice("shopify://admin".length);
    if (href.startsWith("shopify:admin"))
      return `${storeAddress}/${href.slice("shopify:admin".length).replace(/^\//, "")}`;
    if (href.startsWith("https://admin.shopify.com/"))
      return adminOrigin + href.slice("https://admin.shopify.com".length);
    return null;
  }

  const realOpen = globalThis.open.bind(globalThis);
  function openOutside(href, target, features) {
    const inAdmin = adminAddress(String(href));
    return realOpen(inAdmin ?? href, inAdmin && (!target || target === "_self") ? "_top" : target, features);
  }

  const { make, makeDialog, ask, showToast, hideToast } = globalThis.__simulatedAdmin.words;

  const askToLeave = () =>
    ask({
      title: "Leave page with unsaved changes?",
      text: "Leaving this page will delete all unsaved changes.",
      no: "Stay",
      yes: "Leave page",
    });

  const askToDiscard = () =>
    ask({
      title: "Discard all unsaved changes?",
      text: "Everything changed since the last save goes.",
      no: "Continue editing",
      yes: "Discard changes",
    });

  // ── The elements that apps write ───────────────────────────────────────────────────────────────────────────────

  const define = (name, element) => customElements.get(name) ?? customElements.define(name, element);
  const words = (element) => (element.getAttribute("aria-label") ?? element.textContent).trim();
  const isOn = (element, attribute) => element.hasAttribute(attribute) && element.getAttribute(attribute) !== "false";
  const actionOf = (element) => ({
    label: words(element),
    primary: element.getAttribute("variant") === "primary",
    critical: element.getAttribute("tone") === "critical",
    disabled: isOn(element, "disabled") || isOn(element, "loading"),
  });

  /** An element whose content is shown elsewhere; calls `changed` soon after anything in it changed, and when it comes or goes. */
  class Mirrored extends HTMLElement {
    connectedCallback() {
      this.observer ??= new MutationObserver(() => this.changed());
      this.observer.observe(this, { attributes: true, childList: true, characterData: true, subtree: true });
      setTimeout(() => this.changed());
    }
    disconnectedCallback() {
      this.observer.disconnect();
      setTimeout(() => this.changed());
    }
  }

  const navLinks = () => [...document.querySelectorAll("ui-nav-menu a, s-app-nav a, s-app-nav s-link")];
  const tellNav = () =>
    tell("nav", {
      items: navLinks().map((link) => ({
        label: words(link),
        path: link.getAttribute("href") ?? "",
        home: link.getAttribute("rel") === "home",
      })),
    });

  const pageTitleBar = () => [...document.querySelectorAll("ui-title-bar")].find((bar) => !bar.closest("ui-modal"));
  const barActions = (bar) => [...bar.querySelectorAll("button, a")];
  const tellTitle = () => {
    const bar = pageTitleBar();
    tell(
      "title",
      bar
        ? { title: bar.getAttribute("title") ?? "", actions: barActions(bar).map(actionOf) }
        : { title: "", actions: [] },
    );
  };

  define(
    "ui-nav-menu",
    class extends Mirrored {
      changed() {
        tellNav();
      }
    },
  );
  define(
    "s-app-nav",
    class extends Mirrored {
      changed() {
        tellNav();
      }
    },
  );
  define(
    "ui-title-bar",
    class extends Mirrored {
      changed() {
        const modal = this.closest("ui-modal");
        if (modal) modal.redraw?.();
        else tellTitle();
      }
    },
  );

  /** Bars that are open, the one on top last. */
  const openBars = [];
  const topBar = () => openBars.at(-1);
  const tellSaveBar = () => {
    const bar = topBar();
    const [save, discard] = bar ? bar.parts() : [];
    tell("save-bar", {
      open: bar !== undefined,
      save: save ? actionOf(save) : { label: "Save", disabled: false },
      discard: discard ? actionOf(discard) : { label: "Discard", disabled: false },
    });
  };
  function setBar(bar, open) {
    const at = openBars.indexOf(bar);
    if (open === at >= 0) return;
    if (open) openBars.push(bar);
    else openBars.splice(at, 1);
    tellSaveBar();
    bar.announce?.(open);
  }

  define(
    "ui-save-bar",
    class extends Mirrored {
      get showing() {
        return openBars.includes(this);
      }
      show() {
        setBar(this, true);
        return Promise.resolve();
      }
      hide() {
        setBar(this, false);
        return Promise.resolve();
      }
      toggle() {
        return this.showing ? this.hide() : this.show();
      }
      announce(open) {
        this.dispatchEvent(new Event(open ? "show" : "hide"));
      }
      parts() {
        const buttons = [...this.querySelectorAll("button")];
        const save = buttons.find((button) => button.getAttribute("variant") === "primary") ?? buttons[0];
        return [save, buttons.find((button) => button !== save)];
      }
      confirms() {
        return isOn(this, "discardConfirmation") || isOn(this, "discard-confirmation");
      }
      changed() {
        if (!this.isConnected) setBar(this, false);
        else if (this.showing) tellSaveBar();
      }
    },
  );

  /** The bar that App Bridge makes by itself for a `<form data-save-bar>`. */
  const formBars = new WeakMap();
  const contentOf = (form) => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  function formBar(form) {
    let bar = formBars.get(form);
    if (!bar) {
      const save = make("button", { onclick: () => form.requestSubmit() });
      const discard = make("button", { onclick: () => form.reset() });
      bar = {
        initial: contentOf(form),
        parts: () => [save, discard],
        confirms: () => form.hasAttribute("data-discard-confirmation"),
      };
      save.textContent = "Save";
      discard.textContent = "Discard";
      formBars.set(form, bar);
    }
    return bar;
  }
  const savedForm = (event) => event.target instanceof Element && event.target.closest("form[data-save-bar]");
  for (const kind of ["focusin", "pointerdown"])
    addEventListener(kind, (event) => savedForm(event) && formBar(savedForm(event)), true);
  for (const kind of ["input", "change"]) {
    addEventListener(kind, (event) => {
      const form = savedForm(event);
      if (form) setTimeout(() => setBar(formBar(form), contentOf(form) !== formBar(form).initial));
    });
  }
  for (const kind of ["submit", "reset"]) {
    addEventListener(kind, (event) => {
      const form = savedForm(event);
      if (!form) return;
      setBar(formBar(form), false);
      formBars.delete(form);
    });
  }

  define(
    "ui-modal",
    class extends HTMLElement {
      /** Where React puts the content: outside the element, which itself stays invisible. */
      get content() {
        this.box ??= this.build();
        return this.box.body;
      }
      build() {
        const box = makeDialog("");
        if (this.getAttribute("variant") === "large" || this.getAttribute("variant") === "max")
          box.dialog.dataset.size = "large";
        box.dialog.addEventListener("close", () => this.dispatchEvent(new Event("hide")));
        return box;
      }
      redraw() {
        const bar = this.querySelector("ui-title-bar");
        const { heading, footer } = this.box ?? {};
        if (!heading) return;
        heading.textContent = bar?.getAttribute("title") || "Dialog";
        const buttons = bar ? barActions(bar) : [];
        footer.replaceChildren(
          ...buttons.toReversed().map((button) => {
            const { label, primary, critical, disabled } = actionOf(button);
            const tone = critical ? "critical" : primary ? "primary" : "";
            return make("button", {
              type: "button",
              textContent: label,
              className: tone,
              disabled,
              onclick: () => button.click(),
            });
          }),
        );
      }
      show() {
        const { body } = this;
        const { dialog } = (this.box ??= this.build());
        if (dialog.open) return Promise.resolve();
        const source = this.getAttribute("src");
        if (source) this.box.body.replaceChildren(make("iframe", { src: source, title: "Content of the dialog" }));
        document.body.append(dialog);
        this.redraw();
        dialog.showModal();
        this.dispatchEvent(new Event("show"));
        return Promise.resolve(body);
      }
      hide() {
        if (this.box?.dialog.open) this.box.dialog.close();
        return Promise.resolve();
      }
      toggle() {
        return this.box?.dialog.open ? this.hide() : this.show();
      }
      disconnectedCallback() {
        this.box?.dialog.close();
        this.box?.dialog.remove();
      }
    },
  );

  // ── Going from page to page ────────────────────────────────────────────────────────────────────────────────────

  let mayLeave = false;
  async function leaveConfirmation() {
    if (!topBar()) return true;
    return askToLeave();
  }

  addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const href = link.getAttribute("href");
      const inAdmin = adminAddress(href);
      if (inAdmin) {
        event.preventDefault();
        event.stopPropagation();
        openOutside(href, link.target || "_top");
      } else if (topBar() && !mayLeave && link.target !== "_blank") {
        event.preventDefault();
        event.stopPropagation();
        void askToLeave().then((leave) => leave && leaveBy(() => link.click()));
      }
    },
    true,
  );

  function leaveBy(go) {
    mayLeave = true;
    for (const bar of openBars.slice()) setBar(bar, false);
    go();
    mayLeave = false;
  }

  async function navigate(path) {
    if (!(await leaveConfirmation())) return;
    const link = navLinks().find((item) => item.getAttribute("href") === path);
    leaveBy(() => {
      if (link) link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
      else location.assign(path);
    });
  }

  async function press(where, index) {
    if (where === "title") return barActions(pageTitleBar())[index]?.click();
    const bar = topBar();
    if (!bar) return undefined;
    const [save, discard] = bar.parts();
    if (where === "save") return save?.click();
    if (!bar.confirms() || (await askToDiscard())) discard?.click();
    return undefined;
  }

  const tellLocation = () => tell("location", { path: location.pathname + location.search + location.hash });
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name].bind(history);
    history[name] = (...given) => {
      original(...given);
      tellLocation();
    };
  }
  addEventListener("popstate", tellLocation);
  addEventListener("message", (event) => {
    if (event.origin !== adminOrigin || event.data?.from !== "admin") return;
    if (event.data.kind === "navigate") void navigate(event.data.path);
    if (event.data.kind === "press") void press(event.data.where, event.data.index);
  });

  // ── What apps call ─────────────────────────────────────────────────────────────────────────────────────────────

  const byId = (id) => {
    const element = document.getElementById(id);
    if (!element) throw new Error(`There is no element with the id "${id}".`);
    return element;
  };
  const toggles = {
    show: async (id) => byId(id).show(),
    hide: async (id) => byId(id).hide(),
    toggle: async (id) => byId(id).toggle(),
  };
  const unknown = (name) => () => {
    throw new Error(`The simulated admin does not know shopify.${name}.`);
  };

  async function askAdmin(path, content) {
    const init = content && {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(content),
    };
    const answer = await realFetch(`/__admin/${path}?shop=${encodeURIComponent(config.shop ?? "")}`, init);
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }

  const scopes = {
    query: () => askAdmin("scopes"),
    async request(wanted) {
      const { granted, optional } = await scopes.query();
      const undeclared = wanted.find((scope) => !granted.includes(scope) && !optional.includes(scope));
      if (undeclared) throw new Error(`${undeclared} is not an optional scope of the app's configuration.`);
      const missing = wanted.filter((scope) => !granted.includes(scope));
      if (missing.length === 0) return { result: "granted-all", detail: await scopes.query() };
      const agreed = await ask({
        title: "Give the app more permissions?",
        text: `It asks for: ${missing.join(", ")}.`,
        no: "Cancel",
        yes: "Update",
        tone: "primary",
      });
      if (agreed) await askAdmin("scopes/grant", { scopes: missing });
      return { result: agreed ? "granted-all" : "declined-all", detail: await scopes.query() };
    },
    async revoke(given) {
      return { detail: await askAdmin("scopes/revoke", { scopes: given }) };
    },
  };

  globalThis.fetch = fetchWithToken;
  globalThis.open = openOutside;
  globalThis.shopify = {
    config,
    origin: adminOrigin,
    ready: Promise.resolve(),
    environment: { embedded: true, mobile: false, intent: false, pos: false },
    idToken,
    user: async () => ({ accountAccess: "Full access" }),
    loading: (on = true) => tell("loading", { on }),
    toast: { show: showToast, hide: hideToast },
    // Settles only when it is all right to leave, as the real one.
    saveBar: {
      ...toggles,
      leaveConfirmation: async () => ((await leaveConfirmation()) ? undefined : new Promise(() => {})),
    },
    modal: toggles,
    scopes,
    webVitals: { onReport: () => {} },
    app: { extensions: async () => [] },
    ...Object.fromEntries(
      ["resourcePicker", "picker", "scanner", "pos", "intents", "support", "reviews", "shopifyQL"].map((name) => [
        name,
        unknown(name),
      ]),
    ),
  };

  // ── Where are we? ──────────────────────────────────────────────────────────────────────────────────────────────

  const reload = query.get("shopify-reload");
  if (parent === globalThis) {
    // Outside the admin: lead back into it.
    if (config.shop) location.replace(`${storeAddress}/apps/${config.apiKey}`);
  } else if (reload) {
    // The bounce page of the Shopify library: come back with a session token.
    const back = new URL(reload, location.href);
    void idToken().then((token) => {
      back.searchParams.set("id_token", token);
      location.replace(back);
    });
  } else {
    tellSaveBar();
    tellLocation();
  }
})();
