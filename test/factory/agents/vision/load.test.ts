import { execFileSync } from 'node:child_process';

import { expect, test } from 'vitest';

const moduleUrl = (path: string) =>
  new URL(`../../../../factory/agents/vision/${path}`, import.meta.url).href;

const run = (script: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }).trim();

test('loading the agent does not load the tagger; reading does', () => {
  const script = (read: string) => `
    const { registerHooks } = await import('node:module');
    let loaded = false;
    registerHooks({ load: (url, context, next) => { loaded ||= url.includes('/compromise/'); return next(url, context); } });
    const { readDefinition } = await import(${JSON.stringify(moduleUrl('read-definition.ts'))});
    await import(${JSON.stringify(moduleUrl('vision-agent.ts'))});
    ${read}
    console.log(loaded);
  `;
  expect(run(script(''))).toBe('false');
  expect(run(script("await readDefinition('log zorbles');"))).toBe('true');
});
