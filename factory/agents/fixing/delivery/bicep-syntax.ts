import { rewritten, type Change, type Suggest } from './change.ts';
import { balanced } from './bicep-brackets.ts';
import { asLine, KEYWORDS, placeOf, type Place } from './bicep-text.ts';
import { nearest } from './nearest.ts';

/** Codes of the compiler for what it cannot read. */
export const SYNTAX = /^BCP0(?:0[1-9]|1[0-9]|2[0-9]|97)$|^BCP358$/;

const keyword = (place: Place): Change[] => {
  const [first = ''] = /^\w+/.exec(place.text) ?? [];
  return nearest(first, KEYWORDS).flatMap((name) => asLine(place, name + place.text.slice(first.length)));
};

/** The mark that the compiler waits for, put where it stands in such a line. */
const mark = (place: Place, message: string): Change[] => {
  const expected = /Expected the "(.)" character/.exec(message)?.[1];
  const written: Readonly<Record<string, string>> = {
    '=': place.text.replace(/\s*(?=\{\s*$)|(?<=^\w+ \w+)\s+(?=\S+$)/, ' = ').replace('=  ', '= '),
    ':': place.text.replace(/^(\s*\w+)\s+(?=\S)/, '$1: '),
  };
  const text = expected === undefined ? undefined : written[expected];
  return text === undefined ? [] : asLine(place, text);
};

/** A quotation mark after each word that one may have begun, and at the end. */
const quotes = (place: Place): Change[] => {
  if (place.text.split(`'`).length % 2 === 1) return [];
  const ends = [...place.text.matchAll(/'[\w./@-]+(?!')(?=[\s,\])}]|$)/g)].map(
    ({ 0: text, index }) => index + text.length,
  );
  return [...ends, place.text.length].flatMap((at) =>
    asLine(place, `${place.text.slice(0, at)}'${place.text.slice(at)}`),
  );
};

/** What the compiler cannot read: words that are no keyword, marks and brackets that are missing or too many. */
export const readableBicep: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  if (!place || !SYNTAX.test(finding.rule.replace('bicep/', ''))) return [];
  return [
    ...quotes(place),
    ...mark(place, finding.message),
    ...keyword(place),
    ...rewritten(place.within, balanced(place.within.content)),
  ];
};
