import type { Express, Request, Response } from "express";
import type { OrderView, Shop } from "../shopify/control.ts";
import type { StoreSite } from "./admin.ts";
import { decodeForm, type Form } from "./form.ts";
import { placeExampleOrder } from "./example-order.ts";
import { katanaActions } from "./katana-actions.ts";
import type { SalesOrderCard } from "./katana-window.ts";
import { orderActions } from "./order-actions.ts";
import { framedAppPage, installPage } from "./pages/app.ts";
import { katanaOrderPage } from "./pages/katana-order.ts";
import { katanaPage } from "./pages/katana.ts";
import { newOrderPage } from "./pages/new-order.ts";
import { orderPage } from "./pages/order.ts";
import { orderAddress, ordersPage } from "./pages/orders.ts";
import { productsPage } from "./pages/products.ts";
import { troublesPage } from "./pages/troubles.ts";
import { lastDeliveries, webhooksPage } from "./pages/webhooks.ts";
import { readOrderForm } from "./read-order-form.ts";
import { salesOrderAddress } from "./sales-order-address.ts";
import { storeName } from "./words.ts";

interface Visit {
  readonly shop: Shop;
  readonly base: string;
  readonly request: Request;
  readonly response: Response;
  readonly form: Form;
}

type Handle = (visit: Visit) => void;

/** A part of the address; Express types it as a list, too. */
const part = (request: Request, name: string): string => String(request.params[name] ?? "");

/** Every page and form below `/store/{name}`. */
export function addStorePages(express: Express, site: StoreSite): void {
  const inStore =
    (handle: Handle) =>
    (request: Request, response: Response, next: () => void): void => {
      const shop = site.findShop(part(request, "store"));
      if (!shop) return next();
      handle({ shop, base: `/store/${storeName(shop.domain)}`, request, response, form: decodeForm(request.body) });
    };
  const get = (path: string, handle: Handle): void => void express.get(`/store/:store${path}`, inStore(handle));
  const post = (path: string, handle: Handle): void => void express.post(`/store/:store${path}`, inStore(handle));

  get("", ({ response, base }) => response.redirect(`${base}/orders`));
  addOrderPages({ get, post }, site);
  addAppPages({ get, post }, site);
  addKatanaPages({ get, post }, site);
  addSalesOrderAddress(express, site);
  get("/products", ({ shop, base, response }) =>
    site.show(response, { title: "Products", shop, current: `${base}/products` }, productsPage(shop)),
  );
  get("/webhooks", ({ shop, base, response }) => {
    const page = webhooksPage(shop, site.shopify.deliveries, site.katana?.simulator.deliveries ?? null);
    site.show(response, { title: "Webhooks", shop, current: `${base}/webhooks` }, page);
  });
  get("/troubles", ({ shop, base, response }) =>
    site.show(
      response,
      { title: "Troubles", shop, current: `${base}/troubles` },
      troublesPage(shop, site.troubles.view()),
    ),
  );
  post("/troubles/*", ({ shop, base, request, response, form }) =>
    site.act(response, `${base}/troubles`, () => site.troubles.make(part(request, "0"), { shop, form })),
  );
}

interface Routes {
  readonly get: (path: string, handle: Handle) => void;
  readonly post: (path: string, handle: Handle) => void;
}

