/**
 * Who wants to know that a message arrived, by workspace. It hangs on `globalThis` because the app may be a bundle with
 * its own copy of this module, while the host that pumps its triggers has another.
 */
const key = Symbol.for('connectsoft.factory.bus-listeners');

type Listener = () => void;

const listenersByDirectory = (): Map<string, Set<Listener>> => {
  const holder = globalThis as { [key]?: Map<string, Set<Listener>> };
  holder[key] ??= new Map();
  return holder[key];
};

export const listen = (directory: string, listener: Listener): (() => void) => {
  const byDirectory = listenersByDirectory();
  const listeners = byDirectory.get(directory) ?? new Set();
  byDirectory.set(directory, listeners.add(listener));
  return () => void listeners.delete(listener);
};

export const notify = (directory: string): void => {
  for (const listener of listenersByDirectory().get(directory) ?? []) queueMicrotask(listener);
};
