import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ENGINE_SCHEMA } from '../../../../../platform/embedded/host/durable/engine-schema.ts';
import { createEngineStore } from '../../../../../platform/embedded/host/durable/engine-store.ts';
import { versionProblem, versioningOf } from '../../../../../platform/embedded/host/durable/versioning.ts';
import { ORCHESTRATION_VERSION } from '../../../../../factory/domain/orchestration-version.ts';
import { readHostSettings } from '../../../../../platform/embedded/host/host-settings.ts';
import { createToyEngine, settle, temporaryDirectory } from './toy-engine.ts';
import type { Functions, ToyEngine } from './toy-engine.ts';

const functions: Functions = {
  orchestrators: {
    *parent({ df }) {
      yield df.waitForExternalEvent('go');
      const step: unknown = yield df.callActivity('step');
      return `${String(step)} in ${df.version}`;
    },
  },
  activities: { step: () => 'done' },
};

const open = (
  version: string,
  directory: string,
  onHeld = (_message: string): void => undefined,
): Promise<ToyEngine> =>
  createToyEngine(functions, { directory, versioning: { version, match: 'Strict' }, onHeld });

it('leaves an instance of another version as it is, says so, and goes on with its version', async () => {
  const directory = temporaryDirectory();
  const first = await open('1.0', directory);
  first.start({ name: 'parent', instanceId: 'a' });
  await settle();
  await first.close();

  const held: string[] = [];
  const second = await open('2.0', directory, (message) => held.push(message));
  second.raiseEvent('a', 'go', '1');
  await settle();
  expect(second.get('a')).toMatchObject({ status: 'Running', version: '1.0' });
  expect(held).toEqual([
    expect.stringMatching(
      /'parent' \(a\) is not run here: it was started with orchestration version 1\.0, this app has version 2\.0/,
    ),
  ]);
  await second.close();

  const third = await open('1.0', directory);
  expect(await third.outcome('a')).toEqual({ status: 'Completed', output: 'done in 1.0' });
  await third.close();
});

it('takes instances of the format without versions for those of no version', () => {
  const directory = temporaryDirectory();
  const database = new DatabaseSync(join(directory, 'engine.db'));
  database.exec(
    `${ENGINE_SCHEMA.replace(', version TEXT NOT NULL', '')}; PRAGMA user_version = 1;
     INSERT INTO instance VALUES ('a', 'e', 'parent', 'Running', 'null', NULL, NULL, NULL, NULL, NULL, 'a', '', 1, 1);`,
  );
  database.close();
  const store = createEngineStore(directory);
  expect(store.get('a')).toMatchObject({ id: 'a', version: '' });
  store.close();
});

it.each([
  ['1.0', '1.0', 'Strict', true],
  ['1.0', '1.1', 'Strict', false],
  ['', '1.0', 'Strict', false],
  ['1.0', '1.1', 'CurrentOrOlder', true],
  ['', '1.1', 'CurrentOrOlder', true],
  ['1.10', '1.9', 'CurrentOrOlder', false],
  ['2.0', '1.0', 'None', true],
] as const)('an instance of "%s" in an app of "%s" under %s: %s', (started, version, match, runs) => {
  expect(versionProblem(started, { version, match }) === undefined).toBe(runs);
});

it('reads host.json, and refuses what it does not know', () => {
  expect(versioningOf({})).toEqual({ version: '', match: 'None' });
  expect(() => versioningOf({ versionMatchStrategy: 'Newest' })).toThrow(
    /one of None, Strict, CurrentOrOlder/,
  );
  expect(() => versioningOf({ versionFailureStrategy: 'Fail' })).toThrow(/knows Reject only/);
});

it("is the orchestrations' version in the factory's host.json", () => {
  expect(readHostSettings('app.ts', {}).versioning).toEqual({
    version: ORCHESTRATION_VERSION,
    match: 'Strict',
  });
});
