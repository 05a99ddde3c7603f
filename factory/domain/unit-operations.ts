import { FUNCTIONS, METHODS, STATIC_METHODS, STATIC_VALUES } from './unit-vocabulary.ts';

/** What a body of a custom unit can have in hand. */
export type Made = string | number | boolean | undefined | Date | Made[] | ((...given: Made[]) => Made);

const comparison = (operator: string, left: string | number, right: string | number): boolean => {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
};

const arithmetic = (operator: string, left: number, right: number): number => {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return left ** right;
  }
};

const isText = (value: Made): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

/** What an operator makes of two values; a compiler refuses the others. */
export const calculated = (operator: string, left: Made, right: Made): Made => {
  if (operator === '===') return left === right;
  if (operator === '!==') return left !== right;
  if (typeof left === 'number' && typeof right === 'number' && !/[<>]/.test(operator))
    return arithmetic(operator, left, right);
  if (operator === '+' && isText(left) && isText(right)) return `${left}${right}`;
  if (/[<>]/.test(operator) && isText(left) && typeof left === typeof right)
    return comparison(operator, left, right as string | number);
  throw new Error(`${operator} does not go with what stands at its sides`);
};

const BUILT_IN: Readonly<Record<string, object>> = { Math, Number, Date };

/** A value of the language: `Math.PI`. */
export const named = (of: string, name: string): Made => {
  if (!STATIC_VALUES[of]?.includes(name)) throw new Error(`${of}.${name} is not used here`);
  return Reflect.get(BUILT_IN[of] ?? {}, name) as number;
};

const kindOf = (value: Made): keyof typeof METHODS | undefined => {
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  return typeof value === 'string' || typeof value === 'number'
    ? (typeof value as 'string' | 'number')
    : undefined;
};

const CONVERSIONS: Readonly<Record<string, (value: Made) => Made>> = {
  Boolean,
  Number: (value) => (value instanceof Date ? value.getTime() : Number(value)),
  String: (value) => String(value),
};

const ofLanguage = (name: string, given: readonly Made[]): Made => {
  if (name === 'new Date') return new Date(...(given as [string]));
  const convert = (FUNCTIONS as readonly string[]).includes(name) ? CONVERSIONS[name] : undefined;
  if (convert) return convert(given[0]);
  const [of = '', method = ''] = name.split('.');
  const found: unknown = STATIC_METHODS[of]?.includes(method)
    ? Reflect.get(BUILT_IN[of] ?? {}, method)
    : undefined;
  if (typeof found !== 'function') throw new Error(`${name} is not called here`);
  return Reflect.apply(found, undefined, given) as Made;
};

/** Calls a method of a value, or a function of the language (`of` is undefined): only those of the vocabulary. */
export const callMethod = (of: Made, method: string, given: readonly Made[]): Made => {
  if (of === undefined) {
    if (!/^[A-Z]|^new /.test(method)) throw new Error(`${method} is called on what is absent`);
    return ofLanguage(method, given);
  }
  const kind = kindOf(of);
  if (!kind || !(METHODS[kind] as readonly string[]).includes(method))
    throw new Error(`${method} is called on what has no such method`);
  const found: unknown = Reflect.get(Object(of) as object, method);
  const result = Reflect.apply(found as () => unknown, of, given) as Made;
  return method === 'entries' ? [...(result as unknown as Iterable<Made>)] : result;
};
