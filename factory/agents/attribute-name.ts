import { camelCase } from '../domain/naming.ts';

/**
 * Names that an attribute cannot have: every thing has them already, a search uses them, or JavaScript does. The
 * attribute is then named after its thing, too: "id" of a sample → "sample id".
 */
const TAKEN = new Set(
  [
    'id recordedAt version etag items nextCursor limit cursor format kind partitionKey ts rid self',
    'constructor prototype proto toString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString then toJSON',
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield',
  ].flatMap((line) => line.split(' ')),
);

/** The name an attribute gets in the plan. */
export const attributeName = (name: string, subject: string): string =>
  TAKEN.has(camelCase(name)) || !/^[a-z]/.test(camelCase(name)) ? `${subject} ${name}` : name;
