import { reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { CANNOT, DETERMINER, END, NAME_WORD, np } from './grammar.ts';

const ROOM = `(?:the |its |their |his |her )?(?<room>${NAME_WORD}(?: of ${NAME_WORD}(?: ${NAME_WORD})?| ${NAME_WORD})?)`;
const HOLDER = `(?:${DETERMINER})*(?<holder>${NAME_WORD}(?: ${NAME_WORD})?)`;
const COUNTED = `(?:the (?:total )?number of )?${np('counted', 1)}`;
const MORE = '(?:no more|not more|never more)';
const AT_ONCE = '(?: at (?:once|a time|the same time|any time))?';
/** What says whose room it is: "than the hall has seats", "than there are seats in the hall". */
const THAN = `(?:than|as) (?:there are )?(?:${HOLDER} has ${ROOM}|${ROOM}(?: (?:of|in|at|on|for) ${HOLDER})?)(?: (?:allows?|permits?|admits?))?`;

/** The room is kept with what holds it: the one named, else the one spoken of last. */
const capacity = ({ scan, groups }: Match): Read | undefined => {
  const holder = groups.holder ? scan.tagger.singular(groups.holder) : scan.memory.thing;
  const { room } = groups;
  return holder && room
    ? { object: holder, aside: true, behaviour: { kind: 'capacity', maximum: room } }
    : undefined;
};

/** As many as there is room for, where the room is a number that is kept. */
export const capacityReaders: readonly Reader[] = [
  /** "no more cars than there are spaces", "there are never more guests than the hall has seats" */
  reader(
    rule(
      `(?:there (?:can|may|must|should|are|is) (?:be )?)?${MORE} ${COUNTED} (?:(?:can|may) [a-z]+ )?${THAN}${AT_ONCE}`,
      END,
    ),
    capacity,
  ),
  /** "there cannot be more guests than seats", "a hall cannot have more guests than seats" */
  reader(
    rule(
      `(?:there|${np('owner', 1)}) (?:${CANNOT} |never )(?:be|have|has|hold|holds|take|takes|accept|accepts|admit|admits) more ${COUNTED} ${THAN}${AT_ONCE}`,
      END,
    ),
    (match) =>
      capacity(
        match.groups.owner && !match.groups.holder
          ? { ...match, groups: { ...match.groups, holder: match.groups.owner } }
          : match,
      ),
  ),
  /** "enrolments cannot exceed the number of seats of the class" */
  reader(
    rule(
      `${COUNTED} (?:(?:in|of|at|for|per) (?:${DETERMINER})*${NAME_WORD} )?(?:${CANNOT} |never )(?:exceeds?|be (?:more|higher|greater|larger) than|go(?:es)? (?:above|over|beyond)|surpass(?:es)?|outnumbers?) (?:the |its )(?<room>(?:number|amount) of ${NAME_WORD}|capacity|${NAME_WORD}s)(?: (?:of|in|at|on|for) ${HOLDER})?`,
      END,
    ),
    (match) => (match.groups.counted?.endsWith('s') ? capacity(match) : undefined),
  ),
];
