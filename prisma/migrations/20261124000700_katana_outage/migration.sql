-- Since when Katana does not answer a shop, and when one order may try again for all of them.
ALTER TABLE "katana_connection"
  ADD COLUMN "failures_in_row" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "unreachable_since" TIMESTAMPTZ(3),
  ADD COLUMN "unreachable_words" TEXT,
  ADD COLUMN "probe_at" TIMESTAMPTZ(3);
