import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { RunResult } from '../../factory/domain/run-result.ts';
import { benchSolutions } from './solution.ts';
import { table } from './table.ts';

/**
 * Prints how long a run takes, per stage and per check, with a filled and with an empty cache, beside the tools' own times on the
 * same tree, and what the first contact costs. Machines are shared and noisy: read the ratios, repeat what surprises.
 *
 *   npm run bench                  warm (three runs), cold, tools
 *   npm run bench -- --first       also clone → npm ci → run, with empty caches
 *   npm run bench -- --solution    instead of these, what several services cost: the bookshop, and 1, 5, 10 and 20 registers
 *   npm run bench -- --solution 5  … only so many
 */
const root = resolve(import.meta.dirname, '../..');
const definition = 'Create a new Audit Trail microservice for logging user actions';
const scratch = mkdtempSync(join(tmpdir(), 'factory-bench-'));

type Timed = { seconds: number; result: RunResult };

const timed = (
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
) => {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const seconds = (performance.now() - started) / 1_000;
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
  return { seconds, stdout };
};

const runFactory = (checkout: string, name: string, env: Record<string, string> = {}): Timed => {
  const workspace = join(scratch, name);
  const cli = [join(checkout, 'cli/factory.ts'), 'run', definition, '--json', '--workspace', workspace];
  const { seconds, stdout } = timed(process.execPath, cli, { cwd: checkout, env });
  return { seconds, result: JSON.parse(stdout) as RunResult };
};

const seconds = (list: readonly { name: string; durationMs: number }[], name: string): number | undefined => {
  const found = list.find((entry) => entry.name === name);
  return found && found.durationMs / 1_000;
};

const megabytes = (path: string): number =>
  Number(execFileSync('du', ['-sm', path], { encoding: 'utf8' }).split('\t')[0]);

/** The tools themselves, on the tree of a run, without the factory around them. */
const toolTimes = (repository: string, cold: number): [string, number][] => {
  const tree = join(scratch, 'tools');
  execFileSync('git', ['clone', '--quiet', repository, tree]);
  const path = `${join(tree, 'node_modules/.bin')}:${process.env['PATH']}`;
  const install = timed('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: tree }).seconds;
  const tool = (script: string) =>
    timed('npm', ['run', '--silent', script], { cwd: tree, env: { PATH: path } }).seconds;
  return [
    ['npm ci, empty cache', cold],
    ['npm ci, filled cache', install],
    ['typecheck', tool('typecheck')],
    ['lint', tool('lint')],
    ['format:check', tool('format:check')],
    ['npm test', tool('test')],
    ['coverage', tool('coverage')],
  ];
};

const benchOne = (): void => {
  const cold = runFactory(root, 'cold', {
    FACTORY_INSTALL_CACHE: join(scratch, 'installs'),
    npm_config_cache: join(scratch, 'npm'),
  });
  const warm = [1, 2, 3].map((index) =>
    runFactory(root, `warm-${index}`, { FACTORY_INSTALL_CACHE: join(scratch, 'installs') }),
  );
  const best = warm.toSorted((a, b) => a.seconds - b.seconds)[1] ?? cold;
  const columns = ['cold', 'warm'];
  table('seconds', columns, [['run, wall time', cold.seconds, best.seconds]]);
  table(
    'per stage',
    columns,
    cold.result.stages.map(({ name }) => [
      name,
      seconds(cold.result.stages, name),
      seconds(best.result.stages, name),
    ]),
  );
  const [coldService] = cold.result.services;
  const [warmService] = best.result.services;
  if (!coldService || !warmService) throw new Error('The run made no service.');
  table(
    'per check',
    columns,
    coldService.quality.checks.map(({ name }) => [
      name,
      seconds(coldService.quality.checks, name),
      seconds(warmService.quality.checks, name),
    ]),
  );
  console.log(
    `\nwarm runs: ${warm.map((run) => run.seconds.toFixed(2)).join(' · ')} s (the middle one is shown)`,
  );
  const install = seconds(coldService.quality.checks, 'install') ?? 0;
  table('the tools alone', ['seconds'], toolTimes(warmService.repository, install));

  if (process.argv.includes('--first')) {
    const checkout = join(scratch, 'checkout');
    const env = {
      npm_config_cache: join(scratch, 'npm-first'),
      FACTORY_INSTALL_CACHE: join(scratch, 'installs-first'),
    };
    const clone = timed('git', ['clone', '--quiet', root, checkout], { cwd: scratch }).seconds;
    const ci = timed('npm', ['ci'], { cwd: checkout, env }).seconds;
    const first = runFactory(checkout, 'first', env).seconds;
    table(
      'first contact, empty caches',
      ['seconds'],
      [
        ['git clone', clone],
        ['npm ci', ci],
        ['factory run', first],
        ['altogether', clone + ci + first],
      ],
    );
    console.log(`${megabytes(join(checkout, 'node_modules'))} MB installed`);
    console.log(
      `${megabytes(join(scratch, 'installs-first'))} MB in the install cache of generated services`,
    );
  }
  console.log(
    '\nFor comparison: NestJS CLI 12, empty resource, tested and linted, same kind of machine: 35 s.',
  );
};

try {
  if (process.argv.includes('--solution')) {
    const counts = process.argv.filter((argument) => /^\d+$/.test(argument)).map(Number);
    await benchSolutions(root, scratch, counts.length > 0 ? counts : [1, 5, 10, 20]);
  } else {
    benchOne();
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
