import { describe, expect, it } from 'vitest';

import type { Service } from '../../../../factory/domain/blueprint.ts';
import { LAYERS } from '../../../../factory/domain/layer.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import {
  projectFiles,
  typescriptLayers,
} from '../../../../factory/generators/typescript/typescript-generator.ts';
import { auditBlueprint } from '../fixtures/audit-blueprint.ts';
import { everythingBlueprint } from '../fixtures/everything-blueprint.ts';
import { samplesBlueprint } from '../fixtures/samples-blueprint.ts';

const [audit, samples, everything] = [auditBlueprint, samplesBlueprint, everythingBlueprint].map(
  ({ services }) => services[0]!,
) as [Service, Service, Service];

const filesOf = (service: Service) => [
  ...LAYERS.flatMap((layer) => typescriptLayers[layer](service)),
  ...projectFiles(service),
];

const pathsOf = (service: Service) => filesOf(service).map(({ path }) => path);

const contentOf = (service: Service, path: string) =>
  filesOf(service).find((file) => file.path === path)?.content ?? '';

describe.each([
  ['audit', audit],
  ['samples', samples],
  ['everything', everything],
])('the %s service', (_name, service) => {
  it('is the same every time', () => {
    expect(filesOf(service)).toEqual(filesOf(structuredClone(service)));
  });

  it('has every path once, relative and below the repository', () => {
    const paths = pathsOf(service);
    expect(paths.length).toBeGreaterThan(80);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => !/^[\w.-]+(\/[\w.-]+)*$/.test(path) || path.includes('..'))).toEqual([]);
  });

  it('can be parsed and formatted, and a second formatting changes nothing', async () => {
    const once = await formatFiles(filesOf(service));
    expect(await formatFiles(once)).toEqual(once);
  });

  it('has no loose end and keeps files short', async () => {
    const files = await formatFiles(filesOf(service));
    const code = files.filter(({ path }) => path.endsWith('.ts'));
    expect(code.length).toBeGreaterThan(70);
    expect(
      code.filter(({ content }) => /TODO|FIXME|eslint-disable|oxlint-disable|@ts-/.test(content)),
    ).toEqual([]);
    const long = code.filter(
      ({ path, content }) => !path.startsWith('test/') && content.split('\n').length > 200,
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});

it('changes nothing where nothing may change', () => {
  const paths = pathsOf(audit);
  expect(paths.filter((path) => /mutable|optimistic|etag|remove|update/.test(path))).toEqual([]);
  const code = filesOf(audit).filter(({ path }) => path.startsWith('src/') || path.startsWith('libs/'));
  const changing = /UPDATE .* SET|'Replace'|\.replace\(\{|async (save|remove)\(/;
  // The outbox changes its own entries: one that cannot be delivered becomes a dead letter.
  const keeping = code.filter(({ path }) => !path.endsWith('-outbox.ts'));
  expect(keeping.filter(({ content }) => changing.test(content)).map(({ path }) => path)).toEqual([]);
  expect(pathsOf(samples).filter((path) => /mutable|optimistic|etag/.test(path))).not.toEqual([]);
});

it('brings no export where nothing is exported', () => {
  const exporting = /(csv|ndjson|download|accepted-format)(\.test)?\.ts$/;
  expect(pathsOf(samples).filter((path) => exporting.test(path))).toEqual([]);
  expect(pathsOf(audit).filter((path) => exporting.test(path))).not.toEqual([]);
});

it('keeps free text inside comments, strings and Markdown', () => {
  const aggregate = contentOf(everything, 'src/domain/order/order.ts');
  expect(aggregate).toContain('${x} *\\/ <b>');
  expect(contentOf(everything, 'README.md')).toContain('\\`code\\` \\${x} \\*/ &lt;b> \\| \\# ');
  expect(contentOf(everything, 'src/domain/order/order-state.ts')).toContain(
    `"new" | "in \\"transit\\"" | "it's */ \`done\`"`,
  );
});

it('calls nothing by a name that the language needs', () => {
  expect(contentOf(everything, 'src/domain/error/error.ts')).toContain('export class ErrorEntity extends');
  expect(contentOf(everything, 'src/application/class/get-class.ts')).toContain(
    'const classEntity = await classes.find(id)',
  );
});

it('pins every dependency in a lockfile that names no registry', () => {
  const manifest = JSON.parse(contentOf(audit, 'package.json')) as Record<string, Record<string, string>>;
  const lockfile = JSON.parse(contentOf(audit, 'package-lock.json')) as {
    name: string;
    packages: Record<string, Record<string, unknown>>;
  };
  const { name, version, license, ...locked } = lockfile.packages['']!;
  expect([name, version, license, lockfile.name]).toEqual([
    'audit-trail',
    '1.0.0',
    'UNLICENSED',
    'audit-trail',
  ]);
  for (const [group, packages] of Object.entries(locked)) expect(manifest[group]).toEqual(packages);
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) =>
    Object.entries(manifest[group]!),
  );
  expect(versions.length).toBeGreaterThan(15);
  for (const [dependency, pinned] of versions)
    expect(lockfile.packages[`node_modules/${dependency}`]?.['version'], dependency).toBe(pinned);
  const entries = Object.entries(lockfile.packages).filter(([path]) => path !== '');
  expect(entries.filter(([, entry]) => 'resolved' in entry)).toEqual([]);
  expect(entries.filter(([, entry]) => !('integrity' in entry)).map(([path]) => path)).toEqual([]);
});

const withAggregate = (change: (service: Service) => void): Service => {
  const service = structuredClone(samples);
  change(service);
  return service;
};

it.each<[string, Service]>([
  [
    'Aggregate Sample is append-only: it can be neither updated nor removed.',
    withAggregate(({ aggregates }) => (aggregates[0]!.kind = 'append-only')),
  ],
  [
    'Aggregate Sample has use cases, but none that creates one.',
    withAggregate((service) => (service.useCases = service.useCases.filter(({ kind }) => kind !== 'create'))),
  ],
  [
    'Field id of Sample is set by the server. Rename the field.',
    withAggregate(({ aggregates }) => (aggregates[0]!.fields[0]!.name = 'id')),
  ],
  [
    'Two use cases of lab-samples would answer POST /samples. Remove or rename one.',
    withAggregate(({ useCases }) => useCases.push({ ...useCases[0]!, name: 'addSample' })),
  ],
  [
    'Use case registerSample emits SampleRegistered, which the service does not declare.',
    withAggregate((service) => (service.events = [])),
  ],
])('refuses what cannot be: %s', (message, service) => {
  expect(() => filesOf(service)).toThrow(message);
});
