import type { Disposition, OrderReturn } from "../../domain/order-return.ts";
import { ok } from "../../domain/result.ts";
import {
  returnLinesPageSchema,
  returnsPageSchema,
  reverseLinesPageSchema,
  reversesPageSchema,
  type FirstOfReturn,
  type FirstOfReverse,
} from "./decode-returns.ts";
import {
  returnLinesPageDocument,
  returnsDocument,
  reverseLinesPageDocument,
  reversesPageDocument,
} from "./operations/returns.ts";
import { readEach, readPages, type Read } from "./read-pages.ts";
import { readPart, type PageReader } from "./read-part.ts";

/** At once: what is inside a return multiplies what the query costs. */
const returnsAPage = 3;
const mostLinesInside = 20;

/** All returns of an order, with all their pages. */
export async function readReturns(reader: PageReader): Read<readonly OrderReturn[]> {
  const load = (after: string | null) =>
    readPart(reader, {
      document: returnsDocument,
      variables: { id: reader.gid, first: returnsAPage, after, lines: linesInside(reader) },
      schema: returnsPageSchema,
    });
  const first = await load(null);
  if (!first.ok) return first;
  const all = await readPages(first.value, load);
  return all.ok ? readEach(all.value, (each) => readReturn(reader, each)) : all;
}

const linesInside = ({ sizes }: PageReader): number => Math.min(mostLinesInside, sizes.further);

async function readReturn(reader: PageReader, first: FirstOfReturn): Read<OrderReturn> {
  const lines = await readPages(first.lines, (after) =>
    readPart(reader, {
      document: returnLinesPageDocument,
      variables: { id: first.gid, first: reader.sizes.further, after },
      schema: returnLinesPageSchema,
    }),
  );
  if (!lines.ok) return lines;
  const reverses = await readPages(first.reverses, (after) =>
    readPart(reader, {
      document: reversesPageDocument,
      variables: { id: first.gid, first: returnsAPage, after, lines: linesInside(reader) },
      schema: reversesPageSchema,
    }),
  );
  if (!reverses.ok) return reverses;
  const dispositions = await readEach(reverses.value, (each) => readDispositions(reader, each));
  return dispositions.ok
    ? ok({ ...first.head, lines: lines.value, dispositions: dispositions.value.flat() })
    : dispositions;
}

async function readDispositions(reader: PageReader, { gid, lines }: FirstOfReverse): Read<readonly Disposition[]> {
  const all = await readPages(lines, (after) =>
    readPart(reader, {
      document: reverseLinesPageDocument,
      variables: { id: gid, first: reader.sizes.further, after },
      schema: reverseLinesPageSchema,
    }),
  );
  return all.ok ? ok(all.value.flat()) : all;
}
