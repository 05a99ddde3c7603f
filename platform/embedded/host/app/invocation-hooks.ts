import type { LogLevel } from '../host-log.ts';
import type { FunctionCallback, HookCallback, InvocationContext } from './core-types.ts';

type Hooks = Record<'preInvocation' | 'postInvocation' | 'log', HookCallback[]>;
type Run = (inputs: unknown[], callback: FunctionCallback) => Promise<unknown>;
type Line = { level: LogLevel; category: string; message: string };

/**
 * Runs a function between its hooks, as the worker of Azure Functions does: a hook before it may put other inputs or another
 * handler in the place of those given, one after it another result or error.
 */
export const runWithHooks = async (
  { preInvocation, postInvocation }: Hooks,
  given: { context: InvocationContext; inputs: unknown[]; callback: FunctionCallback },
  run: Run,
): Promise<unknown> => {
  const shared = { hookData: {}, appHookData: {}, invocationContext: given.context };
  const before = { ...shared, inputs: given.inputs, functionCallback: given.callback };
  for (const hook of preInvocation) await hook(before);
  const after: { result: unknown; error: unknown } = { result: undefined, error: undefined };
  try {
    after.result = await run(before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error;
  }
  const last = Object.assign({ ...shared, inputs: before.inputs }, after);
  for (const hook of postInvocation) await hook(last);
  if (last.error !== undefined && last.error !== null) throw last.error;
  return last.result;
};

/** What is logged, as its hooks leave it. */
export const throughLogHooks = (
  { log }: Hooks,
  line: Line,
  invocationContext: InvocationContext | undefined,
): Line => {
  const logged = { hookData: {}, appHookData: {}, invocationContext, ...line };
  for (const hook of log) hook(logged);
  const { level, message } = line.category === 'user' ? logged : line;
  return { ...line, level, message };
};
