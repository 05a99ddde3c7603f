import { z } from 'zod';

/** `https`, or `http` to this machine, as an emulator has it; without user, query or fragment. */
export const address = z
  .string()
  .regex(/^(?:https:\/\/[\w.-]+|http:\/\/(?:127\.0\.0\.1|localhost))(?::\d{1,5})?(?:\/[\w./%-]*)?$/, {
    error: 'must be an https address, without user, query or fragment',
  })
  .meta({ unit: 'address' });

export const secretName = z
  .string()
  .regex(/^[0-9A-Za-z-]{1,127}$/, { error: 'must be the name of a secret' });

/** A number as the environment holds it. An empty text is refused: it is not 0. */
export const numberText = (number: z.ZodType<number>) =>
  z.preprocess((text) => (typeof text === 'string' && text.trim() !== '' ? Number(text) : text), number);
