import type { Criterion, Intent, PlannedAttribute } from '../../../domain/product-plan.ts';
import { participleOf } from '../reading/verbs.ts';
import type { PlannedThing } from './plan-thing.ts';
import { capitalised, knownOf, spoken, withArticle } from './wording.ts';

type Draft = Omit<Criterion, 'id'>;

const isTime = ({ nature }: PlannedAttribute): boolean => nature === 'date' || nature === 'instant';

const recordCriteria = ({ subject, verb }: PlannedThing): Draft[] => {
  const { name, plural } = subject;
  const attributes = subject.attributes.filter(({ computed }) => !computed);
  const one = withArticle(name);
  const done = participleOf(verb);
  const required = attributes.filter((attribute) => attribute.required);
  return [
    {
      title: `${capitalised(one)} is ${done} as given`,
      given: `${one} with ${knownOf(subject)}`,
      when: `the ${name} is ${done}`,
      then: 'it can be read back with exactly these values',
      check: { kind: 'recorded', subject: name, attributes: attributes.map((attribute) => attribute.name) },
    },
    {
      title: `Sending the same ${name} twice keeps one`,
      given: `${one} that was ${done} with an idempotency key`,
      when: `the same ${name} is sent again with the same key`,
      then: `there is still only one ${name}`,
      check: { kind: 'recorded-once', subject: name },
    },
    ...required.map((attribute): Draft => ({
      title: `${capitalised(one)} without ${withArticle(attribute.name)} is refused`,
      given: `${one} whose ${attribute.name} is missing`,
      when: `the ${name} is sent`,
      then: `it is refused, and the refusal names the ${attribute.name}`,
      check: { kind: 'required', subject: name, attribute: attribute.name },
    })),
    ...attributes
      .filter(({ unique }) => unique)
      .map((attribute): Draft => ({
        title: `No two ${plural} share ${withArticle(attribute.name)}`,
        given: `${one} that is kept`,
        when: `another ${name} with the same ${attribute.name} is sent`,
        then: 'it is refused as a conflict',
        check: { kind: 'unique', subject: name, attribute: attribute.name },
      })),
    {
      title: `${capitalised(plural)} outlive a restart`,
      given: `${one} that was ${done}`,
      when: 'the service is stopped and started again',
      then: `the ${name} is still there, unchanged`,
      check: { kind: 'kept', subject: name },
    },
  ];
};

const findCriteria = ({ subject, filters }: PlannedThing): Draft[] => {
  const { name, plural } = subject;
  const by = subject.attributes.filter((attribute) => filters.includes(attribute.name));
  return [
    ...by.map((attribute): Draft =>
      isTime(attribute)
        ? {
            title: `${capitalised(plural)} are found by a period of their ${spoken(attribute.name)}`,
            given: `${plural} with different values for ${spoken(attribute.name)}`,
            when: `a person asks for the ${plural} of a period`,
            then: `exactly the ${plural} whose ${spoken(attribute.name)} lies in the period are listed`,
            check: { kind: 'found-in-period', subject: name, attribute: attribute.name },
          }
        : {
            title: `${capitalised(plural)} are found by ${attribute.name}`,
            given: `${plural} with different values for ${attribute.name}`,
            when: `a person asks for the ${plural} with one ${attribute.name}`,
            then: `exactly the ${plural} with that ${attribute.name} are listed`,
            check: { kind: 'found-by', subject: name, attribute: attribute.name },
          },
    ),
    {
      title: `Paging through ${plural} covers each once`,
      given: `more ${plural} than fit on one page`,
      when: `a person goes through all pages while another ${name} comes in`,
      then: `every ${name} that was there at the beginning is seen exactly once`,
      check: { kind: 'paged', subject: name },
    },
  ];
};

const FORMAT_NAMES = { csv: 'CSV', ndjson: 'NDJSON' } as const;

const exportCriteria = ({ subject: { name, plural }, formats }: PlannedThing): Draft[] =>
  formats.map((format) => ({
    title: `${capitalised(plural)} are exported as ${FORMAT_NAMES[format]}`,
    given: `${plural} that are kept`,
    when: `a person exports them as ${FORMAT_NAMES[format]}`,
    then:
      format === 'csv'
        ? `the file holds every ${name}, and no value in it can run as a formula`
        : `the file holds every ${name}, one per line`,
    check: { kind: 'exported', subject: name, format },
  }));

const viewCriteria = ({ subject: { name } }: PlannedThing): Draft[] => [
  {
    title: `One ${name} is shown in full`,
    given: `${withArticle(name)} that is kept`,
    when: `a person opens the ${name}`,
    then: 'everything that is known of it is shown',
    check: { kind: 'viewed', subject: name },
  },
];

const changeCriteria = ({ subject: { name, attributes } }: PlannedThing): Draft[] => [
  {
    title: `${capitalised(withArticle(name))} is corrected`,
    given: `${withArticle(name)} that is kept`,
    when: 'a person gives it other values',
    then: `the ${name} is shown with the new values`,
    check: {
      kind: 'changed',
      subject: name,
      attributes: attributes.filter(({ computed }) => !computed).map((attribute) => attribute.name),
    },
  },
];

const removeCriteria = ({ subject: { name } }: PlannedThing): Draft[] => [
  {
    title: `${capitalised(withArticle(name))} is removed`,
    given: `${withArticle(name)} that is kept`,
    when: `a person removes the ${name}`,
    then: 'it is no longer found',
    check: { kind: 'removed', subject: name },
  },
];

const forbidCriteria = ({ subject: { name }, verb }: PlannedThing): Draft[] => [
  {
    title: `${capitalised(withArticle(name))} stays as it was ${participleOf(verb)}`,
    given: `${withArticle(name)} that was ${participleOf(verb)}`,
    when: 'a person tries to change or remove it',
    then: `the service has no way to do so, and the ${name} is as it was`,
    check: { kind: 'unchangeable', subject: name },
  },
];

const WRITERS: Partial<Record<Intent, (thing: PlannedThing) => Draft[]>> = {
  record: recordCriteria,
  view: viewCriteria,
  change: changeCriteria,
  remove: removeCriteria,
  find: findCriteria,
  export: exportCriteria,
  'forbid-change': forbidCriteria,
};

/** Given/When/Then of one intent on one thing, successes and refusals. */
export const writeCriteria = (thing: PlannedThing, intent: Intent, storyId: string): Criterion[] =>
  (WRITERS[intent]?.(thing) ?? []).map((criterion, index) => ({
    id: `${storyId}.C${index + 1}`,
    ...criterion,
  }));
