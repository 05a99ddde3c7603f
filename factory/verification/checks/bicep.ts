import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { findBicep, runBicep, type BicepRun } from '../template-compiler.ts';
import {
  BICEP_CONFIGURATION,
  BICEP_FOLDER,
  builtCleanTogether,
  inFolder,
  parameterFiles,
  reportsIn,
  SARIF,
  shippedRules,
  writeTemplates,
} from '../template-builds.ts';
import type { Inspection, NotRun } from '../inspection.ts';
import { limit } from '../limit.ts';

const ENTRY = `${BICEP_FOLDER}main.bicep`;

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

/** A file that is missing is named by its path below the folder that was built in, which is another one each time. */
const withoutFolder = (message: string): string =>
  message.replaceAll(/'[^']*?\/bicep-\w+\/(?:\d+\/)?(?=deploy\/)/g, `'`);

/** Diagnostics of the compiler and the linter, warnings too: a template is to compile and lint clean. */
export const bicepFindings = (entry: string, { code, stderr }: BicepRun): Finding[] => {
  let reports: Sarif[];
  try {
    reports = reportsIn(stderr).map((text) => JSON.parse(text) as Sarif);
  } catch {
    return [finding(entry, 'compiler', stderr.trim().slice(-500))];
  }
  const findings = reports
    .flatMap(({ runs }) => runs)
    .flatMap(({ results }) =>
      results.map(({ ruleId, message, locations }) => {
        const place = locations?.[0]?.physicalLocation;
        const uri = place?.artifactLocation.uri ?? '';
        const at = uri.indexOf(BICEP_FOLDER);
        return finding(
          at < 0 ? entry : uri.slice(at),
          ruleId,
          withoutFolder(message.text),
          place?.region.startLine,
        );
      }),
    );
  return code !== 0 && findings.length === 0
    ? [finding(entry, 'compiler', `The compiler ended with ${code}.`)]
    : findings;
};

/** Whoever changes the templates later is held to the rules that they were held to here. */
const ruleFindings = (files: readonly GeneratedFile[]): Finding[] => {
  const shipped = files.find(({ path }) => path === BICEP_CONFIGURATION)?.content;
  return shipped?.replace(/\s/g, '') === shippedRules().replace(/\s/g, '')
    ? []
    : [finding(BICEP_CONFIGURATION, 'rule-set', 'The repository does not ship the strict set of rules.')];
};

/** Parameter files compile the template that they are for; without any, the template is compiled alone. */
const commandFor = (files: readonly GeneratedFile[], folder: string): string[] =>
  parameterFiles(files).length > 0
    ? ['build-params', '--pattern', join(folder, BICEP_FOLDER, '*.bicepparam')]
    : ['build', join(folder, ENTRY), '--outfile', join(folder, 'main.json')];

const distinct = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((each) => [JSON.stringify(each), each])).values(),
];

/** The compiler keeps more than one core busy. */
const oneAtATime = limit(Math.max(1, Math.floor(availableParallelism() / 2)));

type Built = Pick<Inspection, 'findings' | 'evidence'>;

const buildAlone = (cli: string, files: readonly GeneratedFile[]): Promise<Built> =>
  inFolder(async (folder) => {
    await writeTemplates(files, folder);
    const command = commandFor(files, folder);
    const result = await oneAtATime(() => runBicep(cli, [...command, ...SARIF], folder));
    const findings = result
      ? bicepFindings(ENTRY, result)
      : [finding(ENTRY, 'compiler', 'The compiler did not finish.')];
    return {
      findings: distinct(findings),
      evidence: `bicep ${command[0] ?? ''}: exit code ${result?.code ?? 'none'}`,
    };
  });

const build = async (cli: string, files: readonly GeneratedFile[]): Promise<Built> => {
  const together = parameterFiles(files).length > 0 ? await builtCleanTogether(cli, files) : 0;
  return together > 0
    ? { findings: [], evidence: `bicep build-params for ${together} services: exit code 0` }
    : buildAlone(cli, files);
};

/**
 * Compiles and lints the Bicep templates with the real CLI, where there is one. Services that are checked at the same time
 * are compiled in one call; what it does not find clean is compiled service by service.
 */
export const checkBicep = async (
  files: readonly GeneratedFile[],
  bicepPath?: string,
): Promise<Inspection | NotRun> => {
  const cli = await inFolder((folder) => findBicep(bicepPath, folder));
  if (cli === undefined) {
    return {
      notRun: `no Bicep CLI ${bicepPath === undefined ? 'in .bicep/ or on the path' : 'at BICEP_PATH'}; set BICEP_PATH to one`,
    };
  }
  const templates = files.filter(({ path }) => path.startsWith(BICEP_FOLDER) && path !== BICEP_CONFIGURATION);
  const unit = 'Bicep files';
  if (!templates.some(({ path }) => path === ENTRY)) return { inspected: 0, unit, findings: [] };
  const { findings, evidence } = await build(cli, files);
  return {
    inspected: templates.length,
    unit,
    findings: [...ruleFindings(files), ...findings],
    ...(evidence === undefined ? {} : { evidence }),
  };
};
