import type { VerbClass } from './verbs.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What a product is called by: says nothing about what it does. */
export const SERVICE_NOUNS = words(
  'service services microservice micro-service microservices system app application api software platform backend back-end server',
);
/** Words that mean a product only where something is to be built: tools and modules are also things to keep. */
export const BUILT_NOUNS = words('tool product module component program solution');
/** Nouns that name nothing. */
export const NO_THING = words('everything anything something nothing stuff thing things data information');

/** Nouns that hold things, and what holding them means: a log is written, a register is maintained. */
const HOLDERS: Record<string, VerbClass> = {
  ...Object.fromEntries(
    'trail log logs logbook journal history diary timeline chronicle'
      .split(' ')
      .map((noun) => [noun, 'log' as const]),
  ),
  ...Object.fromEntries(
    'register registry list catalogue catalog inventory directory index collection database repository roster store'
      .split(' ')
      .map((noun) => [noun, 'maintain' as const]),
  ),
  record: 'record',
  records: 'record',
};

/** Nouns made from an operation: "zorble tracker", "incident logging", "customer management". */
const DOERS: Record<string, VerbClass> = {
  tracker: 'track',
  tracking: 'track',
  logger: 'log',
  logging: 'log',
  recorder: 'record',
  recording: 'record',
  manager: 'maintain',
  management: 'maintain',
  administration: 'maintain',
  registration: 'maintain',
  keeper: 'maintain',
  organiser: 'maintain',
  organizer: 'maintain',
};

/** Operations that a text asks for by a noun: "with a search by name and an export". */
export const NOMINAL_OPERATIONS: Record<string, string> = {
  search: 'search',
  searching: 'search',
  lookup: 'find',
  filter: 'filter',
  filters: 'filter',
  filtering: 'filter',
  listing: 'list',
  overview: 'list',
  query: 'query',
  queries: 'query',
  querying: 'query',
  export: 'export',
  exports: 'export',
  exporting: 'export',
  download: 'download',
  deletion: 'delete',
  correction: 'correct',
};

export type Holder = {
  class: VerbClass;
  lemma: string;
  /** What it holds, as far as its name says: "visitor". */ of: string;
};

const LEMMAS: Partial<Record<VerbClass, string>> = {
  log: 'log',
  record: 'record',
  track: 'track',
  maintain: 'maintain',
};

const headOf = (name: string): [string, string] => {
  const cut = name.lastIndexOf(' ');
  return [name.slice(0, Math.max(cut, 0)), name.slice(cut + 1)];
};

/** What a phrase says about holding things: "visitor log" → log, of "visitor". */
export const holderOf = (name: string, doers = false): Holder | undefined => {
  const [of, head] = headOf(name);
  const found = Object.hasOwn(HOLDERS, head)
    ? HOLDERS[head]
    : doers && Object.hasOwn(DOERS, head)
      ? DOERS[head]
      : undefined;
  return found ? { class: found, lemma: LEMMAS[found] ?? found, of } : undefined;
};

/** A trail or an audit log is named after its purpose, not after what it holds: its entries are events. */
export const namesPurpose = (name: string): boolean => /(?:^| )trail$|^audit /.test(name);
