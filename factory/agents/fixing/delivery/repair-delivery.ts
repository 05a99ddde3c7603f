import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { CheckName, Finding } from '../../../domain/quality-report.ts';
import { changedTree, isOf, type Change, type Inspect, type Suggest } from './change.ts';
import { repairedDockerfile } from './dockerfile.ts';
import { agreedValue, nearestName } from './names.ts';
import { repairBicep } from './repair-bicep.ts';
import { movedKey, readableYaml } from './yaml-layout.ts';
import { correctValue, otherAnswer } from './yaml-values.ts';

/** Checks that take a moment and need no tool. */
const QUICK: readonly CheckName[] = ['pipeline-schema', 'kubernetes', 'containers', 'consistency'];

const SUGGEST: readonly Suggest[] = [
  readableYaml,
  repairedDockerfile,
  correctValue,
  nearestName,
  movedKey,
  agreedValue,
  otherAnswer,
];

/** Mistakes that are put right one after the other, and changes that are tried for each. */
const MISTAKES = 6;
const TRIES = 30;

/** What cannot be read hides what else is wrong with it. */
const UNREADABLE = /\/(?:yaml|missing|document)$/;

/** How bad a tree is. */
export const badness = (findings: readonly Finding[]): number =>
  findings.reduce((sum, { rule }) => sum + (UNREADABLE.test(rule) ? 100 : 1), 0);

const textOf = (change: Change): string => JSON.stringify(change);

/** Changes that may cure any of the findings, each once: the likeliest of every finding before the second ones. */
const suggestions = (findings: readonly Finding[], files: readonly GeneratedFile[]): Change[] => {
  const lists = findings.slice(0, 12).map((finding) => SUGGEST.flatMap((suggest) => suggest(finding, files)));
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const inTurn = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1)));
  return [...new Map(inTurn.flat().map((change) => [textOf(change), change])).values()].slice(0, TRIES);
};

type State = { files: readonly GeneratedFile[]; findings: readonly Finding[] };

/** Whether the checks of the changed files alone find less, or no more where files disagree: the other checks take longer. */
const isPromising = async (
  change: Change,
  files: readonly GeneratedFile[],
  before: readonly Finding[],
  inspect: Inspect,
): Promise<boolean> => {
  const checks = QUICK.filter((check) => change.some(({ path }) => isOf[check]?.test(path)));
  const after = badness(await inspect(files, checks));
  const now = badness(before.filter(({ check }) => checks.includes(check)));
  return after < now || (after === now && before.some(({ check }) => check === 'consistency'));
};

/** The change after which the checks find least; `undefined` where none leaves less than there is. */
const better = async (state: State, inspect: Inspect): Promise<State | undefined> => {
  let best: State | undefined;
  for (const change of suggestions(state.findings, state.files)) {
    const files = changedTree(state.files, change);
    if (!(await isPromising(change, files, state.findings, inspect))) continue;
    const findings = await inspect(files, QUICK);
    if (badness(findings) < badness(best?.findings ?? state.findings)) best = { files, findings };
    if (best?.findings.length === 0) break;
  }
  return best;
};

const repairQuick = async (
  files: readonly GeneratedFile[],
  inspect: Inspect,
): Promise<readonly GeneratedFile[]> => {
  let state: State = { files, findings: await inspect(files, QUICK) };
  for (let mistakes = 0; mistakes < MISTAKES && state.findings.length > 0; mistakes += 1) {
    const next = await better(state, inspect);
    if (!next) break;
    state = next;
  }
  return state.files;
};

/**
 * Puts delivery files right: changes that may cure what is found are tried, and the checks choose. Answers the files that it
 * changed; none where nothing that it knows leaves less to find.
 */
export const repairDelivery = async (given: {
  files: readonly GeneratedFile[];
  findings: readonly Finding[];
  inspect: Inspect;
}): Promise<GeneratedFile[]> => {
  const { files, findings, inspect } = given;
  const quick = findings.some(({ check }) => QUICK.includes(check))
    ? await repairQuick(files, inspect)
    : files;
  const now = await repairBicep(quick, findings, inspect);
  const before = new Map(files.map(({ path, content }) => [path, content]));
  return now.filter(({ path, content }) => before.get(path) !== content);
};
