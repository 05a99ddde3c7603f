import { createHash } from 'node:crypto';

import { expect, it } from 'vitest';

import { checkSecurity } from '../../../../factory/verification/checks/security.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';
import { parseSources } from '../../../../factory/domain/syntax.ts';

const manifest = { dependencies: { fastify: '5.1.0' }, scripts: { start: 'node src/main.ts' } };
const lockfile = { packages: { '': {}, 'node_modules/fastify': { version: '5.1.0' } } };

const rules = (
  code: string,
  options: { manifest?: object; lockfile?: object; path?: string; allowed?: string[] } = {},
) => {
  const files = [
    { path: options.path ?? 'src/a.ts', content: code },
    { path: 'package.json', content: JSON.stringify(options.manifest ?? manifest) },
    { path: 'package-lock.json', content: JSON.stringify(options.lockfile ?? lockfile) },
  ];
  return checkSecurity(files, parseSources(files), options.allowed ?? ['fastify']).findings.map(
    ({ rule, line }) => (line === undefined ? rule : `${rule}:${line}`),
  );
};

it.each([
  ['eval', 'eval(text);'],
  ['eval', "const f = new Function('a', 'return a');"],
  ['eval', "const f = Function('return 1');"],
  ['eval', "setTimeout('run()', 1);"],
  ['process', "import { exec } from 'node:child_process';"],
  ['process', "import vm from 'vm';"],
  ['process', "const p = await import('node:child_process');"],
  ['dynamic-import', 'const module = await import(name);'],
  ['dynamic-import', 'const module = require(name);'],
  ['weak-random', 'const id = Math.random().toString(36);'],
  ['weak-hash', "createHash('md5').update(text);"],
  ['weak-hash', "crypto.createHash('SHA1').update(text);"],
  ['tls-disabled', 'const agent = new Agent({ rejectUnauthorized: false });'],
  ['tls-disabled', "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';"],
  ['sql-injection', 'db.prepare(`SELECT * FROM events WHERE actor = ${actor}`);'],
  ['sql-injection', "db.prepare(`SELECT * FROM events WHERE actor = '${actor}'`);"],
  ['sql-injection', "db.exec('DELETE FROM events WHERE id = ' + id);"],
  ['sql-injection', 'db.exec(`INSERT INTO events (id) VALUES (${id})`);'],
  ['sql-injection', 'db.prepare(`SELECT * FROM events ORDER BY ${request.query.sort}`);'],
  ['path-traversal', 'readFileSync(join(root, request.params.name));'],
  ['path-traversal', 'await fs.readFile(`/data/${query.file}`);'],
  ['prototype-pollution', 'target.__proto__.admin = true;'],
])('catches %s in: %s', (rule, code) => {
  expect(rules(`\n${code}`)).toContain(`security/${rule}:2`);
});

it.each([
  'db.prepare(`SELECT id FROM ${this.table} WHERE id = ?`).get(id);',
  'db.prepare(`SELECT id FROM ${TABLE} WHERE ${conditions.join(" AND ")} ORDER BY id ${order} LIMIT ?`);',
  'const text = `Select a file from ${folder}`;',
  "readFileSync(new URL('../../api/openapi.json', import.meta.url));",
  "createHash('sha256').update(text);",
  "// eval('1')",
])('leaves alone: %s', (code) => {
  expect(rules(code)).toEqual([]);
});

it('lets tests start processes', () => {
  expect(rules("import { spawn } from 'node:child_process';", { path: 'test/a.ts' })).toEqual([]);
});

it.each([
  ['unpinned-package', { manifest: { dependencies: { fastify: '^5.1.0' } } }],
  ['unpinned-package', { manifest: { dependencies: { fastify: 'git+https://example.com/fastify.git' } } }],
  ['package-not-allowed', { manifest: { devDependencies: { 'left-pad': '1.0.0' } } }],
  ['package-not-allowed', { lockfile: { packages: { 'node_modules/a/node_modules/left-pad': {} } } }],
  ['install-script', { manifest: { scripts: { postinstall: 'node run.js' } } }],
  [
    'pinned-address',
    { lockfile: { packages: { 'node_modules/fastify': { resolved: 'https://example.com/f.tgz' } } } },
  ],
  ['no-manifest', { manifest: [] }],
])('catches %s', (rule, options) => {
  const broken = rule === 'no-manifest' ? { ...options, manifest: undefined } : options;
  const files = rule === 'no-manifest' ? [{ path: 'src/a.ts', content: '' }] : undefined;
  const found = files
    ? checkSecurity(files, parseSources(files), []).findings.map(({ rule: name }) => name)
    : rules('', broken as object);
  expect(found).toContain(`security/${rule}`);
});

it('takes only the archive that the lockfile means', () => {
  const path = 'vendor/connectsoft-domain-1.0.0.tgz';
  const [bytes, other] = [Buffer.from('archive'), Buffer.from('changed')];
  const own = `file:${path}`;
  const carrying = (content: Buffer, name = '@connectsoft/domain') =>
    checkSecurity(
      [
        { path: 'src/a.ts', content: '' },
        { path, content: content.toString('base64') },
        { path: 'package.json', content: JSON.stringify({ dependencies: { [name]: own } }) },
        {
          path: 'package-lock.json',
          content: JSON.stringify({
            packages: {
              [`node_modules/${name}`]: {
                resolved: own,
                integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
              },
            },
          }),
        },
      ],
      [],
      [],
    ).findings.map(({ rule }) => rule);
  expect(carrying(bytes)).toEqual([]);
  expect(carrying(other)).toEqual(['security/pinned-address']);
  expect(carrying(bytes, 'left-pad')).toContain('security/unpinned-package');
});

it('fails where no code ships', () => {
  expect(resultOf('security', 0, checkSecurity([], [], []))).toMatchObject({
    status: 'failed',
    inspected: 0,
  });
});
