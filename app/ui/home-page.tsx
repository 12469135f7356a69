import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack } from "@shopify/polaris";
import { useState } from "react";
import type { FormOutcome, HomeView } from "../sync/views.ts";
import { AlertBanner } from "./alert-banner.tsx";
import { AppPage } from "./app-page.tsx";
import { BackfillCard } from "./backfill-card.tsx";
import { Checklist } from "./checklist.tsx";
import { activationReach } from "./checklist-steps.ts";
import { CountsCard } from "./counts-card.tsx";
import { DaysCard } from "./days-card.tsx";
import { homeAction, isSettingUp } from "./home-action.ts";
import { LooseWords } from "./loose-words.tsx";
import { PauseDialog } from "./pause-dialog.tsx";
import { ResumeDialog } from "./resume-dialog.tsx";
import { RightNowCard } from "./right-now-card.tsx";
import { useToast } from "./use-toast.ts";

interface HomePageProps {
  readonly view: HomeView;
  readonly now: number;
}

/** PAG-1. Until the set-up is finished nothing competes with it. */
export function HomePage({ view, now }: HomePageProps) {
  const activate = useHomeRequest("activate", "Sync is active");
  const pause = useHomeRequest("pause", "Sync is paused");
  const [asks, setAsks] = useState(false);
  const action = homeAction(view);
  return (
    <AppPage
      title="Home"
      shop={view.shop}
      primaryAction={primaryAction(action, { view, activate, pause, ask: () => setAsks(true) })}
    >
      <BlockStack gap="400">
        {activate.words === null ? null : (
          <Banner tone="critical" title="Sync was not activated">
            <p>{activate.words}</p>
          </Banner>
        )}
        {view.alerts.map((alert) => (
          <AlertBanner key={alert.kind} alert={alert} shop={view.shop} now={now} />
        ))}
        {isSettingUp(view) ? (
          <Checklist view={view} activating={activate.running} onActivate={activate.send} />
        ) : (
          <Overview view={view} now={now} />
        )}
      </BlockStack>
      <ResumeDialog
        open={asks && isPaused(view)}
        leftOut={view.leftOut ?? 0}
        onConfirm={() => {
          activate.send();
          setAsks(false);
        }}
        onCancel={() => setAsks(false)}
      />
      <PauseDialog
        open={asks && action.kind === "pause"}
        onConfirm={() => {
          pause.send();
          setAsks(false);
        }}
        onCancel={() => setAsks(false)}
      />
    </AppPage>
  );
}

const isPaused = ({ shop }: HomeView): boolean => shop.state === "paused";

function Overview({ view, now }: HomePageProps) {
  return (
    <>
      {view.backfill === null ? null : <BackfillCard backfill={view.backfill} olderOpen={view.olderOpen} />}
      {view.shop.state === "paused" ? <LooseWords>Syncing is paused. {activationReach(true)}</LooseWords> : null}
      <CountsCard counts={view.counts} accountedFor={view.accountedFor} />
      <RightNowCard view={view} now={now} />
      <DaysCard days={view.days} />
    </>
  );
}

interface HomeRequest {
  readonly running: boolean;
  /** Why it was refused; null when it was not. */
  readonly words: string | null;
  readonly send: () => void;
}

const useHomeRequest = (intent: "activate" | "pause", toast: string): HomeRequest => {
  const fetcher = useFetcher<FormOutcome>({ key: intent });
  useToast(fetcher.data, toast);
  const running = fetcher.state !== "idle";
  return {
    running,
    words: running || fetcher.data === undefined || fetcher.data.ok ? null : fetcher.data.words,
    send: () => fetcher.submit({ intent }, { method: "post", action: "/app?index" }),
  };
};

interface PrimaryChoices {
  readonly activate: HomeRequest;
  readonly pause: HomeRequest;
  readonly view: HomeView;
  /** Opens the dialog that asks first. */
  readonly ask: () => void;
}

const primaryAction = (action: ReturnType<typeof homeAction>, { view, activate, pause, ask }: PrimaryChoices) => {
  switch (action.kind) {
    case "continue":
      return { content: "Continue set-up", url: action.url };
    case "activate":
      return { content: "Activate sync", onAction: isPaused(view) ? ask : activate.send, loading: activate.running };
    case "pause":
      return { content: "Pause sync", onAction: ask, loading: pause.running };
  }
};
