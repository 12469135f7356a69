-- The returns of an order that came over, and whether Katana moved on with one of them.
ALTER TABLE "link"
  ADD COLUMN "returns" JSONB,
  ADD COLUMN "returns_moved_at" TIMESTAMPTZ(3);
