import { pascalCase } from '../../domain/naming.ts';
import { bestMatch } from './match-words.ts';
import type { PlannedThing } from './planned-things.ts';
import {
  actionsOf,
  below,
  bodySchema,
  operationAt,
  stringsOf,
  type Json,
  type Resource,
} from './published-contract.ts';
import type { Lack, Move, States, Subject } from './template/test/acceptance/vocabulary.ts';

type Values = States['values'];

const valuesOf = (thing: PlannedThing, values: readonly string[]): Values =>
  Object.fromEntries(
    (thing.lifecycle?.states ?? []).map((state) => {
      const value = bestMatch(state, values, (each) => each);
      return [
        state,
        value === undefined
          ? { lacks: `The contract has no state "${state}" of ${thing.plural}.` }
          : { value },
      ];
    }),
  );

const found = (values: Values): number => Object.values(values).filter((each) => 'value' in each).length;

/** The property whose choices say the states of the plan's life cycle. */
export const statesIn = (output: Json, thing: PlannedThing): States | Lack => {
  const [best] = Object.keys(output)
    .map((property) => ({ property, values: valuesOf(thing, stringsOf(below(output, property)['enum'])) }))
    .filter(({ values }) => found(values) > 0)
    .toSorted((one, other) => found(other.values) - found(one.values));
  return best ?? { lacks: `The contract has no property for the states of ${thing.plural}.` };
};

const EXAMPLES: Record<string, unknown> = { string: 'as agreed', boolean: true, object: {}, array: [] };

/** A value that a schema takes, for what the contract requires and the plan does not speak of. */
const anyValue = (schema: Json): unknown => {
  const [choice] = stringsOf(schema['enum']);
  if (choice !== undefined) return choice;
  if (schema['format'] === 'date-time') return '2026-03-01T09:00:00Z';
  if (schema['format'] === 'date') return '2026-03-01';
  if (schema['format'] === 'uuid') return '00000000-0000-7000-8000-000000000001';
  const { type } = schema;
  return type === 'integer' || type === 'number'
    ? Math.max(1, Number(schema['minimum'] ?? 1))
    : EXAMPLES[`${type}`];
};

const bodyFor = (schema: Json, except?: string): Json =>
  Object.fromEntries(
    stringsOf(schema['required'])
      .filter((name) => name !== except)
      .map((name) => [name, anyValue(below(schema, 'properties', name))]),
  );

const template = (path: string): string => path.replace(/\{[^}]*\}/, '{id}');

const moveIn = (resource: Resource, thing: PlannedThing, verb: string): Move | Lack => {
  const action = bestMatch(verb, actionsOf(resource), (each) => each.verb);
  if (!action) return { lacks: `The contract has no operation to "${verb}" one of the ${thing.plural}.` };
  return { path: template(action.path), body: bodyFor(bodySchema(action.operation)) };
};

type Post = Move & { amount: string };

const postIn = (resource: Resource, thing: PlannedThing, verb: string): Post | Lack => {
  const action = bestMatch(verb, actionsOf(resource), (each) => each.verb);
  const unit = thing.ledger?.unit ?? '';
  if (!action) return { lacks: `The contract has no operation to "${verb}" ${unit}.` };
  const schema = bodySchema(action.operation);
  const numbers = Object.entries(below(schema, 'properties')).filter(([, property]) =>
    ['integer', 'number'].includes(String((property as Json)['type'])),
  );
  const names = numbers.map(([name]) => name);
  const amount = bestMatch(unit, names, (name) => name) ?? (names.length === 1 ? names[0] : undefined);
  return amount === undefined
    ? { lacks: `The contract does not take ${unit} where it offers to "${verb}" them.` }
    : { path: template(action.path), body: bodyFor(schema, amount), amount };
};

const balanceIn = (output: Json, thing: PlannedThing): { property: string } | Lack => {
  const names = Object.keys(output);
  const property = bestMatch('balance', names, (name) => name);
  return property === undefined
    ? { lacks: `The contract has no property for the balance of ${thing.plural}.` }
    : { property };
};

const rpcOf = (operation: Json | undefined): string => pascalCase(String(operation?.['operationId'] ?? ''));

const grpcIn = (resource: Resource, thing: PlannedThing, proto: string | undefined): Subject['grpc'] => {
  const record = rpcOf(operationAt(resource, resource.path, 'post'));
  const view = rpcOf(operationAt(resource, resource.itemPath, 'get'));
  const offered = [record, view].every((name) => new RegExp(`\\brpc ${name || '-'}\\b`).test(proto ?? ''));
  return offered
    ? { record, view, key: /\{(\w+)\}/.exec(resource.itemPath ?? '')?.[1] ?? 'id' }
    : { lacks: `The contract has no gRPC calls that record and show ${thing.plural}.` };
};

const all = <T>(names: readonly string[], find: (name: string) => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, find(name)]));

/** What the contract has of how a thing behaves, as far as the plan says that it does. */
export const behaviourIn = (
  resource: Resource,
  thing: PlannedThing,
  proto: string | undefined,
  callsGrpc: boolean,
): Partial<Subject> => {
  const { lifecycle, ledger } = thing;
  const verbs = lifecycle?.moves.filter(({ by }) => by === 'caller').map(({ verb }) => verb) ?? [];
  return {
    ...(lifecycle
      ? {
          states: statesIn(resource.output, thing),
          moves: all(verbs, (verb) => moveIn(resource, thing, verb)),
        }
      : {}),
    ...(ledger
      ? {
          balance: balanceIn(resource.output, thing),
          posts: all(
            ledger.moves.map(({ verb }) => verb),
            (verb) => postIn(resource, thing, verb),
          ),
        }
      : {}),
    ...(callsGrpc ? { grpc: grpcIn(resource, thing, proto) } : {}),
  };
};
