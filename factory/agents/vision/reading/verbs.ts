import { irregularParticiple } from './irregular-participles.ts';

/**
 * Verb classes: what a verb asks for, whatever its object is. The first group becomes operations, the second names what
 * the factory cannot do yet and says so.
 */
export const VERB_CLASSES = {
  /** Writes down that something happened. */
  log: 'log journal audit',
  record: 'record capture note collect',
  track: 'track',
  /** Puts a new one in. */
  add: 'add create enter insert submit report define',
  maintain: 'manage maintain keep store save register administer organise organize catalogue catalog curate',
  change: 'change update edit modify correct amend alter revise adjust rename',
  remove: 'remove delete archive erase purge discard',
  view: 'view show get see read display inspect open',
  find: 'find search query filter list browse look retrieve fetch locate lookup',
  export: 'export download dump extract',
  build:
    'build make develop generate implement design write produce provide support offer expose deliver need want set',

  workflow:
    'approve reject refuse deny assign book reserve cancel borrow return lend pay ship order redeem earn spend complete close start stop finish escalate accept decline confirm schedule invite propose vote join leave transfer move merge split issue publish release draft sign sell buy rent hire rate review comment follow share withdraw deposit refund expire renew block suspend activate deactivate lock unlock check process trigger react',
  notification: 'notify email e-mail mail send alert remind inform warn message text ping',
  calculation:
    'calculate compute sum total count average summarise summarize aggregate analyse analyze forecast predict estimate recommend convert compare rank sort group translate',
  integration:
    'integrate sync synchronise synchronize import connect subscribe forward stream ingest scrape call',
  permission: 'authorise authorize authenticate restrict permit login',
  validation: 'validate verify ensure enforce prevent limit require',
} as const;

export type VerbClass = keyof typeof VERB_CLASSES;

export const OPERATIONAL: ReadonlySet<VerbClass> = new Set([
  'log',
  'record',
  'track',
  'add',
  'maintain',
  'change',
  'remove',
  'view',
  'find',
  'export',
]);

export type VerbForm = 'base' | 'third' | 'gerund' | 'participle';
export type Verb = { lemma: string; class: VerbClass; form: VerbForm };

const IRREGULAR: Record<string, string> = {
  keep: 'kept',
  find: 'found',
  show: 'shown',
  see: 'seen',
  write: 'written',
  get: 'got',
  make: 'made',
  build: 'built',
  read: 'read',
  set: 'set',
  send: 'sent',
  sell: 'sold',
  buy: 'bought',
  pay: 'paid',
  lend: 'lent',
  spend: 'spent',
  leave: 'left',
  withdraw: 'withdrawn',
};
/** Verbs that double their last letter: log → logging. */
const DOUBLING = new Set(['log', 'get', 'set', 'stop', 'ship', 'submit', 'cancel', 'transfer', 'permit']);

const stemmed = (lemma: string): string => {
  if (DOUBLING.has(lemma) || /^[^aeiou]*[aeiou][bdfglmnprtz]$/.test(lemma)) return lemma + lemma.at(-1);
  return lemma.endsWith('e') && !lemma.endsWith('ee') ? lemma.slice(0, -1) : lemma;
};

const formsOf = (lemma: string): [string, VerbForm][] => {
  const vowelY = /[aeiou]y$/.test(lemma);
  const third =
    lemma.endsWith('y') && !vowelY
      ? `${lemma.slice(0, -1)}ies`
      : `${lemma}${/(?:s|x|z|ch|sh)$/.test(lemma) ? 'es' : 's'}`;
  const participle =
    IRREGULAR[lemma] ?? (lemma.endsWith('y') && !vowelY ? `${lemma.slice(0, -1)}ied` : `${stemmed(lemma)}ed`);
  return [
    [participle, 'participle'],
    [`${stemmed(lemma)}ing`, 'gerund'],
    [third, 'third'],
    [lemma, 'base'],
  ];
};

/** "searchable by name": what can be done, said by an adjective. */
const ABLE: readonly [string, Verb][] = (
  [
    ['find', 'searchable findable filterable retrievable'],
    ['export', 'exportable downloadable'],
    ['change', 'editable changeable'],
    ['remove', 'deletable removable'],
    ['view', 'viewable readable'],
  ] as const
).flatMap(([lemma, adjectives]) =>
  adjectives
    .split(' ')
    .map((adjective): [string, Verb] => [adjective, { lemma, class: lemma, form: 'participle' }]),
);

const dictionary = new Map<string, Verb>([
  ...ABLE,
  ...(Object.keys(VERB_CLASSES) as VerbClass[]).flatMap((name) =>
    VERB_CLASSES[name]
      .split(' ')
      .filter((lemma) => !lemma.endsWith('-none'))
      .flatMap((lemma) =>
        formsOf(lemma).map(([form, kind]): [string, Verb] => [form, { lemma, class: name, form: kind }]),
      ),
  ),
]);

/** What the dictionary knows about a word that may be a verb. */
export const verbOf = (word: string): Verb | undefined => dictionary.get(word);

/** Classes whose object is written down because it happened. */
export const LOGGING_CLASSES: ReadonlySet<VerbClass> = new Set(['log', 'record', 'track']);

/** "log" → "logged", "keep" → "kept". */
export const participleOf = (lemma: string): string =>
  irregularParticiple(lemma) ?? formsOf(lemma).find(([, form]) => form === 'participle')?.[0] ?? lemma;
