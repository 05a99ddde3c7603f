import { describe, expect, it } from 'vitest';

import { transitionTypes } from '../../../factory/domain/transition-data.ts';
import {
  traceIdOf,
  transitionEvent,
  transitionEventSchema,
} from '../../../factory/domain/transition-event.ts';

const event = (type: (typeof transitionTypes)[number], data: object) =>
  transitionEvent({ projectId: 'p-1', correlationId: 'c-1' }, type, new Date(0), {
    message: 'This happened',
    ...data,
  });
const problemsOf = (type: (typeof transitionTypes)[number], data: object) =>
  transitionEventSchema
    .safeParse(event(type, data))
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('an event', () => {
  it.each(transitionTypes)('%s holds what its type says, and no more', (type) => {
    expect(problemsOf(type, { planted: true }).length).toBeGreaterThan(0);
    expect(problemsOf(type, { message: undefined }).length).toBeGreaterThan(0);
  });

  it('is refused with the data of another type', () => {
    expect(problemsOf('project.started', { stage: 'vision' })).toEqual(['data: Unrecognized key: "stage"']);
    expect(problemsOf('service.started', { stage: 'vision' })).toEqual([
      'data.service: Invalid input: expected string, received undefined',
    ]);
    expect(problemsOf('stage.started', { stage: 'coffee' })).toEqual([
      expect.stringContaining('data.stage: Invalid option'),
    ]);
    expect(problemsOf('action.recorded', { stage: 'vision', agent: 'planner' })).toEqual([
      'data.durationMs: Invalid input: expected number, received undefined',
    ]);
  });

  it('is accepted with its own', () => {
    expect(problemsOf('action.recorded', { stage: 'vision', agent: 'planner', durationMs: 7 })).toEqual([]);
    expect(problemsOf('service.failed', { stage: 'quality', service: 'audit-trail' })).toEqual([]);
  });
});

describe('the trace of a project', () => {
  const uuid = '019c1363-49c0-7000-8000-0123456789ab';
  const traceId = uuid.replaceAll('-', '');

  it.each(['p-', 'p-contoso-', 'p-a-', 'p-abcdef12-'])('is its uuid: %s…', (before) => {
    const projectId = before + uuid;
    const { traceparent } = transitionEvent(
      { projectId, correlationId: 'c' },
      'project.started',
      new Date(0),
      {
        message: 'm',
      },
    );
    expect(traceIdOf(projectId)).toBe(traceId);
    expect(traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
  });

  it('is its uuid where that begins like a tenant', () => {
    expect(traceIdOf('p-abcdef12-49c0-7000-8000-0123456789ab')).toBe('abcdef1249c0700080000123456789ab');
  });
});
