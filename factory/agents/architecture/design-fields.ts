import type { Field, FieldType } from '../../domain/blueprint.ts';
import type { PlannedAttribute, Subject } from '../../domain/product-plan.ts';
import { fieldName } from './identifiers.ts';

/** Texts that run over several lines. Characters, as everywhere. */
const LONG =
  /(?:^| )(?:description|notes?|comments?|text|body|content|instructions|message|remarks?|summary)$/;
/** Words that name a person or the way to reach one. */
const PERSONAL =
  /(?:^| )(?:actor|user|person|author|owner|e-?mail|e-?mail address|phone|phone number|mobile|address|first name|last name|full name|surname|birthday|date of birth|birth date|birthdate)$/;
/** Counts begin at zero; ages and years do not go below it either. */
const WORDS_OF_EVENTS: Record<string, string> = {
  actor: 'Who did it.',
  action: 'What was done.',
  resource: 'What it was done to.',
  'occurred at': 'When it happened; the time of writing when the caller gives none.',
  details: 'Anything else worth keeping.',
  description: 'What it is, in words.',
};

const textType = ({ name }: PlannedAttribute, searched: boolean): FieldType =>
  LONG.test(name) && !searched
    ? { kind: 'text', maxLength: 4_000 }
    : { kind: 'string', minLength: 1, maxLength: 200 };

const typeOf = (attribute: PlannedAttribute, searched: boolean): FieldType => {
  switch (attribute.nature) {
    case 'text':
      return textType(attribute, searched);
    case 'number':
      return /temperature|balance|difference|points|score|floor/.test(attribute.name)
        ? { kind: 'integer' }
        : { kind: 'integer', minimum: 0 };
    case 'quantity':
      return { kind: 'decimal', scale: 3 };
    case 'money':
      return { kind: 'decimal', scale: 2 };
    case 'date':
      return { kind: 'date' };
    case 'instant':
      return { kind: 'instant' };
    case 'flag':
      return { kind: 'boolean' };
    case 'choice':
      return { kind: 'enum', values: attribute.choices };
    case 'details':
      return { kind: 'json', maxBytes: 16_000 };
  }
};

const describe = (attribute: PlannedAttribute, subject: Subject): string => {
  const known = attribute.origin === 'derived' ? WORDS_OF_EVENTS[attribute.name] : undefined;
  if (known) return known;
  const unique = attribute.unique ? '; no two share it' : '';
  return `The ${attribute.name} of the ${subject.name}${unique}.`;
};

/** Fields of a subject. `searched` and `people` hold attribute names in the plan's words. */
export const designFields = (
  subject: Subject,
  searched: ReadonlySet<string>,
  people: ReadonlySet<string>,
): Field[] =>
  subject.attributes.map((attribute): Field => {
    const byServer =
      subject.unchangeable &&
      attribute.origin === 'derived' &&
      attribute.nature === 'instant' &&
      !attribute.required;
    const personal =
      attribute.nature === 'text' && (PERSONAL.test(attribute.name) || people.has(attribute.name));
    return {
      name: fieldName(subject, attribute.name),
      description: describe(attribute, subject),
      type: typeOf(attribute, searched.has(attribute.name)),
      required: attribute.required || byServer,
      unique: attribute.unique,
      sensitivity:
        personal || (attribute.nature === 'date' && PERSONAL.test(attribute.name)) ? 'personal' : 'none',
      default: byServer ? 'now' : 'none',
    };
  });
