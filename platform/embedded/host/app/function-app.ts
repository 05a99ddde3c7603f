import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { HostLog } from '../host-log.ts';
import type {
  Binding,
  InvocationContext,
  InvocationRequest,
  ProgrammingModel,
  RegisteredFunction,
  TypedData,
} from './core-types.ts';
import { collectRegistrations } from './functions-core.ts';
import type { Registrations } from './functions-core.ts';
import { runWithHooks, throughLogHooks } from './invocation-hooks.ts';
import { startHttpProxy } from './http-proxy.ts';

/** A loaded app: its functions, and its hooks. */
export type FunctionApp = {
  functions: RegisteredFunction[];
  model: ProgrammingModel;
  hooks: Registrations['hooks'];
  /** Port of the SDK's own HTTP server on 127.0.0.1 when the app streams HTTP, else undefined. */
  proxyPort: number | undefined;
};

const loaded = new Map<string, Promise<FunctionApp>>();

/**
 * Imports an app's entry module and collects what it registers. A process runs the module once: loading it again answers
 * the same app.
 */
export const loadFunctionApp = (entry: string): Promise<FunctionApp> => {
  const url = pathToFileURL(entry).href;
  const app = loaded.get(url) ?? load(url, entry);
  loaded.set(url, app);
  return app;
};

const load = (url: string, entry: string): Promise<FunctionApp> =>
  createFunctionApp(entry, () => import(url) as Promise<unknown>);

/** The app that `register` registers; `name` is for messages. */
export const createFunctionApp = async (
  name: string,
  register: () => Promise<unknown>,
): Promise<FunctionApp> => {
  const { functions, hooks, model } = await collectRegistrations(register);
  if (!model || functions.length === 0) {
    throw new Error(
      `${name} registers no function: is it the entry of a Functions app (@azure/functions 4)?`,
    );
  }
  const names = functions.map(({ metadata }) => metadata.name);
  const twice = names.find((each, index) => names.indexOf(each) !== index);
  if (twice !== undefined)
    throw new Error(`Function '${twice}' is registered twice: names are unique in an app.`);
  return {
    functions: functions.map(({ metadata, callback }) => ({
      metadata,
      callback,
      trigger: triggerOf(metadata.name, metadata.bindings),
    })),
    model,
    hooks,
    proxyPort: await startHttpProxy(model),
  };
};

const triggerOf = (functionName: string, bindings: Record<string, Binding>): Binding & { name: string } => {
  const found = Object.entries(bindings).find(([, binding]) => /trigger$/i.test(binding.type));
  if (!found) throw new Error(`Function '${functionName}' has no trigger.`);
  return { ...found[1], name: found[0] };
};

export type Invocation = {
  id: string;
  context: InvocationContext;
  /** What the function returned, as it is. */
  result: unknown;
  /** Converts the result and the extra outputs; for HTTP streams this sends the response. */
  respond(result: unknown): Promise<{ outputs: Map<string, TypedData>; returnValue: TypedData | undefined }>;
};

export type InvocationInputs = {
  id?: string;
  trigger: TypedData | undefined;
  triggerMetadata?: Record<string, TypedData>;
  traceParent?: string;
  /** Data of the function's other input bindings. */
  extraInput(binding: Binding, name: string): TypedData;
};

/** Runs a function through the official programming model. What the function throws is thrown. */
export const invoke = async (
  app: FunctionApp,
  target: RegisteredFunction,
  log: HostLog,
  inputs: InvocationInputs,
): Promise<Invocation> => {
  const { metadata, trigger, callback } = target;
  const id = inputs.id ?? randomUUID();
  const inputData: InvocationRequest['inputData'] = [{ name: trigger.name, data: inputs.trigger }];
  for (const [name, binding] of Object.entries(metadata.bindings)) {
    if (binding.direction === 'in' && name !== trigger.name) {
      inputData.push({ name, data: inputs.extraInput(binding, name) });
    }
  }
  let logged: InvocationContext | undefined;
  const model = app.model.getInvocationModel({
    invocationId: id,
    metadata,
    request: {
      inputData,
      triggerMetadata: inputs.triggerMetadata ?? {},
      ...(inputs.traceParent === undefined ? {} : { traceContext: { traceParent: inputs.traceParent } }),
    },
    log: (given, category, text) => {
      const { level, message } = throughLogHooks(
        app.hooks,
        { level: given, category, message: text },
        logged,
      );
      log.write(level, metadata.name, message);
    },
  });
  const { context, inputs: values } = await model.getArguments();
  logged = context;
  const result = await runWithHooks(app.hooks, { context, inputs: values, callback }, (given, handler) =>
    model.invokeFunction(context, given, handler),
  );
  return {
    id,
    context,
    result,
    respond: async (value) => {
      const response = await model.getResponse(context, value);
      return {
        outputs: new Map((response.outputData ?? []).map(({ name, data }) => [name, data])),
        returnValue: response.returnValue ?? undefined,
      };
    },
  };
};
