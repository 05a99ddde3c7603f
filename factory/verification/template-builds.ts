import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { readAsset } from '../assets.ts';
import type { GeneratedFile } from '../domain/artifact.ts';
import { runBicep } from './template-compiler.ts';
import { limit } from './limit.ts';

export const BICEP_FOLDER = 'deploy/bicep/';

type RuleSet = { analyzers: { core: { enabled: boolean; rules: Record<string, { level: string }> } } };

/** The rules of the linter that every repository with templates has, as its `bicepconfig.json` says them. */
export const shippedRules = (): string =>
  readAsset('generators/delivery/template/deploy/bicep/bicepconfig.json');

/** Those rules, whatever the repository's file says, but for one that asks the calendar: a check says the same on any day. */
const judgedRules = (): RuleSet => {
  const { analyzers } = JSON.parse(shippedRules()) as RuleSet;
  const { 'use-recent-api-versions': _, ...rules } = analyzers.core.rules;
  return { analyzers: { core: { enabled: true, rules } } };
};

export const BICEP_CONFIGURATION = `${BICEP_FOLDER}bicepconfig.json`;

export const SARIF = ['--no-restore', '--diagnostics-format', 'sarif'] as const;

/** Works in a folder of its own, which is removed afterwards. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'bicep-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Writes what templates consist of: they may load files that lie beside their folder. */
export const writeTemplates = async (files: readonly GeneratedFile[], folder: string): Promise<void> => {
  const needed = files.filter(({ path }) => path.startsWith('deploy/') && path !== BICEP_CONFIGURATION);
  const rules = { path: BICEP_CONFIGURATION, content: `${JSON.stringify(judgedRules())}\n` };
  for (const { path, content } of [...needed, rules]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
};

export const parameterFiles = (files: readonly GeneratedFile[]): GeneratedFile[] =>
  files.filter(({ path }) => /^deploy\/bicep\/[^/]+\.bicepparam$/.test(path));

/** The reports in an output: one SARIF document per compiled file, one after the other. */
export const reportsIn = (output: string): string[] =>
  output.split(/(?<=^\})\s*(?=\{)/m).filter((text) => text.trim() !== '');

const isSilent = (report: string): boolean => {
  const { runs } = JSON.parse(report) as { runs: { results: unknown[] }[] };
  return runs.every(({ results }) => results.length === 0);
};

/** Whether one call compiled every parameter file of all trees and had nothing to say about any. */
const areClean = (cli: string, trees: readonly (readonly GeneratedFile[])[]): Promise<boolean> =>
  inFolder(async (folder) => {
    for (const [index, files] of trees.entries()) await writeTemplates(files, join(folder, String(index)));
    const pattern = join(folder, '*', BICEP_FOLDER, '*.bicepparam');
    const result = await runBicep(cli, ['build-params', '--pattern', pattern, ...SARIF], folder);
    if (result?.code !== 0) return false;
    const expected = trees.flatMap(parameterFiles).length;
    try {
      const reports = reportsIn(result.stderr);
      return reports.length === expected && reports.every(isSilent);
    } catch {
      return false;
    }
  });

type Waiting = { files: readonly GeneratedFile[]; answer: (together: number) => void };

/** Milliseconds in which the services of a solution gather: they come one after the other, as each is written. */
const GATHERING = 150;

const waiting = new Map<string, Waiting[]>();
const inTurn = limit(1);

const buildWaiting = async (cli: string): Promise<void> => {
  await delay(GATHERING);
  const batch = waiting.get(cli) ?? [];
  waiting.delete(cli);
  const clean =
    batch.length > 1 &&
    (await areClean(
      cli,
      batch.map(({ files }) => files),
    ).catch(() => false));
  for (const { answer } of batch) answer(clean ? batch.length : 0);
};

/**
 * Builds the trees of several services in one call of the CLI, which spends most of its time on starting: four trees take
 * less than two calls. Answers how many were built together and found clean; 0 when this one has to be built alone, to say
 * what is wrong with it or because no other came.
 */
export const builtCleanTogether = (cli: string, files: readonly GeneratedFile[]): Promise<number> =>
  new Promise((answer) => {
    const queue = waiting.get(cli);
    if (queue) {
      queue.push({ files, answer });
      return;
    }
    waiting.set(cli, [{ files, answer }]);
    void inTurn(() => buildWaiting(cli));
  });
