import { expect, it } from 'vitest';

import { microservice } from '../../orchestrators/microservice.ts';
import { drive } from './drive.ts';

const input = { projectId: 'p-1', correlationId: 'c-1', service: 'audit-trail' };

it('engineers all layers side by side between the plan and the assembly', () => {
  const { result, log, scheduled } = drive(microservice, input, () => ({ ok: true, value: null }));

  expect(result).toEqual({ ok: true, value: null });
  expect(log[0]).toBe('planEngineering');
  expect(scheduled.slice(1, 7).map((call) => call.input['layer'])).toEqual([
    'domain',
    'application',
    'infrastructure',
    'api',
    'tests',
    'docs',
  ]);
  expect(log.at(-1)).toBe('assembleService');
});

it('tries only the layer again that failed', () => {
  let failures = 1;
  const { scheduled } = drive(microservice, input, (_, given) => {
    if (given['layer'] === 'api' && failures > 0) {
      failures -= 1;
      return { ok: false, failure: { kind: 'transient', message: 'The store is locked.' } };
    }
    return { ok: true, value: null };
  });

  const layers = scheduled.filter(({ name }) => name === 'generateLayer').map((call) => call.input['layer']);
  expect(layers).toEqual(['domain', 'application', 'infrastructure', 'api', 'tests', 'docs', 'api']);
});

it('answers a failure instead of throwing, so that sibling services keep their work', () => {
  const failure = { kind: 'code-generation', message: 'No unit for the export.' };
  const { result } = drive(microservice, input, (name) =>
    name === 'assembleService' ? { ok: false, failure } : { ok: true, value: null },
  );

  expect(result).toEqual({ ok: false, failure });
});
