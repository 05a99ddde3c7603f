import { matchAt, rule } from './behaviour/clause-match.ts';
import { actorAt } from './behaviour/doing-actor.ts';
import { END, np } from './behaviour/grammar.ts';
import { draft, lower, use, type Scan } from './scan.ts';

const ACTIVE = rule(
  `(?:assigns?|allocates?|allots?|delegates?) ${np('one', 2)} to (?:exactly one |one )?${np('other', 2)}`,
  END,
);
const PASSIVE = rule(
  `${np('one', 2)} (?:is|are|(?:can|may|must|should|will) be) (?:always )?(?<done>assigned|allocated|allotted|delegated) to (?:exactly one |one )?${np('other', 2)}`,
  END,
);

/** "driver", "inspector", "therapist": somebody who does something. */
const AGENT = /(?:er|or|ist|ian|ee|man|woman|person|nurse|staff)$/;
/** Things with such an ending. */
const NO_AGENT =
  /(?:^| )(?:paper|order|number|letter|folder|server|container|computer|printer|offer|floor|sensor|door|motor|timer|ladder|trailer|tower|river|poster|chapter|layer|counter|sticker|voucher|filter|router|locker|scooter|tractor|elevator|ledger|register|calendar|colour|color|error|cellar|car|committee|fee|sector|indicator|matter|corner|center|parameter)$/;

const isAgent = (name: string): boolean => AGENT.test(name) && !NO_AGENT.test(name);

type Assigned = { thing: string; to: string };

/** "a trip to a driver", "a driver to a trip": the trip is what has a driver. */
const assigned = ({ tagger, memory }: Scan, one: string, other: string): Assigned => {
  const [first, second] = [tagger.singular(one), tagger.singular(other)];
  const turned = isAgent(first) ? !isAgent(second) : !isAgent(second) && memory.thing === second;
  return turned ? { thing: second, to: first } : { thing: first, to: second };
};

const isPlural = ({ tagger }: Scan, name: string): boolean => tagger.singular(name) !== name;

/** "dispatchers assign a trip to a driver": it is known of the trip, once it is so, who its driver is. */
export const readAssigning = (scan: Scan, at: number): number | undefined => {
  const acting =
    at === 0 && /^(?:assign|allocate|allot|delegate)$/.test(lower(scan, 0)) ? undefined : actorAt(scan, at);
  if (acting?.negated || lower(scan, at) === 'only') return undefined;
  const match = matchAt(scan, acting?.next ?? at, ACTIVE) ?? matchAt(scan, at, PASSIVE);
  const { one, other, done } = match?.groups ?? {};
  if (!match || one === undefined || other === undefined) return undefined;
  if (!isPlural(scan, one) && isPlural(scan, other)) return undefined;
  const { thing, to } = assigned(scan, one, other);
  use(scan, at, match.next);
  draft(scan, at, {
    object: thing,
    ...(acting?.actor && done === undefined ? { actor: acting.actor } : {}),
    attributes: [to],
    constraints: [
      { kind: 'optional', value: to },
      { kind: 'as-said', value: match.text },
    ],
    to: match.next,
  });
  scan.memory.thing = thing;
  return match.next;
};
