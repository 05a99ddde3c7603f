import { beforeEach, describe, expect, it } from 'vitest';

import { endStopped } from '../../factory/domain/project-transitions.ts';
import { replyMessageSchema } from '../../factory/domain/reply-message.ts';
import type { Sender } from '../../factory/domain/sender.ts';
import { transitionEvent } from '../../factory/domain/transition-event.ts';
import { acceptControl } from '../../functions/accept-control.ts';
import { acceptRequest } from '../../functions/accept-request.ts';
import { replyEnded } from '../../functions/reply-ended.ts';
import { PortError } from '../../platform/port-error.ts';
import { aReview } from './support/a-review.ts';
import { aContext } from './support/call.ts';
import { aProject, fakeDeps, projectId, START } from './support/fake-ports.ts';
import { aCancel, aCreate, aMessage } from './support/messages.ts';

const sender: Sender = {
  name: 'contoso',
  tenant: 'local',
  roles: ['architect'],
  requests: 'contoso-requests',
  control: 'contoso-control',
  replies: 'contoso-replies',
};

let fake: ReturnType<typeof fakeDeps>;
let started: string[];
let woken: string[];
let logged: string[];
let deliveries: number;

/** Each message has the next sequence number, unless it is said to be a redelivery. */
const deliver = async (
  queue: 'requests' | 'control',
  message: unknown,
  { from = sender, sequenceNumber = ++deliveries }: { from?: Sender; sequenceNumber?: number } = {},
) => {
  const { context, logged: lines } = aContext();
  context.triggerMetadata = { sequenceNumber, messageId: 'm-1', correlationId: 'of-the-broker' };
  const handler =
    queue === 'requests'
      ? acceptRequest(fake.deps, from, async (_, { id }) => void started.push(id))
      : acceptControl(fake.deps, from, async (_, id) => void woken.push(id));
  await handler(message, context);
  logged.push(...lines);
};
const replies = () =>
  fake.replies.map(({ entity, reply }) => ({ entity, ...replyMessageSchema.parse(reply) }));
const last = () => replies().at(-1)!;
const rejected = () => [...fake.rejected.values()];

beforeEach(() => {
  fake = fakeDeps();
  [started, woken, logged, deliveries] = [[], [], [], 0];
});

