-- What Shopify looked like when both sides last agreed. Until now that was the last look.
ALTER TABLE "link" ADD COLUMN "agreed_look" JSONB;
UPDATE "link" SET "agreed_look" = "last_look";
ALTER TABLE "link" ALTER COLUMN "agreed_look" SET NOT NULL;

-- AlterTable
ALTER TABLE "link" ADD COLUMN "deleted_because" TEXT;

-- AlterTable
ALTER TABLE "write_attempt" ADD COLUMN "because" TEXT;
