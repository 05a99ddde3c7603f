import { gzipSync } from 'node:zlib';

import { expect, it } from 'vitest';

import type { GeneratedFile } from '../../factory/domain/artifact.ts';
import { guardArtifacts } from '../../platform/guarded-artifacts.ts';
import { PortError } from '../../platform/port-error.ts';
import type { ArtifactStore } from '../../platform/ports.ts';

const token = `gh${'p_'}${'aB3d'.repeat(9)}`;

/** A guarded store that remembers what came through. */
const watched = () => {
  const stored: GeneratedFile[] = [];
  const store = {
    putAll: async (_: string, __: string, files: readonly GeneratedFile[]) => {
      stored.push(...files);
      return [];
    },
  } as unknown as ArtifactStore;
  return { stored, store: guardArtifacts(store) };
};

/** What a guarded store says to these files, after one that is fine. */
const refusal = async (...files: GeneratedFile[]): Promise<PortError> => {
  const { stored, store } = watched();
  const answer = await store
    .putAll('p', 'engineering', [{ path: 'fine.md', content: 'fine' }, ...files])
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  expect(stored, 'nothing of the call is stored').toEqual([]);
  if (!PortError.is(answer)) throw new Error('It was stored.');
  expect(answer.kind).toBe('critical');
  expect(`${answer.stack}`).not.toContain(token);
  return answer;
};

it('lets through what is fine', async () => {
  const { stored, store } = watched();
  const archive = gzipSync('package/index.js').toString('base64');
  const files = [
    { path: 'src/main.ts', content: 'export {};\n' },
    { path: 'vendor/a.tgz', content: archive },
  ];
  await store.putAll('p', 'engineering', files);
  expect(stored).toEqual(files);
});

it.each([
  [
    'a text',
    { path: 'src/a.ts', content: `first\n'${token}'\n` },
    /^Line 2 of "src\/a\.ts" holds a GitHub token/,
  ],
  [
    'an archive',
    { path: 'a.tgz', content: gzipSync(`x\n${token}`).toString('base64') },
    /^Line 2 of "a\.tgz"/,
  ],
  [
    'a name',
    { path: `src/${token}.ts`, content: '' },
    /^The name of "src\/\[a GitHub token, left out\]\.ts"/,
  ],
])('refuses a secret in %s before anything is stored, and does not repeat it', async (_, file, says) => {
  const { criticalReason, message } = await refusal(file);
  expect(criticalReason).toBe('secret');
  expect(message).toMatch(says);
});

it.each(['../out.ts', 'a/../../out.ts', '/etc/passwd', 'a\\b', 'C:/x', 'a\0b', 'a/nul.txt', ''])(
  'refuses the path %j before anything is stored',
  async (path) => {
    const { criticalReason, message } = await refusal({ path, content: '' });
    expect(criticalReason).toBe('path-escape');
    expect(message).toContain('Nothing was stored');
  },
);

it('refuses an archive that nobody can look into', async () => {
  const { store } = watched();
  const file = { path: 'a.tgz', content: Buffer.from('no gzip').toString('base64') };
  await expect(store.putAll('p', 'engineering', [file])).rejects.toMatchObject({ kind: 'code-generation' });
});
