import type { ServiceBusTopicHandler } from '@azure/functions';

import type { Sender } from '../factory/domain/sender.ts';
import { tenantOfProject } from '../factory/domain/tenant.ts';
import { transitionEventSchema, type TransitionType } from '../factory/domain/transition-event.ts';
import type { FunctionDeps } from './function-deps.ts';
import { reply } from './messages/reply.ts';
import { projectLinks } from './projects/project-links.ts';

const ends = {
  'project.completed': 'completed',
  'project.failed': 'failed',
  'project.cancelled': 'cancelled',
  'project.aborted': 'aborted',
} as const satisfies Partial<Record<TransitionType, string>>;

const isEnd = (type: TransitionType): type is keyof typeof ends => type in ends;

type Deps = { ports: Pick<FunctionDeps['ports'], 'projects' | 'replies' | 'clock'> };

/** Topic `factory-events`, subscription `replies`: tells the sender that asked for a project how it ended. */
export const replyEnded =
  (senders: readonly Sender[], depsOf: (tenant: string) => Deps): ServiceBusTopicHandler =>
  async (message) => {
    // What is no event is told of by the journal's subscription.
    const event = transitionEventSchema.safeParse(message).data;
    const tenant = event && tenantOfProject(event.projectid);
    if (!event || tenant === undefined || !isEnd(event.type)) return;
    const { ports } = depsOf(tenant);
    const project = (await ports.projects.get(event.projectid))?.project;
    const sender = senders.find(({ name }) => name === project?.sender);
    if (!project || sender?.replies === undefined || sender.tenant !== tenant) return;
    const said = {
      type: 'project.ended.v1' as const,
      subject: project.id,
      data: {
        projectId: project.id,
        status: ends[event.type],
        message: event.data.message,
        links: projectLinks(project.id),
      },
    };
    await ports.replies.send(
      sender.replies,
      reply(ports.clock, { id: event.id, correlationId: project.correlationId }, said, event.id),
    );
  };
