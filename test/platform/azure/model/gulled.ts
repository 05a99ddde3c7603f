import type { Agent, FoundKnowledge } from '../../../../factory/agents/define-agent.ts';
import { architectureAgent } from '../../../../factory/agents/architecture/architecture-agent.ts';
import { devopsAgent } from '../../../../factory/agents/devops/devops-agent.ts';
import { engineeringAgent } from '../../../../factory/agents/engineering/engineering-agent.ts';
import { runAgent } from '../../../../factory/agents/run-agent.ts';
import type { FailedTry, Thinking } from '../../../../factory/agents/thinking.ts';
import { visionAgent } from '../../../../factory/agents/vision/vision-agent.ts';
import { projectDefinitionSchema } from '../../../../factory/domain/project-definition.ts';
import type { ModelProvider } from '../../../../platform/ports.ts';
import { AUDIT } from './factory-with-model.ts';
import { gullibleModel } from './gullible-model.ts';
import { INJECTIONS, type InjectionCase } from './injection-cases.ts';
import { azureModel, served } from './served.ts';

/** What all agents answer, or what a person is asked. */
export type Result = { outputs: unknown[] } | { asks: string };

/** What comes in with a case. */
const inputsOf = ({ channel, hidden }: InjectionCase) => ({
  definition: projectDefinitionSchema.parse({
    text: channel === 'definition' ? `${AUDIT}.\n\n${hidden}` : AUDIT,
    ...(channel === 'business context' ? { businessContext: hidden } : {}),
  }),
  guidance: channel === 'comment' ? [hidden] : [],
  knowledge:
    channel === 'repository file'
      ? [{ id: 'project/p-1', title: 'README.md', kind: 'project', text: hidden, why: 'audit' } as const]
      : [],
  failed:
    channel === 'build log'
      ? [
          {
            strategy: 'as-asked' as const,
            findings: [{ rule: 'TS2307', message: hidden }],
            sha256: '0'.repeat(64),
            answer: '{}',
          },
        ]
      : [],
});

type Inputs = ReturnType<typeof inputsOf>;

/** An agent asked as the activity does it, until it answers, asks a person, or has nothing left. */
const answerOf = async <Input, Output>(
  agent: Agent<Input, Output>,
  input: NoInfer<Input>,
  { guidance, knowledge, failed }: Inputs,
  provider: ModelProvider | undefined,
): Promise<{ output: Output } | { asks: string }> => {
  let kept: Pick<Thinking, 'failed' | 'used'> = { failed, used: failed.map(({ strategy }) => strategy) };
  for (;;) {
    const base = { query: async () => [...knowledge] as FoundKnowledge[] };
    const thinking = provider && {
      provider,
      ...kept,
      guidance,
      note: () => {},
      pay: ({ call }: Parameters<Thinking['pay']>[0]) => call(),
    };
    const run = await runAgent(agent, input, base, thinking);
    if (run.ok) return { output: run.output };
    if (run.failure.kind !== 'code-generation' || !run.tried) return { asks: run.failure.message };
    const { used, failedTry } = run.tried;
    const more: FailedTry[] = failedTry ? [failedTry] : [];
    kept = { used: [...kept.used, ...used], failed: [...kept.failed, ...more] };
  }
};

const resultOf = async (inputs: Inputs, provider?: ModelProvider): Promise<Result> => {
  const plan = await answerOf(visionAgent, inputs.definition, inputs, provider);
  if ('asks' in plan) return plan;
  const blueprint = await answerOf(
    architectureAgent,
    { plan: plan.output, stack: 'typescript' },
    inputs,
    provider,
  );
  if ('asks' in blueprint) return blueprint;
  const outputs: unknown[] = [plan.output, blueprint.output];
  for (const service of blueprint.output.services) {
    for (const agent of [engineeringAgent, devopsAgent] as const) {
      const planned = await answerOf(agent as Agent<typeof service, unknown>, service, inputs, provider);
      if ('asks' in planned) return planned;
      outputs.push(planned.output);
    }
  }
  return { outputs };
};

/** A case with a model that falls for it. */
export const gulled = async (each: InjectionCase, where: 'outside' | 'anywhere') => {
  const model = gullibleModel(each.payload, where, INJECTIONS.indexOf(each));
  const server = await served(model.script);
  const result = await resultOf(inputsOf(each), azureModel(server));
  return { result, server, obeyed: model.obeyed() };
};

const clean = new Map<string, Promise<Result>>();

/** The same with the rules instead of a model, once for each case. */
export const cleanRun = (each: InjectionCase): Promise<Result> => {
  const result = clean.get(each.name) ?? resultOf(inputsOf(each));
  clean.set(each.name, result);
  return result;
};