describe('a request on a queue of a sender', () => {
  it('starts one project, however often it comes, and is answered with it', async () => {
    await deliver('requests', aCreate('r-1', undefined, { correlationid: 'order-7' }));
    await deliver('requests', aCreate('r-1', undefined, { correlationid: 'order-7' }));
    expect(fake.projects).toMatchObject([
      {
        id: projectId(1),
        idempotencyKey: 'contoso/r-1',
        submittedBy: 'sender contoso',
        sender: 'contoso',
        correlationId: 'order-7',
      },
    ]);
    expect(started).toEqual([projectId(1), projectId(1)]);
    expect(replies()).toMatchObject([
      {
        entity: 'contoso-replies',
        type: 'project.accepted.v1',
        subject: projectId(1),
        correlationid: 'order-7',
        causationid: 'r-1',
        data: {
          projectId: projectId(1),
          status: 'running',
          links: { self: `/api/projects/${projectId(1)}` },
        },
      },
      { data: { projectId: projectId(1) } },
    ]);
    expect(rejected()).toEqual([]);
  });

  it('is one reply where only its delivery is repeated', async () => {
    await deliver('requests', aCreate('r-1'), { sequenceNumber: 5 });
    await deliver('requests', aCreate('r-1'), { sequenceNumber: 5 });
    expect(replies()).toHaveLength(1);
    expect(last().correlationid).toBe('of-the-broker');
  });

  it('makes a project of its sender alone, whatever others call theirs and whatever a message says', async () => {
    await deliver('requests', aCreate('r-1', undefined, { source: '/fabrikam' }));
    await deliver('requests', aCreate('r-1'), {
      from: { ...sender, name: 'fabrikam', replies: 'fabrikam-replies' },
    });
    expect(fake.projects.map((project) => project.sender)).toEqual(['fabrikam', 'contoso']);
    expect(replies().map(({ entity }) => entity)).toEqual(['contoso-replies', 'fabrikam-replies']);
  });

  it.each<[unknown, string]>([
    [aMessage('r-1', 'project.create.v1', { definition: {} }), 'data.definition.text is required'],
    [{ ...aCreate('r-1'), id: undefined }, 'id is required'],
    [aCreate('r-1', undefined, { tenant: 'fabrikam' }), 'tenant is not a known property'],
    [aCreate('r-1', undefined, { replyto: 'fabrikam-replies' }), 'replyto is not a known property'],
    [{ ...aCreate('r-1'), type: 'project.destroy.v1' }, 'type'],
    [{ definition: { text: 'Log zorbles.' }, idempotencyKey: 'k1' }, 'type'],
    ['x'.repeat(100_000), 'The body must be of type object'],
  ])('that can never work is kept and answered, once: %#', async (message, reason) => {
    await deliver('requests', message, { sequenceNumber: 5 });
    await deliver('requests', message, { sequenceNumber: 5 });
    expect([fake.projects, started]).toEqual([[], []]);
    expect(rejected()).toMatchObject([
      { from: 'contoso-requests', tenant: 'local', reason: expect.stringContaining(reason) },
    ]);
    expect(JSON.stringify(rejected()).length).toBeLessThan(40_000);
    expect(replies()).toMatchObject([
      { entity: 'contoso-replies', type: 'request.rejected.v1', data: { type: 'urn:problem:validation' } },
    ]);
  });

  it('with a secret is kept without it, and makes no project', async () => {
    const secret = `gh${'p_'}${'aB3d'.repeat(9)}`;
    await deliver('requests', aCreate('r-1', `Log zorbles with ${secret}.`));
    await deliver('requests', aCreate('r-2', secret, { [secret]: 1 }));
    await deliver('requests', aCreate(secret));
    await deliver('control', aCancel('c-1', { request: secret }));
    expect([fake.projects, started]).toEqual([[], []]);
    expect(rejected()[0]).toMatchObject({ message: expect.stringContaining('[a GitHub token, left out]') });
    expect(logged.join('\n')).toContain('text holds a GitHub token');
    expect(JSON.stringify([rejected(), logged, replies()])).not.toContain(secret);
  });

  it('is rejected where the reader refuses it, its id made another project, or it asks for a change', async () => {
    await deliver('requests', aCreate('r-1'));
    await deliver('requests', aCreate('r-1', 'Log frobs.'));
    expect(last()).toMatchObject({ data: { type: 'urn:problem:idempotency-key-reused' } });
    fake.read({ ok: false, reason: 'Nothing asked.', suggestion: 'Ask.' });
    await deliver('requests', aCreate('r-2', 'hello'));
    expect(last()).toMatchObject({ data: { reason: 'Nothing asked.', suggestion: 'Ask.' } });
    await deliver(
      'requests',
      aMessage('r-3', 'project.change.v1', { projectId: projectId(1), text: 'Log frobs, too.' }),
    );
    expect(last()).toMatchObject({ data: { type: 'urn:problem:not-supported', status: 501 } });
    expect(rejected()).toHaveLength(3);
    expect(fake.projects).toHaveLength(1);
  });

  it('of a sender without a queue for replies is done without one', async () => {
    const { replies: _, ...silent } = sender;
    await deliver('requests', aCreate('r-1'), { from: silent });
    expect([started, replies()]).toEqual([[projectId(1)], []]);
  });

  it('is delivered again when the store or the broker is busy', async () => {
    const busy = () => Promise.reject(new PortError('transient', 'locked'));
    const { send } = fake.deps.ports.replies;
    fake.deps.ports.replies.send = busy;
    await expect(deliver('requests', aCreate('r-1'))).rejects.toThrow('locked');
    fake.deps.ports.replies.send = send;
    await deliver('requests', aCreate('r-1'));
    expect(fake.projects).toHaveLength(1);
    expect(last().type).toBe('project.accepted.v1');
    fake.deps.ports.projects.create = busy;
    await expect(deliver('requests', aCreate('r-2'))).rejects.toThrow('locked');
    expect(rejected()).toEqual([]);
  });
});

