import type { ComponentProps } from "react";
import { describe, expect, it } from "vitest";
import { ConnectionForm, KeyInstructions } from "./connection-form.tsx";
import { ConnectionSummary } from "./connection-summary.tsx";
import { DisconnectDialog } from "./disconnect-dialog.tsx";
import { render } from "./testing/render.tsx";

const form = (problem: { field: string; words: string } | null) => (
  <ConnectionForm submitLabel="Connect" connecting={false} problem={problem} onConnect={() => undefined} />
);

describe("ConnectionForm", () => {
  it("[PAG-4] has the masked, empty field and its button", () => {
    const html = render(form(null));
    const [field] = /<input[^>]*>/.exec(html) ?? [];
    expect(html).toContain(">Katana API key<");
    expect(field).toContain('type="password"');
    expect(field).toContain('autoComplete="off"');
    expect(field).toContain('value=""');
    expect(html).toContain(">Connect<");
  });

  it("[CON-2] says on the field why a key was refused", () => {
    const html = render(form({ field: "key", words: "Katana does not accept this API key." }));
    expect(html).toContain("Katana does not accept this API key.");
    expect(html).toContain('aria-invalid="true"');
  });

  it("[PAG-4] says what the key is for and where it is made", () => {
    const html = render(<KeyInstructions />);
    expect(html).toContain("Settings › API");
    expect(html).toContain("Professional plan");
  });
});

describe("ConnectionSummary", () => {
  const connection = {
    accountName: "Acme Workshop",
    connectedAt: "2026-11-20T10:00:00.000Z",
    lastSuccessAt: "2026-11-23T11:58:00.000Z",
    requestsLeft: 41,
    requestLimit: 60,
    refused: null,
    shipments: { told: true, everyMs: 60_000, refused: null },
  };
  const summary = (given: Partial<ComponentProps<typeof ConnectionSummary>["connection"]>) => (
    <ConnectionSummary
      connection={{ ...connection, ...given }}
      timeZone="Europe/Tallinn"
      now={Date.parse("2026-11-23T12:00:00Z")}
    />
  );

  it("[PAG-4] names the account, since when, the last successful call and the requests left", () => {
    const html = render(summary({}));
    for (const words of ["Acme Workshop", "3 days ago", "2 minutes ago", "41 of 60"]) expect(html).toContain(words);
  });

  it("[PAG-4] says what is not known yet", () => {
    const html = render(summary({ lastSuccessAt: null, requestsLeft: null }));
    expect(html).toContain("None yet");
    expect(html).toContain("Not known yet");
  });

  it.each([
    [{ told: true, refused: null }, ["Katana tells of them at once"]],
    [{ told: false, refused: null }, ["Looked for every 60 seconds"]],
    [{ told: false, refused: "url must be https" }, ["Looked for every 60 seconds", "url must be https."]],
  ])("[FUL-3] says how Tandem learns of shipments: %j", (how, words) => {
    const html = render(summary({ shipments: { everyMs: 60_000, ...how } }));
    for (const text of words) expect(html).toContain(text);
    expect(html.includes("does not take")).toBe(how.refused !== null);
  });
});

it("[CON-5] asks nothing before Disconnect was chosen", () => {
  const dialog = (
    <DisconnectDialog
      open={false}
      accountName="Acme"
      loading={false}
      onConfirm={() => undefined}
      onCancel={() => undefined}
    />
  );
  expect(render(dialog)).not.toContain("Disconnect Katana?");
});
