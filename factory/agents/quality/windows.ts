import type { PlannedRuleOf } from '../../domain/planned-rule.ts';
import { after, numberIn } from './cells.ts';
import { rulesFor, type Action } from './rules-of.ts';
import type { Actor, Script } from './script.ts';

/** The moment that a window is measured from; undefined where the thing has none yet. */
const anchorOf = (
  { cast }: Script,
  actor: Actor,
  { anchor }: PlannedRuleOf<'window'>,
): number | undefined => {
  if ('state' in anchor) return actor.entered[anchor.state];
  const holder = anchor.through === undefined ? actor : cast.get(actor.values[anchor.through] ?? '');
  const nature = holder?.resolved.thing.attributes.find(({ name }) => name === anchor.attribute)?.nature;
  const cell = holder?.values[anchor.attribute];
  return nature === undefined || cell === undefined ? undefined : numberIn(nature, cell);
};

/** The last or first moment at which a window allows. */
export const edgeOf = (script: Script, actor: Actor, rule: PlannedRuleOf<'window'>): number | undefined => {
  const anchor = anchorOf(script, actor, rule);
  if (anchor === undefined || !rule.offset) return anchor;
  return after(anchor, rule.offset.duration, rule.offset.direction === 'before' ? -1 : 1);
};

/** When every window that opens later is open. */
export const opening = (script: Script, actor: Actor, action: Action): number => {
  const edges = rulesFor(script.book.plan, actor.resolved.thing, 'window', action)
    .filter(({ allowed }) => allowed === 'from')
    .map((rule) => edgeOf(script, actor, rule) ?? 0);
  return Math.max(0, ...edges);
};
