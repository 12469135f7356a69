/** A request as it would have gone over the wire. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
}

export type StubAnswer = (request: SeenRequest) => Response | Promise<Response>;

export interface StubFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly requests: readonly SeenRequest[];
}

/** A fetch that answers its nth request with the nth answer, the last one for ever, and remembers what it was asked. */
export function stubFetch(...answers: readonly StubAnswer[]): StubFetch {
  const requests: SeenRequest[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const text = await request.text();
    const seen = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: text === "" ? undefined : (JSON.parse(text) as unknown),
    };
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(seen);
    if (answer === undefined) throw new Error(`No answer prepared for ${seen.method} ${seen.path}`);
    return answer(seen);
  };
  return { fetch, requests };
}

export const answerJson =
  (
    body: unknown,
    { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
  ): StubAnswer =>
  () =>
    new Response(body === undefined ? null : JSON.stringify(body), { status, headers });

export const answerText =
  (text: string, status = 200): StubAnswer =>
  () =>
    new Response(text, { status });

export const failWith =
  (error: Error): StubAnswer =>
  () =>
    Promise.reject(error);
