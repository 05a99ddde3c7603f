import type { Intent } from '../../../domain/product-plan.ts';
import type { Statement } from '../../../domain/statement.ts';
import { forbiddenWants, grantedWants, stated } from './granted-wants.ts';
import type { Sketch } from './behaviour/sketch.ts';
import { classOf, isProhibition, type Thing, valuesOf } from './things.ts';

/** Something that people want to do with a thing. */
export type Want = {
  intent: Intent;
  statements: Statement[];
  /** Why it follows from the text although the text does not say it. */
  because?: string;
};

export const isStructure = ({ verb, attributes }: Statement): boolean =>
  verb === undefined && attributes.length > 0;

const KEEPS = 'whatever is kept must be put in, looked at, corrected and removed';

const READABLE = 'a record that cannot be found again is of no use';

const PORTABLE = 'records must be handed over to people and systems that work with them elsewhere';

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
  const added = of('add').filter((each) => valuesOf([each], 'created-as').length === 0);
  const operated = [...added, ...changed, ...removed].length > 0;
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
  const keeping = aboutKeeping(thing);
  const about = keeping.statements.filter(({ behaviour }) => behaviour?.kind !== 'doing');
  const kept = wantsOf({ ...keeping, statements: about }, false);
  const asked = kept.filter(
    ({ intent, because }) => because === undefined && intent !== 'record' && intent !== 'find',
  );
  const further = grantedWants(thing, asked);
  const { statements } = thing;
  const doings = statements.filter(({ behaviour }) => behaviour?.kind === 'doing');
  const postings = statements.filter(({ behaviour }) => behaviour?.kind === 'posting');
  const facts = statements.filter(isStructure);
  return [
    doings.length > 0
      ? stated('record', [...doings, ...facts])
      : follows('record', [...postings, ...facts], 'an account must be there before anything can move'),
    ...asked,
    ...further,
    ...forbiddenWants(thing, [...asked, ...further]),
    ...kept.filter(({ intent }) => intent === 'find'),
  ];
};

export const wantsFor = (thing: Thing, unchangeable: boolean, sketch: Sketch | undefined): Want[] =>
  sketch && (sketch.doing || sketch.ledger)
    ? wantsOfDoing(thing)
    : wantsOf(aboutKeeping(thing), unchangeable);
