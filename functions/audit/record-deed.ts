import type { AgentAction } from '../../factory/domain/agent-action.ts';
import type { Project } from '../../factory/domain/project.ts';
import type { Person } from '../../factory/domain/review.ts';
import { STAGES, type Stage } from '../../factory/domain/stage.ts';
import { traceparentOf } from '../../factory/domain/transition-event.ts';
import type { Ports } from '../../platform/ports.ts';

/** What a person did to a project, or was refused. */
export type Deed = {
  /** The same for the same deed: it is recorded once. */
  id: string;
  by: Person;
  /** `decided "accept"` */
  action: string;
  /** What it was about: ids, roles, hashes. */
  input: string;
  /** What they said; empty where they said nothing. */
  output?: string;
  /** Why it was refused; absent where it was not. */
  refused?: string;
  stage?: Stage | undefined;
  service?: string | undefined;
};

/** Where a project is: the last stage that it began. */
const stageOf = ({ stages }: Project): Stage => STAGES.findLast((stage) => stages[stage]) ?? 'vision';

const who = ({ id, name }: Person): string => (id === undefined ? name : `${name} (${id})`);

/** Writes what a person did into the audit trail of a project, once. */
export const recordDeed = async (
  { actions, clock }: Pick<Ports, 'actions' | 'clock'>,
  project: Project,
  { id, by, action, input, output = '', refused, stage, service }: Deed,
): Promise<void> => {
  const record: AgentAction = {
    id: `${project.id}:${id}`,
    projectId: project.id,
    correlationId: project.correlationId,
    causationId: `${project.id}:project.started`,
    traceparent: traceparentOf(project.id, id),
    stage: stage ?? stageOf(project),
    agent: who(by),
    action,
    provider: 'person',
    status: refused === undefined ? 'succeeded' : 'failed',
    startedAt: clock.now().toISOString(),
    durationMs: 0,
    input,
    output,
    knowledge: [],
    ...(service === undefined ? {} : { service }),
    ...(refused === undefined ? {} : { error: refused }),
  };
  await actions.append(record);
};
