import { expect, it } from 'vitest';

import { createSignIn, credentialHeader } from '../../../portal/api/sign-in.ts';

const aTab = (good: string | undefined) => {
  const items = new Map<string, string>();
  const shown: Record<string, string>[] = [];
  const states: string[] = [];
  let hold: Promise<void> = Promise.resolve();
  const signIn = createSignIn(
    async (_, init = {}) => {
      const headers = init.headers as Record<string, string> | undefined;
      shown.push(headers ?? {});
      await hold;
      return new Response('{}', {
        status: good === undefined || headers?.['x-api-key'] === good ? 200 : 401,
      });
    },
    {
      getItem: (name) => items.get(name) ?? null,
      setItem: (name, value) => void items.set(name, value),
      removeItem: (name) => void items.delete(name),
    },
  );
  signIn.subscribe(() => states.push(signIn.state()));
  return { signIn, shown, states, holdBack: (until: Promise<void>) => void (hold = until) };
};

it('asks nobody where the API does not', async () => {
  const { signIn, shown, states } = aTab(undefined);
  await signIn.fetch('/api/projects', { headers: { accept: 'application/json' } });
  expect([shown, states, signIn.isSignedIn()]).toEqual([[{ accept: 'application/json' }], [], false]);
});

it('asks where the API does, and shows what was entered with every request from then on', async () => {
  const { signIn, shown, states } = aTab('fk_good');
  expect((await signIn.fetch('/api/projects')).status).toBe(401);
  signIn.enter('fk_wrong');
  await signIn.fetch('/api/projects');
  signIn.enter(' fk_good \n');
  expect((await signIn.fetch('/api/projects', { headers: { accept: 'x' } })).status).toBe(200);
  expect(states).toEqual(['missing', 'no', 'refused', 'no']);
  expect(shown.at(-1)).toEqual({ accept: 'x', 'x-api-key': 'fk_good' });
  signIn.leave();
  expect([signIn.state(), signIn.isSignedIn()]).toEqual(['missing', false]);
});

it('is not put off by the answer to what was shown before', async () => {
  const { signIn, holdBack } = aTab('fk_good');
  const { promise, resolve } = Promise.withResolvers<void>();
  signIn.enter('fk_old');
  holdBack(promise);
  const late = signIn.fetch('/api/projects');
  signIn.enter('fk_good');
  resolve();
  expect((await late).status).toBe(401);
  expect(signIn.state()).toBe('no');
});

it('knows a token from a key', () => {
  expect(credentialHeader('a.b.c')).toEqual({ authorization: 'Bearer a.b.c' });
  expect(credentialHeader('fk_x')).toEqual({ 'x-api-key': 'fk_x' });
});
