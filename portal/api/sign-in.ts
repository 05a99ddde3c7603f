type Fetch = (path: string, init?: RequestInit) => Promise<Response>;
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

const ITEM = 'factory.credential';

/** `no`: nobody asks, or what was entered is good. `missing`: the API wants to know who calls. `refused`: what was entered is not good. */
export type SignInState = 'no' | 'missing' | 'refused';

/** A token has three parts; an access key has none. */
export const credentialHeader = (credential: string): Record<string, string> =>
  credential.split('.').length === 3
    ? { authorization: `Bearer ${credential}` }
    : { 'x-api-key': credential };

/**
 * Shows the API who calls, by a token or an access key that a person enters. It lies in the storage of this tab only and is
 * gone with it. The embedded host never asks.
 */
export const createSignIn = (fetch: Fetch, storage: Storage) => {
  let state: SignInState = 'no';
  const listeners = new Set<() => void>();
  const become = (next: SignInState): void => {
    if (state === next) return;
    state = next;
    for (const listener of listeners) listener();
  };

  return {
    state: (): SignInState => state,
    /** Calls when the state changes, until what it answers is called. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    enter(credential: string): void {
      storage.setItem(ITEM, credential.trim());
      become('no');
    },
    leave(): void {
      storage.removeItem(ITEM);
      become('missing');
    },
    isSignedIn: (): boolean => storage.getItem(ITEM) !== null,
    async fetch(path: string, init: RequestInit = {}): Promise<Response> {
      const shown = storage.getItem(ITEM);
      const response = await fetch(
        path,
        shown === null
          ? init
          : { ...init, headers: { ...(init.headers as Record<string, string>), ...credentialHeader(shown) } },
      );
      // An answer to what was shown before says nothing of what was entered since.
      if (response.status === 401 && storage.getItem(ITEM) === shown)
        become(shown === null ? 'missing' : 'refused');
      return response;
    },
  };
};
