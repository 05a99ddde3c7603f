import type { LogLevel } from '../host-log.ts';

/**
 * The part of `@azure/functions-core` that the host speaks. Only a Functions host supplies that module; its types are not
 * published with the SDK, so they are written down here as far as they are used.
 */
export type TypedData =
  | { string: string }
  | { json: string }
  | { bytes: Uint8Array }
  | { int: number }
  | { double: number }
  | { http: HttpData };

/** A request on its way in (`method`, `url`, …), a response on its way out (`statusCode`, `cookies`, …). */
export type HttpData = {
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  params?: Record<string, string>;
  body?: TypedData | null;
  statusCode?: string;
  cookies?: HttpCookie[];
};

/** Values the SDK wraps for protobuf: `{ value }`. */
export type HttpCookie = {
  name: string;
  value: string;
  domain?: { value: string };
  path?: { value: string };
  expires?: { value: { seconds: number } };
  secure?: { value: boolean };
  httpOnly?: { value: boolean };
  sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
  maxAge?: { value: number };
};

export type Binding = { type: string; direction: 'in' | 'out' } & Record<string, unknown>;

export type FunctionMetadata = { name: string; bindings: Record<string, Binding> };

export type FunctionCallback = (...values: unknown[]) => unknown;

export type RegisteredFunction = {
  metadata: FunctionMetadata;
  callback: FunctionCallback;
  /** The one binding that starts the function, under its name. */
  trigger: Binding & { name: string };
};

export type InvocationRequest = {
  inputData: { name: string; data: TypedData | undefined }[];
  triggerMetadata: Record<string, TypedData>;
  traceContext?: { traceParent: string };
};

export type InvocationModel = {
  getArguments(): Promise<{ context: InvocationContext; inputs: unknown[] }>;
  invokeFunction(context: InvocationContext, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(
    context: InvocationContext,
    result: unknown,
  ): Promise<{
    outputData?: { name: string; data: TypedData }[];
    returnValue?: TypedData | null;
  }>;
};

/** Opaque to the host. */
export type InvocationContext = { readonly invocationId: string };

export type ProgrammingModel = {
  name: string;
  version: string;
  getInvocationModel(context: {
    invocationId: string;
    metadata: FunctionMetadata;
    request: InvocationRequest;
    log(level: LogLevel, category: string, message: string): void;
  }): InvocationModel;
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>;
};

export type HookCallback = (context: { hookData: object; appHookData: object }) => unknown;