describe('a cancel on a queue of a sender', () => {
  it('stops the project that it names, or that its request made', async () => {
    await deliver('requests', aCreate('r-1'));
    await deliver('requests', aCreate('r-2'));
    await deliver('control', aCancel('c-1', { projectId: projectId(1), reason: 'Too dear.' }));
    await deliver('control', aCancel('c-2', { request: 'r-2' }));
    expect(fake.projects.map(({ id, stop }) => [id, stop?.why, stop?.by])).toEqual([
      [projectId(2), 'sender contoso cancelled it.', 'sender contoso'],
      [projectId(1), 'Too dear.', 'sender contoso'],
    ]);
    expect(woken).toEqual([projectId(1), projectId(2)]);
    expect(fake.events.map(({ type }) => type)).toEqual(['project.stopping', 'project.stopping']);
    expect(last()).toMatchObject({ type: 'project.accepted.v1', causationid: 'c-2' });
  });

  it('that comes before its request is remembered: the request starts nothing', async () => {
    await deliver('control', aCancel('c-1', { request: 'r-1', reason: 'Never mind.' }));
    await deliver('control', aCancel('c-1', { request: 'r-1', reason: 'Never mind.' }));
    expect(fake.projects).toMatchObject([{ status: 'cancelled', awaitsRequest: true }]);
    expect(last()).toMatchObject({ type: 'project.accepted.v1', data: { status: 'cancelled' } });

    await deliver('requests', aCreate('r-1', 'Log frobs.'));
    await deliver('requests', aCreate('r-1', 'Log frobs.'));
    expect(started).toEqual([]);
    expect(fake.projects).toMatchObject([
      { status: 'cancelled', definition: { text: 'Log frobs.' }, stop: { why: 'Never mind.' } },
    ]);
    expect(fake.projects[0]).not.toHaveProperty('awaitsRequest');
    expect(last()).toMatchObject({ causationid: 'r-1', data: { status: 'cancelled' } });
    expect(fake.events.map(({ type }) => type)).toEqual(['project.cancelled']);
    await deliver('requests', aCreate('r-1', 'Log zorbles.'));
    expect(last()).toMatchObject({ data: { type: 'urn:problem:idempotency-key-reused' } });
    expect(rejected()).toHaveLength(1);
  });

  it('is answered alike after the project was cancelled, and rejected where it ended otherwise', async () => {
    await deliver('requests', aCreate('r-1'));
    await deliver('control', aCancel('c-1', { projectId: projectId(1) }));
    await fake.deps.ports.projects.update(projectId(1), (project) =>
      endStopped(project, 'cancelled', START.toISOString()),
    );
    await deliver('control', aCancel('c-1', { projectId: projectId(1) }));
    expect(last()).toMatchObject({ type: 'project.accepted.v1', data: { status: 'cancelled' } });
    await deliver('control', aCancel('c-2', { request: 'r-1' }));
    expect(last()).toMatchObject({ type: 'project.accepted.v1', data: { status: 'cancelled' } });

    fake.projects.push(aProject(7, { status: 'completed' }));
    await deliver('control', aCancel('c-3', { projectId: projectId(7) }));
    expect(last()).toMatchObject({ data: { type: 'urn:problem:project-ended' } });
    await deliver('control', aCancel('c-4', { projectId: projectId(99) }));
    expect(last()).toMatchObject({ data: { type: 'urn:problem:not-found' } });
  });

  it.each([{}, { projectId: projectId(1), request: 'r-1' }])(
    'names its project in one way: %j',
    async (data) => {
      await deliver('control', aCancel('c-1', data));
      expect(last()).toMatchObject({
        data: { detail: expect.stringContaining('either projectId or request') },
      });
    },
  );
});

