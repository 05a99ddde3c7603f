import type { UseCase } from '../../domain/blueprint.ts';
import type { Caller } from '../development-tokens.ts';
import type { Request } from '../exchange.ts';
import type { ApiOperation } from '../openapi-document.ts';
import { alteredTokens } from './altered-tokens.ts';
import { makeIn } from './reach-state.ts';
import { allowedCall, make, pathFor, type World } from './world.ts';

/** Whoever is nobody here: without the role, or another than the one whose it is. */
const stranger = ({ roles, owner }: UseCase): Caller => ({
  name: 'intruder',
  roles: owner === undefined ? ['nobody'] : roles,
});

/** Well-formed, and given out by no service. */
const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';

/** Whether somebody may be refused; a list that belongs to somebody shows everybody their own. */
const refusesSome = ({ kind, roles, owner }: UseCase): boolean =>
  roles.length > 0 || (owner !== undefined && kind !== 'search' && kind !== 'export');

const isOfOne = ({ path }: ApiOperation): boolean => path.includes('{');

const target = async (world: World, operation: ApiOperation, useCase: UseCase) => {
  if (!isOfOne(operation)) return undefined;
  const aggregate = world.service.aggregates.find(({ name }) => name === useCase.aggregate);
  return useCase.kind === 'transition' && aggregate
    ? makeIn(world, aggregate, useCase.from)
    : make(world, useCase.aggregate);
};

/** A call that would be let through, but for who calls. */
type Attempt = { request: Request; headers: Record<string, string>; authorization: string };

const refuseUnproven = async (
  { probe }: World,
  operation: ApiOperation,
  { request, headers, authorization }: Attempt,
): Promise<void> => {
  const refused = async (what: string, own: Record<string, string>, challenge: string): Promise<void> => {
    const answer = await probe.refuse(operation, what, { ...request, headers: own }, [401], {
      type: 'unauthenticated',
    });
    const asked = answer?.headers.get('www-authenticate') ?? 'nothing';
    if (answer && asked !== challenge)
      probe.report(`${operation.id}/challenge`, `${answer.request} (${what}): WWW-Authenticate is ${asked}.`);
  };
  await refused('nobody', headers, 'Bearer');
  for (const [what, token] of alteredTokens(authorization))
    await refused(what, { ...headers, authorization: token }, 'Bearer error="invalid_token"');
};

/** Every operation asks who calls and believes no altered proof of it; one that is not for everybody refuses a stranger. */
export const probeWho = async (world: World, operation: ApiOperation, useCase: UseCase): Promise<void> => {
  const existing = await target(world, operation, useCase);
  const allowed = await allowedCall(world, operation, existing ? { existing } : {});
  const { authorization = '', ...headers } = allowed.headers;
  const path = pathFor(operation, existing?.id ?? UNKNOWN_ID);
  const body = operation.body ? { body: allowed.body } : {};
  const request = { method: operation.method, path, ...body };
  await refuseUnproven(world, operation, { request, headers, authorization });
  if (!refusesSome(useCase) || (isOfOne(operation) && !existing)) return;
  const strange = { ...headers, ...(await world.probe.bearer(stranger(useCase))) };
  await world.probe.refuse(operation, 'stranger', { ...request, headers: strange }, [403], {
    type: 'forbidden',
  });
};
