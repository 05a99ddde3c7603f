import { expect, it } from 'vitest';

import { defaultSenders, sendersTextSchema, type Sender } from '../../../factory/domain/sender.ts';

const sender = (name: string, changes: Partial<Sender> = {}): Sender => ({
  name,
  tenant: 'acme',
  roles: ['reviewer'],
  requests: `${name}-requests`,
  control: `${name}-control`,
  replies: `${name}-replies`,
  ...changes,
});
const read = (value: unknown) =>
  sendersTextSchema.safeParse(typeof value === 'string' ? value : JSON.stringify(value));

it('reads the senders of a setting', () => {
  const senders = [sender('contoso'), sender('fabrikam', { tenant: 'fabrikam', roles: [] })];
  expect(read(senders).data).toEqual(senders);
  expect(read(defaultSenders('local')).success).toBe(true);
});

it.each<[string, unknown, string]>([
  ['no JSON', '[{', 'must be JSON'],
  ['one name twice', [sender('a'), sender('a', { requests: 'x', control: 'y', replies: 'z' })], 'the name a'],
  ['a queue of two senders', [sender('a'), sender('b', { control: 'A-Requests' })], 'Queue a-requests'],
  ['a queue with two uses', [sender('a', { replies: 'a-control' })], 'Queue a-control'],
  ['a queue of the factory', [sender('a', { requests: 'factory-rejected' })], 'Queue factory-rejected'],
  ['a name that is a setting', [sender('a', { requests: '%SECRET%' })], 'name of a queue'],
  ['an unknown role', [{ ...sender('a'), roles: ['owner'] }], 'Invalid option'],
  ['a wrong tenant', [sender('a', { tenant: 'Acme!' })], 'lower-case'],
])('refuses %s', (_, value, message) => {
  expect(JSON.stringify(read(value).error?.issues)).toContain(message);
});
