import { resolve } from 'node:path';

import type { Decision } from '../../../factory/domain/decision.ts';
import { ORCHESTRATION } from '../../../factory/domain/orchestration-names.ts';
import { awaitWake, completeProject, endStopped } from '../../../factory/domain/project-transitions.ts';
import { defaultSenders } from '../../../factory/domain/sender.ts';
import { LOCAL_TENANT } from '../../../factory/domain/tenant.ts';
import {
  transitionEvent,
  type TransitionEvent,
  type TransitionType,
} from '../../../factory/domain/transition-event.ts';
import { registerFunctions } from '../../../functions/register-functions.ts';
import { registerActivities, registerOrchestration } from '../../../orchestrators/lib/durable.ts';
import { createMessaging } from '../../../platform/azure/service-bus/messaging.ts';
import { createServiceBusConnection } from '../../../platform/azure/service-bus/service-bus-connection.ts';
import { createBus } from '../../../platform/embedded/bus/create-bus.ts';
import { createEventPublisher } from '../../../platform/embedded/bus/create-event-publisher.ts';
import { createReplies } from '../../../platform/embedded/bus/create-replies.ts';
import { aReview } from '../support/a-review.ts';
import { fakeDeps } from '../support/fake-ports.ts';

/**
 * A factory whose messages are real and whose work is not: a project begins two stages, asks an architect, and ends when the
 * answer or a cancel comes. What it knows is in memory; what it says goes to Service Bus where a setting names one, else to
 * the embedded bus.
 */
const fake = fakeDeps();
const { ports } = fake.deps;

const overServiceBus = (connectionString: string) =>
  createMessaging({
    connection: createServiceBusConnection({ connectionString }),
    senders: defaultSenders(LOCAL_TENANT),
    ownTenant: LOCAL_TENANT,
  })(LOCAL_TENANT);
const embedded = () => {
  const directory = resolve(process.env['FACTORY_WORKSPACE'] ?? '.');
  const bus = createBus({ directory, clock: { now: () => new Date() } });
  return { publisher: createEventPublisher(bus), replies: createReplies(bus) };
};
const { ServiceBus } = process.env;
const said = ServiceBus === undefined ? embedded() : overServiceBus(ServiceBus);
Object.assign(ports, said);

const publish = async (
  projectId: string,
  type: TransitionType,
  data: TransitionEvent['data'],
): Promise<void> => {
  const { correlationId } = (await ports.projects.get(projectId))!.project;
  await ports.publisher.publish(transitionEvent({ projectId, correlationId }, type, new Date(), data));
};

const reviewOf = (projectId: string) => aReview(Number(projectId.slice(-4)), { projectId });

registerActivities({
  async open(projectId: string) {
    for (const stage of ['vision', 'quality'] as const)
      await publish(projectId, 'stage.started', { stage, message: `${stage} started` });
    const review = reviewOf(projectId);
    fake.put('quality/audit-trail/quality-report.json', '{}');
    if (fake.reviews.every(({ id }) => id !== review.id)) fake.reviews.push(review);
    await ports.projects.update(projectId, (project) => awaitWake(project, projectId, 'wake'));
    await publish(projectId, 'review.requested', {
      stage: 'quality',
      review: review.id,
      role: review.role,
      message: 'An architect is asked',
    });
  },
  async look(projectId: string): Promise<string> {
    if ((await ports.projects.get(projectId))!.project.stop) return 'cancelled';
    const decided: Decision | undefined = (await ports.reviews.get(reviewOf(projectId).id))?.decision
      ?.decision;
    return decided?.kind ?? 'nothing';
  },
  async end({ projectId, how }: { projectId: string; how: string }) {
    const status = how === 'cancelled' ? 'cancelled' : 'completed';
    const at = new Date().toISOString();
    await ports.projects.update(projectId, (project) =>
      status === 'cancelled' ? endStopped(project, status, at) : completeProject(project, at),
    );
    await publish(projectId, `project.${status}`, { message: `The project was ${status}` });
  },
});

registerOrchestration(ORCHESTRATION, function* ({ df: durable }) {
  const { projectId } = durable.getInput() as { projectId: string };
  yield durable.callActivity('open', projectId);
  let how = 'nothing';
  while (how === 'nothing') {
    how = (yield durable.callActivity('look', projectId)) as string;
    if (how === 'nothing') yield durable.waitForExternalEvent('wake');
  }
  yield durable.callActivity('end', { projectId, how });
});

registerFunctions({ tenant: LOCAL_TENANT, authenticate: 'anybody' }, () => fake.deps);
