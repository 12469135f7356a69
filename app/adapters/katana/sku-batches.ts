/** What Katana takes in one request without trouble. The address is the practical bound: SKUs may be long, and grow when encoded. */
const mostSkus = 100;
const longestQuery = 4_000;

/** Splits SKUs, each asked for once, into as few look-ups as their number and the length of the address allow. */
export function batchSkus(skus: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let room = 0;
  for (const sku of new Set(skus)) {
    const length = new URLSearchParams({ sku }).toString().length + 1;
    const current = batches.at(-1);
    if (current !== undefined && current.length < mostSkus && length <= room) {
      current.push(sku);
      room -= length;
    } else {
      batches.push([sku]);
      room = longestQuery - length;
    }
  }
  return batches;
}
