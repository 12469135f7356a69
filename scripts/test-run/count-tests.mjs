import { readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number }} Count */

/** @returns {Count} */
export function countVitest(file) {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: numPassedTests, failed: numFailedTests };
}

/** A flaky browser test needed a second try: that is a failure.
 * @returns {Count} */
export function countPlaywright(file) {
  const { stats } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

/**
 * What a stage adds to the closing line. One without tests of its own counts as one; one that failed has at least one failure.
 * @returns {Count}
 */
export function countStage(stage, succeeded) {
  const counted = readCount(stage);
  if (succeeded) return counted ?? { passed: 1, failed: 0 };
  return { passed: counted?.passed ?? 0, failed: Math.max(1, counted?.failed ?? 1) };
}

function readCount({ count, results }) {
  if (!count) return null;
  try {
    return count(results);
  } catch {
    // The runner ended before it wrote its results.
    return null;
  }
}
