import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect, useRef, useState } from "react";
import { services } from "../composition.server.ts";
import { sameSettings } from "../domain/settings.ts";
import { encodeSettings } from "../ui/encode-settings.ts";
import { parseSettings } from "../ui/parse-settings.ts";
import { RouteFailure } from "../ui/route-failure.tsx";
import { SettingsForm } from "../ui/settings-form.tsx";
import { SettingsPage } from "../ui/settings-page.tsx";
import { UnsavedChanges } from "../ui/unsaved-changes.tsx";
import { useClosingScope } from "../ui/use-closing-scope.ts";
import { useToast } from "../ui/use-toast.ts";

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin, pages } = await services();
  const { shop } = await authenticateAdmin(request);
  return pages.settings(shop);
};

export const action = async ({ request }: ActionFunctionArgs) => {
  const { authenticateAdmin, actions } = await services();
  const { shop, redirect } = await authenticateAdmin(request);
  const form = await request.formData();
  const parsed = parseSettings(form);
  if (!parsed.ok) return data({ ok: false as const, ...parsed.problem }, { status: 422 });
  await actions.saveSettings(shop, parsed.value);
  if (form.has("backToSetUp")) return redirect("/app");
  return data({ ok: true as const });
};

export default function OrdersSettings() {
  const { shop, settings, reviewed, mayCloseReturns } = useLoaderData<typeof loader>();
  const [draft, setDraft] = useState(settings);
  const fetcher = useFetcher<typeof action>();
  const saving = fetcher.state !== "idle";
  useToast(saving ? undefined : fetcher.data, "Settings saved");
  const closing = useClosingScope();
  const isClosingAllowed = mayCloseReturns || closing.answer === "granted";
  // RET-4: asked for once returns are on, and then only by the button.
  const asksToClose = useRef(false);
  const isSaved = !saving && fetcher.data?.ok === true;
  useEffect(() => {
    if (!isSaved || !asksToClose.current) return;
    asksToClose.current = false;
    closing.ask();
  }, [isSaved, closing]);
  const save = () => {
    asksToClose.current = draft.bringReturns && !settings.bringReturns && !isClosingAllowed;
    fetcher.submit(encodeSettings(draft), { method: "post" });
  };
  const confirm = () => fetcher.submit({ ...encodeSettings(draft), backToSetUp: "yes" }, { method: "post" });
  const dirty = !sameSettings(draft, settings);
  const settingUp = shop.state !== "active" && shop.state !== "paused";
  return (
    <SettingsPage
      shop={shop}
      tab="orders"
      // Unchanged settings open no save bar, yet set-up wants a word that they were looked at.
      {...(settingUp && !reviewed && !dirty
        ? { primaryAction: { content: "Use these settings", onAction: confirm, loading: saving } }
        : {})}
    >
      <SettingsForm
        draft={draft}
        closing={isClosingAllowed ? null : closing}
        problem={fetcher.data === undefined || fetcher.data.ok ? null : fetcher.data}
        // What is being saved and what is shown stay the same thing until the answer is there.
        onChange={(changed) => (saving ? undefined : setDraft(changed))}
      />
      <UnsavedChanges dirty={dirty} saving={saving} onSave={save} onDiscard={() => setDraft(settings)} />
    </SettingsPage>
  );
}

export const ErrorBoundary = RouteFailure;
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
