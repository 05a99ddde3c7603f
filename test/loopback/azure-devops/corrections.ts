type Schema = { [name: string]: unknown };

const isFreeValue = (schema: unknown): boolean => JSON.stringify(schema) === '{"type":"object"}';

/**
 * Where the specification says that a map's values are objects, and not of what shape, the service puts any value: the text of
 * a field, the name of a link.
 */
export const withFreeValues = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(withFreeValues);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema as Schema).map(([name, inner]) => [
      name,
      name === 'additionalProperties' && isFreeValue(inner) ? {} : withFreeValues(inner),
    ]),
  );
};

type Overlay = Record<string, { schema: object; rules: string[]; openAt?: string[] }>;

/** What an overlay demands and the closed schema below it does not know: the file of a pipeline in its definition. */
export const opened = (overlay: Overlay): Overlay => {
  const definitions = overlay['build.Definitions_Create'];
  return definitions
    ? { ...overlay, 'build.Definitions_Create': { ...definitions, openAt: ['process'] } }
    : overlay;
};
