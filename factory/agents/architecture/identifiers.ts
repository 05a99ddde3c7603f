import { camelCase, kebabCase, pascalCase } from '../../domain/naming.ts';
import type { Subject } from '../../domain/product-plan.ts';
import { attributeName } from '../attribute-name.ts';

/** Longest identifier of a blueprint. */
const MAX_LENGTH = 60;
/** Longest name of a state, role or verb, and of a type, to which names of operations and events add a verb. */
const MAX_WORD = 40;

const DIGITS = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/** "3d model" → `ThreeDModel`: an identifier begins with a letter. */
export const typeName = (phrase: string): string => {
  const name = pascalCase(phrase);
  const digit = DIGITS[Number(/^\d/.exec(name)?.[0] ?? Number.NaN)];
  const spelt = digit ? digit + name.charAt(1).toUpperCase() + name.slice(2) : name;
  return (spelt || 'Thing').slice(0, MAX_WORD);
};

const lettersFirst = (name: string): string => (/^[a-z]/.test(name) ? name : `the${pascalCase(name)}`);

/** `storageLocation`. Names that a record has anyway get their thing's name in front: "id" of a sample → `sampleId`. */
export const fieldName = (subject: Pick<Subject, 'name'>, attribute: string): string =>
  lettersFirst(camelCase(attributeName(attribute, subject.name))).slice(0, MAX_LENGTH);

/** "class" → `classId`: it holds an id. */
export const referenceName = (attribute: string): string => {
  const name = lettersFirst(camelCase(attribute)).slice(0, MAX_LENGTH - 2);
  return name.endsWith('Id') ? name : `${name}Id`;
};

/** `recordEvent`, `searchEvents`. "mark missed" of a booking → `markBookingMissed`. */
export const operationName = (verb: string, type: string): string => {
  const [first = '', ...rest] = verb.split(' ');
  const name = first === 'mark' ? `mark${type}${pascalCase(rest.join(' '))}` : camelCase(verb) + type;
  return lettersFirst(name).slice(0, MAX_LENGTH);
};

/** "no show" → `no-show`: a state, a role or the last segment of a path. */
export const wordName = (phrase: string): string => {
  const name = kebabCase(phrase);
  return (/^[a-z]/.test(name) ? name : `the-${name}`).slice(0, MAX_WORD).replace(/-$/, '');
};

/** The name of a rule, reaction or the like, out of its parts. */
export const joinedName = (...parts: string[]): string =>
  lettersFirst(camelCase(parts.join(' '))).slice(0, MAX_LENGTH);

/** The name itself, or with the first number behind it that is free. */
export const distinctName = (wanted: string, taken: readonly string[]): string => {
  const name = wanted.slice(0, MAX_LENGTH);
  if (!taken.includes(name)) return name;
  for (let count = 2; ; count += 1) {
    const other = `${name.slice(0, MAX_LENGTH - String(count).length)}${count}`;
    if (!taken.includes(other)) return other;
  }
};
