import type { PlannedRule, PlannedRuleOf } from '../../domain/planned-rule.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import { likeness } from './match-words.ts';
import type { PlannedThing } from './planned-things.ts';

/** What can be done with a thing, seen from its rules. */
export type Action =
  { kind: 'record' | 'change' | 'remove' | 'view' } | { kind: 'move' | 'post'; verb: string };

const CHANGE = /^(?:change|edit|update|modify|correct|amend|alter|revise|adjust|maintain)\b/i;
const REMOVE = /^(?:remove|delete|erase|discard)\b/i;
const VIEW = /^(?:view|see|read|look|show|find|list|search|browse|open up)\b/i;

const called = (verbs: readonly string[], verb: string): string | undefined =>
  verbs.find((each) => likeness(each, verb) > 1);

/** What a verb of a rule means for a thing: a move of its life cycle, a posting, else by its class; what is left records one. */
export const actionOf = ({ lifecycle, ledger }: PlannedThing, verb: string): Action => {
  const move = called(lifecycle?.moves.map((each) => each.verb) ?? [], verb);
  if (move !== undefined) return { kind: 'move', verb: move };
  const post = called(ledger?.moves.map((each) => each.verb) ?? [], verb);
  if (post !== undefined) return { kind: 'post', verb: post };
  if (CHANGE.test(verb)) return { kind: 'change' };
  if (REMOVE.test(verb)) return { kind: 'remove' };
  return { kind: VIEW.test(verb) ? 'view' : 'record' };
};

export const sameAction = (one: Action, other: Action): boolean =>
  one.kind === other.kind && ('verb' in one ? one.verb : '') === ('verb' in other ? other.verb : '');

export const rulesOf = <Kind extends PlannedRule['kind']>(
  { rules }: ProductPlan,
  thing: PlannedThing,
  kind: Kind,
): PlannedRuleOf<Kind>[] =>
  rules.filter((rule): rule is PlannedRuleOf<Kind> => rule.kind === kind && rule.subject === thing.name);

/** Rules of a kind that speak of what is being done. */
export const rulesFor = <Kind extends 'window' | 'block' | 'permission' | 'own'>(
  plan: ProductPlan,
  thing: PlannedThing,
  kind: Kind,
  action: Action,
): PlannedRuleOf<Kind>[] =>
  rulesOf(plan, thing, kind).filter(({ verbs }: { verbs: string[] }) =>
    verbs.some((verb) => sameAction(actionOf(thing, verb), action)),
  );
