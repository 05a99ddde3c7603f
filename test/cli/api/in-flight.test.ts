import { expect, it } from 'vitest';

import { inFlightAfter, nothingInFlight, patienceMs } from '../../../cli/api/in-flight.ts';
import type { TransitionEvent, TransitionType } from '../../../factory/domain/transition-event.ts';
import { anEvent, PROJECT } from '../support/scenario.ts';

const event = (type: TransitionType, name: string): TransitionEvent => ({
  ...anEvent(1, type, { stage: 'quality', agent: 'qa', message: name }),
  id: `${PROJECT}:${type}:quality:${name}:1`,
});
const patience = (...events: TransitionEvent[]) => patienceMs(events.reduce(inFlightAfter, nothingInFlight));

it('has little patience once every action that began has ended', () => {
  const first = event('action.started', 'verify');
  const second = event('action.started', 'write-tests');
  expect(patience()).toBe(3_000);
  expect(patience(first, second, event('action.recorded', 'verify'))).toBe(600_000);
  expect(
    patience(
      first,
      first,
      second,
      event('action.recorded', 'write-tests'),
      event('action.recorded', 'verify'),
    ),
  ).toBe(3_000);
});

it('waits for the next try of a step, and forgets what ran before a restart', () => {
  const retrying = event('activity.retrying', 'commitService');
  expect(patience(retrying)).toBe(65_000);
  expect(patience(retrying, event('action.started', 'commit'))).toBe(600_000);
  expect(patience(event('action.started', 'commit'), retrying, event('project.restarted', ''))).toBe(3_000);
});
