import type { Agent } from '../../factory/agents/define-agent.ts';
import { runAgent, type AgentRun } from '../../factory/agents/run-agent.ts';
import type { Ports } from '../../platform/ports.ts';
import { payFor } from './budget.ts';
import { readTries, removeTries, writeTries, type Step } from './failed-tries.ts';
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

/**
 * Lets an agent answer: by its rules, or by the model where one is configured. One call is one try under the next strategy;
 * what failed is kept in the artifact store for the try after it, every call of the model is paid from the project's budget.
 */
export const askAgent = async <Input, Output>(
  ports: AskPorts,
  { projectId, attempt, run: ofProject }: ActivityInput,
  description: Omit<Step, 'projectId' | 'run'>,
  agent: Agent<Input, Output>,
  input: NoInfer<Input>,
  note: (thought: Thought) => void,
): Promise<AgentRun<Output>> => {
  if (!ports.model) return runAgent(agent, input, ports.knowledge);
  const { stage, service, action } = description;
  const step: Step = { projectId, run: ofProject, stage, service, action };
  const tries = await readTries(ports, step);
  const run = await runAgent(agent, input, ports.knowledge, {
    provider: ports.model,
    failed: tries.failed,
    used: tries.used,
    guidance: await guidanceOf(ports, step),
    note,
    pay: (strategy, worst, call, spent) => {
      const key = ['model', stage, service, action.replaceAll(' ', '-'), attempt, strategy];
      const what = `${action} by ${agent.name}`;
      return payFor(
        ports,
        { projectId, key: key.filter((part) => part !== undefined).join(':'), what, worst },
        call,
        spent,
      );
    },
  });
  if (run.ok) {
    if (tries.failed.length > 0) await removeTries(ports.artifacts, step);
  } else if (run.tried) {
    const { used, failedTry } = run.tried;
    await writeTries(ports.artifacts, step, {
      series: tries.series,
      used: [...tries.used, ...used],
      failed: [...tries.failed, ...(failedTry ? [failedTry] : [])],
    });
  }
  return run;
};
