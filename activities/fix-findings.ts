import { fixFindings, nextStrategy } from '../factory/agents/fixing/fix-findings.ts';
import type { Inspect } from '../factory/agents/fixing/delivery/change.ts';
import type { GeneratedFile } from '../factory/domain/artifact.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import { fixStrategySchema, type FixStrategy } from '../factory/domain/fix-strategy.ts';
import type { Finding } from '../factory/domain/quality-report.ts';
import {
  findingKey,
  roundsPath,
  roundsSchema,
  triedOn,
  type Round,
} from '../factory/domain/quality-rounds.ts';
import type { Stage } from '../factory/domain/stage.ts';
import { formatFiles } from '../factory/generators/format-files.ts';
import { inspectDelivery } from '../factory/verification/inspect-delivery.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile } from './lib/artifact-texts.ts';
import { counted } from './lib/counted.ts';
import { findingsOf } from './lib/findings-of.ts';
import { lineDiff } from './lib/line-diff.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { prefixOf, regeneratePlatform, regenerateService } from './lib/regenerate.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'actions' | 'publisher' | 'clock'>;

type Subject = { service: string } | { shared: 'platform' };

export type FixInput = ActivityInput & Subject & { stage: Stage; round: number };

type State = { files: GeneratedFile[]; findings: readonly Finding[]; rounds: Round[] };

/** One strategy on all findings that it is next for. A change of nothing is written down, and is not a try. */
const applied = async (
  { files, findings, rounds }: State,
  round: number,
  strategy: FixStrategy,
  regenerated: readonly GeneratedFile[],
  inspect: Inspect,
): Promise<{ files: GeneratedFile[]; changed: GeneratedFile[]; removed: string[]; entry: Round }> => {
  const met = findings.filter(
    (finding) => nextStrategy(finding, triedOn(rounds, finding) as FixStrategy[]) === strategy,
  );
  const result = await fixFindings({
    strategy,
    files,
    findings: met,
    regenerated,
    format: formatFiles,
    inspect,
  });
  const before = new Map(files.map(({ path, content }) => [path, content]));
  const changed = result.files.filter(({ path, content }) => before.get(path) !== content);
  const removed = result.removed.filter((path) => before.has(path));
  const touched = new Set([...changed.map(({ path }) => path), ...removed]);
  const old = files.filter(({ path }) => touched.has(path));
  return {
    files: [...files.filter(({ path }) => !touched.has(path)), ...changed],
    changed,
    removed,
    entry: {
      round,
      strategy,
      findings: met.map(findingKey),
      messages: met.map(({ message }) => message.slice(0, 300)),
      changed: [...touched].toSorted(),
      diff: lineDiff(old, changed),
    },
  };
};

/** The first strategy, in their order, that any finding has not met yet. */
const strategyFor = ({ findings, rounds }: State): FixStrategy | undefined => {
  const next = findings.map((finding) => nextStrategy(finding, triedOn(rounds, finding) as FixStrategy[]));
  return fixStrategySchema.options.find((strategy) => next.includes(strategy));
};

const readRounds = async (
  artifacts: Used['artifacts'],
  projectId: string,
  path: string,
): Promise<Round[]> => {
  const text = await artifacts.read(projectId, path);
  return text === undefined ? [] : roundsSchema.parse(JSON.parse(text));
};

/**
 * Engineering, sent back to by quality: meets the findings of a stage with a strategy that they have not met before, until one
 * changes something. Answers how many files changed; none means that no strategy is left.
 */
export const createFixFindings =
  (ports: Used, bicepPath?: string) =>
  (input: FixInput): Promise<Outcome<{ changed: number; strategy: string }>> =>
    recorded(
      ports,
      input,
      {
        stage: input.stage,
        agent: input.stage === 'quality' ? 'software-engineer' : 'devops-engineer',
        action: 'fix the findings',
        input: `round ${input.round}`,
        ...('service' in input ? { service: input.service } : {}),
      },
      async () => {
        const subject = 'service' in input ? input.service : input.shared;
        const writtenIn = input.stage === 'quality' ? 'engineering' : 'devops';
        const path = roundsPath(input.stage, subject);
        const state: State = {
          files: await ports.artifacts.readAll(input.projectId, prefixOf(input)),
          findings: await findingsOf(ports.artifacts, input),
          rounds: await readRounds(ports.artifacts, input.projectId, path),
        };
        const regenerated = await ('service' in input
          ? regenerateService(ports, input, input.service)
          : regeneratePlatform(ports, input));
        const inspect = inspectDelivery(bicepPath);
        for (let strategy = strategyFor(state); strategy; strategy = strategyFor(state)) {
          const { files, changed, removed, entry } = await applied(
            state,
            input.round,
            strategy,
            regenerated,
            inspect,
          );
          state.files = files;
          state.rounds = [...state.rounds, entry];
          if (entry.changed.length === 0) continue;
          const prefixed = changed.map((file) => ({ ...file, path: prefixOf(input) + file.path }));
          await ports.artifacts.putAll(input.projectId, writtenIn, prefixed);
          await ports.artifacts.remove(
            input.projectId,
            removed.map((name) => prefixOf(input) + name),
          );
          await ports.artifacts.putAll(input.projectId, input.stage, [jsonFile(path, state.rounds)]);
          const output = `${strategy} changed ${counted(entry.changed.length, 'file')}: ${entry.changed.slice(0, 5).join(', ')}`;
          return {
            ok: true,
            value: {
              result: { changed: entry.changed.length, strategy },
              facts: { output, strategy, diff: entry.diff },
            },
          };
        }
        await ports.artifacts.putAll(input.projectId, input.stage, [jsonFile(path, state.rounds)]);
        const output = `no strategy is left for ${counted(state.findings.length, 'finding')}`;
        return { ok: true, value: { result: { changed: 0, strategy: '' }, facts: { output } } };
      },
    );
