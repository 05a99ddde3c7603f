import type { Intent, Subject } from '../../../domain/product-plan.ts';
import { LOGGING_CLASSES } from '../reading/verbs.ts';
import type { Sketch } from './behaviour/sketch.ts';
import { planAttributes } from './plan-attributes.ts';
import { classOf, type Thing, valuesOf } from './things.ts';
import { isUnchangeable } from './unchangeable-things.ts';
import { type Want, wantsFor } from './wants.ts';

export type { Want } from './wants.ts';

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

const lifecycleOf = ({ initial, states, moves }: NonNullable<Sketch['lifecycle']>): Subject['lifecycle'] => ({
  initial,
  states,
  moves: moves.map(({ verb, from, to, by }) => ({ verb, from, to, by })),
});

const ledgerOf = ({ unit, decimal, owner, moves }: NonNullable<Sketch['ledger']>): Subject['ledger'] => ({
  unit,
  decimal,
  owner,
  moves,
});

const behaviourOf = (sketch: Sketch | undefined): Pick<Subject, 'parts' | 'lifecycle' | 'ledger'> => ({
  parts: sketch?.parts ?? [],
  ...(sketch?.lifecycle ? { lifecycle: lifecycleOf(sketch.lifecycle) } : {}),
  ...(sketch?.ledger ? { ledger: ledgerOf(sketch.ledger) } : {}),
});

/** It has a life after it was put in, so it is more than the record of something that happened. */
const isAlive = (sketch: Sketch | undefined): boolean =>
  sketch !== undefined && (sketch.doing || sketch.lifecycle !== undefined || sketch.ledger !== undefined);

const formatsOf = ({ statements }: Thing): PlannedThing['formats'] => {
  const named = [...new Set(valuesOf(statements, 'format'))].filter(
    (format) => format === 'csv' || format === 'ndjson',
  );
  return named.length > 0 ? named : ['csv', 'ndjson'];
};

/** Decides everything about one thing. `plural` is the language's, not a rule of ours. */
export const planThing = (thing: Thing, plural: (noun: string) => string, sketch?: Sketch): PlannedThing => {
  const unchangeable = isUnchangeable(thing) && !isAlive(sketch);
  const planned = planAttributes(thing, unchangeable, sketch?.attributes);
  const wants = wantsFor(thing, unchangeable, sketch);
  const holder = valuesOf(thing.statements, 'container').at(0);
  return {
    subject: {
      name: thing.name,
      plural: plural(thing.name),
      unchangeable,
      attributes: planned.attributes,
      ...behaviourOf(sketch),
    },
    wants,
    verb: sketch?.recordVerb ?? recordVerb(thing, unchangeable),
    ...(holder ? { holder } : {}),
    filters: filtersOf(thing, unchangeable, planned),
    formats: formatsOf(thing),
    actors: actorsOf(wants),
    assumptions: planned.assumptions,
    ...(sketch ? { behaviour: sketch, assumptions: [...planned.assumptions, ...sketch.assumptions] } : {}),
  };
};
