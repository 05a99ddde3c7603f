import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { createPipelineFixture } from './pipeline-fixture.ts';

const { workspace, commit, createRunner } = createPipelineFixture();
const runner = createRunner();

/** A run whose pipeline leaves a line in a file each time it really runs. */
const countedRun = (key: string) => {
  const file = join(workspace, `${key}.txt`);
  const revision = commit({ 'azure-pipelines.yml': `steps:\n  - script: echo ran >> ${file}\n` });
  const input = { key, ...revision, pipelinePath: 'azure-pipelines.yml' };
  return { input, lines: () => readFileSync(file, 'utf8') };
};

test('a finished run is answered again, by another runner too', async () => {
  const { input, lines } = countedRun('finished');
  const [first, second] = await Promise.all([runner.run(input), runner.run(input)]);
  expect(second).toEqual(first);
  expect(await createRunner().run(input)).toEqual(first);
  expect(lines()).toBe('ran\n');
});

test('an interrupted run starts over in a fresh folder', async () => {
  const { input, lines } = countedRun('interrupted');
  const { id } = await runner.run(input);
  const folder = join(workspace, 'pipelines', id);
  rmSync(join(folder, 'run.json'));
  mkdirSync(join(folder, 'work/Build.Job/s'), { recursive: true });
  writeFileSync(join(folder, 'work/Build.Job/s/left-over.txt'), '');

  expect(await runner.run(input)).toMatchObject({ status: 'succeeded' });
  expect(lines()).toBe('ran\nran\n');
  expect(existsSync(join(folder, 'work'))).toBe(false);
});

test('a commit that is not there is not run', async () => {
  const { input } = countedRun('no-commit');
  await expect(runner.run({ ...input, commit: '--upload-pack=x' })).rejects.toMatchObject({
    kind: 'pipeline',
  });
  await expect(runner.run({ ...input, commit: 'f'.repeat(40) })).rejects.toMatchObject({ kind: 'transient' });
});

test('a run that was removed leaves nothing and runs again; one that runs is ended first', async () => {
  const { input, lines } = countedRun('removed');
  const [run] = await Promise.all([runner.run(input), runner.remove(input.key)]);
  expect(run.status).toBe('succeeded');
  expect(existsSync(join(workspace, 'pipelines', run.id))).toBe(false);
  await createRunner().remove(input.key);
  await runner.remove('unknown');
  await runner.run(input);
  expect(lines()).toBe('ran\nran\n');
});
