-- Each account's webhook is looked after, and brings the next look forward when it calls.
ALTER TABLE "katana_poll" RENAME COLUMN "hook_checked_at" TO "hook_check_at";
ALTER TABLE "katana_poll"
  ADD COLUMN "hinted_at" TIMESTAMPTZ(3),
  ADD COLUMN "hints_in_vain" INTEGER NOT NULL DEFAULT 0;
