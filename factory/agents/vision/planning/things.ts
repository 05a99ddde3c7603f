import { pascalCase, words } from '../../../domain/naming.ts';
import type { Statement } from '../../../domain/statement.ts';
import { IRREGULAR_PARTICIPLES } from '../reading/irregular-participles.ts';
import { LOGGING_CLASSES, verbOf, type VerbClass } from '../reading/verbs.ts';
import { headOf } from './attribute-nature.ts';

/** Nouns for doings: the record of one is an event with who, what, on what and when. */
const DOING =
  /^(?:action|activity|operation|event|occurrence|act|interaction|change|modification|access|update)$/;

/** What the text says about one thing, put together. */
export type Thing = {
  /** Singular, in the plan's words. */
  name: string;
  statements: Statement[];
  /** The thing is somebody's doing ("user actions"); `doer` is that somebody. */
  doing: boolean;
};

export const classOf = ({ verb }: Statement): VerbClass | undefined => {
  if (!verb) return undefined;
  return verb === 'look up' ? 'find' : verbOf(verb)?.class;
};

export const valuesOf = (statements: readonly Statement[], kind: string): string[] =>
  statements.flatMap(({ constraints }) =>
    constraints.filter((each) => each.kind === kind).map(({ value }) => value),
  );

export const isProhibition = ({ constraints }: Statement): boolean =>
  constraints.some(({ kind }) => kind === 'never');

const isDoing = (statement: Statement): boolean => {
  const kind = classOf(statement);
  return kind !== undefined && LOGGING_CLASSES.has(kind) && DOING.test(headOf(statement.object ?? ''));
};

/** "employees submit expense reports": what people put in keeps the name that they know it by. */
const isPutIn = (statement: Statement, name: string): boolean =>
  statement.actor !== undefined && classOf(statement) === 'add' && statement.object === name;

/** "staff member", "log entry": a general word behind the thing itself. */
const plain = (name: string): string => name.replace(/(?<=.) (?:member|entry|item|record)$/, '');

/** "found item": an item in a state. */
const inState = new RegExp(`^(?:[a-z]+[^e]ed|${IRREGULAR_PARTICIPLES}) (?=\\S+$)`);

export const sameThing = (one: string, other: string): boolean => {
  if (one.replace(inState, '') === other || other.replace(inState, '') === one) return true;
  const [a, b] = [plain(one), plain(other)];
  return pascalCase(a) === pascalCase(b) || a.endsWith(` ${b}`) || b.endsWith(` ${a}`);
};

/** Things in the order of their first mention. "lab sample" and "sample" are one, called by the shorter name, unless people put it in by the longer. */
export const gatherThings = (statements: readonly Statement[]): Thing[] => {
  const things: Thing[] = [];
  const doings = statements.filter(isDoing);
  for (const statement of statements) {
    const { object } = statement;
    if (!object || words(object).length === 0) continue;
    const doing =
      isDoing(statement) ||
      (object === 'event' && doings.length > 0) ||
      doings.some((each) => sameThing(each.object ?? '', object));
    const name = doing ? 'event' : object;
    const known = things.find((thing) => sameThing(thing.name, name));
    if (known) {
      known.statements.push(statement);
      known.doing ||= doing;
      if (name.length < known.name.length && !known.statements.some((each) => isPutIn(each, known.name)))
        known.name = name;
    } else {
      things.push({ name, statements: [statement], doing });
    }
  }
  return things;
};
