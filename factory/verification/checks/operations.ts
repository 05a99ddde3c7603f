import { setTimeout as delay } from 'node:timers/promises';

import type { SandboxSession } from '../../../platform/ports.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Service } from '../../domain/blueprint.ts';
import { collectionPath } from '../../domain/operation.ts';
import type { Finding } from '../../domain/quality-report.ts';
import type { Inspection } from '../inspection.ts';
import { apiOperations, type ApiOperation, type HttpMethod } from '../openapi-document.ts';
import { createProbe, type Probe } from '../operation-probe.ts';
import { probeResource } from '../probes/probe-resource.ts';
import type { World } from '../probes/world.ts';
import { startService } from '../running-service.ts';
import { VERIFICATION_FOLDER } from '../verification-files.ts';

const failed = (message: string): Inspection => ({
  inspected: 1,
  unit: 'requests',
  findings: [
    {
      check: 'operations',
      rule: 'operations/start',
      message,
      suggestion: 'Start the service by hand (`npm start`) and read its log.',
    } satisfies Finding,
  ],
});

const METHODS: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Whether a concrete path is also an item of another template: `/events/export` is `/events/{eventId}`. */
const covers = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path);

/** Methods that the contract does not have: the service must not have them either. */
const probeAbsentMethods = async (probe: Probe, operations: readonly ApiOperation[]): Promise<void> => {
  const paths = [...new Set(operations.map(({ path }) => path))];
  await Promise.all(
    paths.flatMap((path) => {
      const concrete = path.replaceAll(/\{[^}]+\}/g, '00000000-0000-7000-8000-000000000000');
      const known = operations
        .filter((operation) => covers(operation.path, concrete))
        .map(({ method }) => method);
      const [first] = operations.filter((operation) => operation.path === path);
      return METHODS.filter((method) => first && !known.includes(method)).map((method) => {
        const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
        const operation = { ...(first as ApiOperation), id: `${method} ${path}` };
        return probe.refuse(operation, 'absent method', { method, path: concrete, ...body }, [404, 405]);
      });
    }),
  );
  const stray = { ...(operations[0] as ApiOperation), id: 'unknown path' };
  await probe.refuse(stray, 'unknown path', { method: 'GET', path: '/no-such-path' }, [404]);
};

const isOperational = ({ tags }: ApiOperation): boolean => tags.includes('Operations');

/** Calls every operation of a contract at a running service. */
export const exerciseOperations = async (
  url: string,
  contract: unknown,
  service: Service,
  wait: World['wait'] = delay,
): Promise<Inspection> => {
  const operations = apiOperations(contract);
  if (operations.length === 0) return { inspected: 0, unit: 'requests', findings: [] };
  const probe = createProbe(url);
  const business = operations.filter((operation) => !isOperational(operation));
  const collections = [...new Set(business.map(({ path }) => `/${path.split('/')[1] ?? ''}`))];
  for (const collection of collections) {
    const own = business.filter(({ path }) => path === collection || path.startsWith(`${collection}/`));
    const aggregate = service.aggregates.find((candidate) => collectionPath(candidate) === collection);
    await probeResource({ probe, service, operations: business, wait }, own, aggregate);
  }
  for (const operation of operations.filter(isOperational)) {
    await probe.succeed(operation, { method: 'GET', path: operation.path }, 200);
  }
  await probeAbsentMethods(probe, operations);
  const silent = operations.filter(({ id }) => !probe.succeeded.has(id));
  for (const { id, method, path } of silent) {
    probe.report(
      `${id}/never`,
      `${method} ${path} never succeeded with an answer that follows the contract.`,
    );
  }
  return {
    inspected: probe.requests(),
    unit: 'requests',
    findings: probe.findings,
    remark: `${operations.length} operations`,
  };
};

/** Starts the service in the sandbox and exercises every operation of the contract that it publishes. */
export const checkOperations = async (
  session: SandboxSession,
  files: readonly GeneratedFile[],
  service: Service,
): Promise<Inspection> => {
  const file = files.find(({ path }) => path === 'api/openapi.json');
  if (!file) return failed('api/openapi.json is missing.');
  const running = await startService(session, `${session.directory}/${VERIFICATION_FOLDER}/operations-data`);
  if ('failed' in running) return failed(running.failed);
  try {
    const inspection = await exerciseOperations(running.url, JSON.parse(file.content), service);
    return { ...inspection, evidence: running.output().slice(-4_000) };
  } finally {
    await running.stop();
  }
};
