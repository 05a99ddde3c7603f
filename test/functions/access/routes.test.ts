import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { ACCESS_ROLES } from '../../../factory/domain/role.ts';
import { openApiDocument } from '../../../functions/openapi/openapi-document.ts';
import { operations, type OperationId } from '../../../functions/openapi/operations.ts';
import { createAuthenticate } from '../../../platform/azure/access/authenticate.ts';
import {
  startOpenIdServer,
  type OpenIdServer,
  type TokenChanges,
} from '../../loopback/identity/open-id-server.ts';
import { anApp, bodyOf, paramsOf, type Asked } from './an-app.ts';

vi.mock(import('../../../orchestrators/lib/durable.ts'), async (original) => ({
  ...(await original()),
  startOrchestration: async () => undefined,
  raiseEvent: async () => undefined,
  hasBrokenOff: async () => false,
}));

type Operation = { operationId: OperationId; security?: Record<string, string[]>[] };
type Document = { paths: Record<string, Record<string, Operation>> };

const document = openApiDocument('1.2.3') as Document;
const operationsOf = ({ paths }: Document): Operation[] =>
  Object.values(paths).flatMap((item) => Object.values(item));

/** What everybody may ask: it tells nothing of a tenant. */
const OPEN = [
  'checkHealth',
  'readOpenApi',
  'readAsyncApi',
  'readProjectDefinitionSchema',
  'readRunResultSchema',
];

/** Names in the path of an operation. */
const namesIn = (name: OperationId): string[] =>
  [...operations[name].path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter!);

/** What other systems call, with a secret of their own. */
const HOOKS = ['takeAzureDevOpsHook'];

const rolesOf = ({ security }: Operation): string[] => security?.[0]?.['token'] ?? [];

/** Operations of which the description does not say who may call: no roles, unknown ones, or open without being known as such. */
const undeclared = (described: Document): string[] =>
  operationsOf(described)
    .filter((operation) => {
      if (!operation.security) return true;
      if (HOOKS.includes(operation.operationId))
        return JSON.stringify(operation.security) !== '[{"hook":[]}]';
      if (operation.security.length === 0) return !OPEN.includes(operation.operationId);
      const roles = rolesOf(operation);
      const isKnown = roles.length > 0 && roles.every((role) => ACCESS_ROLES.some((known) => known === role));
      return !isKnown || JSON.stringify(operation.security[1]?.['key']) !== JSON.stringify(roles);
    })
    .map(({ operationId }) => operationId);

const guarded = operationsOf(document)
  .filter(({ operationId }) => ![...OPEN, ...HOOKS].includes(operationId))
  .map((operation) => ({ ...operation, name: operation.operationId }));

const OURS = '11111111-1111-4111-8111-111111111111';
const THEIRS = '22222222-2222-4222-8222-222222222222';
const AUDIENCE = 'api-client-id';

