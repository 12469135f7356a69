-- AlterTable
ALTER TABLE "link" ADD COLUMN "totals" JSONB;
