/** The part of the language in which bodies of custom units are written: values in, a value out, and an end for certain. */

/** Methods by what they are of. None of them changes what it is called on, or reads the time, the place or the machine. */
export const METHODS = {
  string: [
    'at',
    'charAt',
    'charCodeAt',
    'codePointAt',
    'endsWith',
    'includes',
    'indexOf',
    'lastIndexOf',
    'padEnd',
    'padStart',
    'repeat',
    'replaceAll',
    'slice',
    'split',
    'startsWith',
    'substring',
    'toLowerCase',
    'toUpperCase',
    'trim',
    'trimEnd',
    'trimStart',
  ],
  array: [
    'at',
    'concat',
    'entries',
    'every',
    'filter',
    'find',
    'findIndex',
    'findLast',
    'flatMap',
    'includes',
    'indexOf',
    'join',
    'map',
    'reduce',
    'slice',
    'some',
    'toReversed',
    'toSorted',
  ],
  number: ['toFixed', 'toString'],
  date: [
    'getTime',
    'getUTCDate',
    'getUTCDay',
    'getUTCFullYear',
    'getUTCHours',
    'getUTCMilliseconds',
    'getUTCMinutes',
    'getUTCMonth',
    'getUTCSeconds',
    'toISOString',
  ],
} as const satisfies Record<string, readonly string[]>;

export const ANY_METHOD: ReadonlySet<string> = new Set(Object.values(METHODS).flat());

/** Methods whose result may be far longer than what they are called on: their first argument is a small number, written out. */
export const LENGTHENING: ReadonlySet<string> = new Set(['padEnd', 'padStart', 'repeat']);
export const MAX_LENGTH = 100;

/** Functions of the language that may be called: by name, and as members. */
export const FUNCTIONS = ['Boolean', 'Number', 'String'] as const;
export const STATIC_METHODS: Readonly<Record<string, readonly string[]>> = {
  Math: [
    'abs',
    'ceil',
    'floor',
    'hypot',
    'log',
    'log10',
    'log2',
    'max',
    'min',
    'pow',
    'round',
    'sign',
    'sqrt',
    'trunc',
  ],
  Number: ['isFinite', 'isInteger', 'isNaN', 'isSafeInteger', 'parseFloat', 'parseInt'],
  Date: ['UTC', 'parse'],
};
export const STATIC_VALUES: Readonly<Record<string, readonly string[]>> = {
  Math: ['E', 'PI'],
  Number: ['EPSILON', 'MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER'],
};

/** Names of the language that a body may speak of, and never declare. */
export const GLOBALS: ReadonlySet<string> = new Set([
  ...FUNCTIONS,
  'Array',
  'Date',
  'Math',
  'Number',
  'undefined',
]);

export const BINARY: ReadonlySet<string> = new Set([
  '+',
  '-',
  '*',
  '/',
  '%',
  '**',
  '===',
  '!==',
  '<',
  '<=',
  '>',
  '>=',
]);
export const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '+=', '-=', '*=', '/=', '%=']);
