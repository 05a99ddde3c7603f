import { setTimeout as sleep } from 'node:timers/promises';

import { aggregateOf, type Blueprint } from '../../domain/blueprint.ts';
import type { Hop, ProcessReport } from '../../domain/process-report.ts';
import type { Process, ProcessPath } from '../../domain/process.ts';
import { developmentTokens } from '../development-tokens.ts';
import type { Clock } from '../inspection.ts';
import { appliedHop, pathFaults } from './judge-path.ts';
import { found, restoredBefore, serviceNamed, stateNow } from './look-at.ts';
import { markedInput } from './marked-input.ts';
import {
  CallRefused,
  createOne,
  prepareReferences,
  referenceTo,
  type Solution,
} from './prepare-references.ts';
import { refusingFields } from './refusing-fields.ts';

export type FollowInput = {
  blueprint: Blueprint;
  /** Where each service answers, by its name. */
  endpoints: Readonly<Record<string, string>>;
  /** Events that carry a correlation id, in the order in which they were published. */
  hops: (correlationId: string) => Promise<readonly Hop[]>;
  correlationPrefix: string;
  clock: Clock;
  /** Waits some milliseconds between two looks. */
  delay?: (milliseconds: number) => Promise<unknown>;
};

/** Milliseconds in which a path must have ended, and between two looks. */
const DEADLINE = 20_000;
const POLL = 100;

/** Looks in a row that must find nothing wrong: what happens twice, happens a little later. */
const SETTLED = 3;

/** A correlation id that services accept: at most 128 of `A-Za-z0-9._-`. */
const correlationIdOf = (...parts: readonly string[]): string =>
  parts
    .join('-')
    .replaceAll(/[^A-Za-z0-9._-]/g, '-')
    .slice(-128);

type Outcome = { hops: readonly Hop[]; faults: string[] };

const followed = async (
  input: FollowInput & Solution,
  process: Process,
  path: ProcessPath,
  correlationId: string,
): Promise<Outcome> => {
  const { blueprint, clock, hops, delay = sleep } = input;
  const service = serviceNamed(input, process.starts.service);
  const useCase = found(
    service.useCases.find(({ name }) => name === process.starts.useCase),
    `use case ${process.starts.useCase} of ${service.name}`,
  );
  if (useCase.kind !== 'create') throw new CallRefused(`${useCase.name} creates nothing.`);
  const aggregate = aggregateOf(service, useCase.aggregate);
  const refusing = path.refusedBy
    ? refusingFields(blueprint, { service: service.name, aggregate: aggregate.name }, path.refusedBy)
    : [];
  if (path.refusedBy && refusing.length === 0)
    throw new CallRefused(
      `No text of ${aggregate.name} reaches ${path.refusedBy}, so that nothing makes it refuse.`,
    );

  const started = clock.now();
  const token = `${started.getTime().toString(36)}-${process.paths.indexOf(path)}`;
  const prepared = await prepareReferences(input, service, aggregate, {
    token,
    now: started,
    correlationId: correlationIdOf(correlationId, 'prepare'),
    lacks: path.lacks,
  });
  const before = await restoredBefore(input, path, prepared);
  const marking = { token, now: started, refusing, referenceOf: referenceTo(service.name, prepared) };
  const body = markedInput(useCase, aggregate, marking);
  const own = await createOne(input, service, useCase, body, correlationId);

  for (let good = 0; ;) {
    const published = await hops(correlationId);
    const seen = {
      ...(await stateNow(input, own, before)),
      hops: published.map((hop) => appliedHop(blueprint, hop)),
    };
    const faults = pathFaults(blueprint, process, path, seen);
    good = faults.length === 0 ? good + 1 : 0;
    if (good === SETTLED || clock.now().getTime() - started.getTime() >= DEADLINE)
      return { hops: seen.hops, faults };
    await delay(POLL);
  }
};

const reportOn = async (
  input: FollowInput & Solution,
  process: Process,
  path: ProcessPath,
): Promise<ProcessReport> => {
  const started = input.clock.now().getTime();
  const correlationId = correlationIdOf(
    input.correlationPrefix,
    started.toString(36),
    process.name,
    path.name,
  );
  const outcome = await followed(input, process, path, correlationId).catch((error: unknown): Outcome => {
    if (error instanceof CallRefused) return { hops: [], faults: [error.message] };
    throw error;
  });
  const { hops, faults } = outcome;
  return {
    process: process.name,
    path: path.name,
    status: faults.length === 0 ? 'passed' : 'failed',
    correlationId,
    hops: [...hops],
    detail: faults.length === 0 ? `${hops.length} hops, ends ${path.ends}` : faults.join('; '),
    durationMs: input.clock.now().getTime() - started,
  };
};

/**
 * Follows each path of each business process through the running services over HTTP: prepares what is referred to, starts it
 * under a correlation id of its own and looks until it has ended as the blueprint says. Paths come one after the other.
 */
export const followProcesses = async (input: FollowInput): Promise<ProcessReport[]> => {
  const solution = { ...input, bearer: developmentTokens() };
  const reports: ProcessReport[] = [];
  for (const process of input.blueprint.processes) {
    for (const path of process.paths) reports.push(await reportOn(solution, process, path));
  }
  return reports;
};
