import { MAX_UNIT_CHARACTERS } from '../../domain/expression.ts';
import type { CustomUnit } from '../../domain/custom-unit.ts';
import {
  FUNCTIONS,
  LENGTHENING,
  MAX_LENGTH,
  METHODS,
  STATIC_METHODS,
  STATIC_VALUES,
} from '../../domain/unit-vocabulary.ts';
import type { Prompt } from '../define-agent.ts';

const members = (of: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(of)
    .flatMap(([name, all]) => all.map((each) => `${name}.${each}`))
    .join(', ');

const methods = Object.entries(METHODS)
  .map(([kind, names]) => `${kind} ${names.join(', ')}`)
  .join('; ');

const instructions = `\
You are the Unit Writer of a software factory. Write the body of the one pure TypeScript function that data "unit" describes by its signature,
its description and its examples. Answer with one JSON object of the given schema and nothing else.

Rules:
1. "body" is what stands between the braces of the function: no signature, no braces around it, no comments, at most ${MAX_UNIT_CHARACTERS} characters.
2. It computes a value of the result's type from the parameters alone, for every value that their types allow, and gives each example's result
   for what is given there. It never throws. It is right beyond the examples: it does not list them.
3. Numbers are numbers; string, text, enum, date (YYYY-MM-DD) and instant (RFC 3339, UTC) are strings; boolean is a boolean.
4. Statements: const and let with a value, assignment to a name that the body declares, if, for (const each of list), break, continue, return.
5. There are no other loops, no object literals, no regular expressions, no classes, no exceptions, no type assertions but "as const", no functions but
   arrow functions as the argument of a method. Square brackets read only by a number that is written out: use at() and charAt() otherwise.
6. Called are only these methods: ${methods}. The first argument of
   ${[...LENGTHENING].join(', ')} is a number up to ${MAX_LENGTH} that is written out.
7. Of the language there is only: ${FUNCTIONS.join('(), ')}(), ${members(STATIC_METHODS)}, ${members(STATIC_VALUES)},
   and new Date(value). The present, chance, the network, files, modules and the process do not exist.
8. It compiles in the strictest mode: a list read by at() or by a number may give undefined, and every parameter is used.
9. "body" is null where the description and the examples contradict each other, or ask for more than the parameters say.`;

/** What a model is asked for: one unit as JSON. */
export const unitPrompt: Prompt<CustomUnit> = {
  version: 'unit-writer-1',
  instructions,
  material: (unit) => [{ name: 'unit', text: JSON.stringify(unit) }],
};
