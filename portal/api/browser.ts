import { createClient } from './client.ts';
import type { FollowDeps } from './follow-events.ts';
import { createSignIn } from './sign-in.ts';

/** Who uses this tab, where the API wants to know. */
export const signIn = createSignIn((path, init) => globalThis.fetch(path, init), sessionStorage);

const fetchHere = signIn.fetch;

/** The API of the factory that served this page. */
export const client = createClient(fetchHere);

/** Waiting and fetching as a browser does it. */
export const followDeps: FollowDeps = {
  fetch: fetchHere,
  pause: (milliseconds, signal) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    const done = (): void => resolve();
    signal.addEventListener('abort', done, { once: true });
    globalThis.addEventListener('online', done, { once: true });
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      globalThis.removeEventListener('online', done);
    });
  },
  watch: (milliseconds, onSilence) => {
    let timer = setTimeout(onSilence, milliseconds);
    return {
      touch: () => {
        clearTimeout(timer);
        timer = setTimeout(onSilence, milliseconds);
      },
      stop: () => clearTimeout(timer),
    };
  },
};