let server: OpenIdServer;
let stranger: ReturnType<OpenIdServer['newKey']>;
beforeAll(async () => {
  server = await startOpenIdServer([OURS, THEIRS], AUDIENCE);
  stranger = server.newKey();
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

const app = () =>
  anApp(
    createAuthenticate({
      authority: server.url,
      audience: AUDIENCE,
      scope: 'access_as_user',
      directories: [
        { directory: OURS, tenant: 'contoso' },
        { directory: THEIRS, tenant: 'fabrikam' },
      ],
    }),
  );

const bearer = async (roles: readonly string[] = ACCESS_ROLES, changes: TokenChanges = {}) => ({
  authorization: `Bearer ${await server.token({ directory: OURS, roles }, Date.now(), changes)}`,
});

const asked = (
  name: OperationId,
  tenant: string,
  headers: Record<string, string>,
  instead: Record<string, string> = {},
): Asked => {
  const body = bodyOf(name, tenant);
  const all = { ...paramsOf(tenant), ...instead };
  const params = Object.fromEntries(namesIn(name).map((parameter) => [parameter, all[parameter]!]));
  return { params, headers, ...(body === undefined ? {} : { body }) };
};

const MISSING: Record<string, string> = {
  projectId: 'p-fabrikam-00000000-0000-7000-8000-0000000000ff',
  reviewId: 'r-00000000ff',
  messageId: 'letter-ff',
};

const withoutIds = (body: unknown, ids: Record<string, string>): string =>
  Object.values(ids).reduce((text, id) => text.replaceAll(id, '<id>'), JSON.stringify(body));

const typeOf = ({ jsonBody }: { jsonBody?: unknown }): unknown =>
  (jsonBody as { type?: string } | undefined)?.type;

const isProblem = (answer: Awaited<ReturnType<ReturnType<typeof app>['ask']>>, status: number) => {
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.headers['x-correlation-id']).toBeDefined();
  expect(answer.jsonBody).toMatchObject({ status, type: expect.stringMatching(/^urn:problem:/) as string });
};

describe('the description of the API', () => {
  it('says of every route who may call, and the app has no other', () => {
    expect(undeclared(document)).toEqual([]);
    const described = operationsOf(document).map(({ operationId }) => operationId as string);
    expect(app().names.filter((name) => !described.includes(name))).toEqual(['showPage']);
    expect(guarded.length).toBeGreaterThanOrEqual(18);
  });

  it.each([undefined, [], [{ token: [] }, { key: [] }], [{ token: ['emperor'] }, { key: ['emperor'] }]])(
    'is caught without a role: %j',
    (security) => {
      const planted = structuredClone(document);
      const operation = planted.paths['/api/projects/{projectId}/undo']!['get']!;
      Object.assign(operation, { security });
      expect(undeclared(planted)).toEqual(['showUndo']);
    },
  );

  it.each(HOOKS)('lets %s in by its own secret only', async (name) => {
    const { ask } = app();
    for (const headers of [{}, await bearer(), { authorization: 'Basic YTpi' }] as Record<string, string>[]) {
      const answer = await ask(name, { headers, body: {} });
      isProblem(answer, 401);
      expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
    }
  });

  it('leaves open only what tells nothing of a tenant', async () => {
    const { ask, tenants } = app();
    for (const name of OPEN) {
      const answer = await ask(name);
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.jsonBody)).not.toContain(tenants('contoso').projects[0]!.id);
    }
  });
});

