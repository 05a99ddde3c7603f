import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, it } from 'vitest';

import { supervisorSettingsSchema } from '../../sandbox/supervisor-settings.ts';
import { copiedPaths, dockerfileBreaches, RULES } from './dockerfile-rules.ts';

const root = resolve(import.meta.dirname, '../..');
const dockerfile = readFileSync(resolve(root, 'sandbox/Dockerfile'), 'utf8');

it('sandbox/Dockerfile keeps every rule (the image is not built here: there is no container engine)', () => {
  expect(dockerfileBreaches(dockerfile)).toEqual([]);
});

const changed = (from: string | RegExp, to: string): string => {
  const text = dockerfile.replace(from, to);
  if (text === dockerfile) throw new Error(`Nothing was planted for ${String(from)}.`);
  return text;
};

const planted: [rule: string, text: string][] = [
  ['base-by-digest', changed(/@sha256:0+/, '')],
  ['base-by-digest', changed(/@sha256:0+/, '@sha256:0')],
  ['base-by-digest', changed(/^FROM \$\{BASE_IMAGE\}$/m, 'FROM node:latest')],
  ['several-stages', changed(/^FROM [^]*?(?=^FROM \$\{BASE_IMAGE\}$)/m, '')],
  ['not-root', changed('"--reuid=10001"', '"--reuid=0"')],
  ['not-root', changed('"--clear-groups", ', '')],
  ['not-root', changed('"--no-new-privs", ', '')],
  ['not-root', changed('"--bounding-set=-all', '"--bounding-set=+all')],
  ['not-root', changed(/^ENTRYPOINT [^]*$/m, 'ENTRYPOINT ["node", "supervisor.js"]\n')],
  ['not-root', changed(/^ENTRYPOINT [^]*$/m, 'USER root\nENTRYPOINT ["node", "supervisor.js"]\n')],
  ['no-shell-before-it', changed(/^ENTRYPOINT [^]*$/m, 'USER 10001\nENTRYPOINT node supervisor.js\n')],
  ['no-secret', changed('ENV NODE_ENV', 'ENV VERDICT_KEY=abc NODE_ENV')],
  ['no-secret', changed('WORKDIR', 'ARG NPM_TOKEN\nWORKDIR')],
  ['no-secret', changed('COPY bake.js', 'COPY .npmrc bake.js')],
  ['no-add', changed('COPY --chmod=0755 bicep', 'ADD https://example.com/bicep')],
  ['no-network-at-last', changed('mkdir --mode', 'curl -O https://example.com && mkdir --mode')],
  ['no-piped-script', changed('node bake.js', 'node bake.js | sh')],
  ['no-raised-rights', changed(/ \\\n {2}&& find [^]*?\+$/m, '')],
  ['no-raised-rights', changed('chmod a-s {} +', 'chmod a-s {} + && chmod 4755 /usr/bin/setpriv')],
  ['whole-context', changed('COPY assets ./assets', 'COPY . ./')],
  ['offline-npm', changed('npm_config_offline=true', 'npm_config_offline=false')],
  ['one-port', changed('EXPOSE 8080', '')],
];

it.each(planted)('the rule %s catches what breaks it', (rule, text) => {
  expect(dockerfileBreaches(text).map((breach) => breach.rule)).toContain(rule);
});

it('every rule was seen to catch something', () => {
  expect(RULES.filter((rule) => !planted.some(([name]) => name === rule))).toEqual([]);
});

it('copies what the build assembles, and nothing else', () => {
  const assembled = ['supervisor.js', 'bake.js', 'package.json', 'assets', 'bicep'];
  expect([...new Set(copiedPaths(dockerfile))].toSorted()).toEqual(assembled.toSorted());
  const script = readFileSync(resolve(root, 'scripts/sandbox.ts'), 'utf8');
  const bundle = readFileSync(resolve(root, 'scripts/build/bundle-sandbox.ts'), 'utf8');
  for (const name of ['supervisor', 'bake', 'package.json']) expect(bundle).toContain(name);
  for (const name of ['copyAssets', "'bicep'"]) expect(script).toContain(name);
});

it('tells the supervisor only what it knows, and what it may be told', () => {
  const told = [...dockerfile.matchAll(/\b((?:SANDBOX|BICEP)_[A-Z_]+)=(\S+)/g)];
  const settings = Object.fromEntries(told.map(([, name, value]) => [name, value]));
  expect(Object.keys(settings).toSorted()).toEqual(Object.keys(supervisorSettingsSchema.shape).toSorted());
  expect(supervisorSettingsSchema.parse(settings)).toMatchObject({
    SANDBOX_PORT: 8_080,
    SANDBOX_GUEST_UID: 10_002,
  });
});
