import { BlockStack, Card, SkeletonBodyText, SkeletonDisplayText, SkeletonPage, Text } from "@shopify/polaris";

/** The outline of the page that is on its way. */
export function PageSkeleton({ title }: { readonly title: string }) {
  return (
    <div aria-busy="true">
      <div role="status">
        <Text as="p" visuallyHidden>
          Loading {title}
        </Text>
      </div>
      <SkeletonPage title={title}>
        <BlockStack gap="400">
          <Card>
            <BlockStack gap="400">
              <SkeletonDisplayText size="small" />
              <SkeletonBodyText lines={4} />
            </BlockStack>
          </Card>
          <Card>
            <SkeletonBodyText lines={3} />
          </Card>
        </BlockStack>
      </SkeletonPage>
    </div>
  );
}
