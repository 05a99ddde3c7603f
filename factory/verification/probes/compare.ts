import type { Aggregate } from '../../domain/aggregate.ts';
import { withDerived } from '../../domain/evaluate.ts';
import type { Field } from '../../domain/field.ts';
import { isObject, type Json } from '../openapi-document.ts';
import type { Related } from './allowed-input.ts';

/** Whether an answer holds what was sent: instants by their moment, objects with what the service adds. */
export const holdsValue = (answered: unknown, sent: unknown): boolean => {
  if (Array.isArray(sent))
    return (
      Array.isArray(answered) &&
      answered.length === sent.length &&
      sent.every((part, index) => holdsValue(answered[index], part))
    );
  if (isObject(sent))
    return (
      isObject(answered) && Object.entries(sent).every(([name, value]) => holdsValue(answered[name], value))
    );
  if (answered === sent) return true;
  return (
    typeof answered === 'string' && typeof sent === 'string' && Date.parse(answered) === Date.parse(sent)
  );
};

/** Whether what a field is derived from does not change with the time. */
const isTimeless = ({ derived }: Field): boolean => !/"op":"(now|today)"/.test(JSON.stringify(derived));

const underived = (fields: readonly Field[], values: Json): Json =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => !fields.some((field) => field.name === name && field.derived)),
  );

/** Derived fields whose value is not what the blueprint's expression gives for the other values of the answer. */
export const wrongDerived = (aggregate: Aggregate, answered: Json, related: Related): string[] => {
  const { fields, children } = aggregate;
  const lists = fields.flatMap(({ name, type }): [string, unknown][] => {
    const child = type.kind === 'list' ? children.find((each) => each.name === type.child) : undefined;
    const list = answered[name];
    return child && Array.isArray(list)
      ? [[name, list.map((part: Json) => underived(child.fields, part))]]
      : [];
  });
  const given = { ...underived(fields, answered), ...Object.fromEntries(lists) };
  const expected = withDerived(aggregate, given, {
    related: (reference, field) => related[reference]?.[field],
    now: new Date().toISOString(),
  });
  return fields
    .filter((field) => isTimeless(field) && expected[field.name] !== undefined)
    .map(({ name }) => name)
    .filter((name) => !holdsValue(answered[name], expected[name]));
};
