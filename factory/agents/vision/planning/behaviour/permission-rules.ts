import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import { verbOf, type VerbClass } from '../../reading/verbs.ts';
import { listing, withArticle } from '../wording.ts';
import {
  behaviours,
  ensureReference,
  refuse,
  type Sketch,
  type Sketches,
  type StatementOf,
} from './sketch.ts';

const PUTS_IN = new Set<VerbClass>(['add', 'log', 'record', 'maintain', 'track']);
const GENERAL = new Set<VerbClass>(['change', 'remove', 'view', 'find', 'export']);

const ledByVerb = ({ lifecycle, ledger }: Sketch): string[] =>
  [...(lifecycle?.moves ?? []), ...(ledger?.moves ?? [])].map((move) => move.verb);

/** "set done": the steps by which callers lead it to that state; `undefined` where it has no such state. */
const leadingTo = ({ lifecycle }: Sketch, verb: string): string[] | undefined => {
  const state = /^set (.+)$/.exec(verb)?.[1];
  const moves = lifecycle?.moves.filter(({ to, by }) => to === state && by === 'caller') ?? [];
  return moves.length > 0 ? moves.map((move) => move.verb) : undefined;
};

/** What a verb of a permission means for a thing; `undefined` where the plan has nothing of the kind. */
const permitted = (sketch: Sketch, verb: string): string | undefined => {
  if (ledByVerb(sketch).includes(verb)) return verb;
  // To open what is open or closed is no way to look at it.
  if (sketch.lifecycle?.states.includes(verb)) return undefined;
  const kind = verbOf(verb)?.class;
  if (verb === sketch.recordVerb || (kind && PUTS_IN.has(kind))) return sketch.recordVerb ?? 'add';
  return kind && GENERAL.has(kind) ? kind : undefined;
};

const writePermission = (
  sketch: Sketch,
  statement: StatementOf<'permission'>,
  verbs: readonly string[],
): void => {
  const { roles } = statement.behaviour;
  const who = listing(
    roles.map((role) => withArticle(role)),
    'or',
  );
  sketch.rules.push({
    statements: [statement],
    rule: {
      kind: 'permission',
      statement: `Only ${who} can ${listing(verbs, 'or')} ${withArticle(sketch.name)}.`,
      verbs: [...verbs],
      roles,
    },
  });
};

/** "only the assignee may finish a task": whoever the attribute of that name names. */
const attributeOfRole = (
  { attributes }: Sketch,
  { behaviour: { roles } }: StatementOf<'permission'>,
): PlannedAttribute | undefined => {
  const [role, ...others] = roles;
  const plain = role?.replace(/^(?:assigned|allocated|allotted|appointed|responsible) /, '');
  return others.length === 0
    ? attributes.find(({ name, required }) => name === role || (name === plain && !required))
    : undefined;
};

const writeOwner = (
  sketch: Sketch,
  statement: StatementOf<'permission' | 'own'>,
  verbs: readonly string[],
  { name: who, nature }: PlannedAttribute,
): void => {
  if (nature === 'reference') {
    refuse(sketch, statement, 'Who calls is known by name; the text keeps them as records of their own.');
    return;
  }
  sketch.rules.push({
    statements: [statement],
    rule: {
      kind: 'own',
      statement: `Only the ${who} of ${withArticle(sketch.name)} can ${listing(verbs, 'or')} it.`,
      verbs: [...verbs],
      attribute: who,
    },
  });
};

/** "tasks are assigned to users; the user who created one": whoever it is given to later did not put it in. */
const ownerOf = ({ attributes }: Sketch, { actor = 'owner', constraints }: StatementOf<'own'>): string => {
  const made = constraints.some(({ kind }) => kind === 'who-made');
  const given = attributes.some(({ name, required }) => name === actor && !required);
  return made && given ? 'owner' : actor;
};

const writeOwn = (
  sketch: Sketch,
  sketches: Sketches,
  statement: StatementOf<'own'>,
  verbs: readonly string[],
): void => {
  const who = sketch.doer ?? ensureReference(sketches, sketch, ownerOf(sketch, statement)).name;
  const attribute = sketch.attributes.find(({ name }) => name === who);
  if (attribute) writeOwner(sketch, statement, verbs, attribute);
};

/** Verbs that the plan knows; without any there is nothing to permit. */
const verbsOf = (sketch: Sketch, statement: StatementOf<'permission' | 'own'>): string[] => {
  const verbs = [
    ...new Set(
      statement.behaviour.verbs.flatMap((verb) => leadingTo(sketch, verb) ?? permitted(sketch, verb) ?? []),
    ),
  ];
  if (verbs.length === 0)
    refuse(sketch, statement, `Nothing of the kind is done with ${withArticle(sketch.name)}.`);
  return verbs;
};

export const sketchPermissions = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'permission')) {
    const verbs = verbsOf(sketch, statement);
    if (verbs.length === 0) continue;
    const named = attributeOfRole(sketch, statement);
    if (named === undefined) writePermission(sketch, statement, verbs);
    else writeOwner(sketch, statement, verbs, named);
  }
  for (const statement of behaviours(sketch, 'own')) {
    const verbs = verbsOf(sketch, statement);
    if (verbs.length > 0) writeOwn(sketch, sketches, statement, verbs);
  }
};
