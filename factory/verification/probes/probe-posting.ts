import type { Aggregate, Ledger } from '../../domain/aggregate.ts';
import type { UseCase } from '../../domain/blueprint.ts';
import { at, type ApiOperation } from '../openapi-document.ts';
import { refuseUnknown } from './probe-item.ts';
import { refuseBodies } from './refuse-bodies.ts';
import { allowedCall, make, operationFor, pathFor, readAgain, type Made, type World } from './world.ts';

type Post = Extract<UseCase, { kind: 'post' }>;

/** Put in before something is taken out, and what is taken. */
const FUNDS = 1_000;
const AMOUNT = 3;

type Ready = { path: string; headers: Record<string, string>; body: Record<string, unknown> };

const ready = async (
  world: World,
  operation: ApiOperation,
  { unit }: Ledger,
  made: Made,
  amount: number,
): Promise<Ready> => {
  const { body, headers } = await allowedCall(world, operation, { existing: made });
  return { path: pathFor(operation, made.id), headers, body: { ...body, [unit]: amount } };
};

/** An account with something in it, where the service has a way to put it there. */
const funded = async (world: World, aggregate: Aggregate, ledger: Ledger): Promise<Made | undefined> => {
  const made = await make(world, aggregate.name);
  const fill = world.service.useCases.find(
    (useCase) =>
      useCase.kind === 'post' && useCase.direction === 'in' && useCase.aggregate === aggregate.name,
  );
  const operation = operationFor(world, fill);
  if (!made || !operation) return made;
  await world.probe.succeed(
    operation,
    { method: 'POST', ...(await ready(world, operation, ledger, made, FUNDS)) },
    200,
  );
  return (await readAgain(world, made)) ?? made;
};

const balanceOf = (json: unknown): number => Number(at(json, 'balance'));

const checkBalance = (
  { probe }: World,
  operation: ApiOperation,
  { verb }: Post,
  expected: number,
  json: unknown,
): void => {
  const balance = balanceOf(json);
  if (balance !== expected)
    probe.report(
      `${operation.id}/balance`,
      `POST ${operation.path} answered balance ${balance}, not ${expected}.`,
    );
  const entries = at(json, 'entries');
  const last: unknown = Array.isArray(entries) ? entries.at(-1) : undefined;
  if (at(last, 'kind') !== verb || at(last, 'amount') !== AMOUNT)
    probe.report(`${operation.id}/entries`, `POST ${operation.path} did not add its entry last.`);
};

/** What is sent twice under a key is posted once. */
const probeKey = async (
  world: World,
  operation: ApiOperation,
  request: Ready,
  ledger: Ledger,
  made: Made,
): Promise<void> => {
  const { probe } = world;
  const headers = { ...request.headers, 'idempotency-key': `probe-${operation.id}-${probe.next()}` };
  const keyed = { method: 'POST', ...request, headers };
  const first = await probe.succeed(operation, keyed, 200);
  const again = await probe.succeed(operation, keyed, 200);
  const now = await readAgain(world, made);
  const posted = now && first ? balanceOf(now.values) === balanceOf(first.json) : true;
  if (first && again && (first.text !== again.text || !posted))
    probe.report(
      `${operation.id}/idempotency`,
      `POST ${operation.path}: the same key and body posted twice.`,
    );
  const other = { ...keyed, body: { ...request.body, [ledger.unit]: AMOUNT + 1 } };
  await probe.refuse(operation, 'idempotency key reused', other, [422]);
};

/** More than there is above the floor is refused, and takes nothing. */
const refuseOverdraft = async (
  world: World,
  operation: ApiOperation,
  request: Ready,
  { unit, floor }: Ledger,
  made: Made,
): Promise<void> => {
  const before = await readAgain(world, made);
  if (floor === undefined || !before) return;
  const body = { ...request.body, [unit]: balanceOf(before.values) - floor + 1 };
  await world.probe.refuse(operation, 'floor', { method: 'POST', ...request, body }, [409], {
    type: 'rule-violated',
  });
  const after = await readAgain(world, made);
  if (after && balanceOf(after.values) !== balanceOf(before.values))
    world.probe.report(
      `${operation.id}/floor`,
      `POST ${operation.path} was refused and changed the balance.`,
    );
};

/** Posts to an account and follows its balance. */
export const probePosting = async (world: World, operation: ApiOperation, post: Post): Promise<void> => {
  const aggregate = world.service.aggregates.find(({ name }) => name === post.aggregate);
  const ledger = aggregate?.ledger;
  if (!aggregate || !ledger) return;
  const made = await funded(world, aggregate, ledger);
  if (!made) return;
  const { probe } = world;
  const request = await ready(world, operation, ledger, made, AMOUNT);
  await refuseUnknown(world, operation, request.headers, request.body);
  await refuseBodies(probe, operation, { ...request, valid: request.body });
  const answer = await probe.succeed(operation, { method: 'POST', ...request }, 200);
  const sign = post.direction === 'in' ? 1 : -1;
  if (answer) checkBalance(world, operation, post, balanceOf(made.values) + sign * AMOUNT, answer.json);
  await probeKey(world, operation, request, ledger, made);
  if (post.direction === 'out') await refuseOverdraft(world, operation, request, ledger, made);
};
