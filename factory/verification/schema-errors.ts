import type { ErrorObject } from 'ajv';

/** Keywords that only say that a choice failed; the errors inside the choice say why. */
const CHOICES = new Set(['oneOf', 'anyOf', 'if', '$ref']);

const textOf = ({ message = 'is wrong', params }: ErrorObject): string => {
  const unknown: unknown = params['additionalProperty'] ?? params['unevaluatedProperty'];
  if (typeof unknown === 'string') return `unknown field "${unknown}"`;
  const allowed: unknown = params['allowedValues'];
  return Array.isArray(allowed) ? `${message}: ${allowed.slice(0, 12).join(', ')}` : message;
};

const depthOf = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;

/**
 * What a validator found, one line each, the deepest places only: where a schema offers alternatives, the one that got
 * furthest is the one that was meant, and that it might have been null helps nobody.
 */
export const schemaErrors = (errors: readonly ErrorObject[] | null | undefined): string[] => {
  const said = (errors ?? []).filter(({ keyword }) => !CHOICES.has(keyword));
  const present = said.filter(({ params }) => params['type'] !== 'null');
  const all = present.length > 0 ? present : said;
  const deepest = Math.max(0, ...all.map(depthOf));
  const meant = all.filter((error) => depthOf(error) === deepest);
  return [...new Set(meant.map((error) => `${error.instancePath || '/'} ${textOf(error)}`))].slice(0, 5);
};
