import { reader, rule, type Reader } from './clause-match.ts';
import { CAN, END, namesOf, np } from './grammar.ts';
import { CHOSEN, ROLES } from './read-permissions.ts';
import { ACTIVES, EDGE, window } from './read-windows.ts';

/** Clauses that leave out what they are about. */
export const objectlessReaders: readonly Reader[] = [
  /** "only a manager can approve or reject": what was spoken of last */
  reader(
    rule(`only ${ROLES} (?:can|may|are allowed to|is allowed to|must) ${CHOSEN}(?= [,;.:!?()]|$)`),
    ({ scan, groups }) =>
      scan.memory.thing
        ? {
            object: scan.memory.thing,
            behaviour: {
              kind: 'permission',
              verbs: namesOf(groups.verbs ?? ''),
              roles: namesOf(groups.roles ?? '').map(scan.tagger.singular),
            },
          }
        : undefined,
  ),
  /** "students can withdraw until 3 days before the course starts": from what they did */
  reader(rule(`${np('actor', 2)} ${CAN} (?:only )?${ACTIVES} (?:only )?(?:${EDGE})`, END), (match) => {
    const read = window({ ...match, thing: match.scan.memory.thing ?? '-' }, false);
    return read && { ...read, object: undefined, aside: true };
  }),
];
