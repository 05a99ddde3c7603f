import type { Feature, Intent, Requirement, Story } from '../../../domain/product-plan.ts';
import { isMadeFrom } from '../reading/behaviour/nominal.ts';
import { participleOf } from '../reading/verbs.ts';
import { valuesOf } from './things.ts';
import type { PlannedThing, Want } from './plan-thing.ts';
import { writeCriteria } from './write-criteria.ts';
import { capitalised, knownOf, listing, spoken, withArticle } from './wording.ts';

const FORMAT_NAMES = { csv: 'CSV', ndjson: 'NDJSON' } as const;

const known = ({ subject }: PlannedThing): string => knownOf(subject);
const byWhat = ({ filters }: PlannedThing): string =>
  filters.length > 0 ? ` by ${listing(filters.map(spoken))}` : '';
const asWhat = ({ formats }: PlannedThing): string =>
  ` as ${listing(formats.map((format) => FORMAT_NAMES[format]))}`;

/** What the whole of the things is called: "the audit trail", "samples". */
const whole = ({ subject, holder }: PlannedThing): string => (holder ? `the ${holder}` : subject.plural);

const requirementText = (thing: PlannedThing, intent: Intent): string => {
  const { name, plural } = thing.subject;
  // "Donations are recorded": the noun says already that somebody donated.
  const done = isMadeFrom(name, thing.verb) ? 'recorded' : participleOf(thing.verb);
  const texts: Partial<Record<Intent, string>> = {
    record: `${capitalised(plural)} are ${done}, each with ${known(thing)}.`,
    view: `${capitalised(withArticle(name))} can be viewed in full.`,
    change: `${capitalised(withArticle(name))} can be changed.`,
    remove: `${capitalised(withArticle(name))} can be removed.`,
    find: `${capitalised(plural)} can be found${byWhat(thing)}, page by page.`,
    export: `${capitalised(plural)} can be exported${asWhat(thing)}.`,
    'forbid-change': `${capitalised(withArticle(name))} that was ${done} can be neither changed nor removed.`,
  };
  return texts[intent] ?? `${capitalised(plural)} are kept.`;
};

type Wording = { title: string; want: string; benefit: string; value: number };

const wordingOf = (thing: PlannedThing, intent: Intent): Wording => {
  const { name, plural, unchangeable } = thing.subject;
  const one = withArticle(name);
  const done = participleOf(thing.verb);
  // "Record donations", not "Donate donations".
  const verb = isMadeFrom(name, thing.verb) ? 'record' : thing.verb;
  const wordings: Partial<Record<Intent, Wording>> = {
    record: {
      title: `${capitalised(verb)} ${plural}`,
      want: `${thing.verb} ${plural} with ${known(thing)}`,
      benefit: unchangeable
        ? 'there is a lasting record of what happened'
        : `everything about ${one} is in one place`,
      value: 100,
    },
    view: {
      title: `View ${one}`,
      want: `view ${one} in full`,
      benefit: 'I see everything that is known of it',
      value: 70,
    },
    change: {
      title: `Change ${one}`,
      want: `change what is known of ${one}`,
      benefit: 'mistakes are corrected and it stays up to date',
      value: 75,
    },
    remove: { title: `Remove ${one}`, want: `remove ${one}`, benefit: 'nothing outdated is kept', value: 55 },
    find: {
      title: `${unchangeable && thing.holder ? 'Query' : 'Find'} ${unchangeable ? whole(thing) : plural}`,
      want: `find ${plural}${byWhat(thing)}`,
      benefit: unchangeable ? 'I can answer what happened' : 'I do not have to look through all of them',
      value: 80,
    },
    export: {
      title: `Export ${thing.verb === 'log' ? 'logs' : whole(thing)}`,
      want: `export ${plural}${asWhat(thing)}`,
      benefit: 'I can hand them over and work on them elsewhere',
      value: 50,
    },
    'forbid-change': {
      title: `Keep ${plural} as they were ${done}`,
      want: `be sure that nobody changes or removes ${one} that was ${done}`,
      benefit: 'the record can be trusted',
      value: 90,
    },
  };
  return (
    wordings[intent] ?? {
      title: capitalised(plural),
      want: `keep ${plural}`,
      benefit: 'they are there',
      value: 50,
    }
  );
};

