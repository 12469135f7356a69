// Loaded into the app's processes with `--import`: when whoever started them is killed, they end too, and do not keep the database to themselves.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, 500).unref();
