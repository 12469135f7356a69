import { Badge, BlockStack, Card, InlineStack, Select, Text } from "@shopify/polaris";
import type { KatanaLocationId, ShopifyLocationId } from "../domain/ids.ts";
import type { LocationRowView, LocationsView } from "../sync/views.ts";
import type { FieldProblem } from "./field-problem.ts";
import { type LocationStanding, locationStanding, problemOfLocation, unmatchedConsequence } from "./location-draft.ts";
import styles from "./location-matcher.module.css";
import { locationField, type LocationMatches } from "./encode-locations.ts";

interface LocationMatcherProps {
  readonly view: LocationsView;
  readonly draft: LocationMatches;
  readonly problem: FieldProblem | null;
  readonly onChange: (id: ShopifyLocationId, match: KatanaLocationId | null) => void;
}

/** PAG-3: each Shopify location with the Katana location it stands for. */
export function LocationMatcher({ view, draft, problem, onChange }: LocationMatcherProps) {
  return (
    <Card padding="0">
      <div className={styles["heading"]} aria-hidden="true">
        <Text as="span" fontWeight="medium" tone="subdued">
          Shopify location
        </Text>
        <Text as="span" fontWeight="medium" tone="subdued">
          Katana location
        </Text>
      </div>
      <ul className={styles["list"]}>
        {view.locations.map((location) => (
          <li key={location.id} className={styles["row"]}>
            <LocationName location={location} standing={locationStanding(location, draft.get(location.id) ?? null)} />
            <LocationSelect
              location={location}
              view={view}
              match={draft.get(location.id) ?? null}
              error={problemOfLocation(problem, location.id)}
              onChange={(match) => onChange(location.id, match)}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const standingBadge = (standing: LocationStanding) => {
  switch (standing) {
    case "matched":
      return null;
    case "proposed":
      return <Badge tone="info">Proposed, not saved</Badge>;
    case "gone":
      return <Badge tone="warning">Match is gone</Badge>;
    case "unmatched":
      return <Badge tone="warning">No match</Badge>;
    case "unused":
      return <Badge>Not in use</Badge>;
  }
};

function LocationName({ location, standing }: { location: LocationRowView; standing: LocationStanding }) {
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold" breakWord>
          {location.name}
        </Text>
        {standingBadge(standing)}
      </InlineStack>
    </BlockStack>
  );
}

interface LocationSelectProps {
  readonly location: LocationRowView;
  readonly view: LocationsView;
  readonly match: KatanaLocationId | null;
  readonly error: string | null;
  readonly onChange: (match: KatanaLocationId | null) => void;
}

function LocationSelect({ location, view, match, error, onChange }: LocationSelectProps) {
  const standing = locationStanding(location, match);
  return (
    <Select
      label={`Katana location for ${location.name}`}
      labelHidden
      name={locationField(location.id)}
      options={optionsOf(location, match, view)}
      value={match === null ? "" : String(match)}
      disabled={view.katanaLocations.length === 0}
      onChange={(value) => onChange(view.katanaLocations.find(({ id }) => String(id) === value)?.id ?? null)}
      helpText={helpOf(location, standing, view)}
      {...(error === null ? {} : { error })}
    />
  );
}

const optionsOf = (location: LocationRowView, match: KatanaLocationId | null, view: LocationsView) => {
  const known = view.katanaLocations.map(({ id, name }) => ({ value: String(id), label: name }));
  const missing = match !== null && !view.katanaLocations.some(({ id }) => id === match);
  return [
    { value: "", label: "Choose a Katana location" },
    ...known,
    ...(missing
      ? [{ value: String(match), label: location.matchedName ?? "The location chosen before", disabled: true }]
      : []),
  ];
};

const helpOf = (location: LocationRowView, standing: LocationStanding, view: LocationsView): string | undefined => {
  switch (standing) {
    case "matched":
      return undefined;
    case "proposed":
      return "Proposed because the names are alike. It counts once it is saved.";
    case "gone":
      return `It was matched with ${location.gone ?? ""}, which is no longer in Katana or may no longer sell. ${unmatchedConsequence(view)}`;
    case "unmatched":
      return unmatchedConsequence(view);
    case "unused":
      return "This location is not active in Shopify, so it needs no match.";
  }
};
