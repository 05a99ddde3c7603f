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

const term = (text: string, singular: (noun: string) => string): StatedFormula | undefined => {
  const plain = bare(text);
  const count = /^(?:total )?(?:number|count) of (.+)$/.exec(plain);
  if (count) return { op: 'count', over: singular(bare(count[1] ?? '')) };
  if (plain === 'total') return { op: 'name', name: 'total' };
  const sum =
    /^(?:(?:grand )?(?:sum|total)s?)(?: (?:of|over|across|from) (.+))?$/.exec(plain) ?? TOTALS.exec(plain);
  if (sum) return aggregate('sum', sum[1] ?? '', singular);
  const best = /^(highest|largest|maximum|lowest|smallest|minimum) (.+)$/.exec(plain);
  if (best)
    return aggregate(
      /^(?:l[oa]west|smallest|minimum)$/.test(best[1] ?? '') ? 'minimum' : 'maximum',
      (best[2] ?? '').replace(/^of /, ''),
      singular,
    );
  const percent = /^(\d+(?:\.\d+)?)%(?: of (.+))?$/.exec(plain);
  if (percent) {
    const share: StatedFormula = { op: 'number', value: Number(percent[1]) / 100 };
    const of = percent[2] ? formulaOf(percent[2], singular) : undefined;
    return of ? { op: 'multiply', left: of, right: share } : share;
  }
  const number = numberOf(plain);
  if (number !== undefined) return { op: 'number', value: number };
  const of = / of (?:the |its |each |a |an |every )?(.+)$/.exec(plain);
  const name = of ? plain.slice(0, of.index) : plain;
  if (name === '' || name.split(' ').length > 4) return undefined;
  return { op: 'name', name, ...(of ? { of: singular(of[1] ?? '') } : {}) };
};

/** Binds weakest first: sums, then products. An aggregate takes everything behind it. */
const formulaOf = (text: string, singular: (noun: string) => string): StatedFormula | undefined => {
  const plain = bare(text);
  if (/^(?:grand )?(?:sum|total)s? of /.test(plain)) return term(plain, singular);
  const between = /^(?:product|difference) (?:of|between) (.+) and (.+)$/.exec(plain);
  if (between) {
    const [left, right] = [formulaOf(between[1] ?? '', singular), formulaOf(between[2] ?? '', singular)];
    return left && right
      ? { op: plain.startsWith('product') ? 'multiply' : 'subtract', left, right }
      : undefined;
  }
  for (const [pattern, op] of OPERATORS) {
    const all = [...plain.matchAll(new RegExp(pattern, 'g'))];
    const last = op === 'add' || op === 'multiply' ? all.at(0) : all.at(-1);
    if (!last) continue;
    const left = formulaOf(plain.slice(0, last.index), singular);
    const right = formulaOf(plain.slice(last.index + last[0].length), singular);
    return left && right ? { op, left, right } : undefined;
  }
  return term(plain, singular);
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
