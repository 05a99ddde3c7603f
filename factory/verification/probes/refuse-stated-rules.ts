import { givenFields, type Aggregate } from '../../domain/aggregate.ts';
import type { Field } from '../../domain/field.ts';
import type { ApiOperation } from '../openapi-document.ts';
import { allowedCall, type World } from './world.ts';

/** More digits after the point than the field has, beside a value that is taken. */
const tooPrecise = (scale: number, value: unknown): number =>
  Number((Number(value ?? 1) + 10 ** -(scale + 1)).toFixed(scale + 1));

const refuseField = async (
  world: World,
  operation: ApiOperation,
  { name, type, unique }: Field,
): Promise<void> => {
  const { probe } = world;
  const { body: valid, headers } = await allowedCall(world, operation);
  const request = { method: 'POST', path: operation.path, headers };
  if (type.kind === 'decimal') {
    const body = { ...valid, [name]: tooPrecise(type.scale, valid[name]) };
    await probe.refuse(operation, `${name} scale`, { ...request, body }, [400], name);
  }
  if (type.kind === 'json') {
    const body = { ...valid, [name]: { filler: 'x'.repeat(type.maxBytes) } };
    await probe.refuse(operation, `${name} maxBytes`, { ...request, body }, [400], name);
  }
  if (unique) {
    await probe.succeed(operation, { ...request, body: valid }, 201);
    const other = await allowedCall(world, operation);
    const twin = { ...other.body, [name]: valid[name] };
    await probe.refuse(
      operation,
      `${name} unique`,
      { ...request, headers: { ...other.headers, ...headers }, body: twin },
      [409],
      name,
    );
  }
};

/** Two that share all values of a rule that allows only one. */
const refuseTwins = async (world: World, operation: ApiOperation, aggregate: Aggregate): Promise<void> => {
  const { lifecycle } = aggregate;
  for (const rule of aggregate.rules) {
    if (rule.kind !== 'unique') continue;
    const given = rule.fields.every((name) => givenFields(aggregate).some((field) => field.name === name));
    const counts = rule.states.length === 0 || rule.states.includes(lifecycle?.initial ?? '');
    const clashes = aggregate.fields.some(({ name, unique }) => unique && rule.fields.includes(name));
    if (!given || !counts || clashes) continue;
    const { body, headers } = await allowedCall(world, operation);
    const request = { method: 'POST', path: operation.path };
    await world.probe.succeed(operation, { ...request, body, headers }, 201);
    const other = await allowedCall(world, operation);
    const shared = Object.fromEntries(
      rule.fields.filter((name) => name in body).map((name) => [name, body[name]]),
    );
    await world.probe.refuse(
      operation,
      `rule ${rule.name}`,
      { ...request, body: { ...other.body, ...shared }, headers: { ...other.headers, ...headers } },
      [409],
      { type: 'rule-violated' },
    );
  }
};

/** Rules that the contract states in words: uniqueness, digits after the point, bytes of a JSON object. */
export const refuseStatedRules = async (
  world: World,
  operation: ApiOperation,
  aggregate: Aggregate,
): Promise<void> => {
  for (const field of givenFields(aggregate)) await refuseField(world, operation, field);
  await refuseTwins(world, operation, aggregate);
};
