import { fixRound } from '../factory/agents/fixing/fix-round.ts';
import type { GeneratedFile } from '../factory/domain/artifact.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import { roundsPath, roundsSchema, type Round } from '../factory/domain/quality-rounds.ts';
import type { Stage } from '../factory/domain/stage.ts';
import { formatFiles } from '../factory/generators/format-files.ts';
import { inspectDelivery } from '../factory/verification/inspect-delivery.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile } from './lib/artifact-texts.ts';
import type { AskPorts } from './lib/ask-agent.ts';
import { counted } from './lib/counted.ts';
import { findingsOf } from './lib/findings-of.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { prefixOf, regeneratePlatform, regenerateService } from './lib/regenerate.ts';
import { createRewrite } from './lib/rewrite-units.ts';
import { verificationOf } from './lib/verification-of.ts';

type Used = AskPorts & Pick<Ports, 'verifier' | 'actions' | 'publisher' | 'clock'>;

type Subject = { service: string } | { shared: 'platform' };

export type FixInput = ActivityInput & Subject & { stage: Stage; round: number };

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
  (ports: Used) =>
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
      async (note) => {
        const subject = 'service' in input ? input.service : input.shared;
        const writtenIn = input.stage === 'quality' ? 'engineering' : 'devops';
        const path = roundsPath(input.stage, subject);
        const start = {
          files: await ports.artifacts.readAll(input.projectId, prefixOf(input)),
          findings: await findingsOf(ports.artifacts, input),
          rounds: await readRounds(ports.artifacts, input.projectId, path),
          regenerated: await ('service' in input
            ? regenerateService(ports, input, input.service)
            : regeneratePlatform(ports, input)),
        };
        const templates = (files: readonly GeneratedFile[]) =>
          ports.verifier.inspectTemplates(verificationOf(input, subject), files);
        const tools = {
          format: formatFiles,
          inspect: inspectDelivery(templates),
          ...('service' in input && {
            rewrite: createRewrite(
              ports,
              input,
              { before: start.regenerated, regenerate: () => regenerateService(ports, input, input.service) },
              note,
            ),
          }),
        };
        const { strategy = '', changed, removed, rounds } = await fixRound(start, input.round, tools);
        const prefixed = (name: string): string => prefixOf(input) + name;
        await ports.artifacts.putAll(
          input.projectId,
          writtenIn,
          changed.map((file) => ({ ...file, path: prefixed(file.path) })),
        );
        await ports.artifacts.remove(input.projectId, removed.map(prefixed));
        await ports.artifacts.putAll(input.projectId, input.stage, [jsonFile(path, rounds)]);
        const touched = [...changed.map((file) => file.path), ...removed].toSorted();
        const facts =
          strategy === ''
            ? { output: `no strategy is left for ${counted(start.findings.length, 'finding')}` }
            : {
                output: `${strategy} changed ${counted(touched.length, 'file')}: ${touched.slice(0, 5).join(', ')}`,
                strategy,
                diff: rounds.at(-1)?.diff ?? '',
              };
        return { ok: true, value: { result: { changed: touched.length, strategy }, facts } };
      },
    );
