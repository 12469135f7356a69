import type { Shop } from "@prisma/client";
import { earliestInstant, isActive, type Activation } from "../../domain/activation.ts";
import { mayCloseReturns } from "../../domain/close-return-scope.ts";
import type { ShopDomain } from "../../domain/ids.ts";
import { sameSettings } from "../../domain/settings.ts";
import type { Settings } from "../../domain/settings.ts";
import type { InstallDetails, ShopRecord, ShopStore } from "../../sync/stores.ts";
import type { Database, Transaction } from "./database.ts";
import { resumeOrders } from "./resume-orders.ts";

export function createShopStore({ prisma }: Database): ShopStore {
  return {
    find: async (domain) => {
      const row = await prisma.shop.findUnique({ where: { domain } });
      return row && toRecord(row);
    },
    recordInstall: (domain, at, details) =>
      prisma.$transaction(async (transaction) => {
        const installed = {
          installedAt: new Date(at),
          uninstalledAt: null,
          ...(details ? detailColumns(details) : {}),
        };
        const existing = await transaction.shop.findUnique({ where: { domain } });
        if (!existing) await transaction.shop.create({ data: { domain, ...installed } });
        else if (existing.uninstalledAt !== null) await transaction.shop.update({ where: { domain }, data: installed });
        else if (details) await transaction.shop.update({ where: { domain }, data: detailColumns(details) });
        await resumeOrders(transaction, domain, {
          side: "shopify",
          kinds: ["unauthorized", "unavailable"],
          at: new Date(at),
        });
      }),
    recordScopes: (domain, grantedScopes, at) =>
      prisma.$transaction(async (transaction) => {
        await transaction.shop.updateMany({ where: { domain }, data: { grantedScopes: [...grantedScopes] } });
        if (mayCloseReturns(grantedScopes)) await raiseWantedOfUnclosed(transaction, domain, at);
      }),
    saveSettings: (domain, settings, at) =>
      prisma.$transaction(async (transaction) => {
        const before = await transaction.shop.findUniqueOrThrow({ where: { domain } });
        await transaction.shop.update({
          where: { domain },
          data: { ...settings, ...turnedOn(before, settings, at), settingsSeenAt: new Date(at) },
        });
        if (!sameSettings(toSettings(before), settings)) await raiseWantedOfKeptOut(transaction, domain, at);
      }),
    saveActivation: (domain, activation, at) =>
      prisma.$transaction(async (transaction) => {
        await transaction.shop.update({ where: { domain }, data: activationColumns(activation) });
        // Pausing changes nothing by itself: whatever is looked at while it lasts hears of it.
        if (!isActive(activation)) return;
        await raiseWantedOfAll(transaction, domain, at);
        await settleBackfill(transaction, domain, { activation, at: new Date(at) });
      }),
    recordUninstall: (domain, at) =>
      prisma.$transaction(async (transaction) => {
        await transaction.shop.updateMany({
          where: { domain },
          data: { uninstalledAt: new Date(at), pausedAt: new Date(at) },
        });
        await transaction.session.deleteMany({ where: { shop: domain } });
        await transaction.katanaConnection.deleteMany({ where: { shop: domain } });
      }),
    forget: (domain) => prisma.$transaction((transaction) => deleteEverything(transaction, domain)),
  };
}

/** FUL-12: what was made before stays where it is. */
const turnedOn = (before: Shop, { syncFulfillment }: Settings, at: string) =>
  syncFulfillment && !before.syncFulfillment ? { fulfillmentSyncedSince: new Date(at) } : {};

/** A first activation begins a backfill; with a later one, what of it was not reached stays out (CON-4). */
async function settleBackfill(
  transaction: Transaction,
  shop: ShopDomain,
  { activation, at }: { activation: Activation; at: Date },
): Promise<void> {
  const { firstActivatedAt, activatedAt } = activation;
  const since = earliestInstant(activation);
  if (firstActivatedAt === activatedAt && since !== null) {
    const stretch = { since: new Date(since), until: at, startedAt: at, windowFrom: new Date(since) };
    await transaction.backfill.createMany({ data: [{ shop, ...stretch }], skipDuplicates: true });
  } else {
    await transaction.backfill.updateMany({ where: { shop, finishedAt: null }, data: { finishedAt: at } });
  }
}

const detailColumns = ({ name, currency, timezone, grantedScopes }: InstallDetails) => ({
  name,
  currency,
  timezone,
  grantedScopes: [...grantedScopes],
});

const activationColumns = (activation: Activation) => ({
  firstActivatedAt: dateOrNull(activation.firstActivatedAt),
  activatedAt: dateOrNull(activation.activatedAt),
  pausedAt: dateOrNull(activation.pausedAt),
});

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

