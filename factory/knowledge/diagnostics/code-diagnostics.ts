import type { Diagnostic } from './diagnostic.ts';

const typescript = (
  code: string,
  title: string,
  [message, example]: readonly [string, string],
  cause: string,
  fix: string,
  repairs?: string[],
): Diagnostic => ({
  tool: 'typescript',
  code,
  title,
  message,
  example,
  cause,
  fix,
  ...(repairs ? { repairs } : {}),
});

/** Diagnostics of the TypeScript compiler in generated code. */
export const codeDiagnostics: readonly Diagnostic[] = [
  typescript(
    'TS2322',
    'A value of another type is assigned',
    ["Type '(.+)' is not assignable to type '(.+)'", "Type 'string' is not assignable to type 'number'."],
    'The field is declared with one type and filled with another, often after a field of the blueprint changed its type in one layer only.',
    'Compare the declaration with the blueprint, correct the layer that differs, and convert at the edge (mapper) where both are right.',
    ['await-call'],
  ),
  typescript(
    'TS2345',
    'An argument of another type is passed',
    [
      "Argument of type '(.+)' is not assignable to parameter of type '(.+)'",
      "Argument of type 'undefined' is not assignable to parameter of type 'string'.",
    ],
    'A function is called with what it does not take; frequently an optional value where a required one is wanted.',
    'Check for absence before the call, or let the function take the optional value where absence means something.',
    ['await-call'],
  ),
  typescript(
    'TS2339',
    'A property does not exist',
    [
      "Property '(.+)' does not exist on type '(.+)'",
      "Property 'placedAt' does not exist on type 'OrderState'.",
    ],
    'The property was renamed or never declared, or the value is one of several types and was not narrowed.',
    'Look the name up in the declaring file; narrow a union by its discriminant before reading.',
    ['await-call'],
  ),
  typescript(
    'TS2304',
    'A name is not known',
    ["Cannot find name '(.+)'", "Cannot find name 'OrderId'."],
    'An import is missing, or the name is written differently from its declaration.',
    'Import it from the file that declares it; the layer rules say from where it may come.',
    ['add-import'],
  ),
  typescript(
    'TS2307',
    'A module is not found',
    [
      "Cannot find module '(.+)' or its corresponding type declarations",
      "Cannot find module './order.js' or its corresponding type declarations.",
    ],
    'The path is wrong, lacks its extension, or the package is not among the dependencies.',
    'Correct the relative path with its extension, or add the package with an exact version to the manifest and the lockfile.',
    ['correct-module-path'],
  ),
  typescript(
    'TS2532',
    'A value may be undefined',
    ['Object is possibly .undefined.', "Object is possibly 'undefined'."],
    'An element of a list or an optional property is read without asking whether it is there.',
    'Ask first, give a default with ??, or let the caller prove it is there.',
  ),
  typescript(
    'TS2366',
    'A function lacks its last return',
    [
      'Function lacks ending return statement',
      "Function lacks ending return statement and return type does not include 'undefined'.",
    ],
    'A switch over a union does not handle a member that was added to it.',
    'Add the case for the new member; do not silence it with a default.',
  ),
  typescript(
    'TS2741',
    'A required property is missing',
    [
      "Property '(.+)' is missing in type '(.+)' but required in type '(.+)'",
      "Property 'total' is missing in type '{ id: string; }' but required in type 'Order'.",
    ],
    'An object is built without a property that its type requires, often a field that was added later.',
    'Give the property its value where the object is built; make it optional only when the blueprint says so.',
    ['await-call'],
  ),
  typescript(
    'TS2769',
    'No overload matches',
    ['No overload matches this call', 'No overload matches this call.'],
    'The arguments fit none of the signatures; the last reported overload is rarely the one that was meant.',
    'Pick the overload that was meant, and hold each argument against it.',
  ),
  typescript(
    'TS6133',
    'Something is declared and never used',
    ["'(.+)' is declared but its value is never read", "'stamp' is declared but its value is never read."],
    'A template writes an import or a parameter that this case does not need.',
    'Write it only where it is used; remove it here.',
    ['remove-unused-import', 'remove-unused-declaration'],
  ),
  typescript(
    'TS7006',
    'A parameter has no type',
    ["Parameter '(.+)' implicitly has an 'any' type", "Parameter 'row' implicitly has an 'any' type."],
    'A function stands where nothing says which parameters it gets.',
    'Declare the type of the parameter, or pass the function where its type is known.',
  ),
];
