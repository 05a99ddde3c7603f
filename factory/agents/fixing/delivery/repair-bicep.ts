import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Finding } from '../../../domain/quality-report.ts';
import { missingParameter, removedDeclaration, removedImport, removedTwin } from './bicep-declarations.ts';
import { assignedParameter, declaredName, foundTemplate, proposedName } from './bicep-names.ts';
import { readableBicep, SYNTAX } from './bicep-syntax.ts';
import { codeOf } from './bicep-text.ts';
import { addedProperties, convertedValue, removedProperty } from './bicep-values.ts';
import { knownVersion } from './bicep-versions.ts';
import { changedTree, type Change, type Inspect, type Suggest } from './change.ts';

const SUGGEST: readonly Suggest[] = [
  readableBicep,
  declaredName,
  missingParameter,
  knownVersion,
  proposedName,
  convertedValue,
  addedProperties,
  foundTemplate,
  removedTwin,
  assignedParameter,
  removedImport,
  removedDeclaration,
  removedProperty,
];

/** Mistakes that are put right one after the other, and builds for each: a build takes a second or two. */
const MISTAKES = 4;
const BUILDS = 6;

/** A mistake that hides others, or that follows from one elsewhere. */
const FOLLOWS = /^BCP(?:104|062|025)$/;

const weight = (finding: Finding): number => (SYNTAX.test(codeOf(finding)) ? 20 : 1);

const badness = (findings: readonly Finding[]): number =>
  findings.reduce((sum, finding) => sum + weight(finding), 0);

/** Causes before what follows from them: what cannot be read, then what is not declared, in the files that others need. */
const rank = (finding: Finding, dependants: ReadonlySet<string | undefined>): number => {
  if (SYNTAX.test(codeOf(finding))) return 0;
  const isNamed = /^BCP0(?:57|82)$/.test(codeOf(finding));
  return (dependants.has(finding.file) ? 3 : 1) + (isNamed ? 0 : 1);
};

const causesFirst = (findings: readonly Finding[]): Finding[] => {
  const dependants = new Set(
    findings.filter((finding) => codeOf(finding) === 'BCP104').map(({ file }) => file),
  );
  return findings
    .filter((finding) => !FOLLOWS.test(codeOf(finding)))
    .toSorted((one, other) => rank(one, dependants) - rank(other, dependants));
};

const suggestions = (findings: readonly Finding[], files: readonly GeneratedFile[]): Change[] => {
  const all = causesFirst(findings).flatMap((finding) =>
    SUGGEST.flatMap((suggest) => suggest(finding, files)),
  );
  return [...new Map(all.map((change) => [JSON.stringify(change), change])).values()].slice(0, BUILDS);
};

type State = { files: readonly GeneratedFile[]; findings: readonly Finding[] };

const better = async (state: State, inspect: Inspect): Promise<State | undefined> => {
  let best: State | undefined;
  for (const change of suggestions(state.findings, state.files)) {
    const files = changedTree(state.files, change);
    const findings = await inspect(files, ['bicep']);
    if (badness(findings) < badness(best?.findings ?? state.findings)) best = { files, findings };
    if (best?.findings.length === 0) break;
  }
  return best;
};

/** Puts templates right by what their compiler says of them, which also says whether a change helps. */
export const repairBicep = async (
  start: readonly GeneratedFile[],
  findings: readonly Finding[],
  inspect: Inspect,
): Promise<readonly GeneratedFile[]> => {
  let state: State = { files: start, findings: findings.filter(({ check }) => check === 'bicep') };
  for (let mistakes = 0; mistakes < MISTAKES && state.findings.length > 0; mistakes += 1) {
    const next = await better(state, inspect);
    if (!next) break;
    state = next;
  }
  return state.files;
};