const toRecord = (row: Shop): ShopRecord => ({
  domain: row.domain as ShopDomain,
  name: row.name,
  timezone: row.timezone,
  installedAt: row.installedAt.toISOString(),
  uninstalledAt: row.uninstalledAt?.toISOString() ?? null,
  settings: toSettings(row),
  settingsReviewed: row.settingsSeenAt !== null,
  activation: {
    firstActivatedAt: row.firstActivatedAt?.toISOString() ?? null,
    activatedAt: row.activatedAt?.toISOString() ?? null,
    pausedAt: row.pausedAt?.toISOString() ?? null,
  },
  grantedScopes: row.grantedScopes,
  fulfillmentSyncedSince: row.fulfillmentSyncedSince?.toISOString() ?? null,
});

const toSettings = (row: Shop): Settings => ({
  importPaymentPending: row.importPaymentPending,
  bringShippingFee: row.bringShippingFee,
  nonPhysicalCustomItems: row.nonPhysicalCustomItems === "product" ? "product" : "service",
  bringOrderChanges: row.bringOrderChanges,
  bringLocationUpdates: row.bringLocationUpdates,
  bringReturns: row.bringReturns,
  syncFulfillment: row.syncFulfillment,
});

/** What an order is worth may have changed for all of them: each is looked at again, live work first. */
export async function raiseWantedOfAll(transaction: Transaction, shop: ShopDomain, at: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE tracked_order SET wanted = wanted + 1, wanted_at = ${new Date(at)}, woken_at = NULL, next_try_at = NULL, failure = NULL, priority = 0
    WHERE shop = ${shop}`;
}

/** SET-9: what kept these orders out may be what the settings just changed. Only those are looked at again, behind live work. */
async function raiseWantedOfKeptOut(transaction: Transaction, shop: ShopDomain, at: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE tracked_order SET wanted = wanted + 1, wanted_at = ${new Date(at)}, woken_at = NULL,
      priority = CASE WHEN done < wanted THEN priority ELSE 0 END
    WHERE shop = ${shop} AND status = 'not-imported' AND reasons @> '[{"kind":"payment-pending"}]'::jsonb`;
}

/** RET-4: a person just allowed what these orders waited for. */
async function raiseWantedOfUnclosed(transaction: Transaction, shop: ShopDomain, at: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE tracked_order SET wanted = wanted + 1, wanted_at = ${new Date(at)}, woken_at = NULL, priority = 10
    WHERE shop = ${shop} AND blocks @> '[{"kind":"return-not-closable"}]'::jsonb`;
}

async function deleteEverything(transaction: Transaction, shop: ShopDomain): Promise<void> {
  await transaction.backfill.deleteMany({ where: { shop } });
  await transaction.orderSweep.deleteMany({ where: { shop } });
  await transaction.nativeSalesOrder.deleteMany({ where: { shop } });
  await transaction.timelineEntry.deleteMany({ where: { shop } });
  await transaction.writeAttempt.deleteMany({ where: { shop } });
  await transaction.link.deleteMany({ where: { shop } });
  await transaction.rememberedItem.deleteMany({ where: { shop } });
  await transaction.trackedOrder.deleteMany({ where: { shop } });
  await transaction.inboxEntry.deleteMany({ where: { shop } });
  await transaction.locationMatch.deleteMany({ where: { shop } });
  await transaction.katanaConnection.deleteMany({ where: { shop } });
  await transaction.privacyRequest.deleteMany({ where: { shop } });
  await transaction.session.deleteMany({ where: { shop } });
  await transaction.shop.deleteMany({ where: { domain: shop } });
  // A process that was killed in the middle of a search has left its lease behind.
  await transaction.$executeRaw`DELETE FROM lease WHERE name IN (${`backfill:${shop}`}, ${`order-sweep:${shop}`}, ${`shopify-token:${shop}`})`;
  await dropUnusedAccounts(transaction);
}

/** What is remembered of a Katana account goes with the last shop that was connected to it or has links into it. */
async function dropUnusedAccounts(transaction: Transaction): Promise<void> {
  await transaction.$executeRaw`
    DELETE FROM katana_account WHERE id NOT IN (SELECT account_id FROM katana_connection UNION SELECT account_id FROM link)`;
  await transaction.$executeRaw`DELETE FROM katana_reference WHERE account_id NOT IN (SELECT id FROM katana_account)`;
  await transaction.$executeRaw`DELETE FROM remembered_item WHERE account_id NOT IN (SELECT id FROM katana_account)`;
  await transaction.$executeRaw`DELETE FROM katana_poll WHERE account_id NOT IN (SELECT id FROM katana_account)`;
}
