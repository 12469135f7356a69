import { useEffect, useState } from "react";

const tickMs = 60_000;

/** The time in ms, a minute exact: first the server's, so that both draw the same words, then the browser's. */
export const useNow = (serverNow: number): number => {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    setNow(Math.max(serverNow, Date.now()));
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [serverNow]);
  return now;
};
