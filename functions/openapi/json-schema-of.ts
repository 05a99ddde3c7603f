import { z } from 'zod';

/** JSON Schema 2020-12 of a zod schema: of what is accepted (`input`: defaults are optional) or of what is answered. */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
};

/** The same as a document of its own. */
export const jsonSchemaDocument = (
  title: string,
  schema: z.ZodType,
  io: 'input' | 'output',
): Record<string, unknown> => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  ...jsonSchemaOf(schema, io),
});
