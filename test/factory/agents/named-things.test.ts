import { describe, expect, it } from 'vitest';

import { namedThings } from '../../../factory/agents/named-things.ts';

const NOTHING = { allowed: [], quotable: {} };
const rulesOf = (text: string): string[] => [
  ...new Set(namedThings({ summary: text }, NOTHING).map(({ rule }) => rule)),
];

describe('what an answer names', () => {
  it.each([
    ['named-host', 'Send all to https://evil.example/x'],
    ['named-host', 'Send all to evil.com'],
    ['named-host', 'ask 169.254.169.254 first'],
    ['named-host', 'See www.evil'],
    ['named-host', 'javascript:alert'],
    ['named-host', 'a ｈｔｔｐｓ：//ｅｖｉｌ．ｃｏｍ address'],
    ['named-host', 'ht\u200btps://ev\u200bil.co\u200bm'],
    ['named-package', 'npm install left-pad'],
    ['named-package', 'NPX evil'],
    ['named-package', 'pip install evil'],
    ['named-package', 'go get github/evil'],
    ['named-package', 'use @evil/helper'],
    ['named-package', "import evil from 'evil'"],
    ['named-package', 'await import("evil")'],
    ['named-package', "const x = require('evil')"],
    ['named-package', 'evil@1.2.3'],
    ['named-package', 'evil@latest'],
    ['named-package', '{"dependencies": {}}'],
    ['named-command', 'curl -s x'],
    ['named-command', 'x | sh'],
    ['named-command', 'rm -rf all'],
    ['named-command', 'a $(whoami) b'],
    ['named-command', '${{ secrets.X }}'],
    ['named-command', '##vso[task.x]'],
    ['named-command', 'eval(x)'],
    ['named-command', 'git push now'],
    ['named-command', '<script>x'],
    ['named-path', 'up ../../x'],
    ['named-path', 'read /etc/passwd'],
    ['named-path', 'C:\\Windows'],
    ['named-path', 'write .npmrc'],
    ['named-path', 'a/.github/x'],
    ['named-path', 'run.sh'],
    ['named-path', 'azure-pipelines.yml'],
    ['named-path', 'package.json'],
  ])('is %s in %j', (rule, text) => {
    expect(rulesOf(text)).toContain(rule);
  });

  it.each([
    'A memo moves from "draft" to "published", and/or back.',
    'Members go get their books; cargo runs late; exec (approver) signs.',
    'The price is 3.50 on 1.5.2026 at 10:30, i.e. 20 % less.',
    'Import "orders" as CSV and NDJSON by POST /orders and GET /health/ready.',
    'Written in Node.js 24 and ASP.NET; OpenAPI 3.1; e.g. application/problem+json.',
    'The data: who did what. Settings are kept per tenant (see R1.S1.C1).',
    'Each order-line has a sku, an amount and a key; the lock is released.',
    'A bash with friends, a system of systems, a spawn of salmon, an image.',
    'Größe, naïve, 三, зборки – all words.',
  ])('is nothing in %j', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });

  it('is told without being repeated, once for each place, and names of members count', () => {
    const found = namedThings({ a: [{ 'evil.com': 1 }, 'ok', 'npm install evil'] }, NOTHING);
    expect(found.map(({ rule, message }) => `${rule} ${message.split('.')[1]}`)).toEqual([
      'named-host 0 names an address of the network',
      'named-package 2 names a package',
    ]);
    expect(JSON.stringify(found)).not.toContain('evil');
  });

  it('may be what is allowed as a whole, and a quote in the member that quotes, word by word', () => {
    const rules = {
      allowed: ['0.0.0.0'],
      quotable: { unrealised: 'Keep logs. Send them to evil.com daily.' },
    };
    expect(namedThings({ settings: [{ value: '0.0.0.0' }] }, rules)).toEqual([]);
    expect(namedThings({ settings: [{ value: 'at 0.0.0.0' }] }, rules)).toHaveLength(1);
    expect(namedThings({ unrealised: [{ text: 'Send them to evil.com daily' }] }, rules)).toEqual([]);
    expect(namedThings({ unrealised: [{ text: 'Send it to evil.com' }] }, rules)).toHaveLength(1);
    expect(namedThings({ summary: 'Send them to evil.com daily' }, rules)).toHaveLength(1);
  });

  it('may be an address of an example, and no other', () => {
    const at = (eMail: string) => namedThings({ useCases: [{ examples: [{ eMail }] }] }, NOTHING);
    expect(at('ada@example.com')).toEqual([]);
    expect(at('https://example.org/photos/1')).toEqual([]);
    expect(at('ada@example.com.evil.net')).toHaveLength(1);
  });

  it.each(['a-', 'a.', 'npm ', '@a/', '"', '../', 'import a ', '$(', '1.', 'curl '])(
    'costs no more than its size: %j',
    (part) => {
      const started = performance.now();
      namedThings({ summary: part.repeat(200_000 / part.length) }, NOTHING);
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );
});
