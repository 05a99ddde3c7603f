import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { CliError, EXIT, type ExitCode } from '../cli-error.ts';
import { inspect, type Inspection } from '../host/inspect.ts';
import { versionOf } from '../prerequisite.ts';
import { paintFor } from '../view/paint.ts';
import { table } from '../view/table.ts';
import { prepareWorkspace } from '../workspace.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';

export type Finding = {
  name: string;
  /** `absent`: optional, and not here. */
  status: 'ok' | 'missing' | 'wrong' | 'absent';
  detail: string;
  /** What to do, when it is not ok. */
  advice?: string;
};

/** Packages that generated services need, installed once per user. The embedded sandbox decides where. */
export const DEFAULT_INSTALL_CACHE = join(homedir(), '.cache/connectsoft-factory/installs');
const OLDEST_NODE = 24;

const node = (): Finding => {
  const detail = process.version;
  return Number(process.versions.node.split('.')[0]) >= OLDEST_NODE
    ? { name: 'node', status: 'ok', detail: `${detail} (${OLDEST_NODE} or newer is needed)` }
    : {
        name: 'node',
        status: 'missing',
        detail: `${detail} is too old`,
        advice: 'Start with `npx factory` or `npm start`: they use the Node 24 that `npm ci` installs.',
      };
};

/** `[2, 39]` of `git version 2.39.5`. */
const numbersOf = (version: string): number[] =>
  (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').slice(0, 2).map(Number);

const isOlder = (version: string, oldest: string): boolean => {
  const [major = 0, minor = 0] = numbersOf(version);
  const [oldestMajor = 0, oldestMinor = 0] = numbersOf(oldest);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
};

/** A program that a run needs, of a version or a newer one. */
export const program = (
  name: string,
  oldest: string,
  advice: string,
  version: string | undefined = versionOf(name),
): Finding => {
  if (version === undefined)
    return { name, status: 'missing', detail: `not found on PATH; ${oldest} or newer is needed`, advice };
  return isOlder(version, oldest)
    ? { name, status: 'missing', detail: `${version} is too old; ${oldest} or newer is needed`, advice }
    : { name, status: 'ok', detail: `${version} (${oldest} or newer is needed)` };
};

const sqlite = (): Finding => {
  const version = process.versions.sqlite;
  return version === undefined
    ? {
        name: 'sqlite',
        status: 'missing',
        detail: 'this Node.js was built without it',
        advice: 'Use a Node.js from https://nodejs.org.',
      }
    : { name: 'sqlite', status: 'ok', detail: `${version}, part of Node.js` };
};

const bicep = (): Finding => {
  const detail = versionOf('bicep');
  return detail === undefined
    ? {
        name: 'bicep',
        status: 'absent',
        detail: 'not found on PATH; the check of that name does not run without it',
        advice: 'Optional. Install the Bicep CLI to have the generated infrastructure code compiled.',
      }
    : { name: 'bicep', status: 'ok', detail };
};

const workspace = (path: string): Finding => {
  try {
    prepareWorkspace(path);
    return { name: 'workspace', status: 'ok', detail: `${path} can be written to` };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return {
      name: 'workspace',
      status: 'missing',
      detail: `${error.message} ${error.why}`,
      advice: error.advice,
    };
  }
};

const port = async (wanted: number): Promise<Finding> => {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  server.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'unknown error'));
  server.listen(wanted, '127.0.0.1', () => server.close(() => resolve(undefined)));
  const failure = await promise;
  const name = wanted === 0 ? 'any port' : `port ${wanted}`;
  return failure === undefined
    ? { name: 'port', status: 'ok', detail: `${name} of 127.0.0.1 can be used` }
    : {
        name: 'port',
        status: 'missing',
        detail: `${name} of 127.0.0.1 cannot be used (${failure})`,
        advice: 'Choose another with --port.',
      };
};

const installCache = (directory: string): Finding => {
  const name = 'install cache';
  try {
    const entries = readdirSync(directory).filter((entry) => !entry.startsWith('.'));
    if (entries.length > 0) return { name, status: 'ok', detail: `${directory}, filled` };
  } catch {
    // Not there yet: said below.
  }
  return {
    name,
    status: 'absent',
    detail: `${directory} is empty`,
    advice: "The first run fills it and needs npm's registry; later runs work without a network.",
  };
};

/** Looks for everything that the factory needs or can use here. */
const examine = async (context: CommandContext): Promise<Finding[]> => [
  node(),
  program('npm', '10', 'Install Node.js with npm (https://nodejs.org).'),
  program('git', '2.32', 'Install git (https://git-scm.com/downloads).'),
  sqlite(),
  bicep(),
  workspace(context.workspace),
  await port(context.port),
  installCache(process.env['FACTORY_INSTALL_CACHE'] ?? DEFAULT_INSTALL_CACHE),
];

/** What became of a restore. Throws `CliError` where there is nothing good to restore. */
const restoreLine = (inspection: Inspection | undefined, { workspaceOption }: CommandContext): string => {
  if (inspection?.problem !== undefined)
    throw new CliError(
      'Nothing was restored.',
      inspection.problem,
      '`npx factory doctor` shows what is damaged.',
    );
  if (!inspection?.restored) return 'Nothing is damaged: nothing was restored.';
  const { files, from, aside } = inspection.restored;
  return `Restored ${files.join(', ')} from ${from}; what was there is in ${aside}. \`npx factory resume${workspaceOption}\` goes on from there.`;
};

/** Says what is here and what is not; fails when something is missing that a run cannot do without. */
export const doctor = async (context: CommandContext, restore: boolean): Promise<ExitCode> => {
  const inspection = inspect(context.program, context.workspace, restore);
  if (restore) context.stderr.write(`${restoreLine(inspection, context)}\n`);
  const findings = [...(await examine(context)), ...(inspection?.findings ?? [])];
  const ready = findings.every(({ status }) => status === 'ok' || status === 'absent');
  if (context.json) printJson(context.stdout, { ready, findings });
  else {
    const paint = paintFor(context.stdout);
    const marks = { ok: 'ok', missing: 'missing', wrong: 'wrong', absent: 'optional' } as const;
    const rows = findings.map(({ name, status, detail }) => [name, marks[status], detail]);
    const [header = '', ...lines] = table(['what', 'status', 'detail'], rows);
    const colours = { ok: 'green', missing: 'red', wrong: 'red', absent: 'yellow' } as const;
    printLines(context.stdout, [
      header,
      ...findings.flatMap(({ status, advice }, index) => [
        paint(colours[status], lines[index] ?? ''),
        ...(advice ? [`  ${advice}`] : []),
      ]),
      '',
      ready
        ? 'Everything that a run needs is here.'
        : 'A run would fail: see what is missing or wrong above.',
    ]);
  }
  return ready ? EXIT.completed : EXIT.usage;
};
