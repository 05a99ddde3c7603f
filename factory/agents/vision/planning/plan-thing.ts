import type { Intent, Subject } from '../../../domain/product-plan.ts';
import type { Statement } from '../../../domain/statement.ts';
import { LOGGING_CLASSES } from '../reading/verbs.ts';
import { isMoment } from './attribute-nature.ts';
import type { Sketch } from './behaviour/sketch.ts';
import { planAttributes } from './plan-attributes.ts';
import { classOf, isProhibition, valuesOf, type Thing } from './things.ts';

/** Something that people want to do with a thing. */
export type Want = {
  intent: Intent;
  statements: Statement[];
  /** Why it follows from the text although the text does not say it. */
  because?: string;
};

/** A thing with everything that was decided about it. */
export type PlannedThing = {
  subject: Subject;
  wants: Want[];
  /** Infinitive for putting one in: "log", "register". */
  verb: string;
  /** What holds them, when the text says it: "audit trail". */
  holder?: string;
  /** Attributes it is found by. */
  filters: string[];
  formats: ('csv' | 'ndjson')[];
  /** Who acts, by intent. */
  actors: Map<Intent, string>;
  assumptions: string[];
  /** Its states, accounts and rules, where the text gives it any. */
  behaviour?: Sketch;
};

const isStructure = ({ verb, attributes }: Statement): boolean => verb === undefined && attributes.length > 0;

const STEWARDSHIP = /^(?:manage|maintain|administer|organi[sz]e|curate|register)$/;

/** Whether records of a thing may never change: explicit words first, then what its verbs and attributes say. */
export const isUnchangeable = (thing: Thing): boolean => {
  const never = valuesOf(thing.statements, 'never');
  if (never.includes('both') || never.includes('change')) return true;
  const allowed = thing.statements.filter((each) => !isProhibition(each));
  const classes = new Set(allowed.map(classOf));
  const stewarded = allowed.some(({ verb }) => verb !== undefined && STEWARDSHIP.test(verb));
  if (classes.has('change') || classes.has('remove') || stewarded) return false;
  if (thing.doing || classes.has('log')) return true;
  if (!classes.has('record') && !classes.has('track')) return false;
  const attributes = thing.statements.flatMap((each) => each.attributes);
  if (attributes.some((name) => isMoment(name, thing.name))) return true;
  return classes.has('record') ? !thing.statements.some(isStructure) : attributes.length === 0;
};

const recordVerb = (thing: Thing, unchangeable: boolean): string => {
  const writes = thing.statements.filter((each) => {
    const kind = classOf(each);
    return kind === 'add' || kind === 'maintain' || (kind !== undefined && LOGGING_CLASSES.has(kind));
  });
  const logging = writes.find((each) => LOGGING_CLASSES.has(classOf(each) ?? 'find'))?.verb;
  if (unchangeable)
    return logging && /^(?:log|track|capture|collect|note|journal)$/.test(logging) ? logging : 'record';
  const add = writes.find((each) => classOf(each) === 'add')?.verb;
  if (add) return add;
  const registers =
    writes.some(({ verb }) => verb === 'register') ||
    valuesOf(writes, 'container').some((name) => /regist(?:er|ry)$/.test(name));
  return registers ? 'register' : 'add';
};

const KEEPS = 'whatever is kept must be put in, looked at, corrected and removed';
const READABLE = 'a record that cannot be found again is of no use';
const PORTABLE = 'records must be handed over to people and systems that work with them elsewhere';

const stated = (intent: Intent, statements: Statement[]): Want => ({ intent, statements });
const follows = (intent: Intent, statements: Statement[], because: string): Want => ({
  intent,
  statements,
  because,
});

/** Wants of a thing, in the order in which people would do them. */
const wantsOf = (thing: Thing, unchangeable: boolean): Want[] => {
  const { statements } = thing;
  const allowed = statements.filter((each) => !isProhibition(each));
  const of = (...kinds: string[]) => allowed.filter((each) => kinds.includes(classOf(each) ?? ''));
  const writes = of('add', 'log', 'record', 'track', 'maintain');
  const facts = statements.filter((each) => each.verb === undefined || each.behaviour?.kind === 'doing');
  const [found, viewed, exported] = [of('find'), of('view'), of('export')];
  const forbidden = statements.filter(isProhibition);
  const wants: Want[] = [];
  wants.push(
    writes.length > 0
      ? stated('record', [...writes, ...facts])
      : follows('record', facts, 'what is to be worked with must be put in first'),
  );

  if (unchangeable) {
    const says = forbidden.filter((each) => valuesOf([each], 'never').some((value) => value !== 'remove'));
    wants.push(
      says.length > 0
        ? stated('forbid-change', forbidden)
        : follows(
            'forbid-change',
            [...writes, ...forbidden],
            'it is the record of something that happened, and what happened does not change',
          ),
    );
    if (viewed.length > 0) wants.push(stated('view', viewed));
    wants.push(found.length > 0 ? stated('find', found) : follows('find', writes, READABLE));
    wants.push(exported.length > 0 ? stated('export', exported) : follows('export', writes, PORTABLE));
    return wants;
  }

  const kept = of('maintain', 'log', 'record', 'track');
  const [changed, removed] = [of('change'), of('remove')];
  const operated = [...of('add'), ...changed, ...removed].length > 0;
  const maintain = kept.length > 0 || !operated;
  const explicit = (intent: Intent, own: Statement[]): void => {
    if (own.length > 0) wants.push(stated(intent, own));
    else if (maintain) wants.push(kept.length > 0 ? stated(intent, kept) : follows(intent, facts, KEEPS));
  };
  explicit('view', viewed);
  explicit('change', changed);
  if (!valuesOf(forbidden, 'never').includes('remove')) explicit('remove', removed);
  wants.push(
    found.length > 0
      ? stated('find', found)
      : kept.length > 0
        ? stated('find', kept)
        : follows('find', [...writes, ...facts], READABLE),
  );
  if (exported.length > 0) wants.push(stated('export', exported));
  return wants;
};

