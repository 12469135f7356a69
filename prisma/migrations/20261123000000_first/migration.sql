-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN,
    "locale" TEXT,
    "collaborator" BOOLEAN,
    "emailVerified" BOOLEAN,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop" (
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "currency" TEXT NOT NULL DEFAULT '',
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "granted_scopes" TEXT[],
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "uninstalled_at" TIMESTAMPTZ(3),
    "first_activated_at" TIMESTAMPTZ(3),
    "activated_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "settings_seen_at" TIMESTAMPTZ(3),
    "import_payment_pending" BOOLEAN NOT NULL DEFAULT false,
    "bring_shipping_fee" BOOLEAN NOT NULL DEFAULT true,
    "non_physical_custom_items" TEXT NOT NULL DEFAULT 'service',
    "bring_order_changes" BOOLEAN NOT NULL DEFAULT true,
    "bring_location_updates" BOOLEAN NOT NULL DEFAULT true,
    "bring_returns" BOOLEAN NOT NULL DEFAULT false,
    "sync_fulfillment" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "location_match" (
    "shop" TEXT NOT NULL,
    "shopify_location_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "katana_location_id" INTEGER,
    "katana_location_name" TEXT,

    CONSTRAINT "location_match_pkey" PRIMARY KEY ("shop","shopify_location_id")
);

-- CreateTable
CREATE TABLE "katana_account" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "base_currency" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "katana_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "katana_connection" (
    "shop" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "sealed_key" TEXT NOT NULL,
    "key_fingerprint" TEXT NOT NULL,
    "connected_at" TIMESTAMPTZ(3) NOT NULL,
    "last_success_at" TIMESTAMPTZ(3),
    "refused_at" TIMESTAMPTZ(3),
    "refused_words" TEXT,

    CONSTRAINT "katana_connection_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "katana_budget" (
    "fingerprint" TEXT NOT NULL,
    "request_limit" INTEGER NOT NULL,
    "remaining" INTEGER NOT NULL,
    "window_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "katana_budget_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateTable
CREATE TABLE "katana_reference" (
    "account_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "katana_reference_pkey" PRIMARY KEY ("account_id","kind","key")
);

-- CreateTable
CREATE TABLE "inbox_entry" (
    "id" BIGSERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "event_id" TEXT,
    "triggered_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "order_id" TEXT,
    "subject" TEXT,
    "open_since" TIMESTAMPTZ(3),
    "next_try_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,

    CONSTRAINT "inbox_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tracked_order" (
    "shop" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "name" TEXT,
    "wanted" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "priority" INTEGER NOT NULL DEFAULT 10,
    "wanted_at" TIMESTAMPTZ(3) NOT NULL,
    "woken_at" TIMESTAMPTZ(3),
    "next_try_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_holder" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "reasons" JSONB NOT NULL DEFAULT '[]',
    "waits" JSONB NOT NULL DEFAULT '[]',
    "blocks" JSONB NOT NULL DEFAULT '[]',
    "notices" JSONB NOT NULL DEFAULT '[]',
    "failure" JSONB,
    "accepted_at" TIMESTAMPTZ(3),
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "shopify_created_at" TIMESTAMPTZ(3),
    "total" TEXT,
    "currency" TEXT,
    "looked_at" TIMESTAMPTZ(3),

    CONSTRAINT "tracked_order_pkey" PRIMARY KEY ("shop","order_id")
);

-- CreateTable
CREATE TABLE "link" (
    "shop" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "sales_order_id" INTEGER NOT NULL,
    "sales_order_no" TEXT NOT NULL,
    "agreed" JSONB NOT NULL,
    "last_look" JSONB NOT NULL,
    "shopify_total" TEXT NOT NULL,
    "katana_total" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_from_katana_at" TIMESTAMPTZ(3),

    CONSTRAINT "link_pkey" PRIMARY KEY ("shop","order_id")
);

-- CreateTable
CREATE TABLE "write_attempt" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "deadline_at" TIMESTAMPTZ(3) NOT NULL,
    "intent" JSONB,
    "outcome" TEXT,
    "result_id" INTEGER,
    "settled_at" TIMESTAMPTZ(3),
    "recheck_at" TIMESTAMPTZ(3),

    CONSTRAINT "write_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timeline_entry" (
    "id" BIGSERIAL NOT NULL,
    "shop" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "timeline_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "privacy_request" (
    "id" BIGSERIAL NOT NULL,
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "customer_id" TEXT,
    "order_ids" TEXT[],
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "privacy_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "session_shop_idx" ON "session"("shop");

-- CreateIndex
CREATE INDEX "katana_connection_account_id_idx" ON "katana_connection"("account_id");

-- CreateIndex
CREATE INDEX "inbox_entry_open_since_idx" ON "inbox_entry"("open_since");

-- CreateIndex
CREATE INDEX "inbox_entry_shop_received_at_idx" ON "inbox_entry"("shop", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_entry_source_shop_delivery_id_key" ON "inbox_entry"("source", "shop", "delivery_id");

-- CreateIndex
CREATE INDEX "tracked_order_shop_status_shopify_created_at_idx" ON "tracked_order"("shop", "status", "shopify_created_at" DESC);

-- CreateIndex
CREATE INDEX "tracked_order_shop_shopify_created_at_idx" ON "tracked_order"("shop", "shopify_created_at" DESC);

-- CreateIndex
CREATE INDEX "tracked_order_shop_name_idx" ON "tracked_order"("shop", "name");

-- CreateIndex
CREATE INDEX "link_account_id_sales_order_id_idx" ON "link"("account_id", "sales_order_id");

-- CreateIndex
CREATE INDEX "write_attempt_shop_order_id_idx" ON "write_attempt"("shop", "order_id");

-- CreateIndex
CREATE INDEX "write_attempt_recheck_at_idx" ON "write_attempt"("recheck_at");

-- CreateIndex
CREATE INDEX "timeline_entry_shop_order_id_at_idx" ON "timeline_entry"("shop", "order_id", "at");

-- CreateIndex
CREATE INDEX "privacy_request_shop_idx" ON "privacy_request"("shop");


-- What the sweep asks for every few seconds: orders with an outstanding look, and orders whose next try is due.
CREATE INDEX "tracked_order_outstanding" ON "tracked_order"("woken_at") WHERE "done" < "wanted";
CREATE INDEX "tracked_order_next_try" ON "tracked_order"("next_try_at") WHERE "next_try_at" IS NOT NULL;
