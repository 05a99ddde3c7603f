import { describe, expect, it } from 'vitest';

import { withPackages } from '../../../../factory/generators/extensions/with-packages.ts';
import {
  projectFiles,
  typescriptLayers,
} from '../../../../factory/generators/typescript/typescript-generator.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';

const [rates] = ratesBlueprint.services;
const [catalogue] = bookshopBlueprint.services;
const generated = (service = catalogue!) => [
  ...projectFiles(service),
  ...Object.values(typescriptLayers).flatMap((layer) => layer(service)),
];
const contentOf = (files: readonly { path: string; content: string }[], path: string) =>
  files.find((file) => file.path === path)?.content ?? '';

describe('a service with packages', () => {
  it('holds no building block and imports none by its logical name', async () => {
    const files = await withPackages(generated(), undefined);
    expect(files.filter(({ path }) => path.startsWith('libs/'))).toEqual([]);
    expect(files.filter(({ content }) => content.includes("'#connectsoft/"))).toEqual([]);
    expect(files.filter(({ content }) => /'[./]+support\/cosmos-stub/.test(content))).toEqual([]);
    expect(contentOf(files, 'package.json')).not.toContain('"imports"');
  });

  it('carries the archives that its lockfile names', async () => {
    const files = await withPackages(generated(), undefined);
    const { packages } = JSON.parse(contentOf(files, 'package-lock.json')) as {
      packages: Record<string, { resolved?: string }>;
    };
    const named = Object.values(packages).flatMap(({ resolved }) => (resolved ? [resolved.slice(5)] : []));
    expect(named.length).toBeGreaterThan(4);
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(named));
  });

  it('has the gRPC package only where it speaks gRPC', async () => {
    const names = async (service = catalogue!) =>
      (await withPackages(generated(service), undefined)).map(({ path }) => path);
    expect(await names()).not.toContain('vendor/connectsoft-grpc-1.0.0.tgz');
    expect(await names(rates)).toContain('vendor/connectsoft-grpc-1.0.0.tgz');
  });

  it('names the feed where there is one, and carries nothing', async () => {
    const files = await withPackages(generated(), 'https://feed.example/npm/');
    expect(contentOf(files, '.npmrc')).toContain('@connectsoft:registry=https://feed.example/npm/\n');
    expect(files.filter(({ path }) => path.startsWith('vendor/'))).toEqual([]);
  });

  it('leaves the files of a layer alone but for their imports', async () => {
    const layer = typescriptLayers.domain(catalogue!);
    const files = await withPackages(layer, undefined);
    expect(files.map(({ path }) => path)).toEqual(layer.map(({ path }) => path));
    expect(contentOf(files, 'src/domain/book/book.ts')).toContain("'@connectsoft/domain/aggregate-root'");
  });
});
