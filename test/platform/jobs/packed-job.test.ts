import { gzipSync } from 'node:zlib';

import { expect, it } from 'vitest';

import { jobSchema, type Job } from '../../../platform/jobs/job.ts';
import { packJob, unpackJob } from '../../../platform/jobs/packed-job.ts';
import { auditPlan } from '../../factory/agents/quality/fixtures/audit-plan.ts';
import { tracedAuditBlueprint } from '../../factory/agents/quality/fixtures/traced-audit-blueprint.ts';
import { bookshopBlueprint } from '../../factory/fixtures/blueprints/bookshop.ts';
import { bookshopPlan } from '../../factory/fixtures/plans/bookshop.ts';

const files = [{ path: 'src/main.ts', content: 'export const one = 1;\n' }];

const delivery = (paths: readonly string[]): Job => ({
  kind: 'delivery',
  files: paths.map((path) => ({ path, content: 'x' })),
});

const packed = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value));

it.each<Job>([
  { kind: 'service', files, service: tracedAuditBlueprint.services[0]!, plan: auditPlan },
  ...bookshopBlueprint.services.map((service) => ({
    kind: 'service' as const,
    files,
    service,
    plan: bookshopPlan,
  })),
  { kind: 'platform', files, services: [{ name: 'orders', files }] },
  { kind: 'extensions', files: [{ path: 'vendor/a-1.0.0.tgz', content: 'AAEC' }] },
])('takes a job of kind $kind there and back', (job) => {
  const { bytes, digest } = packJob(job);
  expect(unpackJob(bytes)).toEqual({ job, digest });
  expect(jobSchema.parse(job)).toEqual(job);
});

it('says the same digest for the same job, and another one for another', () => {
  expect(packJob(delivery(['a'])).digest).toBe(packJob(delivery(['a'])).digest);
  expect(packJob(delivery(['a'])).digest).not.toBe(packJob(delivery(['b'])).digest);
});

it.each([
  ['absolute', ['/etc/passwd']],
  ['leaving', ['src/../../main.ts']],
  ['a device', ['src/nul.ts']],
  ['a collision of case', ['src/main.ts', 'src/Main.ts']],
  ['a file that is a folder, too', ['src', 'src/main.ts']],
  ['twice the same', ['a.ts', 'a.ts']],
])('refuses paths on either side: %s', (_, paths) => {
  expect(() => packJob(delivery(paths))).toThrow(expect.objectContaining({ kind: 'critical' }) as Error);
  expect(() => unpackJob(packed(delivery(paths)))).toThrow(
    expect.objectContaining({ kind: 'critical' }) as Error,
  );
});

it('refuses paths of the repositories that are looked at beside', () => {
  const job = { kind: 'platform', files, services: [{ name: 'a', files: [{ path: '../a', content: '' }] }] };
  expect(() => unpackJob(packed(job))).toThrow(/leads|segment/);
});

it('holds no links, modes or kinds of files but regular ones', () => {
  const link = { kind: 'delivery', files: [{ path: 'a', content: '', link: '/etc/passwd' }] };
  expect(() => unpackJob(packed(link))).toThrow(/The job is none/);
});

it.each([
  ['a bomb', gzipSync(Buffer.alloc(40 * 1024 ** 2)), /unpacks to more than it may/],
  ['one beyond every limit', gzipSync(Buffer.alloc(97 * 1024 ** 2), { level: 1 }), /unpacks to more/],
  [
    'too many files',
    packed({
      kind: 'delivery',
      files: Array.from({ length: 20_001 }, (_, n) => ({ path: `f${n}`, content: '' })),
    }),
    /none/,
  ],
  ['no compressed job', Buffer.from('PK\u0003\u0004'), /not compressed/],
  ['a truncated one', packed(delivery(['a'])).slice(0, 20), /not compressed/],
  ['another kind', packed({ kind: 'shell', files }), /none/],
])('refuses %s', (_, bytes, says) => {
  expect(() => unpackJob(bytes)).toThrow(says);
});

it('sends nothing that the other side would refuse for its size', () => {
  const content = 'a'.repeat(97 * 1024 ** 2);
  expect(() => packJob({ kind: 'delivery', files: [{ path: 'a', content }] })).toThrow(/too large/);
});
