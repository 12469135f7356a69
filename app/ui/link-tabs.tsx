import { Link } from "@remix-run/react";
import styles from "./link-tabs.module.css";

export interface LinkTab {
  readonly label: string;
  readonly url: string;
  readonly isCurrent: boolean;
  readonly count?: number;
}

/** Tabs that are places: plain links, so the keyboard, Back and a new window work as anywhere, and they wrap where it is narrow. */
export function LinkTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly LinkTab[] }) {
  return (
    <nav aria-label={label}>
      <ul className={styles["list"]}>
        {tabs.map((tab) => (
          <li key={tab.url}>
            <Link to={tab.url} className={styles["tab"]} {...(tab.isCurrent ? { "aria-current": "page" } : {})}>
              {tab.label} {tab.count === undefined ? null : <span className={styles["count"]}>{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
