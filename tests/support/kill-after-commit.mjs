// `NODE_OPTIONS="--import …/kill-after-commit.mjs"`: a process on the embedded database kills itself (SIGKILL) right after a
// commit that a test chose. A commit is the end of a transaction, or a statement outside any that changed at least one row.
// SIGUSR2 arms it: from then on commits are counted and told, and after the one whose number or name is in the file
// KILL_AFTER_COMMIT the process is gone before anybody hears of its outcome. Number 0: count and tell only.
import { readFileSync, writeSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";

const control = process.env.KILL_AFTER_COMMIT;
let armed = false;
let fatal = "0";
let seen = 0;

const tell = (fields) => writeSync(1, `${JSON.stringify(fields)}\n`);

process.on("SIGUSR2", () => {
  fatal = readFileSync(control, "utf8");
  seen = 0;
  armed = true;
  tell({ msg: "test.armed", fatal });
});

function committed(what) {
  if (!armed) return;
  seen += 1;
  tell({ msg: "test.committed", number: seen, what });
  if (String(seen) === fatal || what === fatal) process.kill(process.pid, "SIGKILL");
}

/** What a statement does to which table: enough to tell one kind of commit from another. */
function nameOf(text) {
  const found =
    /(?<!\bfor\s+(?:no\s+key\s+)?)\b(insert\s+into|update|delete\s+from)\s+(?:only\s+)?("?[\w.]+"?(?:\."?[\w]+"?)?)/i.exec(
      text,
    );
  return found
    ? `${found[1].split(/\s/)[0].toLowerCase()} ${found[2].replaceAll('"', "").replace(/^(public|pgboss)\./, "")}`
    : null;
}

const changed = (results) => results.reduce((sum, { affectedRows = 0 }) => sum + affectedRows, 0) > 0;
const { query, exec, transaction } = PGlite.prototype;

PGlite.prototype.query = async function (text, ...rest) {
  const result = await query.call(this, text, ...rest);
  const name = nameOf(text);
  // What counts the rows it changed answers with a count instead of changing any itself.
  if (name !== null && (changed([result]) || /^\s*with\b[\s\S]*select\s+count/i.test(text))) committed(name);
  return result;
};

PGlite.prototype.exec = async function (text, ...rest) {
  const results = await exec.call(this, text, ...rest);
  const name = nameOf(text);
  if (name !== null && changed(results)) committed(name);
  return results;
};

PGlite.prototype.transaction = async function (run) {
  const writes = [];
  const result = await transaction.call(this, (open) => {
    const openQuery = open.query.bind(open);
    open.query = (text, ...rest) => {
      const name = nameOf(text);
      if (name !== null) writes.push(name);
      return openQuery(text, ...rest);
    };
    return run(open);
  });
  committed(`transaction: ${[...new Set(writes)].join(", ")}`);
  return result;
};
