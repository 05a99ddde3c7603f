import { HttpRequest, type HttpResponseInit } from '@azure/functions';

import { problemSchema } from '../../factory/domain/problem.ts';
import type { Operation } from '../../functions/openapi/operation.ts';
import { operations, type OperationId } from '../../functions/openapi/operations.ts';
import type { Random } from '../chaos/simulation/random.ts';
import { aReview } from '../functions/support/a-review.ts';
import { projectId } from '../functions/support/fake-ports.ts';
import type { AppUnderFuzz, Orchestrations } from './app-under-fuzz.ts';
import { HOSTILE_TEXTS, hostileBytes, hostileValue, mutated } from './hostile-values.ts';

const every = Object.entries<Operation>(operations) as [OperationId, Operation][];
const withBodies = every.filter(([, { body }]) => body !== undefined);

/** A good body of an operation, of one kind or another. */
const goodBody = (random: Random, operation: OperationId, reviewNumber: number): unknown => {
  const { sha256: shown } = aReview(reviewNumber, { projectId: projectId(901) });
  switch (operation) {
    case 'createProject':
      return {
        text: 'Keep a register of lab samples.',
        businessContext: 'For the lab.',
        customer: 'Contoso',
        azureDevOps: { organization: 'contoso', project: 'lab' },
        approvals: ['plan'],
        budgets: { tokens: 1_000_000 },
      };
    case 'decideReview':
      return random.pick<unknown>([
        { kind: 'retry', guidance: 'Leave it out.', shown },
        { kind: 'accept', reason: 'Good enough.', shown },
        { kind: 'amend', path: 'plan/product-plan.json', content: '{}', reason: 'Better.', shown },
        { kind: 'answer', data: { text: 'Keep a register of lab samples.' }, shown },
        { kind: 'abort', reason: 'Not wanted.', shown },
      ]);
    case 'cancelProject':
      return { reason: 'Not wanted.' };
    case 'takeAzureDevOpsHook':
      return {
        eventType: 'build.complete',
        resource: { project: { name: 'factory' } },
        resourceContainers: { account: { baseUrl: 'https://dev.azure.com/connectsoft/' } },
      };
    case 'retryProject':
      return { from: 'vision' };
    default:
      return { reason: 'Sent by mistake.' };
  }
};

/** A header cannot hold every character; what it cannot hold never comes. */
const headerText = (random: Random): string =>
  random
    .pick(HOSTILE_TEXTS)
    .replaceAll(/[^\x21-\x7e]/g, '~')
    .slice(0, 2_000);

const HOOK_CREDENTIAL = {
  authorization: `Basic ${Buffer.from('connectsoft:secret').toString('base64')}`,
};

const headersOf = (random: Random): Record<string, string> => {
  const type = random.chance(0.9)
    ? 'application/json'
    : random.pick([
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/json; charset=utf-16',
        'json',
        '',
      ]);
  const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
  for (const name of [
    'idempotency-key',
    'if-match',
    'x-correlation-id',
    'last-event-id',
    'accept',
    'authorization',
  ])
    if (random.chance(0.08)) headers[name] = headerText(random);
  return headers;
};

const paramsOf = (random: Random, reviewNumber: number): Record<string, string> => {
  const good: Record<string, string> = {
    projectId: projectId(random.pick([900, 901])),
    reviewId: aReview(reviewNumber).id,
    messageId: `letter-${1 + random.below(20)}`,
    path: 'plan/product-plan.json',
  };
  return Object.fromEntries(
    Object.entries(good).map(([name, value]) => [
      name,
      random.chance(0.12) ? random.pick(HOSTILE_TEXTS) : value,
    ]),
  );
};

const queryOf = (random: Random): Record<string, string> =>
  Object.fromEntries(
    ['after', 'limit', 'prefix', 'status'].flatMap((name) =>
      random.chance(0.15) ? [[name, random.pick(HOSTILE_TEXTS)]] : [],
    ),
  );

const wrongWith = ({ status = 200, headers, jsonBody }: HttpResponseInit): string | undefined => {
  if (status >= 500) return `answered ${status}: ${JSON.stringify(jsonBody)}`;
  if (status < 400) return undefined;
  const type = new Headers(headers as Record<string, string>).get('content-type');
  if (type !== 'application/problem+json') return `answered ${status} as ${type}`;
  const problem = problemSchema.safeParse(jsonBody);
  return problem.success ? undefined : `answered ${status} with what is no problem: ${problem.error.message}`;
};

const lostBy = (
  operation: OperationId,
  { status, jsonBody }: HttpResponseInit,
  { fake }: AppUnderFuzz,
  { started }: Orchestrations,
  before: number,
): string | undefined => {
  if (operation !== 'createProject') return undefined;
  if (status !== 202)
    return fake.projects.length === before ? undefined : `made a project and answered ${status}`;
  const { projectId: id } = jsonBody as { projectId: string };
  if (!fake.projects.some((project) => project.id === id)) return `accepted ${id}, which is not stored`;
  return started.has(id) ? undefined : `accepted ${id}, which was not started`;
};

export type CaseResult = { outcome: string; violation?: string | undefined };

/** A request with something wrong in it: to which operation, and what of its body is told. */
const hostileRequest = (random: Random) => {
  const [name, { method, body }] = random.pick(random.chance(0.85) ? withBodies : every);
  const reviewNumber = 1 + random.below(40);
  const good = goodBody(random, name, reviewNumber);
  const value = random.chance(0.1) ? hostileValue(random) : mutated(random, good);
  const bytes = random.chance(0.35) ? hostileBytes(random, value) : Buffer.from(JSON.stringify(value) ?? '');
  const asked = {
    method,
    url: 'http://127.0.0.1/api/x',
    headers: { ...(name === 'takeAzureDevOpsHook' ? HOOK_CREDENTIAL : {}), ...headersOf(random) },
    params: paramsOf(random, reviewNumber),
    query: queryOf(random),
  };
  return {
    name,
    request: new HttpRequest({ ...asked, ...(body === undefined ? {} : { body: { bytes } }) }),
    told: () => `${name} ${JSON.stringify({ ...asked, body: bytes.toString('latin1').slice(0, 500) })}`,
  };
};

/** One malformed request; what must not be is told with the request. */
export const httpCase = async (
  random: Random,
  app: AppUnderFuzz,
  orchestrations: Orchestrations,
): Promise<CaseResult> => {
  const { name, request, told } = hostileRequest(random);
  const before = app.fake.projects.length;
  try {
    const answer = (await app.http.get(name)?.(request, app.context())) as HttpResponseInit;
    if (answer.body instanceof ReadableStream) await answer.body.cancel();
    const violation = wrongWith(answer) ?? lostBy(name, answer, app, orchestrations, before);
    return { outcome: String(answer.status ?? 200), violation: violation && `${told()}: ${violation}` };
  } catch (error) {
    return { outcome: 'thrown', violation: `${told()}: threw ${String(error)}` };
  }
};
