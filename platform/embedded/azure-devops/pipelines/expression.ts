/**
 * The expressions of Azure Pipelines that conditions and templates use: literals, `variables.x`, `parameters.x` and functions.
 * https://learn.microsoft.com/azure/devops/pipelines/process/expressions
 */
export type ExpressionValue =
  string | number | boolean | null | ExpressionValue[] | { [key: string]: ExpressionValue };

export type ExpressionContext = {
  /** Roots of property references, lower case: `variables`, `parameters`. */
  roots: Readonly<Record<string, (name: string) => ExpressionValue | undefined>>;
  /** Status functions, lower case: `succeeded`, `failed`, `always` … */
  status?: Readonly<Record<string, (names: readonly string[]) => boolean>>;
};

/** An expression that this runner does not understand. What depends on it must not run. */
export class UnsupportedExpression extends Error {
  override readonly name = 'UnsupportedExpression';
}

const toBoolean = (value: ExpressionValue): boolean =>
  value !== null && value !== '' && value !== 0 && value !== false;

const toText = (value: ExpressionValue): string => {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** Texts are compared without case, the right side taking the type of the left one. */
const equal = (left: ExpressionValue, right: ExpressionValue): boolean => {
  if (typeof left === 'number') return left === Number(toText(right));
  if (typeof left === 'boolean') return left === toBoolean(right);
  return toText(left).toLowerCase() === toText(right).toLowerCase();
};

const folded = (value: ExpressionValue | undefined): string => toText(value ?? null).toLowerCase();

type Function = (args: readonly ExpressionValue[]) => ExpressionValue;

const at = (args: readonly ExpressionValue[], index: number): ExpressionValue => args[index] ?? null;

const functions: Readonly<Record<string, Function>> = {
  and: (args) => args.every(toBoolean),
  or: (args) => args.some(toBoolean),
  not: (args) => !toBoolean(at(args, 0)),
  eq: (args) => equal(at(args, 0), at(args, 1)),
  ne: (args) => !equal(at(args, 0), at(args, 1)),
  in: ([needle, ...rest]) => rest.some((value) => equal(needle ?? null, value)),
  notin: ([needle, ...rest]) => !rest.some((value) => equal(needle ?? null, value)),
  contains: ([text, part]) => folded(text).includes(folded(part)),
  startswith: ([text, part]) => folded(text).startsWith(folded(part)),
  endswith: ([text, part]) => folded(text).endsWith(folded(part)),
  coalesce: (args) => args.find((value) => value !== null && value !== '') ?? null,
  lower: (args) => toText(at(args, 0)).toLowerCase(),
  upper: (args) => toText(at(args, 0)).toUpperCase(),
};

const TOKEN = /\s*(?:'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)(?![\w.])|([A-Za-z_][\w-]*)|([().,[\]]))/y;

type Token = { kind: 'text' | 'number' | 'name' | 'sign'; value: string };

const KINDS = ['text', 'number', 'name', 'sign'] as const;

const tokenise = (source: string): Token[] => {
  const tokens: Token[] = [];
  const text = source.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null)
      throw new UnsupportedExpression(`Cannot read the expression ${JSON.stringify(source)}.`);
    const index = match.slice(1).findIndex((group) => group !== undefined);
    tokens.push({ kind: KINDS[index] ?? 'sign', value: match[index + 1] ?? '' });
  }
  return tokens;
};

/** Value of an expression. Throws `UnsupportedExpression` for a function or a context that is not known here. */
export const evaluateExpression = (source: string, context: ExpressionContext): ExpressionValue => {
  const tokens = tokenise(source);
  let position = 0;

  const fail = (reason: string): never => {
    throw new UnsupportedExpression(`${reason} in the expression ${JSON.stringify(source)}.`);
  };
  const peek = (): string | undefined =>
    tokens[position]?.kind === 'sign' ? tokens[position]?.value : undefined;
  const expect = (sign: string): void => {
    if (peek() !== sign) fail(`${JSON.stringify(sign)} is missing`);
    position += 1;
  };
  const next = (): Token => tokens[position++] ?? fail('The end comes too early');

  const call = (name: string): ExpressionValue => {
    expect('(');
    const args: ExpressionValue[] = [];
    while (peek() !== ')') {
      args.push(value());
      if (peek() !== ')') expect(',');
    }
    expect(')');
    const status = context.status?.[name.toLowerCase()];
    if (status !== undefined) return status(args.map(toText));
    const known = functions[name.toLowerCase()];
    return known === undefined ? fail(`The function ${name} is not known here`) : known(args);
  };

  const property = (): string => {
    if (peek() === '.') {
      position += 1;
      return next().value;
    }
    expect('[');
    const name = toText(value());
    expect(']');
    return name;
  };

  const reference = (name: string): ExpressionValue => {
    const root = context.roots[name.toLowerCase()] ?? fail(`The context ${name} is not known here`);
    if (peek() !== '.' && peek() !== '[') fail(`A property of ${name} is missing`);
    let found = root(property()) ?? null;
    while (peek() === '.' || peek() === '[') {
      const key = property();
      found =
        typeof found === 'object' && found !== null && !Array.isArray(found) ? (found[key] ?? null) : null;
    }
    return found;
  };

  const constants: Readonly<Record<string, ExpressionValue>> = { true: true, false: false, null: null };

  function value(): ExpressionValue {
    const token = next();
    if (token.kind === 'text') return token.value.replaceAll("''", "'");
    if (token.kind === 'number') return Number(token.value);
    if (token.kind === 'sign') return fail(`${JSON.stringify(token.value)} is out of place`);
    if (peek() === '(') return call(token.value);
    const constant = constants[token.value.toLowerCase()];
    return constant === undefined ? reference(token.value) : constant;
  }

  const result = value();
  if (position < tokens.length) fail('Something follows the end');
  return result;
};

export const evaluateCondition = (source: string, context: ExpressionContext): boolean =>
  toBoolean(evaluateExpression(source, context));

export const expressionText = toText;
