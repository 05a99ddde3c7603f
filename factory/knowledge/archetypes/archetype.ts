import { z } from 'zod';

import { formulaSchema } from '../../domain/planned-rule.ts';
import { plannedAttributeSchema } from '../../domain/subject.ts';

const archetypeId = z.string().regex(/^[a-z]+(?:-[a-z]+)*$/);

/** `needs`: only where these archetypes are parts of the product, too. */
const needs = z.array(archetypeId).default([]);

export const archetypeAttributeSchema = z.strictObject({
  name: z.string().min(1),
  nature: plannedAttributeSchema.shape.nature,
  choices: z.array(z.string().min(1)).default([]),
  /** Archetype whose thing it names; without it in the product the attribute is a text. */
  refers: archetypeId.optional(),
  required: z.boolean().default(true),
  unique: z.boolean().default(false),
  needs,
});
export type ArchetypeAttribute = z.infer<typeof archetypeAttributeSchema>;

const attributes = z.array(archetypeAttributeSchema).min(1);

/** What happens to neighbours. Things are named by their archetype; of several `happened` the first that exists counts. */
export const archetypeReactionSchema = z.strictObject({
  needs,
  on: z.strictObject({ thing: archetypeId, happened: z.array(z.string()).min(1) }),
  does: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('start'), thing: archetypeId }),
    z.strictObject({ kind: z.literal('move'), thing: archetypeId, to: z.string() }),
    z.strictObject({ kind: z.literal('reserve'), thing: archetypeId }),
    z.strictObject({ kind: z.literal('release'), thing: archetypeId }),
    z.strictObject({
      kind: z.literal('ask'),
      thing: archetypeId,
      system: z.string(),
      accepted: z.string(),
      refused: z.string(),
    }),
  ]),
  because: z.string().min(1),
});
export type ArchetypeReaction = z.infer<typeof archetypeReactionSchema>;

/**
 * What is usually meant by a kind of thing. It may fill in what a text leaves open only where the text puts it among its
 * typical neighbours; what the text says always wins.
 */
export const archetypeSchema = z.strictObject({
  id: archetypeId,
  title: z.string().min(1),
  /** Singular name of the thing where the text gives none. */
  name: z.string().min(1),
  /** When it fits and what it is about; read by people and models. */
  text: z.string().min(40),
  /** Names by which texts call the thing, singular. */
  words: z.array(z.string().min(1)).min(1),
  /** Names of the activity or the area around it: "shipping", "catalogue". */
  areas: z.array(z.string().min(1)).default([]),
  /** Infinitive for putting one in. */
  verb: z.string().min(1),
  /** Who does it; a reaction creates it where absent. */
  actor: z.string().optional(),
  /** It is corrected and removed by people; else only read and led through its states. */
  maintained: z.boolean().default(false),
  attributes,
  parts: z
    .array(z.strictObject({ name: z.string().min(1), plural: z.string().min(1), attributes }))
    .default([]),
  /** Attribute (a number) that others reserve amounts of. */
  stock: z.string().optional(),
  computed: z
    .array(z.strictObject({ attribute: z.string(), statement: z.string(), formula: formulaSchema }))
    .default([]),
  lifecycle: z
    .strictObject({
      /** The first one is the initial. `end`: nothing happens to it any more. */
      states: z
        .array(z.strictObject({ name: z.string().min(1), needs, end: z.boolean().default(false) }))
        .min(2),
      moves: z
        .array(
          z.strictObject({
            verb: z.string().min(1),
            from: z.array(z.string()).min(1),
            to: z.string(),
            /** A move by a reaction that the product does not have is done by people. */
            by: z.enum(['caller', 'clock', 'reaction']),
            /** Only from the first of `from` that exists. */
            first: z.boolean().default(false),
            needs,
          }),
        )
        .min(1),
    })
    .optional(),
  externals: z.array(z.strictObject({ name: z.string().min(1), purpose: z.string().min(1) })).default([]),
  /** Archetypes that stand beside it in products. */
  neighbours: z.array(archetypeId).min(1),
  reactions: z.array(archetypeReactionSchema).default([]),
  /** Where its service ends, for the decision record. */
  boundary: z.string().min(1),
});
export type Archetype = z.infer<typeof archetypeSchema>;
export type ArchetypeInput = z.input<typeof archetypeSchema>;
