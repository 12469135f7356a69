// `npm test`: everything that must hold, from a fresh clone on. Plain JavaScript, because nothing may be installed yet.
import { setUp, SetUpFailed } from "./setup.mjs";
import { runStage } from "./test-run/run-stage.mjs";
import { groups } from "./test-run/stages.mjs";

const atOnce = 2;
const heartbeatMs = 30_000;
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

try {
  await setUp({ build: false });
} catch (error) {
  if (!(error instanceof SetUpFailed)) throw error;
  console.log(`\n${error.message}\n\n0 passed, 1 failed`);
  process.exit(1);
}

const outcomes = [];
for (const group of groups()) {
  outcomes.push(...(await runGroup(group)));
  if (outcomes.some(({ succeeded }) => !succeeded)) break;
}
report(outcomes);

async function runGroup(group) {
  const waiting = [...group];
  const done = [];
  const takeTurns = async () => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) done.push(await runAloud(stage));
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
  return group.map(({ title }) => done.find((outcome) => outcome.title === title));
}

async function runAloud(stage) {
  const started = Date.now();
  const heartbeat = setInterval(
    () => console.log(`    ${stage.title}: ${seconds(Date.now() - started)} so far`),
    heartbeatMs,
  );
  const outcome = await runStage(stage);
  clearInterval(heartbeat);
  console.log(`  ${outcome.succeeded ? "✓" : "✗"} ${outcome.title} (${seconds(outcome.ms)})`);
  return outcome;
}

function report(all) {
  const failures = all.filter(({ succeeded }) => !succeeded);
  for (const { title, output } of failures) console.log(`\n──── ${title} ────\n${output.trimEnd()}`);

  const width = Math.max(...all.map(({ title }) => title.length));
  const total = all.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    {
      passed: 0,
      failed: 0,
    },
  );
  console.log("");
  for (const { title, ms, succeeded, passed, failed } of all) {
    const tests = passed + failed > 1 ? `${passed} of ${passed + failed} tests` : "";
    console.log(`  ${succeeded ? "✓" : "✗"} ${title.padEnd(width)} ${seconds(ms).padStart(8)}  ${tests}`.trimEnd());
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
