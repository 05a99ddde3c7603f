import type { Field } from '../../../../domain/blueprint.ts';
import type { Knob } from './world.ts';

const DAY = 86_400_000;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

const numbers = (target: number, { type }: Field): number[] => {
  if (type.kind === 'integer') return [Math.ceil(target) - 1, Math.ceil(target), Math.floor(target) + 1];
  const scale = type.kind === 'decimal' ? type.scale : 0;
  const at = Math.round(target * 10 ** scale);
  return [at - 1, at, at + 1].map((units) => Number((units / 10 ** scale).toFixed(scale)));
};

const times = (target: string): string[] => {
  const time = Date.parse(target);
  return target.length === 10
    ? [day(time - DAY), target, day(time + DAY)]
    : [-1, 0, 1].map((step) => new Date(time + step).toISOString());
};

const isAllowed = (value: unknown, { type, required }: Field): boolean => {
  if (value === undefined) return !required;
  if (type.kind !== 'integer' && type.kind !== 'decimal') return true;
  return Number(value) >= (type.minimum ?? -Infinity) && Number(value) <= (type.maximum ?? Infinity);
};

/** Values of a knob at a target and one step before and after it: a millisecond, a day, one, the last decimal. Lowest first. */
export const valuesAround = (knob: Knob, target: unknown): unknown[] => {
  if (knob.of === 'now') return isText(target) ? times(target) : [];
  if (knob.of === 'length') {
    const { type } = knob.list;
    const [minimum, maximum] = type.kind === 'list' ? [type.minItems, type.maxItems] : [0, 0];
    return [-1, 0, 1]
      .map((step) => Math.round(Number(target)) + step)
      .filter((length) => length >= minimum && length <= maximum);
  }
  const { type } = knob.field;
  const values = ((): unknown[] => {
    switch (type.kind) {
      case 'integer':
      case 'decimal':
        return typeof target === 'number' && Number.isFinite(target) ? numbers(target, knob.field) : [];
      case 'date':
      case 'instant':
        return isText(target) ? times(target) : [];
      case 'boolean':
        return [false, true];
      case 'enum':
        return type.values;
      default:
        return typeof target === 'string' ? [target, `${target}x`] : [];
    }
  })();
  return [...new Set(values)].filter((value) => isAllowed(value, knob.field));
};
