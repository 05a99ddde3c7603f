import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import {
  bicep,
  copyOfBicep,
  hasBicep,
  parseSnapshot,
  root,
  snapshotText,
  withoutBicep,
} from './support/bicep-cli.ts';

/** The CLI compiles everything anew at each start. */
const TIMEOUT = { timeout: 60_000 };

const golden = (name: string) =>
  parseSnapshot(readFileSync(join(root, `bicep/${name}.snapshot.json`), 'utf8'));

let folder = '';
const copied = (): string => (folder = copyOfBicep());
afterEach(() => {
  if (folder !== '') rmSync(dirname(folder), { recursive: true, force: true });
  folder = '';
});

const changed = (path: string, change: (text: string) => string): string => {
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return path;
};

const sources = (place: string): string[] =>
  globSync('**/*.bicep*', { cwd: place })
    .filter((path) => !path.endsWith('.json'))
    .toSorted();

/** Files that the formatter would change. */
const unformatted = (place: string): string[] => {
  const before = new Map(sources(place).map((path) => [path, readFileSync(join(place, path), 'utf8')]));
  expect(bicep('format', '--pattern', join(place, '**/*.bicep*')).status).toBe(0);
  return [...before]
    .filter(([path, text]) => readFileSync(join(place, path), 'utf8') !== text)
    .map(([path]) => path);
};

describe.skipIf(!hasBicep)(`the Bicep of the factory${withoutBicep}`, () => {
  it('builds, and lints without a word for every environment', TIMEOUT, () => {
    const place = join(root, 'bicep');
    expect(bicep('lint', '--pattern', join(place, '*.bicepparam'))).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    const { status, stdout } = bicep('build', join(place, 'main.bicep'), '--stdout');
    expect([status, JSON.parse(stdout).languageVersion]).toEqual([0, '2.0']);
  });

  it('has the style of the formatter, all but one planted line', () => {
    const place = copied();
    expect(sources(place).length).toBeGreaterThan(17);
    const planted = 'modules/cosmos.bicep';
    changed(join(place, planted), (text) => text.replace("name: 'factory'", "name:   'factory'"));
    expect(unformatted(place)).toEqual([planted]);
  });

  it('is refused with planted faults', TIMEOUT, () => {
    const place = copied();
    const faults = [
      ['openai', 'disableLocalAuth', 'disableLocalAuthentication', 'BCP037'],
      ['network', 'param location', "param unused string = ''\nparam location", 'no-unused-params'],
      ['scheduler', '2026-02-01', '2024-10-01-preview', 'use-recent-api-versions'],
      ['key-vault', "'app'", 'principalId', 'what-if-short-circuiting'],
    ] as const;
    for (const [module, from, to] of faults)
      changed(join(place, `modules/${module}.bicep`), (text) => text.replace(from, to));
    const { status, stdout, stderr } = bicep('lint', join(place, 'main.bicep'));
    expect(status).not.toBe(0);
    expect(faults.filter(([, , , rule]) => !(stdout + stderr).includes(rule))).toEqual([]);
  });

  // After a wanted change: scripts/bicep/snapshot.sh
  it('deploys for production what its golden file says', TIMEOUT, () => {
    expect(parseSnapshot(snapshotText(copied(), 'production'))).toEqual(golden('production'));
    expect(golden('production').diagnostics).toEqual([]);
  });

  it('deploys for dev what its golden file says, all but one planted change', TIMEOUT, () => {
    const place = copied();
    changed(join(place, 'modules/sandbox.bicep'), (text) => text.replace('EgressDisabled', 'EgressEnabled'));
    const text = snapshotText(place, 'dev');
    expect(parseSnapshot(text)).not.toEqual(golden('dev'));
    expect(parseSnapshot(text.replace('EgressEnabled', 'EgressDisabled'))).toEqual(golden('dev'));
    expect(golden('dev').diagnostics).toEqual([]);
  });
});

describe('the rules of the linter', () => {
  const { rules } = JSON.parse(readFileSync(join(root, 'bicep/bicepconfig.json'), 'utf8')).analyzers.core as {
    rules: Record<string, { level: string }>;
  };
  /** A rule that is switched off for a line says why in the line before. */
  const unexplained = (text: string): string[] =>
    text.split('\n').filter((line, index, lines) => {
      const before = (lines[index - 1] ?? '').trim();
      return line.includes('#disable') && !/^\/\/ .{20,}/.test(before);
    });

  it('are errors, each of them', () => {
    expect(Object.keys(rules).length).toBeGreaterThan(40);
    expect(Object.values(rules).filter(({ level }) => level !== 'error')).toEqual([]);
  });

  it('are switched off for single lines only, with a reason', () => {
    const texts = sources(join(root, 'bicep')).map((path) => readFileSync(join(root, 'bicep', path), 'utf8'));
    expect(texts.filter((text) => text.includes('#disable')).length).toBeGreaterThan(5);
    expect(texts.flatMap(unexplained)).toEqual([]);
    expect(unexplained('\n#disable-next-line no-unused-params\nparam a string')).toHaveLength(1);
  });
});
