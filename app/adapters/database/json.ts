import type { Prisma } from "@prisma/client";

/** Plain data on its way into a JSON column. Domain values are JSON by construction; this only tells the compiler so. */
export const json = (value: unknown): Prisma.InputJsonValue =>
  JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;

/** For a raw query: `${jsonText(value)}::text::jsonb`. Given as it is, an array would arrive as PostgreSQL's array, each element a text. */
export const jsonText = (value: unknown): string => JSON.stringify(value);
