import { titleIn, withoutFollowing, withoutMarks } from './document-shape.ts';
import { asDone } from './possibility.ts';
import { withoutNumbers } from './split-services.ts';
import { BULLET } from './split-sentences.ts';
import { tablesAsLists } from './tables.ts';

/** How many services there are shows in the services. */
const COUNTED =
  /\b(?:two|three|four|five|six|seven|eight|\d+) (?=(?:separate |independent |different )?(?:micro-?)?services\b)/gi;

const plainSentence = (text: string): string =>
  asDone(withoutMarks(titleIn(text) ?? text)).replace(COUNTED, '');

/** A definition without what only gives it a shape: bullets, numbers of requirements, headings of tables. */
export const plainText = (text: string): string =>
  tablesAsLists(text.split(/\r\n|\r|\n/))
    .map((line) =>
      withoutMarks(withoutFollowing(withoutNumbers(line.replace(BULLET, '').trim())))
        .split(/(?<=[.!?;])\s+/)
        .map(plainSentence)
        .join(' '),
    )
    .join('\n');
