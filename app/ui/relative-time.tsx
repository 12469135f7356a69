import { exactInstant, relativeInstant } from "./instant.ts";
import { useNow } from "./use-now.ts";

interface RelativeTimeProps {
  readonly instant: string;
  /** The server's time when the page was loaded, ms since the epoch. */
  readonly now: number;
  readonly timeZone: string;
}

/** How long ago, with the exact time in the shop's zone on hover. */
export function RelativeTime({ instant, now, timeZone }: RelativeTimeProps) {
  const current = useNow(now);
  // The server's and the browser's tables may spell a date with different spaces; that is no reason to draw the page again.
  return (
    <time dateTime={instant} title={exactInstant(instant, timeZone)} suppressHydrationWarning>
      {relativeInstant(instant, { now: current, timeZone })}
    </time>
  );
}
