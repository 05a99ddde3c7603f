import { gunzipSync } from 'node:zlib';

import { parseTar } from 'nanotar';
import { describe, expect, it } from 'vitest';

import { listAssets } from '../../../../factory/assets.ts';
import { bytesOf } from '../../../../factory/domain/artifact-bytes.ts';
import { extensionArchives } from '../../../../factory/generators/extensions/extension-archives.ts';
import { extensionRepository } from '../../../../factory/generators/extensions/extension-repository.ts';
import { moduleCode, withPackageImports } from '../../../../factory/generators/extensions/module-source.ts';
import { integrityOf, packArchive } from '../../../../factory/generators/extensions/package-archive.ts';
import { packageReferences } from '../../../../factory/generators/extensions/package-references.ts';
import { packageOf, PACKAGES } from '../../../../factory/generators/extensions/packages.ts';

const blocks = listAssets('generators/typescript/template/libs/connectsoft').map((path) =>
  path.replace(/\.ts$/, ''),
);
const archives = await extensionArchives();

describe('the extension packages', () => {
  it('hold every building block, each once', () => {
    const held = PACKAGES.flatMap(({ modules }) => modules);
    expect(held.filter((name, index) => held.indexOf(name) !== index)).toEqual([]);
    expect(blocks.filter((name) => !held.includes(name))).toEqual([]);
    expect(() => packageOf('nothing')).toThrow('nothing');
  });

  it('need only packages before them', () => {
    archives.forEach(({ manifest }, index) => {
      const before = PACKAGES.slice(0, index).map(({ name }) => `@connectsoft/${name}`);
      const own = Object.keys(manifest.dependencies).filter((name) => name.startsWith('@connectsoft/'));
      expect(before).toEqual(expect.arrayContaining(own));
    });
  });

  it('hold sources and what runs, without a specifier that only the factory knows', () => {
    for (const { file } of archives) {
      const entries = parseTar(new Uint8Array(gunzipSync(bytesOf(file))));
      const names = entries.map(({ name }) => name);
      expect(names).toContain('package/package.json');
      const sources = names.filter((name) => name.startsWith('package/src/'));
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources) {
        expect(names).toContain(source.replace('/src/', '/dist/').replace(/\.ts$/, '.js'));
      }
      for (const { text } of entries) expect(text).not.toContain('#connectsoft/');
    }
  });
});

describe('an archive', () => {
  const files = [
    { path: 'b.txt', content: 'b' },
    { path: 'a.txt', content: 'a' },
  ];

  it('has the same bytes for the same files in any order', () => {
    expect(packArchive('x.tgz', files)).toEqual(packArchive('x.tgz', files.toReversed()));
  });

  it('has another integrity when a byte differs', () => {
    const other = packArchive('x.tgz', [files[0]!, { path: 'a.txt', content: 'A' }]);
    expect(integrityOf(other)).not.toBe(integrityOf(packArchive('x.tgz', files)));
    expect(integrityOf(other)).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
  });
});

describe('module code', () => {
  it('has no types and imports JavaScript', () => {
    const code = moduleCode("import { a } from './a.ts';\nexport const b = (c: string): string => a(c);\n");
    expect(code).toContain("from './a.js'");
    expect(code).not.toContain('string');
  });

  it('is imported by the name of its package', () => {
    expect(withPackageImports("import { uuid } from '#connectsoft/uuid';")).toBe(
      "import { uuid } from '@connectsoft/domain/uuid';",
    );
    expect(() => withPackageImports("import '#connectsoft/nothing';")).toThrow('nothing');
  });
});

describe('references of a service', () => {
  it('are archives that it carries, with the integrity of their bytes', () => {
    const { dependencies, devDependencies, locked, files } = packageReferences(archives, undefined);
    expect(dependencies['@connectsoft/domain']).toBe('file:vendor/connectsoft-domain-1.0.0.tgz');
    expect(Object.keys(devDependencies)).toEqual(['@connectsoft/testing']);
    for (const file of files) {
      const name = `node_modules/@connectsoft/${/connectsoft-(\w+)-/.exec(file.path)?.[1]}`;
      expect(locked[name]).toMatchObject({ resolved: `file:${file.path}`, integrity: integrityOf(file) });
    }
    expect(files).toHaveLength(PACKAGES.length);
  });

  it('are versions where the customer has a feed; the bytes are still pinned', () => {
    const { dependencies, locked, files } = packageReferences(archives, 'https://feed.example/npm/');
    expect(dependencies['@connectsoft/domain']).toBe('1.0.0');
    expect(locked['node_modules/@connectsoft/domain']).not.toHaveProperty('resolved');
    expect(locked['node_modules/@connectsoft/domain']).toHaveProperty('integrity');
    expect(files).toEqual([]);
  });
});

describe('the repository of the packages', () => {
  it('is the same every time', async () => {
    expect(await extensionRepository()).toEqual(await extensionRepository());
  });

  it('has the archives that services carry, and a test that tells when they differ from the sources', async () => {
    const files = await extensionRepository();
    for (const { file } of archives) {
      expect(files).toContainEqual({ path: `releases/${file.path}`, content: file.content });
    }
    expect(files.map(({ path }) => path)).toContain('test/releases.test.ts');
  });
});
