-- What of an order was certainly seen, and where it was found.
ALTER TABLE "tracked_order"
  ADD COLUMN "seen_until" TIMESTAMPTZ(3),
  ADD COLUMN "backfill" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "native_checked_at" TIMESTAMPTZ(3);

CREATE INDEX "tracked_order_shop_backfill_idx" ON "tracked_order"("shop", "backfill");

-- The search for the orders of the 14 days before a first activation.
CREATE TABLE "backfill" (
  "shop" TEXT NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "window_from" TIMESTAMPTZ(3) NOT NULL,
  "cursor" TEXT,
  "expected" INTEGER,
  "older_open" INTEGER,
  "searched_at" TIMESTAMPTZ(3),
  "finished_at" TIMESTAMPTZ(3),
  "next_try_at" TIMESTAMPTZ(3),
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "failure" JSONB,
  "deleted_listed_at" TIMESTAMPTZ(3),

  CONSTRAINT "backfill_pkey" PRIMARY KEY ("shop")
);

-- The regular search for orders that changed in Shopify.
CREATE TABLE "order_sweep" (
  "shop" TEXT NOT NULL,
  "known_till" TIMESTAMPTZ(3) NOT NULL,
  "begun_at" TIMESTAMPTZ(3),
  "cursor" TEXT,
  "next_at" TIMESTAMPTZ(3) NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,

  CONSTRAINT "order_sweep_pkey" PRIMARY KEY ("shop")
);

CREATE INDEX "order_sweep_next_at_idx" ON "order_sweep"("next_at");

-- Sales orders that Katana's own Shopify integration made.
CREATE TABLE "native_sales_order" (
  "shop" TEXT NOT NULL,
  "order_id" TEXT NOT NULL,
  "sales_order_id" INTEGER NOT NULL,
  "sales_order" JSONB NOT NULL,
  "found_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "native_sales_order_pkey" PRIMARY KEY ("shop", "order_id", "sales_order_id")
);