describe('a decision on a queue of a sender', () => {
  const decision = { kind: 'accept', reason: 'Only the log format lacks tests.' };
  const decide = (id: string, more: object = {}) =>
    aMessage(id, 'review.decide.v1', {
      reviewId: fake.reviews[0]!.id,
      shown: fake.reviews[0]!.sha256,
      decision,
      ...more,
    });

  beforeEach(() => {
    fake.projects.push(aProject(1, { submittedBy: 'ann' }));
    fake.put('quality/audit-trail/quality-report.json', '{}');
    fake.reviews.push(aReview(1));
  });

  it('is written in the name of its sender, and answered alike when it comes again', async () => {
    const message = decide('d-1');
    await deliver('control', message);
    await deliver('control', message);
    expect(fake.reviews[0]).toMatchObject({ status: 'decided', decision: { by: 'sender contoso' } });
    expect(woken).toEqual([projectId(1), projectId(1)]);
    const data = { reviewId: fake.reviews[0]!.id, decision: 'accept', by: 'sender contoso' };
    expect(replies()).toMatchObject([
      { type: 'review.decided.v1', subject: projectId(1), data },
      { type: 'review.decided.v1', data },
    ]);
    await deliver('control', decide('d-2', { decision: { kind: 'abort', reason: 'Too late.' } }));
    expect(last()).toMatchObject({ data: { type: 'urn:problem:review-conflict' } });
    expect(rejected()).toHaveLength(1);
  });

  it('needs the role that the sender is registered with', async () => {
    await deliver('control', decide('d-1'), { from: { ...sender, roles: ['reviewer'] } });
    expect(last()).toMatchObject({ data: { type: 'urn:problem:forbidden' } });
    expect(fake.reviews[0]!.status).toBe('open');
  });

  it('does not accept what the sender itself submitted, where nobody may', async () => {
    fake.projects[0] = aProject(1, { submittedBy: 'sender contoso' });
    fake.deps.people.submitterMayAccept = false;
    await deliver('control', decide('d-1'));
    expect(last()).toMatchObject({ data: { type: 'urn:problem:forbidden' } });
  });

  it('is bound to what was shown', async () => {
    await deliver('control', decide('d-1', { shown: 'f'.repeat(64) }));
    expect(last()).toMatchObject({ data: { type: 'urn:problem:review-conflict' } });
    await deliver('control', decide('d-2', { shown: undefined }));
    expect(last()).toMatchObject({ data: { detail: expect.stringContaining('data.shown is required') } });
  });
});

describe('the end of a project', () => {
  const ended = (id = projectId(1), type: 'project.failed' | 'project.started' = 'project.failed') =>
    transitionEvent({ projectId: id, correlationId: 'order-7' }, type, START, {
      message: 'The disk is full.',
    });
  const tell = (event: unknown, senders = [sender]) =>
    replyEnded(senders, () => fake.deps)(event, aContext().context);

  it('is told to the sender that asked for it, once', async () => {
    fake.projects.push(aProject(1, { sender: 'contoso', correlationId: 'order-7', status: 'failed' }));
    await tell(ended());
    await tell(ended());
    expect(replies()).toMatchObject([
      {
        entity: 'contoso-replies',
        type: 'project.ended.v1',
        correlationid: 'order-7',
        data: { projectId: projectId(1), status: 'failed', message: 'The disk is full.' },
      },
    ]);
  });

  it('is told to nobody else', async () => {
    fake.projects.push(aProject(1, { sender: 'contoso' }), aProject(2));
    await tell(ended(projectId(1), 'project.started'));
    await tell(ended(projectId(2)));
    await tell(ended(projectId(3)));
    await tell({ hello: 'world' });
    await tell(ended(), [{ ...sender, tenant: 'fabrikam' }]);
    await tell(ended(), [{ ...sender, name: 'fabrikam' }]);
    expect(replies()).toEqual([]);
  });
});
