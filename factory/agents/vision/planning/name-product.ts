import { words } from '../../../domain/naming.ts';
import type { Statement } from '../../../domain/statement.ts';
import { holderOf } from '../reading/containers.ts';
import type { PlannedThing } from './plan-thing.ts';
import { valuesOf } from './things.ts';
import { listing, titleCase } from './wording.ts';

export type ProductName = {
  title: string;
  /** At most 40 characters. */
  slug: string;
  /** The language area: "audit". */
  domain: string;
};

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** A slug of whole words that begins with a letter. */
export const slugOf = (name: string): string => {
  const parts = words(name).flatMap((word, index) =>
    index === 0 && /^\d/.test(word) ? [DIGITS[Number(word[0])] ?? '', word.slice(1)].filter(Boolean) : [word],
  );
  let slug = '';
  for (const part of parts) {
    const longer = slug ? `${slug}-${part}` : part;
    if (longer.length > 40) break;
    slug = longer;
  }
  return slug || (parts[0] ?? '').slice(0, 40) || 'service';
};

const nameOfThings = (things: readonly PlannedThing[]): string => {
  const [first] = things;
  if (!first) return 'service';
  if (things.length > 1) return listing(things.slice(0, 3).map(({ subject }) => subject.plural));
  return first.holder ?? `${first.subject.name} ${first.subject.unchangeable ? 'log' : 'register'}`;
};

const pluralOf = (things: readonly PlannedThing[], name: string): string => {
  const thing = things.find(({ subject }) => name === subject.name || name.endsWith(` ${subject.name}`));
  return thing ? `${name.slice(0, name.length - thing.subject.name.length)}${thing.subject.plural}` : name;
};

/** Names the product as the text does, else after what it keeps. */
export const nameProduct = (
  statements: readonly Statement[],
  things: readonly PlannedThing[],
): ProductName => {
  const given = valuesOf(statements, 'service').find((value) => words(value).length > 0);
  const name = given ?? nameOfThings(things);
  const held = holderOf(name, true)?.of;
  const domain = pluralOf(things, held || name);
  return { title: titleCase(name), slug: slugOf(name), domain };
};
