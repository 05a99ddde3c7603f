import { pascalCase } from '../../domain/naming.ts';
import type { Statement } from '../../domain/statement.ts';
import { type Part, readSentences } from './read-sentences.ts';
import { loadTagger } from './reading/tag-words.ts';
import { settleAmounts } from './settle-amounts.ts';
import { settleAudience } from './settle-audience.ts';
import { isKept, settleBehaviour } from './settle-behaviour.ts';
import { settleCreation } from './settle-creation.ts';
import { settleEntries } from './settle-entries.ts';
import { settleMeasures } from './settle-measures.ts';
import { settleLiving, settleParts } from './settle-parts.ts';

export type Reading =
  | { ok: true; statements: Statement[] }
  /** Why nothing can be built from the text, and what to write instead; both for a person. */
  | { ok: false; reason: string; suggestion: string };

const EXAMPLE =
  'Say what is kept and what is done with it, for example: "Keep a register of lab samples: each sample has a barcode and a material; find samples by material."';

const refuse = (reason: string, suggestion = EXAMPLE): Reading => ({ ok: false, reason, suggestion });

const CHANGES_A_SERVICE =
  /\b(?:existing (?:[\w-]+ ){0,3}(?:micro-?)?services?|(?:to|in|across) (?:all|every|each) (?:[\w-]+ ){0,2}(?:micro-?)?services?)\b/i;

/** Parts of the product or services of their own are something to build, whatever they keep. */
const namesServices = (parts: readonly Part[]): boolean =>
  parts
    .flatMap(({ constraints }) => constraints)
    .filter(({ kind }) => kind === 'part' || kind === 'own-service').length > 1;

/** The first thing, where all of them have names that code cannot have. */
const namelessThing = (things: readonly Part[]): string | undefined =>
  things.every(({ object }) => object !== undefined && pascalCase(object) === '')
    ? things[0]?.object
    : undefined;

/**
 * Reads a definition into the fixed intermediate form, or says why nothing can be built from it. Every content word ends
 * in a statement; words that no rule understands become a statement with a left-over constraint.
 */
export const readDefinition = async (text: string): Promise<Reading> => {
  if (!/\p{L}/u.test(text)) return refuse('The definition has no words.');
  if (CHANGES_A_SERVICE.test(text)) {
    return refuse(
      'The definition asks to change services that exist; only new services can be built so far.',
      'Describe one new service: what it keeps and what is done with it.',
    );
  }
  const tagger = await loadTagger();
  const parts = settleAudience(
    settleBehaviour(
      settleAmounts(
        settleCreation(
          settleEntries(settleParts(settleLiving(settleMeasures(readSentences(text, tagger))), tagger)),
        ),
      ),
    ),
    tagger,
  );
  const moved = parts.filter(({ behaviour }) => behaviour !== undefined);
  const things = [...parts.filter(isKept), ...moved];
  const nameless = namelessThing(things);
  if (nameless !== undefined && !namesServices(parts))
    return refuse(
      `The definition names nothing that code can be named after: "${nameless}" has no letter from a to z.`,
      'Name the things to keep in English.',
    );
  if (things.length === 0 && !namesServices(parts)) {
    const product = parts.flatMap(({ constraints }) => constraints).find(({ kind }) => kind === 'service');
    if (/\?\s*$/.test(text)) return refuse('The definition is a question; it names nothing to build.');
    if (product)
      return refuse(
        `The definition names a product, "${product.value}", but not what it keeps or what is done with it.`,
      );
    const action = parts.some(({ verb }) => verb !== undefined);
    return refuse(
      action
        ? 'The definition names no thing to keep.'
        : 'The definition names no thing to keep and no operation on one.',
    );
  }
  const statements = parts.map(({ at: _at, operation: _operation, ...part }, index) => ({
    id: `s${index + 1}`,
    ...part,
  }));
  return { ok: true, statements };
};
