import { expect, test } from 'vitest';

import { diagnosticSchema } from '../../../../factory/knowledge/diagnostics/diagnostic.ts';
import {
  diagnosticByCode,
  diagnosticOf,
  diagnostics,
} from '../../../../factory/knowledge/diagnostics/diagnostics.ts';

test('each of at least twenty has its own code and a message that its own example fulfils', () => {
  expect(diagnostics.length).toBeGreaterThanOrEqual(20);
  const codes = diagnostics.map(({ tool, code }) => `${tool} ${code}`);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { example, message, tool, code } of diagnostics) {
    expect(example).toMatch(new RegExp(message));
    expect(diagnosticOf(tool, example)?.code).toBe(code);
  }
});

test('is found by its code, also in a line of output', () => {
  expect(diagnosticByCode('typescript', 'TS2322')?.title).toBe('A value of another type is assigned');
  expect(diagnosticByCode('bicep', 'TS2322')).toBeUndefined();
  expect(
    diagnosticOf('typescript', "src/domain/order.ts(3,7): error TS2741: Property 'total' is missing")?.code,
  ).toBe('TS2741');
  expect(diagnosticOf('npm', 'npm error code ERESOLVE')?.code).toBe('ERESOLVE');
  expect(diagnosticOf('vitest', 'Everything is fine')).toBeUndefined();
});

test('the schema refuses one without a fix', () => {
  expect(diagnosticSchema.safeParse({ ...diagnostics[0], fix: '' }).success).toBe(false);
});