const FINDABLE = new Set(['text', 'choice', 'flag', 'date', 'instant']);
const LONG_TEXT =
  /(?:description|notes?|comments?|text|body|content|instructions|message|remarks?|summary|details)$/;
/** Most attributes that a search offers without being asked. */
const OWN_FILTERS = 4;

const filtersOf = (
  thing: Thing,
  unchangeable: boolean,
  { attributes, resolve }: ReturnType<typeof planAttributes>,
): string[] => {
  const asked = thing.statements.filter(
    (each) => classOf(each) === 'find' || classOf(each) === 'export' || classOf(each) === 'view',
  );
  const names = valuesOf(asked, 'by').flatMap(resolve);
  const times = attributes
    .filter(({ nature }) => nature === 'instant' || nature === 'date')
    .map(({ name }) => name);
  if (valuesOf(asked, 'period').length > 0) names.push(...resolve('period'));
  const moments = unchangeable ? (resolve('period').length > 0 ? resolve('period') : times) : [];
  if (names.length > 0) return [...new Set([...names, ...moments])];
  const own = attributes.filter(
    ({ name, nature, required, computed }) =>
      required && !computed && FINDABLE.has(nature) && !LONG_TEXT.test(name) && !times.includes(name),
  );
  return [...new Set([...own.slice(0, OWN_FILTERS).map(({ name }) => name), ...moments])];
};

const actorsOf = (wants: readonly Want[]): Map<Intent, string> =>
  new Map(
    wants.flatMap(({ intent, statements }) => {
      const actor = statements.find((each) => each.actor !== undefined)?.actor;
      return actor ? [[intent, actor] as const] : [];
    }),
  );

/** Behaviour that says what a thing consists of or how one comes to be. */
const FOUNDING = new Set(['parts', 'doing', 'unique', 'posting', 'balance']);

/** What a text says about putting one in and looking at it, behaviour of other kinds left out. */
const aboutKeeping = (thing: Thing): Thing => ({
  ...thing,
  statements: thing.statements.filter(
    ({ behaviour }) => behaviour === undefined || FOUNDING.has(behaviour.kind),
  ),
});

/** The record of a doing is put in by that doing, and neither corrected nor removed unless the text says so. */
const wantsOfDoing = (thing: Thing): Want[] => {
  const kept = wantsOf(aboutKeeping(thing), false);
  const asked = kept.filter(
    ({ intent, because }) => because === undefined && intent !== 'record' && intent !== 'find',
  );
  const { statements } = thing;
  const doings = statements.filter(({ behaviour }) => behaviour?.kind === 'doing');
  const postings = statements.filter(({ behaviour }) => behaviour?.kind === 'posting');
  const facts = statements.filter(isStructure);
  return [
    doings.length > 0
      ? stated('record', [...doings, ...facts])
      : follows('record', [...postings, ...facts], 'an account must be there before anything can move'),
    ...asked,
    ...kept.filter(({ intent }) => intent === 'find'),
  ];
};

const wantsFor = (thing: Thing, unchangeable: boolean, sketch: Sketch | undefined): Want[] =>
  sketch && (sketch.doing || sketch.ledger)
    ? wantsOfDoing(thing)
    : wantsOf(aboutKeeping(thing), unchangeable);

const behaviourOf = ({ lifecycle, ledger }: Sketch): Pick<Subject, 'lifecycle' | 'ledger'> => ({
  ...(lifecycle
    ? {
        lifecycle: {
          initial: lifecycle.initial,
          states: lifecycle.states,
          moves: lifecycle.moves.map(({ verb, from, to, by }) => ({ verb, from, to, by })),
        },
      }
    : {}),
  ...(ledger
    ? { ledger: { unit: ledger.unit, decimal: ledger.decimal, owner: ledger.owner, moves: ledger.moves } }
    : {}),
});

/** Decides everything about one thing. `plural` is the language's, not a rule of ours. */
export const planThing = (thing: Thing, plural: (noun: string) => string, sketch?: Sketch): PlannedThing => {
  const behaves = sketch !== undefined && (sketch.lifecycle ?? sketch.ledger) !== undefined;
  const unchangeable = isUnchangeable(thing) && !behaves && sketch?.doing !== true;
  const planned = planAttributes(thing, unchangeable, sketch?.attributes);
  const wants = wantsFor(thing, unchangeable, sketch);
  const formats = [...new Set(valuesOf(thing.statements, 'format'))].filter(
    (format) => format === 'csv' || format === 'ndjson',
  );
  const holder = valuesOf(thing.statements, 'container').at(0);
  return {
    subject: {
      name: thing.name,
      plural: plural(thing.name),
      unchangeable,
      attributes: planned.attributes,
      parts: sketch?.parts ?? [],
      ...(sketch ? behaviourOf(sketch) : {}),
    },
    wants,
    verb: sketch?.recordVerb ?? recordVerb(thing, unchangeable),
    ...(holder ? { holder } : {}),
    filters: filtersOf(thing, unchangeable, planned),
    formats: formats.length > 0 ? formats : ['csv', 'ndjson'],
    actors: actorsOf(wants),
    assumptions: [...planned.assumptions, ...(sketch?.assumptions ?? [])],
    ...(sketch ? { behaviour: sketch } : {}),
  };
};
