-- A person's word that an order comes over whatever keeps it out, and the wish for a look that starts from fresh state.
ALTER TABLE "tracked_order"
  ADD COLUMN "import_anyway_by" TEXT,
  ADD COLUMN "import_anyway_at" TIMESTAMPTZ(3),
  ADD COLUMN "fresh" BOOLEAN NOT NULL DEFAULT false;

-- Sales orders that the order came over as earlier, and that were deleted since.
ALTER TABLE "link" ADD COLUMN "earlier_sales_order_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[];
