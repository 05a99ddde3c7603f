import type { Agent } from '../../factory/agents/define-agent.ts';
import { runAgent, type AgentRun } from '../../factory/agents/run-agent.ts';
import type { Thinking } from '../../factory/agents/thinking.ts';
import { failed } from '../../factory/domain/failure.ts';
import { spendOf } from '../../factory/domain/model.ts';
import type { Ports } from '../../platform/ports.ts';
import { requireArtifact } from './artifact-texts.ts';
import { payFor } from './budget.ts';
import { keepAnswer, readAnswer } from './kept-answers.ts';
import { closeTries, readTries, writeTries, type Step } from './failed-tries.ts';
import type { ActivityInput, Thought } from './recorded.ts';
import { requireProject } from './require-project.ts';

export type AskPorts = Pick<Ports, 'projects' | 'artifacts' | 'reviews' | 'knowledge' | 'budgets' | 'model'>;

/** What people told the agents of a stage and a service. */
const guidanceOf = async (ports: AskPorts, { projectId, stage, service }: Step): Promise<string[]> => {
  const { guidance } = await requireProject(ports.projects, projectId);
  return guidance
    .filter((each) => each.stage === undefined || each.stage === stage)
    .filter((each) => each.service === undefined || each.service === service)
    .map(({ text }) => text);
};

/** What is done; `writes` is the artifact that holds the answer, where a person may amend it. */
export type AgentStep = Omit<Step, 'projectId' | 'run' | 'attempt'> & { writes?: string };

/** A person's answer in the place of the agent's, held against the same schema and self-check. */
const amendedOutput = async <Input, Output>(
  { projects, artifacts }: AskPorts,
  projectId: string,
  path: string | undefined,
  agent: Agent<Input, Output>,
  input: NoInfer<Input>,
): Promise<AgentRun<Output> | undefined> => {
  if (path === undefined || !(await requireProject(projects, projectId)).amended.includes(path))
    return undefined;
  const output = agent.output.safeParse(JSON.parse(await requireArtifact(artifacts, projectId, path)));
  const problems = output.success
    ? agent.check(output.data, input).map(({ rule, message }) => `${rule}: ${message}`)
    : output.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
  if (output.success && problems.length === 0) return { ok: true, output: output.data, knowledge: [] };
  return failed(
    'code-generation',
    `${path}, as it was amended, cannot be worked with:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
  );
};

/**
 * Pays for the calls of one try. An answer is kept before the call is settled: after a crash it is settled and answered
 * again, a second settlement of a reservation changes nothing.
 */
const paid = (
  ports: AskPorts,
  step: Step,
  agent: string,
  series: string,
): Required<Pick<Thinking, 'pay' | 'kept'>> => ({
  kept: async (strategy) => {
    const kept = await readAnswer(ports.artifacts, step, series, strategy);
    if (!kept) return undefined;
    const { model } = ports;
    const provider = kept.provider === model?.fallback?.name ? model.fallback : model;
    if (provider)
      await ports.budgets.settle(step.projectId, kept.reservation, spendOf(kept.reply.usage, provider.price));
    return kept;
  },
  pay: ({ strategy, provider, worst, call, spent }) => {
    const { projectId, stage, service, action, attempt } = step;
    const other = provider.name === ports.model?.name ? [] : ['fallback'];
    const key = ['model', stage, service, action.replaceAll(' ', '-'), attempt, strategy, ...other];
    return payFor(
      ports,
      {
        projectId,
        key: key.filter((part) => part !== undefined).join(':'),
        what: `${action} by ${agent}`,
        worst,
      },
      async (reservation) => {
        const reply = await call();
        const kept = { provider: provider.name, reservation, reply };
        await keepAnswer(ports.artifacts, step, series, strategy, kept);
        return reply;
      },
      spent,
    );
  },
});

/**
 * Lets an agent answer: as a person amended it, by its rules, or by the model where one is configured. One call is one try under the next strategy;
 * what failed is kept in the artifact store for the try after it, every call of the model is paid from the project's budget.
 */
export const askAgent = async <Input, Output>(
  ports: AskPorts,
  { projectId, attempt, run: ofProject }: ActivityInput,
  description: AgentStep,
  agent: Agent<Input, Output>,
  input: NoInfer<Input>,
  note: (thought: Thought) => void,
): Promise<AgentRun<Output>> => {
  const amended = await amendedOutput(ports, projectId, description.writes, agent, input);
  if (amended) return amended;
  if (!ports.model) return runAgent(agent, input, ports.knowledge);
  const { stage, service, action } = description;
  const step: Step = { projectId, run: ofProject, attempt, stage, service, action };
  const tries = await readTries(ports, step);
  const run = await runAgent(agent, input, ports.knowledge, {
    provider: ports.model,
    failed: tries.failed,
    used: tries.used,
    guidance: await guidanceOf(ports, step),
    note,
    ...paid(ports, step, agent.name, tries.series),
  });
  if (run.ok) {
    if (tries.failed.length > 0) await closeTries(ports.artifacts, step, tries);
  } else if (run.tried) await writeTries(ports.artifacts, step, tries, run.tried);
  return run;
};
