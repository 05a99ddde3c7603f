import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { buildPortal } from '../../scripts/portal/build-portal.ts';

const root = resolve(import.meta.dirname, '../..');
let scratch: string;
let built: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'build-portal-'));
  built = join(scratch, 'built');
  await buildPortal(join(root, 'portal'), built);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const documents = () => readdirSync(built).filter((name) => name.endsWith('.html'));
const read = (name: string) => readFileSync(join(built, name), 'utf8');

it('builds documents whose scripts and styles carry a hash in their names', () => {
  expect(documents()).toContain('index.html');
  for (const name of documents()) {
    const references = [...read(name).matchAll(/(?:src|href)="([^"]*)"/g)].map(
      ([, address]) => address ?? '',
    );
    expect(references).not.toEqual([]);
    for (const address of references) expect(address).toMatch(/^\/[\w-]+-[0-9A-Z]{8}\.(?:js|css|svg)$/);
    expect(readdirSync(built)).toEqual(expect.arrayContaining(references.map((address) => address.slice(1))));
  }
});

it('has no inline script and no handler in a document, and inline styles only where diagrams are drawn', () => {
  expect(documents().length).toBeGreaterThan(0);
  for (const name of documents()) {
    expect(read(name)).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(read(name)).not.toMatch(/\sstyle=|\son\w+=/);
  }
  expect(documents().filter((name) => read(name).includes('<style'))).toEqual(['diagram.html']);
});

it('asks no other origin for anything in its styles', () => {
  const styles = readdirSync(built).filter((name) => name.endsWith('.css'));
  expect(styles.length).toBeGreaterThan(0);
  for (const name of styles) expect(read(name)).not.toMatch(/url\(|@import/);
});

it('refuses a document that names a source which is not there', async () => {
  const portal = join(scratch, 'broken');
  mkdirSync(portal);
  writeFileSync(join(portal, 'index.html'), '<script type="module" src="./missing.ts"></script>');
  await expect(buildPortal(portal, join(scratch, 'none'))).rejects.toThrow(/missing\.ts/);
});
