import { describe, expect, it } from 'vitest';

import { projectIdOf } from '../../factory/domain/tenant.ts';
import { rejectedQueue } from '../../functions/events/rejected-message.ts';
import { journalTransition } from '../../functions/journal-transition.ts';
import { PortError } from '../../platform/port-error.ts';
import { aContext } from './support/call.ts';
import { anEvent, fakeDeps, projectId } from './support/fake-ports.ts';

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
