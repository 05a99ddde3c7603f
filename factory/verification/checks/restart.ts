import { setTimeout as delay } from 'node:timers/promises';

import type { SandboxSession } from '../../../platform/ports.ts';
import { serverFields } from '../../domain/aggregate.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Service } from '../../domain/blueprint.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { allowedCaller } from '../allowed-caller.ts';
import type { Inspection } from '../inspection.ts';
import { apiOperations, at, isObject, type ApiOperation, type Json } from '../openapi-document.ts';
import { createProbe } from '../operation-probe.ts';
import { carriedOn } from '../probes/carry-on.ts';
import { holdsValue } from '../probes/compare.ts';
import { make, readAgain, useCaseOf, type Made, type World } from '../probes/world.ts';
import { startService, type RunningService } from '../running-service.ts';
import { VERIFICATION_FOLDER } from '../verification-files.ts';

const finding = (rule: string, message: string): Finding => ({
  check: 'restart',
  rule: `restart/${rule}`,
  message,
  suggestion: 'Write to the store, and flush it, before the answer is sent.',
});

/** A thing that was recorded, where it must be seen again, and what of it the clock and the service leave alone. */
type Recorded = { operation: ApiOperation; made: Made };

class StartFailure extends Error {}

const started = async (session: SandboxSession, data: string): Promise<RunningService> => {
  const running = await startService(session, data);
  if ('failed' in running) throw new StartFailure(running.failed);
  return running;
};

/** Somebody who may read everything. */
const allRoles = ({ useCases }: Service) => ({
  roles: [...new Set(useCases.flatMap(({ roles }) => roles))],
  owner: undefined,
});

/** Records one of each, and does with it what a caller can do next: a record is more than its first version. */
const record = async (world: World, creates: readonly ApiOperation[]): Promise<Recorded[]> => {
  const recorded: Recorded[] = [];
  for (const operation of creates) {
    const aggregate = useCaseOf(world, operation)?.aggregate;
    const made = aggregate === undefined ? undefined : await make(world, aggregate);
    if (made) recorded.push({ operation, made: await carriedOn(world, made) });
  }
  return recorded;
};

/** Reads one back: by its id where the contract can, else from the list, else from the export. */
const seen = async (world: World, { operation, made }: Recorded): Promise<Json | undefined> => {
  const own = await readAgain(world, made);
  if (own) return own.values;
  const collection = operation.path;
  const has = (path: string) =>
    world.operations.some((other) => other.method === 'GET' && other.path === path);
  if (world.operations.some(({ method, path }) => method === 'GET' && path.startsWith(`${collection}/{`)))
    return undefined;
  const headers = await world.probe.bearer(allowedCaller(allRoles(world.service), made.values));
  if (has(collection)) {
    const request = { method: 'GET', path: collection, query: { limit: '200' }, headers };
    const items = at((await world.probe.send(request)).json, 'items');
    const found: unknown = Array.isArray(items)
      ? items.find((candidate) => at(candidate, 'id') === made.id)
      : undefined;
    return isObject(found) ? found : undefined;
  }
  const { text } = await world.probe.send({ method: 'GET', path: `${collection}/export`, headers });
  return text.includes(made.id) ? made.values : undefined;
};

/** What only the clock changes, or an event that is on its way, may be another one afterwards. */
const lasting = ({ aggregate, values }: Made, service: Service): Json => {
  const moves = service.reactions.some(({ does, from }) => does.kind === 'ask' || from === service.name);
  const added = moves ? serverFields(aggregate).map(({ name }) => name) : [];
  const passing = [...added, ...aggregate.fields.filter(({ derived }) => derived).map(({ name }) => name)];
  return Object.fromEntries(Object.entries(values).filter(([name]) => !passing.includes(name)));
};

const missing = async (world: World, recorded: readonly Recorded[], after: string): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const one of recorded) {
    const { id } = one.operation;
    const now = await seen(world, one);
    if (!now) findings.push(finding(`${after}/${id}`, `What ${id} recorded is gone after ${after}.`));
    else if (!holdsValue(now, lasting(one.made, world.service)))
      findings.push(finding(`${after}/${id}`, `What ${id} recorded has changed after ${after}.`));
  }
  return findings;
};

/** Values of what is recorded before the second start, apart from those of the first. */
const SECOND = 100_000;

const runs = async (
  session: SandboxSession,
  operations: readonly ApiOperation[],
  service: Service,
): Promise<Inspection> => {
  const data = `${session.directory}/${VERIFICATION_FOLDER}/restart-data`;
  const creates = operations.filter(
    ({ method, path, body }) => method === 'POST' && body && !path.includes('{'),
  );
  const worldAt = ({ url }: RunningService, first = 0): World => ({
    probe: createProbe(url, first),
    service,
    operations,
    wait: delay,
  });
  const findings: Finding[] = [];

  const first = await started(session, data);
  const before = await record(worldAt(first), creates);
  const exitCode = await first.stop();
  if (exitCode !== 0) {
    findings.push(
      finding('exit-code', `SIGTERM ended the service with ${exitCode ?? 'a signal'}, not with 0.`),
    );
  }
  for (const { id } of creates.filter((operation) => !before.some((one) => one.operation === operation))) {
    findings.push(finding(`record/${id}`, `${id} recorded nothing, so that nothing could be seen again.`));
  }

  const second = await started(session, data);
  findings.push(...(await missing(worldAt(second), before, 'a stop')));
  const later = await record(worldAt(second, SECOND), creates);
  await second.kill();

  const third = await started(session, data);
  findings.push(...(await missing(worldAt(third), [...before, ...later], 'a crash')));
  await third.stop();
  return {
    inspected: before.length + later.length,
    unit: 'things',
    findings,
    evidence: third.output().slice(-2_000),
  };
};

/** Records, stops, starts, looks; records, kills, starts, looks: nothing that was answered may be lost. */
export const checkRestart = async (
  session: SandboxSession,
  files: readonly GeneratedFile[],
  service: Service,
): Promise<Inspection> => {
  const file = files.find(({ path }) => path === 'api/openapi.json');
  try {
    return await runs(session, apiOperations(JSON.parse(file?.content ?? '{}')), service);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    return { inspected: 1, unit: 'things', findings: [finding('start', error.message)] };
  }
};
