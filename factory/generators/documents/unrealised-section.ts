import type { Unrealised } from '../../domain/product-plan.ts';
import { table } from './markdown-blocks.ts';
import { text } from './markdown-text.ts';

/** What was asked for and is not there, with the reason; or that there is no such thing. */
export const unrealisedSection = (unrealised: readonly Unrealised[]): string =>
  table(
    ['Id', 'Asked for', 'Why not'],
    unrealised.map(({ id, text: words, reason }) => [id, text(words), text(reason)]),
  ) || 'Nothing: everything that was asked for is covered.';
