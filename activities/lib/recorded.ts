import type { AgentAction } from '../../factory/domain/agent-action.ts';
import type { Outcome } from '../../factory/domain/failure.ts';
import { ofRun } from '../../factory/domain/run-name.ts';
import { redactSecrets } from '../../factory/domain/secrets.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import { traceparentOf, transitionEvent } from '../../factory/domain/transition-event.ts';
import type { Ports } from '../../platform/ports.ts';
import { endedWork } from './ended-work.ts';
import { classify } from '../../platform/classify.ts';

/** What every activity of a project is told. `attempt` counts from 1 and makes the record's id unique per try. */
export type ActivityInput = {
  projectId: string;
  correlationId: string;
  attempt: number;
  /** The run of the project, from 1; absent is the first. */
  run?: number | undefined;
};

export type ActionFacts = {
  /** What came out, for people: paths and counts. */
  output: string;
  knowledge?: AgentAction['knowledge'];
  /** How it was tried, where that differs from try to try. */
  strategy?: string;
  /** What became different against the try before, shortened. */
  diff?: string;
};

/** How an answer came about, where a model was asked. */
export type Thought = Partial<Pick<AgentAction, 'provider' | 'strategy' | 'prompt' | 'usage' | 'diff'>>;

type Description = { stage: Stage; agent: string; action: string; input: string; service?: string };

const triedBy = ({ strategy, diff }: ActionFacts) => ({
  ...(strategy ? { strategy } : {}),
  ...(diff ? { diff: redactSecrets(diff) } : {}),
});

const told = (action: string, outcome: Outcome<unknown>, output: string): string => {
  if (outcome.ok) return `${action}: ${output}`.slice(0, 2_000);
  const { kind, message } = outcome.failure;
  return `${action} ${kind === 'stopped' ? 'stopped' : 'failed'}: ${message}`.slice(0, 2_000);
};

/**
 * Runs one action of an agent, tells that it begins and writes it into the audit trail when it ended, whether it succeeds or not. A repeated activity does not
 * write its record twice: the record's id is the step and the try.
 */
export const recorded = async <T>(
  ports: Pick<Ports, 'actions' | 'publisher' | 'clock'>,
  { projectId, correlationId, attempt, run }: ActivityInput,
  { stage, agent, action, input, service }: Description,
  work: (note: (thought: Thought) => void) => Promise<Outcome<{ result: T; facts: ActionFacts }>>,
): Promise<Outcome<T>> => {
  const started = ports.clock.now();
  const tell = (type: 'action.started' | 'action.recorded', data: { message: string; durationMs?: number }) =>
    ports.publisher.publish(
      transitionEvent(
        { projectId, correlationId, run },
        type,
        ports.clock.now(),
        { stage, agent, ...data, ...(service ? { service } : {}) },
        `${action.replaceAll(' ', '-')}:${attempt}`,
      ),
    );
  await tell('action.started', { message: action });
  let thought: Thought = {};
  const own = await work((noted) => {
    thought = noted.diff === undefined ? noted : { ...noted, diff: redactSecrets(noted.diff) };
  }).catch(classify);
  const outcome = own.ok ? own : (endedWork() ?? own);
  const durationMs = ports.clock.now().getTime() - started.getTime();
  const id = [projectId, stage, service, action.replaceAll(' ', '-'), attempt, ofRun(run)]
    .filter(Boolean)
    .join(':');
  const record: AgentAction = {
    id,
    projectId,
    correlationId,
    causationId: [projectId, 'stage.started', stage, ofRun(run)].filter(Boolean).join(':'),
    traceparent: traceparentOf(projectId, id),
    stage,
    ...(service ? { service } : {}),
    agent,
    action,
    provider: 'rules',
    ...thought,
    status: outcome.ok ? 'succeeded' : 'failed',
    startedAt: started.toISOString(),
    durationMs,
    input,
    output: outcome.ok ? redactSecrets(outcome.value.facts.output) : '',
    knowledge: outcome.ok ? (outcome.value.facts.knowledge ?? []) : [],
    ...(outcome.ok ? triedBy(outcome.value.facts) : { error: outcome.failure.message }),
  };
  await ports.actions.append(record);
  await tell('action.recorded', { message: told(action, outcome, record.output), durationMs });
  return outcome.ok ? { ok: true, value: outcome.value.result } : outcome;
};
