-- What a create is known by among all orders of its account, as digests.
ALTER TABLE "write_attempt" ADD COLUMN "subjects" TEXT[] DEFAULT ARRAY[]::TEXT[];
CREATE INDEX "write_attempt_subjects_idx" ON "write_attempt" USING GIN ("subjects");

-- The Katana variant of what is sold in Shopify without a SKU that tells it.
CREATE TABLE "remembered_item" (
    "account_id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "item_key" TEXT NOT NULL,
    "variant_id" INTEGER NOT NULL,
    "service_id" INTEGER,
    "remembered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "remembered_item_pkey" PRIMARY KEY ("account_id","shop","item_key")
);
