import { createHmac } from 'node:crypto';

import { expect, it } from 'vitest';

import { readSigned } from '../../../factory/verification/signed-report.ts';

const signed = (report: string, key: string): string =>
  JSON.stringify({ signature: createHmac('sha256', key).update(report).digest('hex'), report });

it('reads what was signed with the key of the run', () => {
  expect(readSigned(signed('{"a":1}', 'key'), 'key')).toBe('{"a":1}');
  expect(readSigned(undefined, 'key')).toBeUndefined();
});

it.each([
  ['another key', signed('{}', 'guessed')],
  ['another text', signed('{"a":1}', 'key').replace('1', '2')],
  ['no signature', '{"report":"{}"}'],
  ['a short signature', '{"signature":"00","report":"{}"}'],
  ['a report as the runner writes it', '{"testResults":[]}'],
  ['no JSON', 'all passed'],
])('refuses %s', (_, file) => {
  expect(() => readSigned(file, 'key')).toThrow(
    expect.objectContaining({ kind: 'critical', criticalReason: 'sandbox' }) as Error,
  );
});
