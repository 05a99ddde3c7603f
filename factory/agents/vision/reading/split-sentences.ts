import { splitServices } from './split-services.ts';
import { verbOf } from './verbs.ts';

/** A sentence, a bullet or a heading of a definition. */
export type Sentence = {
  text: string;
  /** Line it starts on, from 1. */
  line: number;
  bullet: boolean;
};

/** What a list item begins with. */
export const BULLET = /^\s*(?:[-*•–·+]|\(?\d{1,2}[.)]|[a-z]\))\s+/;
const HEADING = /^\s*#{1,6}\s+/;

/** "CRUD operations for products" is another way to say: manage products. */
const CRUD =
  /\b(?:(?:expose|provide|offer|support|implement|build|create) )?(?:full |basic |simple |the )*CRUD(?:-?operations| operations| endpoints| functions)? (?:for|of|on|over) /gi;

/** "with orders and payments as separate services" */
const APART =
  /\b(with|of|into) ([^.:;]+?) as (?:separate|own|independent|individual|different|single) (?:micro-?)?services\b/gi;

const tidy = (line: string): string =>
  line
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/\*\*|__|`/g, '')
    .replace(/\bno[ -]one\b/gi, 'nobody')
    .replace(/\s*(?:→|⇒|->|=>)\s*/g, ' then ')
    .replace(/\s+[×]\s+/g, ' times ')
    .replace(/\b(looks?) ((?:an?|the|their|each) [\w-]+(?: [\w-]+)?) up\b/gi, '$1 up $2')
    .replace(APART, '$1 separate services: $2')
    .replace(CRUD, 'manage ')
    .replace(/\s+[—–-]+\s+/g, ' – ')
    .trim();

/** An attribute list that goes on in bullets: "Each widget has:". */
const OPEN_LIST =
  /\b(?:has|have|with|contains?|includes?|including|attributes?|fields?|properties|following|consists? of|of)\s*:(?:\s.*)?$/i;
/** "Widget:" above nouns. */
const BARE_INTRODUCTION = /^(?:an? |each |every |the )?[\w-]+(?: [\w-]+)?:(?:\s.*)?$/i;

const isNominal = (text: string): boolean => {
  const [first = '', ...rest] = text.toLowerCase().split(/\s+/);
  return rest.length < 4 && verbOf(first)?.form !== 'base';
};

type Line = { text: string; line: number; kind: 'bullet' | 'heading' | 'text' };

const readLines = (text: string): Line[] =>
  text.split(/\r\n|\r|\n/).map((raw, index) => {
    const kind = BULLET.test(raw) ? 'bullet' : HEADING.test(raw) ? 'heading' : 'text';
    const marker = kind === 'bullet' ? BULLET : HEADING;
    return { text: tidy(raw.replace(marker, '')), line: index + 1, kind };
  });

const belongsToList = (list: Sentence, { text, kind }: Line): boolean =>
  kind === 'bullet' && (OPEN_LIST.test(list.text) || (BARE_INTRODUCTION.test(list.text) && isNominal(text)));

const isWrapped = (previous: Sentence, before: Line | undefined, { text, kind }: Line): boolean => {
  if (kind !== 'text' || !before?.text || before.kind === 'heading' || /[.!?:;]$/.test(previous.text))
    return false;
  return /^[a-z(]/.test(text) || previous.text.endsWith(',');
};

/** Puts bullets back into the sentence whose list they are, and wrapped lines into theirs. */
const joinLines = (lines: readonly Line[]): Sentence[] => {
  const joined: Sentence[] = [];
  lines.forEach((line, index) => {
    const previous = joined.at(-1);
    if (!line.text) return;
    if (previous && belongsToList(previous, line)) {
      const comma = previous.text.endsWith(':') ? '' : ',';
      previous.text += `${comma} ${line.text.replace(/[.,;]+$/, '')}`;
    } else if (previous && isWrapped(previous, lines[index - 1], line)) {
      previous.text += ` ${line.text}`;
    } else {
      joined.push({ text: line.text, line: line.line, bullet: line.kind === 'bullet' });
    }
  });
  return joined;
};

/** Sentences in reading order. A full stop inside a word or a number ("v1.2", "e.g.") ends none. */
export const splitSentences = (text: string): Sentence[] =>
  joinLines(readLines(text)).flatMap(({ text: line, ...rest }) =>
    line
      .replace(/\b(e\.g|i\.e|etc|approx|incl)\.(?=\s)/gi, '$1')
      .split(/(?<=[.!?;])\s+/)
      .filter((part) => /[\p{L}\p{N}]/u.test(part))
      .flatMap((part) => splitServices({ text: part, ...rest })),
  );
