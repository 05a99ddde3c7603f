import { expect, it } from 'vitest';

import type { Finding, QualityReport } from '../../../factory/domain/quality-report.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import { readVerdict } from '../../../platform/jobs/read-verdict.ts';
import { signEnvelope } from '../../../platform/signed-envelope.ts';
import { auditPlan } from '../../factory/agents/quality/fixtures/audit-plan.ts';
import { tracedAuditBlueprint } from '../../factory/agents/quality/fixtures/traced-audit-blueprint.ts';

const id = 'a'.repeat(64);
const digest = 'd'.repeat(64);
const verdictKey = 'c'.repeat(64);
const service = tracedAuditBlueprint.services[0]!;
const job = {
  kind: 'service' as const,
  files: [{ path: 'src/main.ts', content: '' }],
  service,
  plan: auditPlan,
} satisfies Job;

const finding = (file: string, check: Finding['check'] = 'types'): Finding => ({
  check,
  rule: 'types/TS1',
  file,
  line: 3,
  message: 'wrong',
  suggestion: 'right',
});

const report = (findings: Finding[] = []): QualityReport => ({
  service: service.name,
  checks: [
    {
      name: 'types',
      status: 'failed',
      detail: 'one finding',
      inspected: 1,
      durationMs: 2,
      evidence: '',
      findings,
    },
  ],
  tests: { passed: 0, failed: 0 },
  servedStories: [],
});

const said = (value: unknown, changes: object = {}) =>
  JSON.stringify({ job: id, digest, outcome: { ok: true, value }, ...changes });

const read = (text: string, key = verdictKey) =>
  readVerdict({ id, digest, job, verdictKey }, signEnvelope(text, key));

it('reads what the sandbox found', () => {
  const found = report([finding('src/main.ts')]);
  expect(read(said(found))).toEqual(found);
});

it('throws the failure that the sandbox met, as it is', () => {
  const failure = { kind: 'critical', message: 'It changed itself.', criticalReason: 'sandbox' };
  expect(() => read(said(undefined, { outcome: { ok: false, failure } }))).toThrow(
    expect.objectContaining(failure) as Error,
  );
});

it('leaves out places that a tool names and the tree does not have, and keeps what a check misses', () => {
  const found = report([finding('.verification/canary.test.mjs'), finding('src/domain/event/', 'ddd')]);
  const { line: _, file: __, ...placeless } = finding('');
  expect(read(said(found)).checks[0]?.findings).toEqual([placeless, finding('src/domain/event/', 'ddd')]);
});

it.each([
  ['one signed with another key', said(report()), 'b'.repeat(64)],
  ['one about another job', said(report(), { job: 'b'.repeat(64) })],
  ['one about other files', said(report(), { digest: 'b'.repeat(64) })],
  ['one about another service', said({ ...report(), service: 'another' })],
  ['one of another kind', said([])],
  ['one with more in it', said({ ...report(), install: 'curl' })],
  ['one that names a file outside', said(report([finding('../../.ssh/id')]))],
  ['one that names an absolute path', said(report([finding('/etc/passwd', 'ddd')]))],
  ['one that names a file of Windows', said(report([finding('C:\\Windows\\a', 'ddd')]))],
  ['one that hides characters in a name', said(report([finding('src/a\u202e.ts', 'ddd')]))],
  ['one that is none', 'passed'],
])('refuses %s', (_, text, key?: string) => {
  expect(() => read(text, key)).toThrow(
    expect.objectContaining({ kind: 'critical', criticalReason: 'sandbox' }) as Error,
  );
});

it('refuses a text that was changed after it was signed', () => {
  const { signature } = signEnvelope(said(report([finding('src/main.ts')])), verdictKey);
  expect(() => readVerdict({ id, digest, job, verdictKey }, { signature, report: said(report()) })).toThrow(
    /not written by it/,
  );
});
