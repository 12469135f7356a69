import { Text } from "@shopify/polaris";
import type { Words } from "../domain/words.ts";
import { RemedyText } from "./remedy-text.tsx";
import styles from "./why-list.module.css";

/** What is the case, each with what would change it. */
export function WhyList({ why }: { readonly why: readonly Words[] }) {
  if (why.length === 0) return null;
  return (
    <ul className={styles["list"]}>
      {why.map(({ sentence, remedy }) => (
        <li key={sentence} className={styles["entry"]}>
          <Text as="p" fontWeight="medium" breakWord>
            {sentence}
          </Text>
          <Text as="p" tone="subdued" breakWord>
            <RemedyText words={remedy} />
          </Text>
        </li>
      ))}
    </ul>
  );
}