function addOrderPages({ get, post }: Routes, site: StoreSite): void {
  const window = site.katana?.window ?? null;
  const showNew = ({ shop, base, response }: Visit, filled?: Parameters<typeof newOrderPage>[1]): void =>
    site.show(response, { title: "Create order", shop, current: `${base}/orders` }, newOrderPage(shop, filled));

  get("/orders", ({ shop, base, response }) =>
    site.show(
      response,
      { title: "Orders", shop, current: `${base}/orders` },
      ordersPage(shop, window, lastDeliveries(shop, site.shopify.deliveries)),
    ),
  );
  get("/orders/new", (visit) => showNew(visit));
  post("/orders", (visit) => {
    const { shop, base, response, form } = visit;
    const read = readOrderForm(form, site.taxes(shop.domain));
    if (read.errors) {
      response.status(422);
      return showNew(visit, { form, errors: read.errors });
    }
    site.act(response, `${base}/orders`, () => `${shop.placeOrder(read.order).name} was placed.`);
  });
  post("/orders/example", ({ shop, base, response }) =>
    site.act(response, `${base}/orders`, () => `${placeExampleOrder(shop, site.taxes(shop.domain)).name} was placed.`),
  );
  get("/orders/:order", ({ shop, base, request, response }) => {
    const order = findOrder(shop, request);
    if (!order) return response.redirect(`${base}/orders`);
    site.show(response, { title: order.name, shop, current: `${base}/orders` }, orderPage(shop, order, window));
  });
  post("/orders/:order/:action", ({ shop, base, request, response, form }) => {
    const order = findOrder(shop, request);
    const action = orderActions[part(request, "action")];
    const next = order ? orderAddress(shop, order) : `${base}/orders`;
    site.act(response, next, () => {
      if (!order || !action) throw new Error("There is no such order, or nothing of the kind to do with it.");
      return action({ shop, order, form });
    });
  });
}

const findOrder = (shop: Shop, request: Request): OrderView | undefined =>
  shop.orders().find(({ legacyId }) => legacyId === part(request, "order"));

function addAppPages({ get, post }: Routes, { app, appOrigin, show, act }: StoreSite): void {
  const open: Handle = ({ shop, base, request, response }) => {
    const current = `${base}/apps/${app.clientId}`;
    if (part(request, "app") !== app.clientId) return response.redirect(current);
    const { installation } = shop;
    if (!installation.installed() || installation.missingScopes().length > 0) {
      return show(response, { title: `Install ${app.name}`, shop, current }, installPage(shop, app));
    }
    const rest = request.originalUrl.slice(current.length);
    const path = rest === "" || rest.startsWith("?") ? `/app${rest}` : rest;
    const framed = framedAppPage(shop, app, { origin: appOrigin, address: installation.openAppUrl(path), path });
    show(response, { title: app.name, shop, current, wide: true }, framed);
  };
  post("/apps/:app/install", ({ shop, base, response }) => {
    const asked = shop.installation.installed() ? "was updated." : "was installed.";
    act(response, `${base}/apps/${app.clientId}`, () => {
      shop.installation.grant();
      return `${app.name} ${asked}`;
    });
  });
  post("/apps/:app/uninstall", ({ shop, base, response }) =>
    act(response, `${base}/orders`, () => {
      shop.installation.uninstall();
      return `${app.name} was uninstalled.`;
    }),
  );
  get("/apps/:app", open);
  get("/apps/:app/*", open);
}

function addKatanaPages({ get, post }: Routes, { katana, show, act }: StoreSite): void {
  if (!katana) return;
  const { window } = katana;
  const find = (request: Request): SalesOrderCard | undefined =>
    window.salesOrders().find(({ id }) => String(id) === part(request, "id"));

  get("/katana", ({ shop, base, response }) =>
    show(response, { title: "Katana", shop, current: `${base}/katana` }, katanaPage(shop, window)),
  );
  get("/katana/orders/:id", ({ shop, base, request, response }) => {
    const order = find(request);
    if (!order) return response.redirect(`${base}/katana`);
    const page = katanaOrderPage(shop, { katana: window, order });
    show(response, { title: order.orderNo, shop, current: `${base}/katana` }, page);
  });
  post("/katana/orders/:id/:action", ({ base, request, response, form }) => {
    const order = find(request);
    const action = katanaActions[part(request, "action")];
    act(response, order ? `${base}/katana/orders/${order.id}` : `${base}/katana`, () => {
      if (!order || !action) throw new Error("There is no such sales order, or nothing of the kind to do with it.");
      return action({ katana: window, order, form });
    });
  });
}

/** `<admin>/katana` stands for Katana's own site, to which the app links. */
function addSalesOrderAddress(express: Express, { katana, shopify }: StoreSite): void {
  if (!katana) return;
  express.get("/katana/salesorder/:id", (request, response, next) => {
    const shopDomains = shopify.shops().map(({ domain }) => domain);
    const address = salesOrderAddress(Number(part(request, "id")), {
      salesOrders: katana.window.salesOrders(),
      shopDomains,
    });
    return address === null ? next() : response.redirect(address);
  });
}
