import { app, HttpRequest, type HttpHandler, type HttpResponseInit } from '@azure/functions';
import { vi } from 'vitest';

import { ACCESS_ROLES, reviewRoles, type AccessRole } from '../../../factory/domain/role.ts';
import type { Authenticate } from '../../../factory/domain/caller.ts';
import { perTenant, projectIdOf } from '../../../factory/domain/tenant.ts';
import type { TenantLimits } from '../../../functions/access/tenant-limits.ts';
import { operations, type OperationId } from '../../../functions/openapi/operations.ts';
import { registerFunctions } from '../../../functions/register-functions.ts';
import { aReview } from '../support/a-review.ts';
import { aContext } from '../support/call.ts';
import { aProject, anEvent, fakeDeps } from '../support/fake-ports.ts';

const UUIDS: Readonly<Record<string, string>> = {
  contoso: '00000000-0000-7000-8000-00000000000a',
  fabrikam: '00000000-0000-7000-8000-00000000000b',
};
export const projectOf = (tenant: string): string => projectIdOf(tenant, UUIDS[tenant]!);
const REVIEWS: Readonly<Record<string, number>> = { contoso: 1, fabrikam: 2 };
const PATH = 'quality/audit-trail/quality-report.json';

/** A tenant with one of everything. */
const tenantDeps = (tenant: string) => {
  const fake = fakeDeps();
  const id = projectOf(tenant);
  const text = `The text of ${tenant}`;
  fake.projects.push(
    aProject(1, {
      id,
      status: 'failed',
      submittedBy: `the submitter of ${tenant}`,
      submitterId: `id:${tenant}`,
      definition: { ...aProject(1).definition, text },
    }),
  );
  fake.put(PATH, `{ "of": "${tenant}" }`);
  fake.reviews.push(aReview(REVIEWS[tenant]!, { projectId: id }));
  fake.events.push({ ...anEvent(1), projectid: id, data: { stage: 'vision', message: text } });
  fake.deadLetters.push({
    id: `letter-${tenant}`,
    receiver: 'factory-requests',
    messageId: tenant,
    reason: 'Rejected',
    description: tenant,
    deliveries: 1,
    enqueuedAt: '2026-01-05T08:00:00.000Z',
    body: tenant,
  });
  return fake;
};

/** What names something in a path, of a tenant. */
export const paramsOf = (tenant: string): Record<string, string> => ({
  projectId: projectOf(tenant),
  reviewId: aReview(REVIEWS[tenant]!, { projectId: projectOf(tenant) }).id,
  messageId: `letter-${tenant}`,
  path: PATH,
});

/** A good body of each operation that takes one, for what belongs to a tenant. */
export const bodyOf = (operation: OperationId, tenant: string): unknown => {
  switch (operation) {
    case 'createProject':
      return { text: 'Keep a register of lab samples.' };
    case 'decideReview':
      return {
        kind: 'accept',
        reason: 'Good enough.',
        shown: aReview(REVIEWS[tenant]!, { projectId: projectOf(tenant) }).sha256,
      };
    case 'cancelProject':
      return {};
    case 'retryProject':
      return { from: 'vision' };
    case 'discardDeadLetter':
      return { reason: 'Sent by mistake.' };
    default:
      if ('body' in operations[operation]) throw new Error(`No body is known for ${operation}.`);
      return undefined;
  }
};

export type Asked = {
  headers?: Record<string, string>;
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
};

/** The HTTP functions as they are registered, over a store for each tenant. Restore the spies after it. */
export const anApp = (authenticate: Authenticate, limits?: TenantLimits) => {
  const handlers = new Map<string, HttpHandler>();
  vi.spyOn(app, 'setup').mockReturnValue();
  vi.spyOn(app, 'http').mockImplementation((name, { handler }) => void handlers.set(name, handler));
  for (const name of ['serviceBusTopic', 'serviceBusQueue'] as const) vi.spyOn(app, name).mockReturnValue();
  const tenants = perTenant(tenantDeps);
  const made: string[] = [];
  registerFunctions({ tenant: 'contoso', authenticate, limits }, (tenant) => {
    made.push(tenant);
    return tenants(tenant).deps;
  });
  const { context, logged } = aContext();
  return {
    names: [...handlers.keys()],
    tenants,
    /** Tenants whose ports were asked for. */
    made,
    logged,
    async ask(name: string, { body, headers = {}, params, query }: Asked = {}) {
      const method = name in operations ? operations[name as OperationId].method : 'GET';
      const request = new HttpRequest({
        method,
        url: 'http://127.0.0.1/api/x',
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined
          ? {}
          : { body: { string: typeof body === 'string' ? body : JSON.stringify(body) } }),
        ...(params ? { params } : {}),
        ...(query ? { query } : {}),
      });
      const answer = (await handlers.get(name)!(request, context)) as HttpResponseInit;
      return { ...answer, status: answer.status ?? 200, headers: answer.headers as Record<string, string> };
    },
  };
};

/** Lets in whoever says who they are: `key` is `<tenant>/<name>/<role>,<role>`; all roles where none is named. */
export const believing: Authenticate = async ({ key }) => {
  const [tenant, name, roles] = key?.split('/') ?? [];
  if (!tenant || !name) return { refused: { why: 'Say who you are.' } };
  const held = roles === undefined ? ACCESS_ROLES : (roles.split(',') as AccessRole[]);
  return { caller: { tenant, roles: held, person: { id: `id:${name}`, name, roles: reviewRoles(held) } } };
};
