import type { Behaviour, BeyondContract, Call, Reply } from './call.ts';
import type { Operation } from './contract.ts';
import { matchPath, selectOperation } from './match-route.ts';
import { refuse } from './refusal.ts';
import { bodyProblem, readQuery, responseProblem } from './validate.ts';

export type Request = Pick<Call, 'headers' | 'identity' | 'state' | 'baseUrl' | 'now'> & {
  method: string;
  url: URL;
  bytes: Uint8Array;
};

/** What answers a call: an operation of the contract, or one beyond it. */
export type Route =
  | { operation: Operation; path: Record<string, string> }
  | { beyond: BeyondContract; path: Record<string, string> };

/** The version that a call names, in its query or in what it accepts. */
const versionOf = ({ url, headers }: Request): string | undefined =>
  [...url.searchParams].find(([name]) => name.toLowerCase() === 'api-version')?.[1] ??
  /api-version=([^;,\s]+)/i.exec(headers['accept'] ?? '')?.[1];

const checkVersion = (request: Request, versions: ReadonlySet<string>): void => {
  const version = versionOf(request);
  if (version === undefined) {
    refuse(
      400,
      'VssVersionNotSpecifiedException',
      `No api-version was supplied for the "${request.method}" request. The version must be supplied either as part of the Accept header (e.g. "application/json; api-version=1.0") or as a query parameter (e.g. "?api-version=1.0").`,
    );
  } else if (!versions.has(version)) {
    refuse(
      400,
      'VssVersionOutOfRangeException',
      `The requested REST API version of ${version} is out of range for this server. It takes ${[...versions].join(' and ')} here.`,
    );
  }
};

/** Finds what answers a call. Refuses a path (404) or a method (405) that nothing answers. */
export const routeOf = (
  request: Pick<Request, 'method' | 'url'>,
  beyond: readonly BeyondContract[],
): Route => {
  const matches = matchPath(request.url.pathname);
  const ofMethod = matches.filter(({ operation }) => operation.method === request.method);
  const found = selectOperation(ofMethod, request.url.searchParams);
  if (found) return found;
  const path = decodeURIComponent(request.url.pathname);
  for (const one of beyond) {
    const match = one.method === request.method ? one.pattern.exec(path) : null;
    if (match) return { beyond: one, path: { ...match.groups } };
  }
  return matches.length > 0
    ? refuse(
        405,
        'HttpMethodNotAllowedException',
        `The requested resource does not support http method '${request.method}'.`,
      )
    : refuse(
        404,
        'HttpException',
        `The controller for path '${path}' was not found or does not implement IController.`,
      );
};

const parse = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return refuse(400, 'InvalidArgumentValueException', 'The body is no JSON.');
  }
};

/** The body of a request of the content type that is taken. */
const readBody = ({ bytes, headers }: Request, consumes: string): unknown => {
  if (bytes.length === 0) return undefined;
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== consumes)
    refuse(
      415,
      'UnsupportedMediaTypeException',
      `The request indicated a Content-Type of "${type}" for a method that takes ${consumes}.`,
    );
  return parse(bytes);
};

const callOf = (
  { state, identity, headers, baseUrl, now }: Request,
  path: Record<string, string>,
  more: Pick<Call, 'operationId' | 'query' | 'body'>,
): Call => {
  const organization = state.organizations.get((path['organization'] ?? '').toLowerCase());
  if (!organization) return refuse(404, 'HostNotFoundException', 'The organization was not found.');
  return { organization, path, headers, identity, state, baseUrl, now, ...more };
};

/** A list as the service writes it. */
const wrapped = (body: unknown): unknown =>
  Array.isArray(body) ? { count: body.length, value: body } : body;

const answerByContract = async (
  request: Request,
  { operation, path }: Extract<Route, { operation: Operation }>,
  behaviour: Behaviour | undefined,
): Promise<Reply> => {
  checkVersion(request, operation.versions);
  const read = readQuery(operation, request.url.searchParams);
  if ('problem' in read) return refuse(400, 'InvalidArgumentValueException', `Query: ${read.problem}`);
  const body = readBody(request, operation.consumes ?? 'application/json');
  const problem = bodyProblem(operation, body);
  if (problem !== undefined)
    return refuse(
      400,
      'InvalidArgumentValueException',
      `TF400898: The body is not what ${operation.id} takes: ${problem}`,
    );
  const missing = operation.headers.find(
    ({ name, required }) =>
      required === true && name !== 'Version' && request.headers[name.toLowerCase()] === undefined,
  );
  if (missing) return refuse(400, 'InvalidArgumentValueException', `The header ${missing.name} is needed.`);
  if (!behaviour) throw new Error(`The loopback server has no behaviour for ${operation.id}.`);
  const reply = await behaviour(
    callOf(request, path, { operationId: operation.id, query: read.query, body }),
  );
  const wrong =
    reply.raw || (reply.status ?? 200) >= 300 ? undefined : responseProblem(operation, reply.body);
  if (wrong !== undefined) throw new Error(`The loopback server's own answer to ${operation.id}: ${wrong}`);
  return { status: operation.response.status, ...reply, body: wrapped(reply.body) };
};

/** Answers a call: by the contract and the behaviour of its operation, or by what is written by hand beyond it. */
export const answer = async (
  request: Request,
  route: Route,
  behaviours: Record<string, Behaviour>,
): Promise<Reply> => {
  if ('operation' in route) return answerByContract(request, route, behaviours[route.operation.id]);
  const { beyond, path } = route;
  if (versionOf(request) === undefined) checkVersion(request, new Set(['7.1']));
  const query = Object.fromEntries([...request.url.searchParams].filter(([name]) => name !== 'api-version'));
  const body = readBody(request, 'application/json');
  const reply = await beyond.behaviour(callOf(request, path, { operationId: beyond.id, query, body }));
  return { status: 200, ...reply, body: wrapped(reply.body) };
};
