import { Prisma } from "@prisma/client";

/** Of the shops of one Katana account the one to read it through: one that Katana answers, so that the trouble of one is not that of all (STO-1). */
export const workingShop = Prisma.sql`(array_agg(katana_connection.shop ORDER BY katana_connection.refused_at IS NOT NULL,
  katana_connection.unreachable_since IS NOT NULL, katana_connection.shop))[1]`;
