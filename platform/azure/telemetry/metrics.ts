import {
  metrics,
  type Attributes,
  type Counter,
  type Histogram,
  type MeterProvider,
} from '@opentelemetry/api';

import { INSTRUMENTATION } from './instrumentation.ts';

/** A metric as docs/telemetry.md lists it. `attributes`: all that it may be split by; few values each, no free text. */
export type Metric = {
  name: string;
  kind: 'counter' | 'histogram' | 'gauge';
  unit: string;
  description: string;
  attributes: readonly string[];
};

const PLACE = ['factory.tenant', 'factory.stage'] as const;
const MODEL = ['gen_ai.operation.name', 'gen_ai.provider.name', 'gen_ai.request.model'] as const;

/** Every metric of the factory. */
export const METRICS = {
  stageDuration: {
    name: 'factory.stage.duration',
    kind: 'histogram',
    unit: 's',
    description: 'How long a stage took, waiting for people included.',
    attributes: [...PLACE, 'factory.outcome'],
  },
  retries: {
    name: 'factory.activity.retries',
    kind: 'counter',
    unit: '{retry}',
    description: 'Activities that are tried again.',
    attributes: PLACE,
  },
  rounds: {
    name: 'factory.quality.rounds',
    kind: 'counter',
    unit: '{round}',
    description: 'Rounds of fixing findings and verifying again.',
    attributes: PLACE,
  },
  openReviews: {
    name: 'factory.reviews.open',
    kind: 'gauge',
    unit: '{review}',
    description: 'Questions that nobody has decided yet.',
    attributes: ['factory.tenant'],
  },
  reviewAge: {
    name: 'factory.reviews.age',
    kind: 'gauge',
    unit: 's',
    description: 'How long the oldest open question has waited; 0 where there is none.',
    attributes: ['factory.tenant'],
  },
  tokens: {
    name: 'gen_ai.client.token.usage',
    kind: 'histogram',
    unit: '{token}',
    description: 'Tokens of a call of a model, in and out.',
    attributes: [...MODEL, 'gen_ai.token.type', 'factory.tenant'],
  },
  modelDuration: {
    name: 'gen_ai.client.operation.duration',
    kind: 'histogram',
    unit: 's',
    description: 'How long a call of a model took.',
    attributes: [...MODEL, 'error.type'],
  },
  cost: {
    name: 'factory.model.cost',
    kind: 'counter',
    unit: 'USD',
    description: 'What the calls of models cost by the price list of the deployment.',
    attributes: [...MODEL, 'factory.tenant'],
  },
  queueAge: {
    name: 'factory.queue.age',
    kind: 'histogram',
    unit: 's',
    description: 'How long a message waited before it was taken.',
    attributes: ['messaging.destination.name'],
  },
  requestUnits: {
    name: 'azure.cosmosdb.client.operation.request_charge',
    kind: 'histogram',
    unit: '{request_unit}',
    description: 'Request units of an operation of Cosmos DB.',
    attributes: ['db.collection.name', 'db.operation.name'],
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;
/** Values by the attributes of a metric; those that are not known are left out. */
export type MetricAttributes<M extends MetricName> = {
  [A in (typeof METRICS)[M]['attributes'][number]]?: string | undefined;
};
type Recorded = { [M in MetricName]: (typeof METRICS)[M]['kind'] extends 'gauge' ? never : M }[MetricName];
type Gauge = Exclude<MetricName, Recorded>;

let instruments: { provider: MeterProvider; byName: Map<string, Counter | Histogram> } | undefined;

const instrumentOf = (metric: Recorded): Counter | Histogram => {
  const provider = metrics.getMeterProvider();
  // One that is made before telemetry starts would record nothing for ever.
  if (instruments?.provider !== provider) instruments = { provider, byName: new Map() };
  const { name, kind, unit, description } = METRICS[metric];
  const meter = provider.getMeter(INSTRUMENTATION);
  const made = (): Counter | Histogram =>
    kind === 'counter'
      ? meter.createCounter(name, { unit, description })
      : meter.createHistogram(name, { unit, description });
  const instrument = instruments.byName.get(name) ?? made();
  instruments.byName.set(name, instrument);
  return instrument;
};

const known = (attributes: Record<string, string | undefined>): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));

/** Records a value of a metric, in its unit. Nothing happens where no telemetry is set up. */
export const record = <M extends Recorded>(
  metric: M,
  value: number,
  attributes: MetricAttributes<M>,
): void => {
  const instrument = instrumentOf(metric);
  if ('add' in instrument) instrument.add(value, known(attributes));
  else instrument.record(value, known(attributes));
};

/** Measures a metric each time the metrics are sent. A measurement that fails is left out. */
export const observe = <M extends Gauge>(
  metric: M,
  measure: () => Promise<readonly { value: number; attributes: MetricAttributes<M> }[]>,
): void => {
  const { name, unit, description } = METRICS[metric];
  const gauge = metrics.getMeter(INSTRUMENTATION).createObservableGauge(name, { unit, description });
  gauge.addCallback(async (result) => {
    for (const { value, attributes } of await measure().catch(() => []))
      result.observe(value, known(attributes));
  });
};
