import { shifted, type Duration } from '../../../domain/duration.ts';
import type { RuleOf } from '../../../domain/rule.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import type { AmongRule } from '../fact-model.ts';
import { fieldOf } from '../aggregate-model.ts';
import type { Row } from './row-difference.ts';
import type { World } from './expressions/world.ts';

const DAY = 86_400_000;

const moved = (time: string, milliseconds: number): string =>
  new Date(Date.parse(time) + milliseconds).toISOString().slice(0, time.length);

const after = (time: string, duration: Duration): string =>
  shifted(new Date(time), duration, 1).toISOString();

const before = (time: string, duration: Duration): string =>
  shifted(new Date(time), duration, -1).toISOString();

const maximumIn = ({ maximum }: RuleOf<'limit'>, world: World): number =>
  typeof maximum === 'number' ? maximum : Number(world.related[maximum.reference]?.[maximum.field]);

const withMaximum = ({ maximum }: RuleOf<'limit'>, world: World, value: number): World =>
  typeof maximum === 'number'
    ? world
    : {
        ...world,
        related: {
          ...world.related,
          [maximum.reference]: { ...world.related[maximum.reference], [maximum.field]: value },
        },
      };

const limitRows = (model: AggregateModel, rule: RuleOf<'limit'>, world: World): Row[] => {
  const field = rule.amount === undefined ? undefined : fieldOf(model, rule.amount);
  const scale = field?.type.kind === 'decimal' ? field.type.scale : 0;
  const own = field ? Number(world.fields[field.name]) : 1;
  const around = (at: World): Row[] => {
    const most = Number((maximumIn(rule, at) - own).toFixed(scale));
    const row = (others: number, isAllowed: boolean): Row[] =>
      others < 0 ? [] : [{ world: at, facts: { [rule.name]: others }, isAllowed }];
    return [...row(most, true), ...row(Number((most + 10 ** -scale).toFixed(scale)), false)];
  };
  const worlds =
    typeof rule.maximum === 'number'
      ? [world]
      : [world, withMaximum(rule, world, maximumIn(rule, world) + 2)];
  return worlds.flatMap(around);
};

const overlapRows = (rule: RuleOf<'no-overlap'>, world: World): Row[] => {
  const [start, end] = [String(world.fields[rule.start]), String(world.fields[rule.end])];
  const step = start.length === 10 ? DAY : 1;
  const row = (others: readonly [string, string][], isAllowed: boolean): Row => ({
    world,
    facts: { [rule.name]: others.map(([from, to]) => ({ start: from, end: to })) },
    isAllowed,
  });
  return [
    row([[moved(start, -DAY), start]], true),
    row([[end, moved(end, DAY)]], true),
    row([[moved(start, -DAY), moved(start, step)]], false),
    row([[moved(end, -step), moved(end, DAY)]], false),
    row([[start, end]], false),
    row(
      [
        [end, moved(end, DAY)],
        [start, end],
      ],
      false,
    ),
  ];
};

const blockRows = (rule: RuleOf<'block'>, world: World): Row[] => {
  const { times, within, lasts } = rule;
  const row = (last: string, first: string, count: number, now: string, isAllowed: boolean): Row => ({
    world: { ...world, now },
    facts: { [rule.name]: [...Array<string>(Math.max(0, count - 1)).fill(first), last] },
    isAllowed,
  });
  const last = before(world.now, { amount: 1, unit: 'minute' });
  const open = after(last, lasts);
  const first = before(last, within);
  return [
    ...(times > 1 ? [row(last, last, times - 1, world.now, true)] : []),
    row(last, last, times, world.now, false),
    row(last, last, times, moved(open, -1), false),
    row(last, last, times, open, true),
    ...(times > 1 && after(first, within) === last
      ? [row(last, moved(first, 1), times, world.now, false), row(last, first, times, world.now, true)]
      : []),
  ];
};

/** Facts about others at both sides of what a rule allows, in a world where everything else is as it should be. */
export const rowsAmong = (model: AggregateModel, rule: AmongRule, world: World): Row[] => {
  switch (rule.kind) {
    case 'limit':
      return limitRows(model, rule, world);
    case 'unique':
      return [true, false].map((isTaken) => ({
        world,
        facts: { [rule.name]: isTaken },
        isAllowed: !isTaken,
      }));
    case 'no-overlap':
      return overlapRows(rule, world);
    case 'block':
      return blockRows(rule, world);
  }
};

/** Facts with which nothing stands against a use case. */
export const neutralFact = (rule: AmongRule): unknown => {
  switch (rule.kind) {
    case 'limit':
      return 0;
    case 'unique':
      return false;
    default:
      return [];
  }
};
