import type { StatedFormula } from '../../../../domain/stated-behaviour.ts';
import { reader, rule, type Match, type Reader } from './clause-match.ts';
import { DETERMINER, np, numberOf, WORD } from './grammar.ts';

const OPERATORS: readonly [RegExp, 'add' | 'subtract' | 'multiply' | 'divide'][] = [
  [/ (?:plus|and) | increased by | \+ /, 'add'],
  [/ minus | less | reduced by | without /, 'subtract'],
  [/ (?:times|multiplied by|by|x) /, 'multiply'],
  [/ (?:divided by|over|per) /, 'divide'],
];

const bare = (text: string): string =>
  text.replace(new RegExp(`^(?:(?:${DETERMINER})|both |all |of )+`), '').trim();

const TOTALS = /^(?:total|sum) (?:number|amount|price|value|cost)? ?of (.+)$/;

/** "lines", "the lines' amounts", "quantity times price of all lines". */
const aggregate = (
  op: 'sum' | 'minimum' | 'maximum',
  rest: string,
  singular: (noun: string) => string,
): StatedFormula | undefined => {
  const text = bare(rest);
  if (text === '' || /^(?:them|these|those|it)$/.test(text)) return { op };
  const whose = /^(\S+)s' (.+)$/.exec(text) ?? /^(\S+)'s (.+)$/.exec(text);
  if (whose) return { op, over: singular(whose[1] ?? ''), of: formulaOf(whose[2] ?? '', singular) };
  const of =
    / (?:of|over|for|across|in|on) (?:all |each |every |its |the |their |of )*([^ ]+(?: [^ ]+)?)$/.exec(text);
  const inner = of ? text.slice(0, of.index) : text;
  const formula = formulaOf(inner, singular);
  if (!formula) return undefined;
  return { op, ...(of ? { over: singular(of[1] ?? '') } : {}), of: formula };
};

type Singular = (noun: string) => string;
type TermReader = (text: string, singular: Singular) => StatedFormula | undefined;

const COUNT = /^(?:total )?(?:number|count) of (.+)$/;
const SUM = /^(?:(?:grand )?(?:sum|total)s?)(?: (?:of|over|across|from) (.+))?$/;
const BEST = /^(?:(highest|largest|maximum)|lowest|smallest|minimum) (?:of )?(.+)$/;
const PERCENT = /^(\d+(?:\.\d+)?)%(?: of (.+))?$/;

const readCount: TermReader = (text, singular) => {
  const found = COUNT.exec(text);
  return found ? { op: 'count', over: singular(bare(found[1] ?? '')) } : undefined;
};

const readSum: TermReader = (text, singular) => {
  if (text === 'total') return { op: 'name', name: 'total' };
  const found = SUM.exec(text) ?? TOTALS.exec(text);
  return found ? aggregate('sum', found[1] ?? '', singular) : undefined;
};

const readBest: TermReader = (text, singular) => {
  const found = BEST.exec(text);
  return found ? aggregate(found[1] ? 'maximum' : 'minimum', found[2] ?? '', singular) : undefined;
};

const readPercent: TermReader = (text, singular) => {
  const found = PERCENT.exec(text);
  if (!found) return undefined;
  const share: StatedFormula = { op: 'number', value: Number(found[1]) / 100 };
  const of = found[2] ? formulaOf(found[2], singular) : undefined;
  return of ? { op: 'multiply', left: of, right: share } : share;
};

const readNumber: TermReader = (text) => {
  const value = numberOf(text);
  return value === undefined ? undefined : { op: 'number', value };
};

const readName: TermReader = (text, singular) => {
  const of = / of (?:the |its |each |a |an |every )?(.+)$/.exec(text);
  const name = of ? text.slice(0, of.index) : text;
  if (name === '' || name.split(' ').length > 4) return undefined;
  return { op: 'name', name, ...(of ? { of: singular(of[1] ?? '') } : {}) };
};

