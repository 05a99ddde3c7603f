import { userInfo } from 'node:os';

import { expect, it } from 'vitest';

import { localPeople } from '../../../platform/embedded/local-people.ts';

it('is the user of this machine, who holds every role', () => {
  const { personOf, submitterMayAccept } = localPeople();
  expect(personOf().name).toBe(userInfo().username);
  expect(personOf().roles).toEqual(['reviewer', 'architect', 'devops-engineer']);
  expect(submitterMayAccept).toBe(true);
});

it('has a name where the system has none', () => {
  const unknown = () => {
    throw new Error('ENOENT: no entry for this user');
  };
  expect(localPeople(unknown).personOf().name).toBe('local');
  expect(localPeople(() => '').personOf().name).toBe('local');
});
