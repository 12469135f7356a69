import { useFetcher } from "@remix-run/react";
import type { FormOutcome } from "../sync/views.ts";
import { type ConnectionRequest, encodeConnection } from "./encode-connection.ts";
import type { FieldProblem } from "./field-problem.ts";
import { useToast } from "./use-toast.ts";

interface RequestState {
  readonly running: boolean;
  readonly succeeded: boolean;
  /** The newest answer's problem; it stays until the next request. */
  readonly problem: FieldProblem | null;
  readonly send: (request: ConnectionRequest) => void;
}

/** One kind of request of the Connection page. `key` keeps its answers apart from the other kinds', also while the page changes around it. */
export const useConnectionRequest = (key: string, toast: string): RequestState => {
  const fetcher = useFetcher<FormOutcome>({ key });
  useToast(fetcher.data, toast);
  const running = fetcher.state !== "idle";
  return {
    running,
    succeeded: !running && fetcher.data?.ok === true,
    problem: fetcher.data === undefined || fetcher.data.ok || running ? null : fetcher.data,
    send: (request) =>
      fetcher.submit(encodeConnection(request), { method: "post", action: "/app/settings/connection" }),
  };
};
