import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const committed = readFileSync(resolve(root, 'docs/security.md'), 'utf8');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'test'], {
  cwd: root,
  encoding: 'utf8',
}).split('\n');

type Threat = { number: number; threat: string; control: string; tests: string[] };

const threatsIn = (document: string): Threat[] =>
  [...document.matchAll(/^\| (\d+)\s*\| ([^|]+)\| ([^|]+)\| ([^|]+)\|$/gm)].map(
    ([, number, threat, control, shown]) => ({
      number: Number(number),
      threat: threat!.trim(),
      control: control!.trim(),
      tests: [...shown!.matchAll(/`([^`]+)`/g)].map(([, path]) => path!),
    }),
  );

/** What is wrong with the table: a threat that is missing, has no control, or names a test that is not there. */
const problemsOf = (document: string): string[] => {
  const threats = threatsIn(document);
  const missing = Array.from({ length: 12 }, (_, index) => index + 1).filter(
    (number) => threats.filter((one) => one.number === number).length !== 1,
  );
  return [
    ...missing.map((number) => `threat ${number} is not there once`),
    ...threats.flatMap(({ number, control, tests }) => [
      ...(control === '' ? [`threat ${number} has no control`] : []),
      ...(tests.length === 0 ? [`threat ${number} names no test`] : []),
      ...tests
        .filter((path) => !path.endsWith('.test.ts') || !files.includes(path))
        .map((path) => `${path} is no test here`),
    ]),
  ];
};

it('docs/security.md names for each threat a control and tests that are there', () => {
  expect(problemsOf(committed)).toEqual([]);
});

it.each([
  [/^\| 7 .*$/m, '', 'threat 7 is not there once'],
  [/routes\.test\.ts/, 'no-routes.test.ts', 'test/functions/access/no-routes.test.ts is no test here'],
  [
    /`test\/functions\/access\/audit\.test\.ts`/,
    '`functions/access/access.ts`',
    'functions/access/access.ts is no test here',
  ],
  [/^(\| 3 .*\|)[^|]*\|$/m, '$1 somewhere |', 'threat 3 names no test'],
])('a table without it is caught: %s', (pattern, instead, problem) => {
  expect(problemsOf(committed.replace(pattern, instead))).toContain(problem);
});
