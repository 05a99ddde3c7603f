import { describe, expect, it } from 'vitest';

import { projectIdOf } from '../../factory/domain/tenant.ts';
import { acceptRequest } from '../../functions/accept-request.ts';
import { rejectedQueue } from '../../functions/events/rejected-message.ts';
import { journalTransition } from '../../functions/journal-transition.ts';
import { PortError } from '../../platform/port-error.ts';
import { aContext } from './support/call.ts';
import { anEvent, fakeDeps, projectId } from './support/fake-ports.ts';

const definition = { text: 'Log zorbles.' };
const setUp = () => {
  const fake = fakeDeps();
  const started: string[] = [];
  const { context, logged } = aContext();
  const receive = async (message: unknown) =>
    acceptRequest(fake.deps, async (_, { id }) => void started.push(id))(message, context);
  return { ...fake, started, receive, logged, rejected: () => context.extraOutputs.get(rejectedQueue) };
};

describe('the journal of topic factory-events', () => {
  it('keeps an event once', async () => {
    const { deps, events } = fakeDeps();
    const { context } = aContext();
    await journalTransition(() => deps.ports.journal)(anEvent(1), context);
    await journalTransition(() => deps.ports.journal)(anEvent(1), context);
    expect(events).toEqual([anEvent(1)]);
    expect(context.extraOutputs.get(rejectedQueue)).toBeUndefined();
  });

  it.each([['{ not json'], [{ hello: 'world' }], [{ ...anEvent(1), type: 'stage.exploded' }]])(
    'sends on what is no transition: %j',
    async (message) => {
      const { deps, events } = fakeDeps();
      const { context } = aContext();
      await journalTransition(() => deps.ports.journal)(message, context);
      expect(events).toEqual([]);
      expect(context.extraOutputs.get(rejectedQueue)).toEqual({
        from: 'factory-events/journal',
        reason: expect.stringMatching(/must be|is required/),
        message: typeof message === 'string' ? message : JSON.stringify(message),
      });
    },
  );

  it('writes to the journal of the tenant whose project an event is about', async () => {
    const journals = new Map([
      ['local', fakeDeps()],
      ['contoso', fakeDeps()],
    ]);
    const handler = journalTransition((tenant) => journals.get(tenant)!.deps.ports.journal);
    const theirs = { ...anEvent(2), projectid: projectIdOf('contoso', projectId(2).slice(2)) };
    for (const event of [anEvent(1), theirs]) await handler(event, aContext().context);
    expect(journals.get('local')?.events).toEqual([anEvent(1)]);
    expect(journals.get('contoso')?.events).toEqual([theirs]);
  });

  it('sends on an event of no project', async () => {
    const { context } = aContext();
    await journalTransition(() => fakeDeps().deps.ports.journal)(
      { ...anEvent(1), projectid: 'p-1' },
      context,
    );
    expect(context.extraOutputs.get(rejectedQueue)).toMatchObject({
      reason: 'projectid is not the id of a project',
    });
  });

  it('lets the bus deliver again when the store is busy', async () => {
    const { deps } = fakeDeps();
    deps.ports.journal.append = () => Promise.reject(new PortError('transient', 'locked'));
    await expect(journalTransition(() => deps.ports.journal)(anEvent(1), aContext().context)).rejects.toThrow(
      'locked',
    );
  });
});

describe('the queue factory-requests', () => {
  it('starts one project, however often the message comes', async () => {
    const { receive, started, projects, rejected } = setUp();
    await receive({ definition, idempotencyKey: 'k1' });
    await receive({ definition, idempotencyKey: 'k1' });
    expect(projects.map(({ id }) => id)).toEqual([projectId(1)]);
    expect(started).toEqual([projectId(1), projectId(1)]);
    expect(rejected()).toBeUndefined();
  });

  it.each([
    [{ definition: {}, idempotencyKey: 'k1' }, 'definition.text is required'],
    [{ definition }, 'idempotencyKey is required'],
    ['x'.repeat(100_000), 'The body must be of type object'],
  ])('sends on what can never work', async (message, reason) => {
    const { receive, started, projects, rejected } = setUp();
    await receive(message);
    expect([projects, started]).toEqual([[], []]);
    expect(rejected()).toMatchObject({ from: 'factory-requests', reason });
    expect(JSON.stringify(rejected()).length).toBeLessThan(40_000);
  });

  it('sends on a definition with a secret without it, and makes no project', async () => {
    const secret = `gh${'p_'}${'aB3d'.repeat(9)}`;
    const { receive, started, projects, rejected, logged } = setUp();
    await receive({ definition: { text: `Log zorbles with ${secret}.` }, idempotencyKey: 'k1' });
    await receive({ definition: { text: secret, [secret]: 1 }, idempotencyKey: 'k2' });
    expect([projects, started]).toEqual([[], []]);
    expect(rejected()).toMatchObject({ message: expect.stringContaining('[a GitHub token, left out]') });
    expect(logged.join('\n')).toContain('Request rejected: text holds a GitHub token');
    expect(JSON.stringify([rejected(), logged])).not.toContain(secret);
  });

  it('sends on what the reader refuses, and a key with another definition', async () => {
    const { receive, read, rejected } = setUp();
    await receive({ definition, idempotencyKey: 'k1' });
    await receive({ definition: { text: 'Log frobs.' }, idempotencyKey: 'k1' });
    expect(rejected()).toMatchObject({ reason: expect.stringContaining('k1 already made a project') });
    read({ ok: false, reason: 'Nothing asked.', suggestion: 'Ask.' });
    await receive({ definition: { text: 'hello' }, idempotencyKey: 'k2' });
    expect(rejected()).toMatchObject({ reason: 'Nothing asked. Ask.' });
  });
});
