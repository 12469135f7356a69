import { Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import styles from "./facts.module.css";

/** Facts with their names, side by side where there is room. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={styles["facts"]}>{children}</dl>;
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles["fact"]}>
      <dt>
        <Text as="span" tone="subdued">
          {name}
        </Text>
      </dt>
      <dd>
        <Text as="span" breakWord>
          {children}
        </Text>
      </dd>
    </div>
  );
}
