import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Box, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { FormOutcome, PrivacyRequestView } from "../sync/views.ts";
import { EmptyNotice } from "./empty-notice.tsx";
import styles from "./privacy-requests.module.css";
import { RelativeTime } from "./relative-time.tsx";
import { useAnswerFile } from "./use-answer-file.ts";
import { useToast } from "./use-toast.ts";

interface PrivacyRequestsProps {
  readonly requests: readonly PrivacyRequestView[];
  readonly timeZone: string;
  readonly now: number;
}

/** CON-7: what customers asked through Shopify, with the answer to what they asked. */
export function PrivacyRequests({ requests, timeZone, now }: PrivacyRequestsProps) {
  const file = useAnswerFile();
  const settle = useFetcher<FormOutcome>({ key: "settle-privacy-request" });
  const settling = settle.state !== "idle";
  useToast(settling ? undefined : settle.data, "Marked as answered");
  const refused = settling || settle.data === undefined || settle.data.ok ? null : settle.data.words;
  const problem = file.problem ?? refused;
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Requests from customers
          </Text>
          {problem === null ? null : (
            <Banner tone="critical">
              <p>{problem}</p>
            </Banner>
          )}
        </BlockStack>
      </Box>
      {requests.length === 0 ? (
        <EmptyNotice heading="No customer has asked">
          When you request or erase a customer’s data in Shopify, it appears here.
        </EmptyNotice>
      ) : (
        <ul className={styles["list"]}>
          {requests.map((request) => (
            <li key={request.id} className={styles["request"]}>
              <RequestWords request={request} timeZone={timeZone} now={now} />
              {request.kind === "data" ? (
                <RequestButtons
                  request={request}
                  downloading={file.running}
                  settling={settling}
                  onDownload={() => file.download(request.id)}
                  onSettle={() => settle.submit({ settle: request.id }, { method: "post" })}
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface RequestWordsProps extends Omit<PrivacyRequestsProps, "requests"> {
  readonly request: PrivacyRequestView;
}

export function RequestWords({ request, timeZone, now }: RequestWordsProps) {
  const { kind, customerId, orderCount, receivedAt, settledAt } = request;
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {kind === "data" ? "Data request" : "Erasure"}
        </Text>
        {settledAt === null ? (
          <Badge tone="attention">Open</Badge>
        ) : (
          <Badge tone="success">{kind === "data" ? "Answered" : "Done"}</Badge>
        )}
      </InlineStack>
      <Text as="p" tone="subdued">
        Received <RelativeTime instant={receivedAt} now={now} timeZone={timeZone} />,{" "}
        {orderCount === 1 ? "1 order" : `${orderCount} orders`}
        {settledAt === null ? null : (
          <>
            , {kind === "data" ? "answered" : "done"} <RelativeTime instant={settledAt} now={now} timeZone={timeZone} />
          </>
        )}
        .
      </Text>
      {customerId === null ? null : (
        <Text as="p">
          <Link url={`shopify://admin/customers/${customerId}`} target="_top">
            Show the customer in Shopify
          </Link>
        </Text>
      )}
    </BlockStack>
  );
}

interface RequestButtonsProps {
  readonly request: PrivacyRequestView;
  readonly downloading: boolean;
  readonly settling: boolean;
  readonly onDownload: () => void;
  readonly onSettle: () => void;
}

/** The answer can be had again later; it is marked once. */
function RequestButtons({ request, downloading, settling, onDownload, onSettle }: RequestButtonsProps) {
  return (
    <InlineStack gap="200">
      <Button onClick={onDownload} loading={downloading}>
        Download answer
      </Button>
      {request.settledAt === null ? (
        <Button onClick={onSettle} loading={settling}>
          Mark as answered
        </Button>
      ) : null}
    </InlineStack>
  );
}
