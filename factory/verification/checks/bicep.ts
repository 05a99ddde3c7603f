import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import type { Inspection, NotRun } from '../inspection.ts';

const FOLDER = 'deploy/bicep/';
const ENTRY = `${FOLDER}main.bicep`;

/** Milliseconds for one template. */
const TIMEOUT = 120_000;

type Run = { code: number; stdout: string; stderr: string };

/**
 * Runs the CLI in an environment of its own: a parameter file may read variables, and ours are none of its business. The
 * module that starts processes is loaded here, because the package for Azure has none.
 */
const run = async (program: string, args: readonly string[], home: string): Promise<Run | undefined> => {
  const { execFile } = await import('node:child_process');
  const env = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
  };
  try {
    const { stdout, stderr } = await promisify(execFile)(program, [...args], {
      env,
      timeout: TIMEOUT,
      maxBuffer: 2 ** 26,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    return typeof code === 'number' ? { code, stdout, stderr } : undefined;
  }
};

const finding = (file: string, rule: string, message: string, line?: number): Finding => ({
  check: 'bicep',
  rule: `bicep/${rule}`,
  file,
  ...(line === undefined ? {} : { line }),
  message,
  suggestion: 'Correct the generated template.',
});

type Sarif = {
  runs: {
    results: {
      ruleId: string;
      message: { text: string };
      locations?: {
        physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
      }[];
    }[];
  }[];
};

/** Diagnostics of the compiler and the linter, warnings too: a template is to compile and lint clean. */
export const bicepFindings = (entry: string, { code, stderr }: Run): Finding[] => {
  let reports: Sarif[];
  try {
    // One document per compiled file, one after the other.
    const documents = stderr.split(/(?<=^\})\s*(?=\{)/m).filter((text) => text.trim() !== '');
    reports = documents.map((text) => JSON.parse(text) as Sarif);
  } catch {
    return [finding(entry, 'compiler', stderr.trim().slice(-500))];
  }
  const findings = reports
    .flatMap(({ runs }) => runs)
    .flatMap(({ results }) =>
      results.map(({ ruleId, message, locations }) => {
        const place = locations?.[0]?.physicalLocation;
        const uri = place?.artifactLocation.uri ?? '';
        const at = uri.indexOf(FOLDER);
        return finding(at < 0 ? entry : uri.slice(at), ruleId, message.text, place?.region.startLine);
      }),
    );
  return code !== 0 && findings.length === 0
    ? [finding(entry, 'compiler', `The compiler ended with ${code}.`)]
    : findings;
};

/** The CLI that was named, the one that the project fetched, or the one on the system's path. */
const findCli = async (named: string | undefined, home: string): Promise<string | undefined> => {
  const candidates = named === undefined ? [resolve('.bicep/bicep'), 'bicep'] : [named];
  for (const candidate of candidates) {
    if ((await run(candidate, ['--version'], home))?.code === 0) return candidate;
  }
  return undefined;
};

/** All rules of the linter at their own level, whatever the repository's `bicepconfig.json` says. */
const CONFIGURATION = {
  path: `${FOLDER}bicepconfig.json`,
  content: '{ "analyzers": { "core": { "enabled": true } } }\n',
};

/** Parameter files compile the template that they are for; without any, the template is compiled alone. */
const commandFor = (templates: readonly GeneratedFile[], folder: string): string[] =>
  templates.some(({ path }) => path.endsWith('.bicepparam'))
    ? ['build-params', '--pattern', join(folder, FOLDER, '*.bicepparam')]
    : ['build', join(folder, ENTRY), '--outfile', join(folder, 'main.json')];

const distinct = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((each) => [JSON.stringify(each), each])).values(),
];

const buildAll = async (
  cli: string,
  files: readonly GeneratedFile[],
  folder: string,
): Promise<Inspection> => {
  const templates = files.filter(({ path }) => path.startsWith(FOLDER) && path !== CONFIGURATION.path);
  const unit = 'Bicep files';
  if (!templates.some(({ path }) => path === ENTRY)) return { inspected: 0, unit, findings: [] };
  // Templates may load files that lie beside their folder.
  const needed = files.filter(({ path }) => path.startsWith('deploy/') && path !== CONFIGURATION.path);
  for (const { path, content } of [...needed, CONFIGURATION]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const command = commandFor(templates, folder);
  const result = await run(cli, [...command, '--no-restore', '--diagnostics-format', 'sarif'], folder);
  const findings = result
    ? bicepFindings(ENTRY, result)
    : [finding(ENTRY, 'compiler', 'The compiler did not finish.')];
  return {
    inspected: templates.length,
    unit,
    findings: distinct(findings),
    evidence: `bicep ${command[0] ?? ''}: exit code ${result?.code ?? 'none'}`,
  };
};

/** Compiles and lints the Bicep templates with the real CLI, where there is one. */
export const checkBicep = async (
  files: readonly GeneratedFile[],
  bicepPath?: string,
): Promise<Inspection | NotRun> => {
  const folder = await mkdtemp(join(tmpdir(), 'bicep-'));
  try {
    const cli = await findCli(bicepPath, folder);
    if (cli === undefined) {
      return {
        notRun: `no Bicep CLI ${bicepPath === undefined ? 'in .bicep/ or on the path' : 'at BICEP_PATH'}; set BICEP_PATH to one`,
      };
    }
    return await buildAll(cli, files, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
