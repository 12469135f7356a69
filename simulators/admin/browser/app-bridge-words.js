/*
 * What the stand-in of App Bridge says inside the frame: toasts, questions and dialogs. Served before app-bridge.js.
 * Styles are adopted and nodes come only when something is said, so that the app hydrates an untouched document.
 */
(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    ui-nav-menu, ui-title-bar, ui-save-bar, ui-modal { display: none !important; }
    .sim-toasts { position: fixed; inset: auto 0 1.5rem 0; z-index: 2147483000; display: grid; justify-items: center; gap: .5rem; pointer-events: none; }
    .sim-toast { pointer-events: auto; display: flex; gap: .75rem; align-items: center; max-width: min(32rem, calc(100vw - 2rem)); padding: .6rem .9rem; border-radius: .6rem;
      background: #1d2327; color: #fff; font: 14px/1.4 system-ui, sans-serif; box-shadow: 0 .5rem 1.5rem rgb(0 0 0 / .3); }
    .sim-toast[data-error] { background: #8e0b21; }
    .sim-toast button { font: inherit; color: inherit; background: none; border: 0; padding: .15rem .3rem; text-decoration: underline; cursor: pointer; }
    .sim-dialog { box-sizing: border-box; width: min(38rem, calc(100vw - 1.5rem)); max-height: calc(100vh - 2rem); padding: 0; border: 0; border-radius: .8rem; color: #1d2327;
      font: 14px/1.5 system-ui, sans-serif; box-shadow: 0 1rem 3rem rgb(0 0 0 / .35); }
    .sim-dialog[data-size="large"] { width: min(60rem, calc(100vw - 1.5rem)); }
    .sim-dialog::backdrop { background: rgb(20 24 28 / .55); }
    .sim-dialog header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: .7rem 1rem; background: #f1f2f4; }
    .sim-dialog h2 { margin: 0; font-size: 1rem; line-height: 1.4; font-weight: 650; }
    .sim-dialog-body { padding: 1rem; }
    .sim-dialog-body:empty { display: none; }
    .sim-dialog iframe { display: block; width: 100%; height: 60vh; border: 0; }
    .sim-dialog footer { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: .5rem; padding: .7rem 1rem; border-top: 1px solid #dfe3e6; }
    .sim-dialog footer:empty { display: none; }
    .sim-dialog footer button, .sim-dialog header button { font: inherit; font-weight: 600; padding: .35rem .8rem; border-radius: .5rem; border: 1px solid #8a9299; background: #fff; color: #1d2327; cursor: pointer; }
    .sim-dialog footer button.primary { background: #1d2327; border-color: #1d2327; color: #fff; }
    .sim-dialog footer button.critical { background: #b3102c; border-color: #b3102c; color: #fff; }
    .sim-dialog button:disabled { opacity: .5; cursor: default; }
    .sim-dialog button:focus-visible, .sim-toast button:focus-visible { outline: 2px solid #1f6fd6; outline-offset: 2px; }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  let toastRegion;
  let toastCount = 0;
  const toasts = new Map();
  function showToast(message, { duration = 5000, isError = false, action, onAction, onDismiss } = {}) {
    if (!toastRegion?.isConnected) {
      toastRegion = make("div", { className: "sim-toasts", role: "status" });
      document.body.append(toastRegion);
    }
    const id = `toast-${(toastCount += 1)}`;
    const toast = make("div", { className: "sim-toast" }, make("span", { textContent: message }));
    toast.toggleAttribute("data-error", isError);
    if (action) toast.append(make("button", { type: "button", textContent: action, onclick: () => onAction?.() }));
    toast.append(make("button", { type: "button", textContent: "Dismiss", onclick: () => hideToast(id) }));
    // An announcement is read when it changes a region that is there already.
    requestAnimationFrame(() => toastRegion.append(toast));
    toasts.set(id, { toast, onDismiss, timer: setTimeout(() => hideToast(id), duration) });
    return id;
  }

  function hideToast(id) {
    const entry = toasts.get(id);
    if (!entry) return;
    toasts.delete(id);
    clearTimeout(entry.timer);
    entry.toast.remove();
    entry.onDismiss?.();
  }

  let dialogCount = 0;
  function makeDialog(title) {
    const heading = make("h2", { id: `sim-dialog-${(dialogCount += 1)}`, textContent: title });
    const close = make("button", { type: "button", textContent: "Close" });
    const body = make("div", { className: "sim-dialog-body" });
    const footer = make("footer");
    const dialog = make("dialog", { className: "sim-dialog" }, make("header", {}, heading, close), body, footer);
    dialog.setAttribute("aria-labelledby", heading.id);
    close.onclick = () => dialog.close();
    return { dialog, heading, body, footer };
  }

  /** Settles with true when the person agrees. */
  function ask({ title, text, no, yes, tone = "critical" }) {
    return new Promise((resolve) => {
      const { dialog, body, footer } = makeDialog(title);
      body.append(make("p", { textContent: text, style: "margin:0" }));
      let agreed = false;
      const agree = () => {
        agreed = true;
        dialog.close();
      };
      footer.append(
        make("button", { type: "button", textContent: no, onclick: () => dialog.close() }),
        make("button", { type: "button", textContent: yes, className: tone, onclick: agree }),
      );
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(agreed);
      });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  globalThis.__simulatedAdmin.words = { make, makeDialog, ask, showToast, hideToast };
})();
