import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { ENVIRONMENT } from '../../cli/command-line/environment-table.ts';
import { settingsSchema } from '../../settings.ts';

/** What the system says, and what the host tells the Durable client and services. */
const notSettings = new Set(['PATH', 'NPM_CONFIG_USERCONFIG', 'WEBSITE_HOSTNAME', 'SERVICE_BUS_CONNECTION']);
const documented = new Set([
  ...Object.keys(settingsSchema.shape),
  ...Object.keys(ENVIRONMENT),
  ...notSettings,
]);

const variablesOf = (source: string): string[] =>
  [...source.matchAll(/\b(?:env|environment)(?:\['|\.)([A-Z][A-Z_]+)\b/g)].map(([, name]) => name!);

const sources = execFileSync('git', ['ls-files', 'app.ts', 'cli', 'platform'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(?:ts|mjs)$/.test(path));

it('every variable of the environment that the factory reads is documented, and every documented one is read', () => {
  const used = sources.flatMap((path) => variablesOf(readFileSync(path, 'utf8')));
  const read = new Set([...used, 'NO_COLOR', 'FORCE_COLOR']);
  expect(sources.length).toBeGreaterThan(100);
  expect(used.filter((name) => !documented.has(name))).toEqual([]);
  expect(Object.keys(ENVIRONMENT).filter((name) => !read.has(name))).toEqual([]);
});

it('a variable is found however it is read', () => {
  expect(
    variablesOf("process.env['PLANTED'] ?? process.env.PLANTED_TOO; environment['THIRD'] ??= ''"),
  ).toEqual(['PLANTED', 'PLANTED_TOO', 'THIRD']);
});
