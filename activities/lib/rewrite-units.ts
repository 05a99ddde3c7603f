import { answerHash, canonical } from '../../factory/agents/compare-answers.ts';
import type { Rewrite, RewriteStrategy } from '../../factory/agents/fixing/fix-findings.ts';
import type { FaultyUnit } from '../../factory/agents/fixing/unit-of.ts';
import { unitWriter } from '../../factory/agents/units/unit-writer.ts';
import type { GeneratedFile } from '../../factory/domain/artifact.ts';
import { kebabCase } from '../../factory/domain/naming.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import { STRATEGIES } from '../../factory/domain/strategy.ts';
import {
  unwrittenUnits,
  writtenUnitPath,
  writtenUnitSchema,
  type UnitName,
  type WrittenUnit,
} from '../../factory/domain/written-unit.ts';
import { jsonFile, readDesigned } from './artifact-texts.ts';
import { askAgent, type AskPorts } from './ask-agent.ts';
import { readTries, writeTries, type Step } from './failed-tries.ts';
import type { ActivityInput, Thought } from './recorded.ts';

type Round = ActivityInput & { service: string; stage: Stage; round: number };

type Kept = { path: string; written: WrittenUnit & { body: string } };

/** The function that is in use, where a model wrote it. */
const keptUnit = async (
  { artifacts }: AskPorts,
  { projectId, service }: Round,
  designed: readonly UnitName[],
  file: string,
): Promise<Kept | undefined> => {
  const name = designed.find((each) => each.service === service && kebabCase(each.unit) === file);
  const path = name && writtenUnitPath(name);
  const text = path && (await artifacts.read(projectId, path));
  if (!path || text === undefined) return undefined;
  const written = writtenUnitSchema.parse(JSON.parse(text));
  return written.body === null ? undefined : { path, written: { ...written, body: written.body } };
};

/** What was used is a failed try, and the strategies before the wanted one are behind it. */
const begin = async (
  ports: AskPorts,
  step: Omit<Step, 'attempt'>,
  strategy: RewriteStrategy,
  { body }: { body: string },
  { findings }: FaultyUnit,
): Promise<void> => {
  const first: Step = { ...step, attempt: 0 };
  const answer = canonical({ body });
  const tries = await readTries(ports, first);
  await writeTries(
    ports.artifacts,
    first,
    { ...tries, used: [], failed: [] },
    {
      used: STRATEGIES.slice(0, STRATEGIES.indexOf(strategy)),
      failedTry: {
        strategy: 'as-asked',
        findings: findings.map(({ rule, message }) => ({ rule, message })),
        sha256: answerHash(answer),
        answer,
      },
    },
  );
};

/** Asks for a function once more; answers whether another one came. */
const rewritten = async (
  ports: AskPorts,
  round: Round,
  strategy: RewriteStrategy,
  designed: readonly UnitName[],
  unit: FaultyUnit,
  note: (thought: Thought) => void,
): Promise<boolean> => {
  const kept = await keptUnit(ports, round, designed, unit.file);
  if (!kept) return false;
  const { projectId, run, service, stage } = round;
  const action = `rewrite ${unit.file} in round ${round.round} ${strategy}`;
  await begin(ports, { projectId, run, stage, service, action }, strategy, kept.written, unit);
  const answered = await askAgent(
    ports,
    round,
    { stage, service, action },
    unitWriter,
    kept.written.unit,
    note,
  );
  if (!answered.ok) return false;
  const { body } = answered.output;
  if (body === null || body === kept.written.body) return false;
  await ports.artifacts.putAll(projectId, 'architecture', [jsonFile(kept.path, { ...kept.written, body })]);
  return true;
};

/**
 * Has the functions of custom units written again under a strategy: the files of the service that change by that. An answer that is
 * refused, does not hold or equals the function in use is no try: nothing changes, and the next strategy follows.
 */
export const createRewrite =
  (
    ports: AskPorts,
    round: Round,
    trees: { before: readonly GeneratedFile[]; regenerate: () => Promise<GeneratedFile[]> },
    note: (thought: Thought) => void,
  ): Rewrite =>
  async (units, strategy) => {
    if (!ports.model) return [];
    const designed = unwrittenUnits(await readDesigned(ports.artifacts, round.projectId));
    let count = 0;
    for (const unit of units) if (await rewritten(ports, round, strategy, designed, unit, note)) count += 1;
    if (count === 0) return [];
    const before = new Map(trees.before.map(({ path, content }) => [path, content]));
    return (await trees.regenerate()).filter(({ path, content }) => before.get(path) !== content);
  };
