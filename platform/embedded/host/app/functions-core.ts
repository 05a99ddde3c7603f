import { registerHooks } from 'node:module';
import type { LogLevel } from '../host-log.ts';
import type { FunctionCallback, FunctionMetadata, HookCallback, ProgrammingModel } from './core-types.ts';

const HOOKS = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'] as const;
type HookName = (typeof HOOKS)[number];

export type Registrations = {
  functions: { metadata: FunctionMetadata; callback: FunctionCallback }[];
  hooks: Record<HookName, HookCallback[]>;
  model: ProgrammingModel | undefined;
};

type LogSink = (level: LogLevel, category: string, message: string) => void;

/** There is one `@azure/functions-core` in a process; what registers while an app loads goes to that app. */
const core = {
  loading: undefined as Registrations | undefined,
  /** An app that shares `@azure/functions` with one loaded before does not set the model again. */
  model: undefined as ProgrammingModel | undefined,
  log: (() => undefined) as LogSink,
};

const registering = (what: string): Registrations => {
  if (core.loading) return core.loading;
  throw new Error(`${what} was registered after the app's start: register while the app's modules load.`);
};

class Disposable {
  #onDispose: (() => void) | undefined;

  constructor(onDispose?: () => void) {
    this.#onDispose = onDispose;
  }

  dispose(): void {
    this.#onDispose?.();
    this.#onDispose = undefined;
  }
}

const coreModule = {
  version: '4.0.0',
  hostVersion: '4.1037.0',
  Disposable,
  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
    const { functions } = registering(`Function '${metadata.name}'`);
    const registration = { metadata, callback };
    functions.push(registration);
    return new Disposable(() => functions.splice(functions.indexOf(registration), 1));
  },
  setProgrammingModel(model: ProgrammingModel): void {
    core.model = model;
    registering('A programming model').model = model;
  },
  getProgrammingModel: (): ProgrammingModel | undefined => core.model,
  registerHook(name: string, callback: HookCallback): Disposable {
    const { hooks } = registering(`Hook '${name}'`);
    const known = HOOKS.find((each) => each === name);
    if (known === undefined)
      throw new Error(`Hook '${name}' is not supported by the embedded host; ${HOOKS.join(', ')} are.`);
    const own = hooks[known];
    own.push(callback);
    return new Disposable(() => own.splice(own.indexOf(callback), 1));
  },
  log: (level: LogLevel, category: string, message: string): void => core.log(level, category, message),
};

const SPECIFIER = '@azure/functions-core';
const VIRTUAL_URL = 'embedded-host:functions-core';
const globalKey = Symbol.for('connectsoft.factory.functions-core');
let isInstalled = false;

/** Makes `@azure/functions-core` loadable, by `import` and by `require`, from packages and from a bundle. */
const install = (): void => {
  if (isInstalled) return;
  isInstalled = true;
  Object.assign(globalThis, { [globalKey]: coreModule });
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === SPECIFIER
        ? { url: VIRTUAL_URL, format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === VIRTUAL_URL
        ? {
            format: 'commonjs',
            source: `module.exports = globalThis[Symbol.for('${Symbol.keyFor(globalKey)}')];`,
            shortCircuit: true,
          }
        : next(url, context),
  });
};

/** Runs `load`, which imports the app's entry, and answers what registered meanwhile. */
export const collectRegistrations = async (load: () => Promise<unknown>): Promise<Registrations> => {
  install();
  const registrations: Registrations = {
    functions: [],
    hooks: { appStart: [], appTerminate: [], preInvocation: [], postInvocation: [], log: [] },
    model: undefined,
  };
  core.loading = registrations;
  try {
    await load();
  } finally {
    core.loading = undefined;
  }
  registrations.model ??= core.model;
  return registrations;
};

/** Where messages of the SDK itself go. */
export const setCoreLog = (sink: LogSink): void => {
  core.log = sink;
};
