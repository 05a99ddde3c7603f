import { rejectedMessageSchema } from '../../factory/domain/rejected-message.ts';
import { pruned } from '../../functions/json-depth.ts';
import { replyMessageSchema } from '../../factory/domain/reply-message.ts';
import type { Random } from '../chaos/simulation/random.ts';
import { aReview } from '../functions/support/a-review.ts';
import { projectId } from '../functions/support/fake-ports.ts';
import { aMessage } from '../functions/support/messages.ts';
import type { AppUnderFuzz, Orchestrations } from './app-under-fuzz.ts';
import { hostileBytes, hostileValue, mutated } from './hostile-values.ts';
import type { CaseResult } from './http-case.ts';

const QUEUES = ['factory-requests', 'factory-control'] as const;

const goodMessage = (random: Random, queue: (typeof QUEUES)[number], id: string): unknown => {
  const { id: reviewId, sha256: shown } = aReview(1 + random.below(40), { projectId: projectId(901) });
  const definition = { text: 'Keep a register of lab samples.', customer: 'Contoso', approvals: ['plan'] };
  return queue === 'factory-requests'
    ? random.pick<unknown>([
        aMessage(id, 'project.create.v1', { definition }, { correlationid: 'c-1' }),
        aMessage(id, 'project.change.v1', { projectId: projectId(900), text: 'Add a report.' }),
      ])
    : random.pick<unknown>([
        aMessage(id, 'project.cancel.v1', { projectId: projectId(901), reason: 'Not wanted.' }),
        aMessage(id, 'project.cancel.v1', { request: `m-${random.below(10_000)}` }),
        aMessage(id, 'review.decide.v1', {
          reviewId,
          shown,
          decision: random.pick<unknown>([
            { kind: 'retry' },
            { kind: 'accept', reason: 'Good enough.' },
            { kind: 'answer', data: { text: 'Keep a register of lab samples.' } },
            { kind: 'abort', reason: 'Not wanted.' },
          ]),
        }),
      ]);
};

/** As the host hands a message over: parsed where it is JSON, else its text. */
const delivered = (random: Random, value: unknown): unknown => {
  if (!random.chance(0.3)) return value;
  const text = hostileBytes(random, value).toString();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const lostBy = (
  { fake }: AppUnderFuzz,
  orchestrations: Orchestrations,
  key: string,
  replies: number,
): string | undefined => {
  if (fake.replies.length !== replies + 1) return `was answered ${fake.replies.length - replies} times`;
  const said = replyMessageSchema.safeParse(fake.replies.at(-1)?.reply);
  if (!said.success) return `was answered by what is no reply: ${said.error.message}`;
  const kept = fake.rejected.get(key);
  if (said.data.type === 'request.rejected.v1')
    return rejectedMessageSchema.safeParse(kept).success ? undefined : 'was rejected, but not kept';
  if (kept) return 'was accepted and rejected';
  if (said.data.type !== 'project.accepted.v1') return undefined;
  const { projectId: id, status } = said.data.data;
  const project = fake.projects.find((one) => one.id === id);
  if (!project) return `accepted ${id}, which is not stored`;
  const isStarted = status !== 'running' || project.stop !== undefined || orchestrations.started.has(id);
  return isStarted ? undefined : `accepted ${id}, which was not started`;
};

/** One message with something wrong in it: it is done, or kept with its reason, and answered once, whatever it is. */
export const messageCase = async (
  random: Random,
  app: AppUnderFuzz,
  orchestrations: Orchestrations,
  sequenceNumber: number,
): Promise<CaseResult> => {
  const queue = random.pick(QUEUES);
  const good = goodMessage(random, queue, `m-${sequenceNumber}`);
  const message = delivered(random, random.chance(0.1) ? hostileValue(random) : mutated(random, good));
  const replies = app.fake.replies.length;
  const told = () => `${queue} ${(JSON.stringify(pruned(message, 20)) ?? 'undefined').slice(0, 500)}`;
  try {
    await app.queues.get(queue)?.(
      message,
      app.context({ triggerMetadata: { sequenceNumber, messageId: `b-${sequenceNumber}` } }),
    );
    const violation = lostBy(app, orchestrations, `${queue}:${sequenceNumber}`, replies);
    const type = app.fake.replies.at(-1)?.reply.type ?? 'no reply';
    return { outcome: type, violation: violation && `${told()}: ${violation}` };
  } catch (error) {
    return { outcome: 'thrown', violation: `${told()}: threw ${String(error)}` };
  }
};
