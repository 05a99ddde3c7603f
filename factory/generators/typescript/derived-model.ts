import type { Aggregate, Field } from '../../domain/blueprint.ts';
import { usesOf } from './expression-uses.ts';

type WithFields = Pick<Aggregate, 'fields'>;

/** The value changes while time passes, though nothing is written: it is computed for the moment of a question, and not kept. */
export const isNowDerived = (
  { fields }: WithFields,
  { name, derived }: Field,
  asked: ReadonlySet<string> = new Set(),
): boolean => {
  if (!derived || asked.has(name)) return false;
  const uses = usesOf(derived);
  const others = new Set([...asked, name]);
  return (
    uses.now || fields.some((field) => uses.fields.has(field.name) && isNowDerived({ fields }, field, others))
  );
};

/** Derived fields, each after those that it reads. Throws where two read each other. */
const ordered = (fields: readonly Field[]): Field[] => {
  const done: Field[] = [];
  let open = fields.filter(({ derived }) => derived);
  while (open.length > 0) {
    const names = new Set(open.map(({ name }) => name));
    const ready = open.filter(
      ({ derived }) => derived && ![...usesOf(derived).fields].some((name) => names.has(name)),
    );
    if (ready.length === 0) throw new Error(`Derived fields ${[...names].join(', ')} need each other.`);
    done.push(...ready);
    open = open.filter((field) => !ready.includes(field));
  }
  return done;
};

/** Derived fields that are kept with the rest, in the order in which they can be computed. */
export const keptDerived = (aggregate: WithFields): Field[] =>
  ordered(aggregate.fields).filter((field) => !isNowDerived(aggregate, field));

/** Derived fields that depend on the time of the question, in the order in which they can be computed. */
export const nowDerived = (aggregate: WithFields): Field[] =>
  ordered(aggregate.fields).filter((field) => isNowDerived(aggregate, field));
