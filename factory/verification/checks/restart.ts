import type { SandboxSession } from '../../../platform/ports.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { exchange } from '../exchange.ts';
import type { Inspection } from '../inspection.ts';
import { apiOperations, at, type ApiOperation } from '../openapi-document.ts';
import { startService, type RunningService } from '../running-service.ts';
import { validBody } from '../sample-body.ts';
import { VERIFICATION_FOLDER } from '../verification-files.ts';

const finding = (rule: string, message: string): Finding => ({
  check: 'restart',
  rule: `restart/${rule}`,
  message,
  suggestion: 'Write to the store, and flush it, before the answer is sent.',
});

/** A thing that was recorded, and where it must be seen again. */
type Recorded = { operation: ApiOperation; id: string; text: string };

class StartFailure extends Error {}

const started = async (session: SandboxSession, data: string): Promise<RunningService> => {
  const running = await startService(session, data);
  if ('failed' in running) throw new StartFailure(running.failed);
  return running;
};

const record = async (url: string, operations: readonly ApiOperation[], n: number): Promise<Recorded[]> => {
  const recorded: Recorded[] = [];
  for (const operation of operations) {
    const body = validBody(operation.body ?? {}, n);
    const answer = await exchange(url, { method: 'POST', path: operation.path, body });
    const id = at(answer.json, 'id');
    if (answer.status === 201 && typeof id === 'string')
      recorded.push({ operation, id, text: JSON.stringify(answer.json) });
  }
  return recorded;
};

/** Reads one back: by its id where the contract can, else from the list, else from the export. */
const seen = async (
  url: string,
  all: readonly ApiOperation[],
  { operation, id }: Recorded,
): Promise<string> => {
  const collection = operation.path;
  const has = (path: string) => all.some((other) => other.method === 'GET' && other.path === path);
  const item = all.find(({ method, path }) => method === 'GET' && path.startsWith(`${collection}/{`));
  if (item) return (await exchange(url, { method: 'GET', path: `${collection}/${id}` })).text;
  if (has(collection)) {
    const { json } = await exchange(url, { method: 'GET', path: collection, query: { limit: '200' } });
    const items = at(json, 'items');
    const found = Array.isArray(items) ? items.find((candidate) => at(candidate, 'id') === id) : undefined;
    return JSON.stringify(found) ?? '';
  }
  const { text } = await exchange(url, { method: 'GET', path: `${collection}/export` });
  return text.includes(id) ? text : '';
};

const missing = async (
  url: string,
  all: readonly ApiOperation[],
  recorded: readonly Recorded[],
  after: string,
): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const one of recorded) {
    const text = await seen(url, all, one);
    if (!text.includes(one.id)) {
      findings.push(
        finding(`${after}/${one.operation.id}`, `What ${one.operation.id} recorded is gone after ${after}.`),
      );
    } else if (text.startsWith('{') && !sameJson(text, one.text)) {
      findings.push(
        finding(
          `${after}/${one.operation.id}`,
          `What ${one.operation.id} recorded has changed after ${after}.`,
        ),
      );
    }
  }
  return findings;
};

const entries = (text: string): string =>
  JSON.stringify(Object.entries(JSON.parse(text) as object).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const sameJson = (one: string, other: string): boolean => entries(one) === entries(other);

const runs = async (session: SandboxSession, all: readonly ApiOperation[]): Promise<Inspection> => {
  const data = `${session.directory}/${VERIFICATION_FOLDER}/restart-data`;
  const creates = all.filter(({ method, path, body }) => method === 'POST' && body && !path.includes('{'));
  const findings: Finding[] = [];

  const first = await started(session, data);
  const before = await record(first.url, creates, 1);
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
  findings.push(...(await missing(second.url, all, before, 'a stop')));
  const later = await record(second.url, creates, 2);
  await second.kill();

  const third = await started(session, data);
  findings.push(...(await missing(third.url, all, [...before, ...later], 'a crash')));
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
): Promise<Inspection> => {
  const file = files.find(({ path }) => path === 'api/openapi.json');
  try {
    return await runs(session, apiOperations(JSON.parse(file?.content ?? '{}')));
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    return { inspected: 1, unit: 'things', findings: [finding('start', error.message)] };
  }
};
