import { reader, rule, type Reader } from './clause-match.ts';
import { DETERMINER, END, NAME_WORD, namesOf } from './grammar.ts';
import { ONLY, ROLES } from './read-permissions.ts';

const MAY = '(?:can|may|is allowed to|are allowed to|must|should|shall)';
const STATE =
  '(?:to |as |into |on )?(?:the (?:status|state) )?(?:to )?[\'"]?(?<state>[a-z]+(?: progress| hold)?)[\'"]?';
const THING = `(?:(?<it>it|them)|(?:${DETERMINER})+(?!status |state )(?<thing>${NAME_WORD}(?: (?!to |as )${NAME_WORD})?)|(?<thing>[a-z]+s))`;

/** "only mechanics may set done", "only wardens may mark a gate as open": whoever may lead it to a state. */
export const readSettingPermission: Reader = reader(
  rule(`${ONLY} ${ROLES} ${MAY} (?:set|mark|switch|put|turn|move) (?:${THING} )?${STATE}`, END),
  ({ scan, groups, thing }) => {
    const object = groups.thing ? thing : scan.memory.thing;
    const { state } = groups;
    return object && state
      ? {
          object,
          aside: true,
          behaviour: {
            kind: 'permission',
            verbs: [`set ${state}`],
            roles: namesOf(groups.roles ?? '').map(scan.tagger.singular),
          },
        }
      : undefined;
  },
);
