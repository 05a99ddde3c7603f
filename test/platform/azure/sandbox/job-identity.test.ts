import { expect, it } from 'vitest';

import { jobIdentity, type JobIdentity } from '../../../../platform/azure/sandbox/job-identity.ts';

const whose = { tenant: 'local', projectId: 'p-1', subject: 'orders' };
const what = { kind: 'service', digest: 'd' } as const;
const own = jobIdentity('key', whose, what);

it('is the same whoever asks, and fits where it is used', () => {
  expect(jobIdentity('key', { ...whose }, { ...what })).toEqual(own);
  expect(own.identifier).toMatch(/^[A-Za-z0-9-]{4,128}$/);
  expect(own.id).toMatch(/^[0-9a-f]{64}$/);
  expect(own.verdictKey).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set([own.identifier.slice(2), own.id, own.verdictKey]).size).toBe(3);
});

const others: [string, JobIdentity][] = [
  ['key of the factory', jobIdentity('other', whose, what)],
  ['tenant', jobIdentity('key', { ...whose, tenant: 'other' }, what)],
  ['project', jobIdentity('key', { ...whose, projectId: 'p-2' }, what)],
  ['subject', jobIdentity('key', { ...whose, subject: 'stock' }, what)],
  ['content', jobIdentity('key', whose, { ...what, digest: 'e' })],
  ['kind', jobIdentity('key', whose, { ...what, kind: 'extensions' })],
  [
    'division of the same letters',
    jobIdentity('key', { ...whose, projectId: 'p-1o', subject: 'rders' }, what),
  ],
];

it.each(others)('differs in everything for another %s', (_, other) => {
  expect(other.identifier).not.toBe(own.identifier);
  expect(other.id).not.toBe(own.id);
  expect(other.verdictKey).not.toBe(own.verdictKey);
});

it('has one session per subject for tools of ours, and another key for every content', () => {
  const delivery = jobIdentity('key', whose, { kind: 'delivery', digest: 'd' });
  const templates = jobIdentity('key', whose, { kind: 'templates', digest: 'e' });
  expect(templates.identifier).toBe(delivery.identifier);
  expect(templates.id).not.toBe(delivery.id);
  expect(templates.verdictKey).not.toBe(delivery.verdictKey);
  expect(delivery.identifier).not.toBe(own.identifier);
});
