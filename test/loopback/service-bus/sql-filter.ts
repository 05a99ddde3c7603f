import { tokensOf } from './sql-tokens.ts';

/** The SQL of subscription filters, as far as conditions on properties go: AND, OR, NOT, =, <>, <, IN, LIKE, IS NULL. */
export type SqlValue = string | number | boolean;

type Read = (scope: 'sys' | 'user', name: string) => SqlValue | undefined;
/** Undefined is unknown: what compares with a property that is not there. */
type Condition = (read: Read) => boolean | undefined;
type Operand = (read: Read) => SqlValue | undefined;

const comparisons: Readonly<Record<string, (left: SqlValue, right: SqlValue) => boolean>> = {
  '=': (left, right) => left === right,
  '<>': (left, right) => left !== right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

const likePattern = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    's',
  );

const not = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);

const both = (left: boolean | undefined, right: boolean | undefined): boolean | undefined => {
  if (left === false || right === false) return false;
  return left === undefined || right === undefined ? undefined : true;
};

/** A recursive descent over the tokens. */
const parser = (sql: string) => {
  const tokens = tokensOf(sql);
  let at = 0;
  const isNext = (value: string): boolean =>
    tokens[at]?.kind !== 'text' && tokens[at]?.value.toUpperCase() === value;
  const took = (value: string): boolean => {
    const found = isNext(value);
    if (found) at += 1;
    return found;
  };
  const wrong = (): never => {
    throw new Error(`The filter '${sql}' is wrong at '${tokens[at]?.value ?? 'its end'}'.`);
  };
  const expect = (value: string): void => {
    if (!took(value)) wrong();
  };

  const propertyOf = (word: string): Operand => {
    const [scope = '', ...rest] = word.replaceAll(/[[\]]/g, '').split('.');
    if (rest.length === 0) return (read) => read('user', scope);
    if (scope !== 'sys' && scope !== 'user') return wrong();
    return (read) => read(scope, rest.join('.'));
  };

  const operand = (): Operand => {
    const negative = took('-') ? -1 : 1;
    const token = tokens[at];
    at += 1;
    if (token?.kind === 'text') return () => token.value;
    if (token?.kind === 'number') return () => negative * Number(token.value);
    if (token?.kind !== 'word') {
      at -= 1;
      return wrong();
    }
    if (/^(?:true|false)$/i.test(token.value)) return () => token.value.toLowerCase() === 'true';
    return propertyOf(token.value);
  };

  const list = (): Operand[] => {
    expect('(');
    const items = [operand()];
    while (took(',')) items.push(operand());
    expect(')');
    return items;
  };

  const membership = (left: Operand): Condition => {
    const items = list();
    return (read) => {
      const value = left(read);
      return value === undefined ? undefined : items.some((item) => item(read) === value);
    };
  };

  const likeness = (left: Operand): Condition => {
    const pattern = operand();
    return (read) => {
      const [value, text] = [left(read), pattern(read)];
      return value === undefined || text === undefined
        ? undefined
        : likePattern(String(text)).test(String(value));
    };
  };

  const predicate = (): Condition => {
    const left = operand();
    if (took('IS')) {
      const isNegated = took('NOT');
      expect('NULL');
      return (read) => (left(read) === undefined) !== isNegated;
    }
    const isNegated = took('NOT');
    const after = (condition: Condition): Condition =>
      isNegated ? (read) => not(condition(read)) : condition;
    if (took('IN')) return after(membership(left));
    if (took('LIKE')) return after(likeness(left));
    const compare = comparisons[tokens[at]?.value ?? ''];
    if (isNegated || !compare) return wrong();
    at += 1;
    const right = operand();
    return (read) => {
      const values = [left(read), right(read)] as const;
      const [first, second] = values;
      return first === undefined || second === undefined ? undefined : compare(first, second);
    };
  };

  const primary = (): Condition => {
    if (took('NOT')) {
      const inner = primary();
      return (read) => not(inner(read));
    }
    if (!took('(')) return predicate();
    const inner = disjunction();
    expect(')');
    return inner;
  };

  const conjunction = (): Condition => {
    let left = primary();
    while (took('AND')) {
      const [first, second] = [left, primary()];
      left = (read) => both(first(read), second(read));
    }
    return left;
  };

  function disjunction(): Condition {
    let left = conjunction();
    while (took('OR')) {
      const [first, second] = [left, conjunction()];
      left = (read) => not(both(not(first(read)), not(second(read))));
    }
    return left;
  }

  const condition = disjunction();
  if (at < tokens.length) wrong();
  return condition;
};

/** Whether a message is taken, by its properties. Throws for text that is no filter. */
export const parseSqlFilter = (sql: string): ((read: Read) => boolean) => {
  const condition = parser(sql);
  return (read) => condition(read) === true;
};
