/** One complaint about a request body, in the words of the validator behind the real API. */
export interface Detail {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly info: Readonly<Record<string, unknown>>;
}

export interface ErrorObject {
  readonly statusCode: number;
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly details?: readonly Detail[];
}

/** A request that the API turns down; thrown inside a handler, before it changed anything. */
export class Refusal extends Error {
  readonly error: ErrorObject;

  constructor(error: ErrorObject) {
    super(error.message);
    this.name = "Refusal";
    this.error = error;
  }
}

const NAMES: Readonly<Record<number, string>> = {
  400: "BadRequestError",
  401: "UnauthorizedError",
  403: "ForbiddenError",
  404: "NotFoundError",
  412: "PreconditionFailedError",
  415: "UnsupportedMediaTypeError",
  422: "UnprocessableEntityError",
  429: "TooManyRequests",
  500: "InternalServerError",
  501: "NotImplementedError",
  502: "BadGatewayError",
  503: "ServiceUnavailableError",
};

export function errorObject(statusCode: number, message: string): ErrorObject {
  return { statusCode, name: NAMES[statusCode] ?? "Error", message };
}

const refuse = (statusCode: number) => (message: string) => new Refusal(errorObject(statusCode, message));

export const badRequest = refuse(400);
export const unauthorized = () => refuse(401)("Unauthorized");
export const forbidden = refuse(403);
export const notFound = () => refuse(404)("Not found");
export const preconditionFailed = refuse(412);
/** A rule of Katana's, as opposed to the shape of the body: no details. */
export const ruleBroken = refuse(422);

export function invalidBody(details: readonly Detail[]): Refusal {
  return new Refusal({
    ...errorObject(422, "The request body is invalid. See error object `details` property for more info."),
    code: "VALIDATION_FAILED",
    details,
  });
}

export function invalidParameter(name: string, value: string, allowed?: readonly string[]): Refusal {
  const hint = allowed ? ` Allowed values: ${allowed.join(", ")}.` : "";
  return new Refusal({
    ...errorObject(400, `Invalid data ${JSON.stringify(value)} for parameter ${JSON.stringify(name)}.${hint}`),
    code: "INVALID_PARAMETER_VALUE",
  });
}