const TERMS: readonly TermReader[] = [readCount, readSum, readBest, readPercent, readNumber, readName];

const term: TermReader = (text, singular) => {
  const plain = bare(text);
  for (const read of TERMS) {
    const found = read(plain, singular);
    if (found) return found;
  }
  return undefined;
};

/** "the product of a and b", "the difference between a and b". */
const readBetween: TermReader = (text, singular) => {
  const between = /^(product|difference) (?:of|between) (.+) and (.+)$/.exec(text);
  const left = between && formulaOf(between[2] ?? '', singular);
  const right = between && formulaOf(between[3] ?? '', singular);
  return left && right ? { op: between[1] === 'product' ? 'multiply' : 'subtract', left, right } : undefined;
};

const readOperation: TermReader = (text, singular) => {
  for (const [pattern, op] of OPERATORS) {
    const all = [...text.matchAll(new RegExp(pattern, 'g'))];
    const cut = op === 'add' || op === 'multiply' ? all.at(0) : all.at(-1);
    if (!cut) continue;
    const left = formulaOf(text.slice(0, cut.index), singular);
    const right = formulaOf(text.slice(cut.index + cut[0].length), singular);
    return left && right ? { op, left, right } : undefined;
  }
  return term(text, singular);
};

/** Binds weakest first: sums, then products. An aggregate takes everything behind it. */
const formulaOf: TermReader = (text, singular) => {
  const plain = bare(text);
  if (/^(?:grand )?(?:sum|total)s? of /.test(plain)) return term(plain, singular);
  return readBetween(plain, singular) ?? readOperation(plain, singular);
};

const CALCULATES =
  '(?:is|are|equals?|amounts to|comes from|adds up to)(?: always)?(?: (?:calculated|computed|derived|determined|worked out)(?: automatically)?)?(?: (?:as|from|by|to|automatically))?';

/** Whether an expression calculates anything at all; "is a number" does not. */
const calculates = (formula: StatedFormula): boolean => formula.op !== 'name' && formula.op !== 'number';

const read = (match: Match, object: string | undefined) => {
  const { groups, scan } = match;
  const formula = formulaOf(groups.formula ?? '', scan.tagger.singular);
  if (!formula || !calculates(formula) || !object || !groups.attribute) return undefined;
  return {
    object,
    behaviour: { kind: 'formula' as const, attribute: groups.attribute, formula },
    aside: true,
  };
};

const WORDS = `(?<formula>${WORD}(?: ${WORD}){0,16}?)`;
const STOP = '(?= [,;.:!?()]| (?:and|but) (?:it|they|the|an?|is|once)\\b|$)';

/** "its total is the sum", "the total of an invoice is the sum of its lines" */
const its = reader(
  rule(`(?:its|their) (?<attribute>${WORD}(?: ${WORD}){0,2}?) ${CALCULATES} ${WORDS}`, STOP),
  (match) => read(match, match.scan.memory.thing),
);
const of = reader(rule(`${np('attribute')} of ${np('owner')} ${CALCULATES} ${WORDS}`, STOP), (match) =>
  read(match, match.scan.tagger.singular(match.groups.owner ?? '')),
);
const whose = reader(
  rule(
    `(?:${DETERMINER})(?<owner>[\\p{L}-]+)'s? ?(?:s )?(?<attribute>${WORD}(?: ${WORD}){0,2}?) ${CALCULATES} ${WORDS}`,
    STOP,
  ),
  (match) => read(match, match.scan.tagger.singular((match.groups.owner ?? '').replace(/'s?$/, ''))),
);
const plain = reader(
  rule(`the (?<attribute>${WORD}(?: ${WORD}){0,2}?) ${CALCULATES} ${WORDS}`, STOP),
  (match) => read(match, match.scan.memory.thing),
);
/** "has a total, which is the sum of …" and "with a total that equals …" are read where attributes are. */
export const formulaReaders: readonly Reader[] = [its, of, whose, plain];
