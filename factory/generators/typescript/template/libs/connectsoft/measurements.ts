/** What a service measures: how, in which unit, and what of. Names that OpenTelemetry does not define begin with `connectsoft`. */
export const MEASUREMENTS = {
  'http.server.request.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Requests that were answered.',
  },
  'http.client.request.duration': { kind: 'histogram', unit: 's', description: 'Requests to other systems.' },
  'connectsoft.outbox.published': { kind: 'counter', unit: '{event}', description: 'Events that left.' },
  'connectsoft.outbox.failed': {
    kind: 'counter',
    unit: '{event}',
    description: 'Events that could not leave.',
  },
  'connectsoft.outbox.waiting': {
    kind: 'gauge',
    unit: '{event}',
    description: 'Events that the last look at the outbox found: a batch of 100 at most, and those in hand.',
  },
  'connectsoft.events.applied': {
    kind: 'counter',
    unit: '{event}',
    description: 'Reactions that were done.',
  },
  'connectsoft.events.refused': {
    kind: 'counter',
    unit: '{event}',
    description: 'Reactions that can never be done.',
  },
  'connectsoft.events.postponed': {
    kind: 'counter',
    unit: '{event}',
    description: 'Reactions that are tried again.',
  },
  'connectsoft.events.put_aside': {
    kind: 'counter',
    unit: '{event}',
    description: 'Events that were given up.',
  },
  'connectsoft.schedule.runs': { kind: 'counter', unit: '{run}', description: 'Rounds of a worker.' },
} as const;

export type Measurement = keyof typeof MEASUREMENTS;

/** Seconds: the buckets that the semantic conventions advise for the duration of a request. */
export const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
