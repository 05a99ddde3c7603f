import type { HostLog } from '../host-log.ts';
import type { Binding, RegisteredFunction, TypedData } from './core-types.ts';
import { invoke } from './function-app.ts';
import type { FunctionApp, Invocation, InvocationInputs } from './function-app.ts';

/** Sends what a function left in its output bindings. */
type SendOutputs = {
  isUsedBy(target: RegisteredFunction): boolean;
  send(
    target: RegisteredFunction,
    outputs: ReadonlyMap<string, TypedData>,
    returnValue: TypedData | undefined,
  ): Promise<void>;
};

export type AppInvoker = {
  /** Runs a function up to its result; the caller then calls `respond` (HTTP). */
  invoke(target: RegisteredFunction, inputs: Omit<InvocationInputs, 'extraInput'>): Promise<Invocation>;
  /** Runs a function and sends its outputs; answers its result as it is. */
  run(target: RegisteredFunction, inputs: Omit<InvocationInputs, 'extraInput'>): Promise<unknown>;
};

const supported = {
  trigger: ['httptrigger', 'timertrigger', 'servicebustrigger', 'orchestrationtrigger', 'activitytrigger'],
  in: ['durableclient', 'orchestrationclient'],
  out: ['http', 'servicebus'],
};

/** Refuses what this host would otherwise silently leave out. */
const checkBindings = ({ metadata, trigger }: RegisteredFunction): void => {
  for (const [name, binding] of Object.entries(metadata.bindings)) {
    const kind = name === trigger.name ? 'trigger' : binding.direction;
    if (!supported[kind].includes(binding.type.toLowerCase())) {
      throw new Error(
        `Function '${metadata.name}' has the ${kind} binding '${binding.type}', which the embedded host does not support (it supports ${supported[kind].join(', ')}).`,
      );
    }
  }
};

/** @param client data of the Durable client binding, asked for at each invocation */
export const createAppInvoker = (
  app: FunctionApp,
  log: HostLog,
  outputs: SendOutputs,
  client: () => string,
): AppInvoker => {
  for (const target of app.functions) checkBindings(target);
  const extraInput = (_binding: Binding): TypedData => ({ json: client() });

  const start: AppInvoker['invoke'] = async (target, inputs) => {
    const invocation = await invoke(app, target, log, { ...inputs, extraInput });
    if (!outputs.isUsedBy(target)) return invocation;
    return {
      ...invocation,
      respond: async (result) => {
        const response = await invocation.respond(result);
        await outputs.send(target, response.outputs, response.returnValue);
        return response;
      },
    };
  };

  return {
    invoke: start,
    run: async (target, inputs) => {
      const invocation = await start(target, inputs);
      if (outputs.isUsedBy(target)) await invocation.respond(invocation.result);
      return invocation.result;
    },
  };
};
