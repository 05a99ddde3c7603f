import { camelCase, pascalCase } from '../../domain/naming.ts';
import type { Subject } from '../../domain/product-plan.ts';
import { attributeName } from '../attribute-name.ts';

/** Longest identifier of a blueprint. */
const MAX_LENGTH = 60;

const DIGITS = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/** "3d model" → `ThreeDModel`: an identifier begins with a letter. */
export const typeName = (phrase: string): string => {
  const name = pascalCase(phrase);
  const digit = DIGITS[Number(/^\d/.exec(name)?.[0] ?? Number.NaN)];
  const spelt = digit ? digit + name.charAt(1).toUpperCase() + name.slice(2) : name;
  return (spelt || 'Thing').slice(0, MAX_LENGTH);
};

/** `storageLocation`. Names that a record has anyway get their thing's name in front: "id" of a sample → `sampleId`. */
export const fieldName = (subject: Pick<Subject, 'name'>, attribute: string): string => {
  const name = camelCase(attributeName(attribute, subject.name));
  return (/^[a-z]/.test(name) ? name : `the${pascalCase(name)}`).slice(0, MAX_LENGTH);
};

/** `recordEvent`, `searchEvents`. */
export const operationName = (verb: string, type: string): string =>
  (camelCase(verb) + type).slice(0, MAX_LENGTH);
