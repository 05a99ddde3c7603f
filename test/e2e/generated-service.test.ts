import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Blueprint } from '../../factory/domain/blueprint.ts';
import { auditBlueprint } from '../factory/generators/fixtures/audit-blueprint.ts';
import { everythingBlueprint } from '../factory/generators/fixtures/everything-blueprint.ts';
import { samplesBlueprint } from '../factory/generators/fixtures/samples-blueprint.ts';
import { generatedRepository } from './support/generated-repository.ts';

const run = promisify(execFile);

type Outcome = { code: number; output: string };

const tool = async (directory: string, name: string, ...parameters: string[]): Promise<Outcome> => {
  const binaries = join(directory, 'node_modules', '.bin');
  const PATH = `${binaries}:${process.env['PATH']}`;
  try {
    const { stdout, stderr } = await run(join(binaries, name), parameters, {
      cwd: directory,
      env: { ...process.env, PATH, CI: 'true', VITEST: undefined, NODE_OPTIONS: undefined, FORCE_COLOR: '0' },
      maxBuffer: 32 * 1024 * 1024,
    });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
};

const succeeded = { code: 0, output: expect.any(String) };

describe.each([
  ['audit', auditBlueprint, 30],
  ['samples', samplesBlueprint, 35],
  ['everything', everythingBlueprint, 60],
])('the generated %s service', (name, blueprint, leastFiles) => {
  let directory: string;

  beforeAll(async () => {
    directory = await generatedRepository(blueprint.services[0]!, name);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('compiles', async () => {
    expect(await tool(directory, 'tsc')).toEqual(succeeded);
  });

  it('is linted clean, every file of it', async () => {
    const { code, output } = await tool(directory, 'oxlint', '--deny-warnings');
    expect({ code, output }).toEqual(succeeded);
    expect(Number(/ on (\d+) files/.exec(output)?.[1])).toBeGreaterThanOrEqual(leastFiles);
  });

  it('is formatted', async () => {
    expect(await tool(directory, 'oxfmt', '--check')).toEqual(succeeded);
  });

  it('passes its own tests, which cover at least 90 % of its lines', async () => {
    expect(await tool(directory, 'vitest', 'run')).toEqual(succeeded);
    const summary = JSON.parse(
      await readFile(join(directory, 'reports/coverage/coverage-summary.json'), 'utf8'),
    ) as { total: { lines: { pct: number; total: number } } };
    expect(summary.total.lines.total).toBeGreaterThan(100);
    expect(summary.total.lines.pct).toBeGreaterThanOrEqual(90);
    expect(existsSync(join(directory, 'reports/junit.xml'))).toBe(true);
    expect(existsSync(join(directory, 'reports/coverage/cobertura-coverage.xml'))).toBe(true);
  });
});

/** Names that mean something to the language, to a library or to the generated code itself. */
const awkward =
  'Item Request Page Document Event Promise Record Function Query Application News Class Error State Version Store Path Body Stamp Outbox Symbol Await'.split(
    ' ',
  );

const awkwardBlueprint = (): Blueprint => {
  const blueprint = structuredClone(samplesBlueprint);
  const service = blueprint.services[0]!;
  const { aggregates, useCases, events } = structuredClone(service);
  service.aggregates = awkward.map((name) => ({
    ...aggregates[0]!,
    name,
    plural: name === 'News' ? name : `${name}s`,
  }));
  service.useCases = awkward.flatMap((aggregate) =>
    useCases.map((useCase) => ({
      ...useCase,
      name: useCase.name.replace(/Samples?/, aggregate),
      aggregate,
      ...('emits' in useCase
        ? { emits: useCase.emits.map((event) => event.replace('Sample', aggregate)) }
        : {}),
    })),
  );
  service.events = awkward.flatMap((aggregate) =>
    events.map((event) => ({ ...event, name: event.name.replace('Sample', aggregate), aggregate })),
  );
  return blueprint;
};

it('compiles, is linted clean and formatted whatever its aggregates are called', async () => {
  const directory = await generatedRepository(awkwardBlueprint().services[0]!, 'names');
  expect(await tool(directory, 'tsc')).toEqual(succeeded);
  expect(await tool(directory, 'oxlint', '--deny-warnings')).toEqual(succeeded);
  expect(await tool(directory, 'oxfmt', '--check')).toEqual(succeeded);
  await rm(directory, { recursive: true, force: true });
});

describe('the rule that dependencies point inwards', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await generatedRepository(auditBlueprint.services[0]!, 'layers');
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it.each([
    [
      'src/domain/event/planted.ts',
      '../../application/event/event-dto.ts',
      'The domain knows no other layer.',
    ],
    ['src/domain/planted.ts', '../infrastructure/configuration.ts', 'The domain knows no other layer.'],
    ['src/domain/planted.ts', '../service.ts', 'The domain knows no other layer.'],
    [
      'src/domain/planted.ts',
      '@connectsoft/persistence/sqlite-database',
      'The domain knows no store, no broker and no HTTP.',
    ],
    ['src/domain/planted.ts', 'node:fs', 'The domain does no I/O and needs no package.'],
    ['src/domain/planted.ts', '@azure/cosmos', 'The domain does no I/O and needs no package.'],
    ['src/application/planted.ts', '../infrastructure/logging.ts', 'The application knows the domain only.'],
    ['src/application/event/planted.ts', '../../api/server.ts', 'The application knows the domain only.'],
    ['src/application/planted.ts', 'fastify', 'The application does no I/O and needs no package.'],
    [
      'src/application/planted.ts',
      '@connectsoft/http/problem',
      'The application reaches stores and brokers through ports.',
    ],
    [
      'src/infrastructure/planted.ts',
      '../api/server.ts',
      'The infrastructure implements ports of the inner layers.',
    ],
    [
      'src/api/planted.ts',
      '../infrastructure/configuration.ts',
      'The API calls use cases; src/service.ts gives it what they need.',
    ],
    [
      'test/acceptance/planted.test.ts',
      '../../src/service.ts',
      'Acceptance tests know the published contract only.',
    ],
  ])('catches %s importing %s', async (path, target, message) => {
    const planted = join(directory, path);
    await mkdir(dirname(planted), { recursive: true });
    await writeFile(planted, `export * as planted from '${target}';\n`);
    const { code, output } = await tool(directory, 'oxlint', '--deny-warnings', path);
    await rm(planted);
    expect(code).toBe(1);
    expect(output.replaceAll(/\s+/g, ' ')).toContain(message);
  });

  it('starts at once and ends when it is told to', async () => {
    const copy = join(directory, 'data');
    await cp(join(directory, 'api'), copy, { recursive: true });
    const script = `const { spawn } = require('node:child_process');
      const began = performance.now();
      const child = spawn('node', ['src/main.ts'], { env: { ...process.env, PORT: '0', DATA_DIR: ${JSON.stringify(copy)} } });
      child.stdout.once('data', async (line) => {
        const { url } = JSON.parse(String(line).split('\\n')[0]);
        const { status } = await fetch(url + '/health/ready');
        console.log(JSON.stringify({ status, milliseconds: performance.now() - began }));
        child.kill('SIGTERM');
      });
      child.once('exit', (code) => console.log(JSON.stringify({ code })));`;
    const { output } = await tool(directory, 'node', '-e', script);
    const [first, last] = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, number>);
    expect(first).toMatchObject({ status: 200 });
    expect(first!['milliseconds']).toBeLessThan(5_000);
    expect(last).toEqual({ code: 0 });
  });
});
