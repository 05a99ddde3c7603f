/** A request that passed the checks of its operation in the OpenAPI document. */
export type OperationRequest = {
  body: unknown;
  path: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  /** Case does not matter. */
  header: (name: string) => string | undefined;
};

/** A stream of text is sent as it comes. */
export type OperationReply = {
  status: number;
  headers?: Record<string, string>;
  body?: object | AsyncIterable<string>;
};

export type Operation = (request: OperationRequest) => Promise<OperationReply>;

/** By operationId. */
export type Operations = Record<string, Operation>;

export const ok = (body: object, headers: Record<string, string> = {}): OperationReply => ({
  status: 200,
  headers,
  body,
});

export const created = (
  location: string,
  body: object,
  headers: Record<string, string> = {},
): OperationReply => ({ status: 201, headers: { location, ...headers }, body });

export const noContent = (): OperationReply => ({ status: 204 });
