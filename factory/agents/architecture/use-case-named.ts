import { joinedName, operationName } from './identifiers.ts';
import type { NamedThing } from './named-thing.ts';
import type { Thing } from './thing.ts';

const PLAIN_VERBS: Record<string, 'change' | 'remove'> = {
  change: 'change',
  update: 'change',
  edit: 'change',
  modify: 'change',
  remove: 'remove',
  delete: 'remove',
};

/** A story changes (or removes) it, or a rule says until when one may. */
export const allows = ({ stories, rules, subject }: Thing, intent: 'change' | 'remove'): boolean => {
  if (stories.some((story) => story.intent === intent)) return true;
  const moves = subject.lifecycle?.moves.map(({ verb }) => verb) ?? [];
  return rules.some(
    (rule) =>
      'verbs' in rule &&
      rule.verbs.some((verb) => PLAIN_VERBS[joinedName(verb)] === intent && !moves.includes(verb)),
  );
};

/** The use case that the plan calls by a verb: creation, a move, a posting, change or removal. */
export const useCaseNamed = (thing: NamedThing, verb: string): string | undefined => {
  const name = joinedName(verb);
  const is = (each: { verb: string }) => joinedName(each.verb) === name;
  const found = thing.moves.find(is) ?? thing.posts.find(is);
  if (found) return found.useCase;
  if (name === joinedName(thing.creation.verb)) return thing.creation.useCase;
  const plain = PLAIN_VERBS[name];
  if (plain) return allows(thing, plain) ? operationName(plain, thing.type) : undefined;
  const told = thing.stories.find(
    ({ intent, want }) => ['change', 'remove'].includes(intent) && want.startsWith(`${verb} `),
  );
  if (told) return operationName(told.intent, thing.type);
  return ['create', 'add', 'record', 'make', 'start', 'open'].includes(name)
    ? thing.creation.useCase
    : undefined;
};
