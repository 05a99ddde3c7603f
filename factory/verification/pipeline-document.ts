import { isObject, type Json } from './openapi-document.ts';

/** `${{ if … }}:`, `${{ else }}:`, `${{ each … }}:`, `${{ insert }}:` as a key. */
const isDirective = (key: string): boolean => /^\$\{\{.*\}\}$/s.test(key.trim());

const flattened = (item: unknown): unknown[] => {
  if (!isObject(item)) return [item];
  const keys = Object.keys(item);
  if (keys.length === 0 || !keys.every(isDirective)) return [item];
  return Object.values(item).flatMap((inner) => (Array.isArray(inner) ? inner : [inner]));
};

/**
 * The document as it reads when every template directive holds: what stands below `${{ if }}` or `${{ each }}` takes the
 * place of the directive, because the published schema knows no directives.
 */
export const withoutDirectives = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.flatMap(flattened).map(withoutDirectives);
  if (!isObject(value)) return value;
  const plain: Json = {};
  for (const [key, inner] of Object.entries(value)) {
    const read = withoutDirectives(inner);
    if (!isDirective(key)) plain[key] = read;
    else if (isObject(read)) Object.assign(plain, read);
  }
  return plain;
};

/** Calls `visit` for every object below a value. */
export const eachObject = (value: unknown, visit: (object: Json) => void): void => {
  if (Array.isArray(value)) for (const item of value) eachObject(item, visit);
  if (!isObject(value)) return;
  visit(value);
  for (const inner of Object.values(value)) eachObject(inner, visit);
};
