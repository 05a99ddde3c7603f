import { isMoment } from './attribute-nature.ts';
import { classOf, isProhibition, type Thing, valuesOf } from './things.ts';
import { isStructure } from './wants.ts';

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
