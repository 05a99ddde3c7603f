import type { Draft } from './draft.ts';

export const exportDecision: Draft = {
  title: 'Exports are streamed as CSV and NDJSON',
  context:
    'What is kept has to be handed over to people with spreadsheets and to other systems, whatever its amount.',
  decision:
    'An export runs over the same filters as the search and is written while it is read. CSV values that a spreadsheet would run as a formula are neutralised.',
  consequences: ['Memory stays flat for any amount.', 'A neutralised value begins with an apostrophe.'],
  alternatives: [
    {
      option: 'Write a file and hand out a link',
      rejectedBecause: 'it adds a store, a schedule and its clean-up for no gain at this size',
    },
  ],
};
