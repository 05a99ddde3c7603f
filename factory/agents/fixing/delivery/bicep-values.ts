import { rewritten, type Change, type Suggest } from './change.ts';
import { asLine, codeOf, declarationsIn, placeOf, quotedIn, word, type Place } from './bicep-text.ts';
import { nearest } from './nearest.ts';
import { indentOf } from './yaml-lines.ts';

const MISMATCH = new Set(['BCP033', 'BCP036', 'BCP088']);

const EXPECTED = /expected a value of type "([^"]+)" but the provided value is of type "([^"]+)"/i;

/** A literal, written as a type wants it. */
const literal: Readonly<Record<string, (text: string) => string | undefined>> = {
  int: (text) => /^'(-?\d+)'$/.exec(text)?.[1],
  bool: (text) => /^'?(true|false)'?$/i.exec(text)?.[1]?.toLowerCase(),
  string: (text) => (/^(?:-?\d+|true|false)$/.test(text) ? `'${text}'` : undefined),
  array: (text) => `[${text}]`,
};

/** The parameter that a line hands on, of the type that is expected of it. */
const retyped = ({ within, text }: Place, type: string): Change[] => {
  const name = /[:=]\s*(\w+)\s*\}*$/.exec(text)?.[1];
  const declared = declarationsIn(within.content).find(
    (each) => each.keyword === 'param' && each.name === name,
  );
  if (!declared || name === undefined) return [];
  const pattern = new RegExp(`^(param ${name}) \\w+`, 'm');
  return rewritten(within, within.content.replace(pattern, `$1 ${type}`));
};

/** A value of another type than its place expects. */
export const convertedValue: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  const [, expected, provided] = EXPECTED.exec(finding.message) ?? [];
  if (!place || expected === undefined || provided === undefined || !MISMATCH.has(codeOf(finding))) return [];
  const types = expected.split(' | ');
  const value = /(?:[:=]\s*)('(?:[^'\\]|\\.)*'|[\w.-]+)\s*\}*$/.exec(place.text)?.[1] ?? provided;
  const choices = types.map((type) => type.replaceAll(`'`, ''));
  const texts = [
    ...types.flatMap((type) => literal[type]?.(value) ?? []),
    ...nearest(value.replaceAll(`'`, ''), choices).map((choice) => `'${choice}'`),
  ];
  const at = place.text.lastIndexOf(value);
  const put = (text: string) => place.text.slice(0, at) + text + place.text.slice(at + value.length);
  return [
    ...(at < 0 ? [] : texts.flatMap((text) => asLine(place, put(text)))),
    ...types
      .filter((type) => /^(?:int|bool|string|array|object)$/.test(type))
      .flatMap((type) => retyped(place, type)),
  ];
};

/** A property that its object does not have is taken away, where it takes one line. */
export const removedProperty: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  if (!place || codeOf(finding) !== 'BCP037') return [];
  return /^\s*\w+: [^{[]*$/.test(place.text) ? asLine(place, undefined) : [];
};

/** Properties that an object lacks, from what has their name in the file. */
export const addedProperties: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  if (!place || codeOf(finding) !== 'BCP035') return [];
  const [, ...missing] = quotedIn(finding.message);
  const known = declarationsIn(place.within.content).map(({ name }) => name);
  const names = missing.filter((name) => known.includes(name) && word(name).test(place.within.content));
  const opening = place.lines.findIndex((text, index) => index >= place.index && /\{\s*$/.test(text));
  if (names.length === 0 || opening < 0) return [];
  const indent = ' '.repeat(indentOf(place.lines[opening] ?? '') + 2);
  const added = names.map((name) => `${indent}${name}: ${name}`);
  const at = opening + 1;
  return rewritten(
    place.within,
    [...place.lines.slice(0, at), ...added, ...place.lines.slice(at)].join('\n'),
  );
};
