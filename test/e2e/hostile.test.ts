import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { GeneratedFile } from '../../factory/domain/artifact.ts';
import type { RunResult } from '../../factory/domain/run-result.ts';
import { skeletonOf } from '../factory/generators/hostile/skeletons/skeleton-of.ts';
import { factory, git, resultOf, type CliAnswer } from './support/factory-cli.ts';
import { CANARY, hostileDefinition } from './support/hostile-definition.ts';

const scratch = mkdtempSync(join(tmpdir(), 'factory-hostile-'));
const cage = join(scratch, 'cage');
const workspace = join(scratch, 'workspace');
mkdirSync(cage);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What no word of a name has: where one of these stands outside of strings, comments and prose, a payload broke out. */
const payloads = [cage, `##vso[task.setvariable variable=${CANARY}`, 'DROP TABLE', 'javascript:alert', '<b>'];

/** The payloads that stand in a file as something else than text. */
const escaped = async (file: GeneratedFile): Promise<string[]> => {
  const skeleton = await skeletonOf(file);
  return payloads
    .filter((payload) => skeleton.includes(payload))
    .map((payload) => `${file.path}: ${payload}`);
};

/** A terminal acts on these: everything that is not seen, but for the end of a line and a tab. */
const acting = /(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

/** The text files of a repository. */
const filesOf = (repository: string): GeneratedFile[] => {
  const checkout = mkdtempSync(join(scratch, 'checkout-'));
  git(scratch, 'clone', '--quiet', repository, checkout);
  return git(checkout, 'ls-files')
    .split('\n')
    .filter((path) => !path.endsWith('.tgz'))
    .map((path) => ({ path, content: readFileSync(join(checkout, path), 'utf8') }));
};

describe('a definition with what means something to every language', () => {
  let answer: CliAnswer;
  let result: RunResult;

  beforeAll(() => {
    const definition = join(scratch, 'definition.txt');
    writeFileSync(definition, hostileDefinition(cage));
    answer = factory('run', '--file', definition, '--json', '--workspace', workspace);
    result = resultOf(answer);
  });

  it('becomes a service, and what became of none of its words is said with a reason', () => {
    expect(answer.exitCode, answer.stderr).toBe(0);
    expect(result.status).toBe('completed');
    const { total, served, unrealised } = result.requirements;
    expect(served).toBeGreaterThan(5);
    expect(served + unrealised.length).toBe(total);
    expect(unrealised.filter(({ reason }) => reason.trim() === '')).toEqual([]);
  });

  it('passes every check', () => {
    const checks = result.services.flatMap(({ quality }) => quality.checks);
    expect(checks).toHaveLength(24);
    const not = checks.filter(({ status }) => status !== 'passed').map(({ name }) => name);
    expect(not.filter((name) => !/^(?:bicep|image)$/.test(name))).toEqual([]);
  });

  it('is text wherever it stands: no language takes a part of it for its own', async () => {
    const files = result.services.flatMap(({ repository }) => filesOf(repository));
    expect(files.filter(({ content }) => content.includes(CANARY)).length).toBeGreaterThan(20);
    expect((await Promise.all(files.map(escaped))).flat()).toEqual([]);
  });

  it('would be seen where it broke out', async () => {
    const broken = { path: 'src/broken.ts', content: `const x = /DROP TABLE/;\n` };
    const step = { path: 'azure-pipelines.yml', content: `- script: touch ${cage}/x\n` };
    expect([...(await escaped(broken)), ...(await escaped(step))]).toEqual([
      'src/broken.ts: DROP TABLE',
      `azure-pipelines.yml: ${cage}`,
    ]);
  });

  it('makes no terminal act', () => {
    const shown = factory('status', result.projectId, '--workspace', workspace);
    const told = factory('events', result.projectId, '--workspace', workspace);
    expect(shown.stdout).toContain(CANARY);
    for (const text of [shown.stdout, told.stdout, answer.stderr])
      expect(text.split('\n').filter((line) => acting.test(line))).toEqual([]);
  });

  it('is executed by nothing on the way, its tests, pipeline and service among it', () => {
    expect(readdirSync(cage)).toEqual([]);
  });
});

describe('a definition of nothing that can be made', () => {
  const empty = join(scratch, 'refused');

  it.each([
    ['Keep 書類 with 名前', 'The definition names nothing that code can be named after'],
    [`$(touch ${cage}/x) \`touch ${cage}/y\``, 'The definition names no thing to keep'],
  ])('is refused with a reason: %j', (text, reason) => {
    const refused = factory('run', text, '--workspace', empty);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain(reason);
  });

  it('makes no project, and nothing of it is executed', () => {
    const status = factory('status', '--json', '--workspace', empty);
    expect(JSON.parse(status.stdout)).toEqual({ items: [] });
    expect(readdirSync(cage)).toEqual([]);
  });
});