const roleOf = (thing: PlannedThing, intent: Intent): string => {
  const stated =
    thing.actors.get(intent) ?? (thing.subject.unchangeable ? undefined : [...thing.actors.values()].at(0));
  if (stated) return stated;
  if (thing.subject.unchangeable && intent === 'record')
    return `person or system that ${thing.verb}s ${thing.subject.plural}`;
  return thing.holder
    ? `${thing.subject.unchangeable ? 'reader' : 'keeper'} of the ${thing.holder}`
    : `person who works with ${thing.subject.plural}`;
};

const priorityOf = (want: Want): Story['priority'] => {
  if (want.because === undefined || want.intent === 'record' || want.intent === 'forbid-change')
    return 'must';
  return want.intent === 'export' ? 'could' : 'should';
};

const writeStory = (
  thing: PlannedThing,
  want: Want,
  intent: Intent,
  requirementId: string,
  number: number,
): Story => {
  const { title, want: wanted, benefit, value } = wordingOf(thing, intent);
  const id = `${requirementId}.S${number}`;
  const purpose = intent === want.intent ? valuesOf(want.statements, 'purpose').at(0) : undefined;
  return {
    id,
    title,
    role: roleOf(thing, intent),
    want: wanted,
    benefit: purpose ?? benefit,
    intent,
    subject: thing.subject.name,
    requirementIds: [requirementId],
    criteria: writeCriteria(thing, intent, id),
    businessValue: intent === want.intent ? value : value - 10,
    priority: priorityOf(want),
  };
};

export type WrittenThing = { requirements: Requirement[]; features: Omit<Feature, 'id'>[] };

const GROUPS: readonly (readonly Intent[])[] = [
  ['record', 'forbid-change', 'view', 'change', 'remove'],
  ['find'],
  ['export'],
];

const featureOf = (thing: PlannedThing, stories: readonly Story[]): Omit<Feature, 'id'> | undefined => {
  const [first] = stories;
  if (!first) return undefined;
  const { plural } = thing.subject;
  const maintained = stories.some(({ intent }) => intent === 'change' || intent === 'remove');
  const title = maintained && first.intent === 'record' ? `Keep ${plural}` : first.title;
  return {
    title: maintained && thing.holder ? `Keep the ${thing.holder}` : title,
    description: `People and systems can ${listing(stories.map(({ intent, want }) => (intent === 'forbid-change' ? `rely on ${plural} staying as they are` : want)))}.`,
    businessValue: Math.max(...stories.map(({ businessValue }) => businessValue)),
    stories: [...stories],
  };
};

/** Requirements, stories and features of one thing; `first` is the number of its first requirement. */
export const writeStories = (thing: PlannedThing, first: number): WrittenThing => {
  const viewAlone = thing.wants.some(({ intent }) => intent === 'view');
  const written = thing.wants.map((want, index) => {
    const id = `R${first + index}`;
    const requirement: Requirement = {
      id,
      text: requirementText(thing, want.intent),
      origin: want.because === undefined ? 'stated' : 'derived',
      ...(want.because === undefined ? {} : { because: want.because }),
      statementIds: [...new Set(want.statements.map((statement) => statement.id))],
      priority: priorityOf(want),
    };
    const intents: Intent[] = want.intent === 'find' && !viewAlone ? ['find', 'view'] : [want.intent];
    return {
      requirement,
      stories: intents.map((intent, number) => writeStory(thing, want, intent, id, number + 1)),
    };
  });
  const features = GROUPS.flatMap((intents) => {
    const stories = written.flatMap((each) =>
      intents.includes(each.stories[0]?.intent ?? 'retain') ? each.stories : [],
    );
    return featureOf(thing, stories) ?? [];
  });
  return { requirements: written.map(({ requirement }) => requirement), features };
};
