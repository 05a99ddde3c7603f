type LogCondition = {
  kind: 'log';
  /** KQL over the workspace; a row is an occurrence. */
  query: string;
  operator: 'GreaterThan' | 'LessThan';
};

type MetricCondition = {
  kind: 'metric';
  resource: 'cosmos' | 'serviceBus';
  metric: string;
  aggregation: 'Count' | 'Maximum';
  dimension: { name: string; value: string };
};

/** The check from outside; it exists where the service has a public address. `threshold` is a number of locations. */
type ProbeCondition = { kind: 'probe' };

/** An alert of a service: when it fires, what it means and what to do. The runbook has one entry for each. */
export type Alert = {
  /** Kebab-case; the anchor in the runbook. */
  id: string;
  title: string;
  /** Azure Monitor: 0 critical to 4 verbose. */
  severity: 1 | 2 | 3;
  /** Minutes over which it looks. */
  windowMinutes: 5 | 10 | 15 | 30;
  threshold: number;
  condition: LogCondition | MetricCondition | ProbeCondition;
  meaning: string;
  /** Steps, each a sentence with at most one command. */
  look: readonly Step[];
  act: readonly Step[];
};

export type Step = { say: string; run?: string };
