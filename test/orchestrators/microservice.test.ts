import { expect, it } from 'vitest';

import { microservice } from '../../orchestrators/microservice.ts';
import { aWorld, failure } from './a-world.ts';
import { drive } from './drive.ts';

const input = { projectId: 'p-1', correlationId: 'c-1', service: 'audit-trail' };

it('engineers all layers side by side between the plan and the assembly', () => {
  const { result, log, scheduled } = drive(microservice, input, aWorld().answer);

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
  const critical = failure('critical', 'A path leads out of the tree.');
  const world = aWorld({ fails: (name) => (name === 'assembleService' ? critical : undefined) });
  const { result } = drive(microservice, input, world.answer);

  expect(result).toEqual(critical);
});

it('tries code that could not be generated again after 0, 5 and 15 seconds, then asks', () => {
  let left = 4;
  const world = aWorld({
    fails: (name) =>
      name === 'assembleService' && left-- > 0
        ? failure('code-generation', 'No unit for the export.')
        : undefined,
    decides: () => 'retry',
  });
  const { scheduled } = drive(microservice, input, world.answer);

  const tries = scheduled.filter(({ name }) => name === 'assembleService').map(({ at }) => at / 1_000);
  expect(tries).toEqual([0, 0, 5, 20, 20]);
  expect(world.asked).toMatchObject([{ tries: 4, failure: { kind: 'code-generation' } }]);
});