describe.each(guarded)('$name', (operation) => {
  const { name } = operation;
  const roles = rolesOf(operation);

  it('asks for a token', async () => {
    const { ask, made } = app();
    const before = made.length;
    const shown: Record<string, string>[] = [
      {},
      { 'x-ms-client-principal': Buffer.from('{"auth_typ":"aad","claims":[]}').toString('base64') },
      { 'x-functions-key': 'k' },
    ];
    for (const headers of shown) {
      const answer = await ask(name, asked(name, 'contoso', headers));
      isProblem(answer, 401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
    expect(made.length).toBe(before);
  });

  it.each<[string, TokenChanges | undefined]>([
    ['of another audience', { claims: { aud: 'another' } }],
    ['of another issuer', { claims: { iss: 'https://login.example/v2.0' } }],
    ['that has expired', { claims: { exp: Math.floor(Date.now() / 1_000) - 120 } }],
    ['of a directory that may not call', { claims: { tid: '33333333-3333-4333-8333-333333333333' } }],
    ['that is signed by somebody else', undefined],
  ])('refuses a token %s', async (_, changes) => {
    const { ask } = app();
    const headers = await bearer(ACCESS_ROLES, changes ?? { key: stranger });
    const answer = await ask(name, asked(name, 'contoso', headers));
    isProblem(answer, 401);
    expect(answer.headers['www-authenticate']).toMatch(
      /^Bearer error="invalid_token", error_description="[^"\n]+"$/,
    );
  });

  it.each(roles)('is for a caller who is %s', async (role) => {
    const answer = await app().ask(name, asked(name, 'contoso', await bearer([role])));
    expect([401, 404, 429, 500, 503]).not.toContain(answer.status);
    expect(typeOf(answer)).not.toBe('urn:problem:role-missing');
  });

  it.each([...ACCESS_ROLES.filter((role) => !roles.includes(role)), 'emperor', undefined])(
    'is not for a caller who is %s',
    async (role) => {
      const answer = await app().ask(name, asked(name, 'contoso', await bearer(role ? [role] : [])));
      isProblem(answer, 403);
      expect(answer.headers['www-authenticate']).toContain('error="insufficient_scope"');
      expect(typeOf(answer)).toBe('urn:problem:role-missing');
    },
  );

  it('works for its own tenant', async () => {
    const { ask, tenants } = app();
    if (name === 'cancelProject') tenants('contoso').projects[0]!.status = 'running';
    const answer = await ask(name, asked(name, 'contoso', await bearer()));
    expect(answer.status, JSON.stringify(answer.jsonBody)).toBeLessThan(300);
  });
});

/** What a tenant has that a call could change. */
const possessions = (of: ReturnType<typeof app>, tenant: string) => {
  const { projects, reviews, deadLetters, actions } = of.tenants(tenant);
  return JSON.stringify([projects, reviews, deadLetters, actions]);
};

describe('what is of another tenant', () => {
  const [lists, named] = [true, false].map((isList) =>
    guarded.filter(({ name }) => (namesIn(name).length === 0) === isList),
  ) as [typeof guarded, typeof guarded];

  it.each(lists)('is not in the answer of $name', async ({ name }) => {
    const one = app();
    const before = possessions(one, 'fabrikam');
    one.made.length = 0;
    const answer = await one.ask(name, asked(name, 'fabrikam', await bearer()));
    expect(answer.status).toBeLessThan(300);
    expect(JSON.stringify(answer.jsonBody)).not.toContain('fabrikam');
    expect(one.made).not.toContain('fabrikam');
    expect(possessions(one, 'fabrikam')).toBe(before);
  });

  it.each(named)('is for $name as what does not exist', async ({ name }) => {
    const one = app();
    const before = possessions(one, 'fabrikam');
    one.made.length = 0;
    const answer = await one.ask(name, asked(name, 'fabrikam', await bearer()));
    isProblem(answer, 404);
    expect(one.made).not.toContain('fabrikam');
    expect(possessions(one, 'fabrikam')).toBe(before);
    const nothing = await one.ask(name, asked(name, 'fabrikam', await bearer(), MISSING));
    expect(nothing.status).toBe(404);
    expect(withoutIds(nothing.jsonBody, MISSING)).toBe(withoutIds(answer.jsonBody, paramsOf('fabrikam')));
  });

  it.each(named.filter(({ name }) => namesIn(name).includes('projectId')))(
    'is refused by $name even where a store would give a project away',
    async ({ name }) => {
      const one = app();
      one.tenants('contoso').projects.push(one.tenants('fabrikam').projects[0]!);
      const answer = await one.ask(name, asked(name, 'fabrikam', await bearer()));
      expect(typeOf(answer)).toBe('urn:problem:not-found');
    },
  );
});

it('an event stream of another tenant is not found', async () => {
  const headers = { ...(await bearer()), accept: 'text/event-stream' };
  isProblem(await app().ask('listEvents', asked('listEvents', 'fabrikam', headers)), 404);
  const own = await app().ask('listEvents', asked('listEvents', 'contoso', headers));
  expect(own.headers['content-type']).toContain('text/event-stream');
  await (own.body as ReadableStream).cancel();
});

it('an authority that does not answer is 503, not 401', async () => {
  const { ask } = app();
  server.fail(1_000);
  const answer = await ask('listProjects', { headers: await bearer() });
  server.fail(0);
  isProblem(answer, 503);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
});
