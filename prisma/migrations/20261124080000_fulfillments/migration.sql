-- Which fulfillments of both sides belong together, and whether Katana moved on with one of them.
ALTER TABLE "link"
  ADD COLUMN "fulfillments" JSONB,
  ADD COLUMN "fulfillments_moved_at" TIMESTAMPTZ(3),
  ADD COLUMN "carry_over_at" TIMESTAMPTZ(3);

-- What was made while fulfillments did not travel stays where it is.
ALTER TABLE "shop" ADD COLUMN "fulfillment_synced_since" TIMESTAMPTZ(3);

-- How far the regular look at what persons did in a Katana account came.
CREATE TABLE "katana_poll" (
  "account_id" TEXT NOT NULL,
  "known_till" TIMESTAMPTZ(3) NOT NULL,
  "next_at" TIMESTAMPTZ(3) NOT NULL,
  "polled_at" TIMESTAMPTZ(3),
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "seen" JSONB NOT NULL DEFAULT '{}',
  "hook_path" TEXT,
  "hook_id" INTEGER,
  "hook_token" TEXT,
  "hook_checked_at" TIMESTAMPTZ(3),
  "hook_refused" TEXT,

  CONSTRAINT "katana_poll_pkey" PRIMARY KEY ("account_id")
);

CREATE INDEX "katana_poll_next_at_idx" ON "katana_poll"("next_at");
CREATE UNIQUE INDEX "katana_poll_hook_path_key" ON "katana_poll"("hook_path");
