import type { Aggregate } from '../../../domain/blueprint.ts';
import type { Draft } from './draft.ts';

export const hasPersonal = (aggregates: readonly Aggregate[]): boolean =>
  aggregates.some(({ fields }) => fields.some(({ sensitivity }) => sensitivity === 'personal'));
const hasWho = (aggregates: readonly Aggregate[]): string[] =>
  aggregates.flatMap(({ name, fields }) =>
    fields.filter(({ sensitivity }) => sensitivity === 'personal').map((field) => `${name}.${field.name}`),
  );

export const privacyDecision = (aggregates: readonly Aggregate[]): Draft => ({
  title: 'Fields that name a person are personal data',
  context: `${hasWho(aggregates).join(', ')} may identify a natural person.`,
  decision:
    'Such fields are marked personal: their values are masked in logs, and stay readable in answers and exports, where they are what people ask for.',
  consequences: [
    'Logs can be shared for support without personal data.',
    'Who may read answers and exports has to be decided before production.',
  ],
  alternatives: [
    { option: 'Store a pseudonym instead', rejectedBecause: 'the definition wants to know who it was' },
  ],
});
