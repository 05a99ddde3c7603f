import { expect } from 'vitest';

import { expectStatus, type Thing } from './client.ts';
import type { StepDefinition } from './step-definition.ts';
import { idFor } from './values.ts';
import { need, subjectCalled, type Happening, type Subject } from './vocabulary.ts';
import { ask, bodyOf, idOf, type World } from './world.ts';

const EVENTS = '/development/events';
const SCHEDULES = '/development/schedules';

const timeOf = ({ headers }: World): string => headers['X-Development-Now'] ?? '2026-01-01T00:00:00Z';

const send = async (world: World): Promise<void> => {
  expectStatus(await ask(world, EVENTS, { method: 'POST', body: world.event }), 204);
};

/** A CloudEvent of the published contract, from another service or from this one. */
const cloudEvent = (world: World, happening: Happening, id: string, data: Thing): Thing => ({
  specversion: '1.0',
  id: idFor(`${happening.type} ${id} ${world.named.size}`),
  source: happening.source,
  type: happening.type,
  subject: id,
  time: timeOf(world),
  datacontenttype: 'application/json',
  data,
});

const happeningOf = (subject: Subject, state: string): Happening =>
  need<Happening>(subject.happenings?.[state], state);

/** The state as the producer would show it, where its contract has states. */
const stateIn = ({ states }: Subject, state: string): Thing => {
  if (!states || 'lacks' in states) return {};
  const found = states.values[state];
  return found && 'value' in found ? { [states.property]: found.value } : {};
};

/** Steps about what happens elsewhere, and about what the clock does. */
export const happeningSteps: readonly StepDefinition[] = [
  {
    pattern: /^word comes that the (.+) "([^"]+)" is "([^"]+)":?$/,
    run: async (world, [word = '', name = '', state = ''], [row = {}]) => {
      const subject = subjectCalled(world.vocabulary, word);
      const id = idOf(world, name);
      const data = {
        id,
        recordedAt: timeOf(world),
        ...stateIn(subject, state),
        ...world.named.get(name)?.kept,
        ...bodyOf(world, subject, row),
      };
      world.event = cloudEvent(world, happeningOf(subject, state), id, data);
      await send(world);
    },
  },
  {
    pattern: /^word comes that the (.+) for the (.+) "([^"]+)" are "([^"]+)"$/,
    run: async (world, [plural = '', _word = '', name = '', state = '']) => {
      const subject = subjectCalled(world.vocabulary, plural);
      const id = idOf(world, name);
      const items = [{ id: idFor(`${plural} of ${name}`), quantity: 1 }];
      const data = { key: id, items, ...(/not|no /.test(state) ? { reason: 'Not enough is there.' } : {}) };
      world.event = cloudEvent(world, happeningOf(subject, state), id, data);
      await send(world);
    },
  },
  { pattern: /^the same word comes again$/, run: send },
  {
    pattern: /^the service does what is due$/,
    run: async (world) => {
      const answer = await ask(world, SCHEDULES, { method: 'POST' });
      expectStatus(answer, 200);
      world.done = Number(answer.body['done']);
    },
  },
  {
    pattern: /^something was due$/,
    run: (world) => {
      expect(world.done, 'What the service did').toBeGreaterThan(0);
    },
  },
];
