export const keyField = "katanaApiKey";

/** What the Connection page can ask for. */
export type ConnectionRequest =
  | { readonly intent: "connect"; readonly key: string }
  | { readonly intent: "test" }
  | { readonly intent: "disconnect" };

/** The request as form fields. */
export const encodeConnection = (request: ConnectionRequest): Record<string, string> =>
  request.intent === "connect" ? { intent: request.intent, [keyField]: request.key } : { intent: request.intent };
