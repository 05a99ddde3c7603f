import type { PlannedRuleOf } from '../../domain/planned-rule.ts';
import { thingCalled } from './attributes.ts';
import type { Script } from './script.ts';

/** Room for so many where the plan says that each thing has a room of its own. */
const ROOM = 2;

/** Room for a few, and for as many as it must have at least. */
const roomOf = ({ book: { plan } }: Script, subject: string, name: string): number =>
  plan.rules.reduce((room, rule) => {
    if (rule.kind !== 'compare' || rule.subject !== subject || rule.attribute !== name) return room;
    if (typeof rule.with !== 'number' || rule.verbs.length > 0) return room;
    if (rule.comparison === 'at-least') return Math.max(room, Math.ceil(rule.with));
    return rule.comparison === 'greater' ? Math.max(room, Math.floor(rule.with) + 1) : room;
  }, ROOM);

/** The room of the thing itself, or of the one that it is in. */
export const roomFor = (script: Script, { subject, maximum }: PlannedRuleOf<'limit'>): number => {
  if (typeof maximum === 'number') return maximum;
  const { thing } = thingCalled(script, subject);
  const holder = thing.attributes.find(({ name }) => name === maximum.through)?.refers;
  return roomOf(
    script,
    maximum.through === undefined ? subject : (holder ?? maximum.through),
    maximum.attribute,
  );
};
