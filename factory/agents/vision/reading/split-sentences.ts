import { bracketed, NO_OWNER, titleIn, withoutFollowing, withoutMarks } from './document-shape.ts';
import { withNamedOnes } from './named-ones.ts';
import { asDone } from './possibility.ts';
import { splitServices, withServicesJoined } from './split-services.ts';
import { tablesAsLists } from './tables.ts';
import { verbOf } from './verbs.ts';

/** A sentence, a bullet or a heading of a definition. */
export type Sentence = {
  text: string;
  /** Line it starts on, from 1. */
  line: number;
  bullet: boolean;
  /** It stands above what follows and may be no more than its name. */
  heading?: boolean;
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

/** "red|green|blue": one or the other. */
const CHOICES = /(?<![\p{L}\p{N}|])[\p{L}\p{N}-]+(?:\|[\p{L}\p{N}-]+)+(?!\|)/gu;

const tidy = (line: string): string =>
  line
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/\*\*|__|`/g, '')
    .replace(/"[^"]*"/g, (quoted) => quoted.replaceAll(/[;,.](?= )/g, ''))
    .replace(CHOICES, (values) => values.replace(/\|(?=[^|]*$)/, ' or ').replaceAll('|', ', '))
    .replace(/\bno[ -]one\b/gi, 'nobody')
    .replace(/\s*(?:→|⇒|->|=>)\s*/g, ' then ')
    .replace(/\s+[×]\s+/g, ' times ')
    .replace(/\b(looks?) ((?:an?|the|their|each) [\w-]+(?: [\w-]+)?) up\b/gi, '$1 up $2')
    .replace(APART, '$1 separate services: $2')
    .replace(CRUD, 'manage ')
    .replace(/^.*$/, withoutFollowing)
    .replace(/\s+[—–-]+\s+/g, ' – ')
    .trim();

/** An attribute list that goes on in bullets: "Each widget has:". */
const OPEN_LIST =
  /\b(?:has|have|with|contains?|includes?|including|attributes?|fields?|properties|following|consists? of|of)\s*:(?:\s.*)?$/i;
/** "Widget:" above nouns. */
const BARE_INTRODUCTION = /^(?:an? |each |every |the )?[\w-]+(?: [\w-]+)?:(?:\s.*)?$/i;

const isNominal = (text: string): boolean => {
  const [first = '', ...rest] = bracketed(text)
    .replace(/\s*\([^()]*\)\W*$/, '')
    .toLowerCase()
    .split(/\s+/);
  return rest.length < 4 && verbOf(first)?.form !== 'base';
};

/** "Tool library" alone in the first line. */
const TITLE = /^\p{Lu}[\p{L}'-]*(?: [\p{L}'-]+){0,5}$/u;

const isTitle = (index: number, text: string, next: string | undefined): boolean =>
  index === 0 && next !== undefined && TITLE.test(text.trim()) && !/^\s*[a-z(]/.test(next);

type Line = { text: string; line: number; kind: 'bullet' | 'heading' | 'text'; indent: number };

const readLines = (text: string): Line[] =>
  tablesAsLists(text.split(/\r\n|\r|\n/)).map((raw, index, all) => {
    const above = HEADING.test(raw) || isTitle(index, raw, all[index + 1]);
    const kind = BULLET.test(raw) ? 'bullet' : above ? 'heading' : 'text';
    const marker = kind === 'bullet' ? BULLET : HEADING;
    const indent = raw.length - raw.trimStart().length;
    return { text: withoutMarks(tidy(raw.replace(marker, ''))), line: index + 1, kind, indent };
  });

/** "- Gizmos" above "  - name", "## Gizmos" above "- name": what stands above has what stands below. */
const opensList = (above: Line | undefined, { text, kind, indent }: Line): boolean => {
  if (above === undefined || kind !== 'bullet' || !isNominal(text)) return false;
  if (!/^[\p{L}-]+(?: [\p{L}-]+)?$/u.test(above.text) || !isNominal(above.text)) return false;
  if (NO_OWNER.test(above.text)) return false;
  return above.kind === 'heading'
    ? /^\p{Ll}/u.test(text) && !/[^s]s$/.test(text)
    : above.kind === 'bullet' && indent > above.indent;
};

const belongsToList = (list: Sentence, { text, kind }: Line): boolean =>
  kind === 'bullet' && (OPEN_LIST.test(list.text) || (BARE_INTRODUCTION.test(list.text) && isNominal(text)));

const isWrapped = (previous: Sentence, before: Line | undefined, { text, kind }: Line): boolean => {
  if (kind !== 'text' || !before?.text || before.kind === 'heading' || /[.!?:;]$/.test(previous.text))
    return false;
  return /^[a-z(]/.test(text) || previous.text.endsWith(',');
};

const toSentence = ({ text, line, kind }: Line): Sentence => ({
  text,
  line,
  bullet: kind === 'bullet',
  ...(kind === 'heading' ? { heading: true } : {}),
});

/** Puts bullets back into the sentence whose list they are, and wrapped lines into theirs. */
const joinLines = (lines: readonly Line[]): Sentence[] => {
  const joined: Sentence[] = [];
  lines.forEach((line, index) => {
    const previous = joined.at(-1);
    if (!line.text) return;
    if (previous && belongsToList(previous, line)) {
      const comma = previous.text.endsWith(':') ? '' : ',';
      previous.text += `${comma} ${bracketed(line.text.replace(/[.,;]+$/, ''))}`;
    } else if (
      previous &&
      opensList(
        lines.slice(0, index).findLast(({ text }) => text !== ''),
        line,
      )
    ) {
      previous.text += `: ${bracketed(line.text.replace(/[.,;]+$/, ''))}`;
      delete previous.heading;
    } else if (previous && isWrapped(previous, lines[index - 1], line)) {
      previous.text += ` ${line.text}`;
    } else {
      joined.push(toSentence(line));
    }
  });
  return joined;
};

/** A sentence that names the product at the head of a text is its heading. */
const asHeading = (sentence: Sentence, index: number): Sentence => {
  const title = index === 0 ? titleIn(sentence.text) : undefined;
  return title === undefined ? sentence : { ...sentence, text: title, heading: true };
};

/** The same line, with services that are told by "one for …" named after what they are for. */
const withEachNamed = (line: string): string =>
  line
    .split(/(?<=[.!?])\s+/)
    .map(withNamedOnes)
    .join(' ');

/** Sentences in reading order. A full stop inside a word or a number ("v1.2", "e.g.") ends none. */
export const splitSentences = (text: string): Sentence[] =>
  joinLines(readLines(text))
    .flatMap(({ text: line, ...rest }) =>
      withServicesJoined(withEachNamed(line))
        .replace(/\b(e\.g|i\.e|etc|approx|incl)\.(?=\s)/gi, '$1')
        .split(/(?<=[.!?;])\s+/)
        .filter((part) => /[\p{L}\p{N}]/u.test(part))
        .flatMap((part) => splitServices({ text: asDone(withoutMarks(part)), ...rest })),
    )
    .map(asHeading);
