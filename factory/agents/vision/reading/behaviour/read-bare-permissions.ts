import { verbOf } from '../verbs.ts';
import { reader, rule, type Reader } from './clause-match.ts';
import { END, NAME_WORD, namesOf } from './grammar.ts';
import { CHOSEN, objectOf, ONLY, permissionOf, THING } from './read-permissions.ts';

/** Without "can", only the dictionary tells the verb from the nouns around it. */
const isKnown = (verb: string): boolean => {
  const found = verbOf(verb);
  return found?.form === 'base' && found.class !== 'build';
};

const barePermission = (role: string): Reader =>
  reader(rule(`${ONLY} (?<roles>(?!the )${role}) ${CHOSEN} ${THING}`, END), (match) => {
    const verbs = namesOf(match.groups.verbs ?? '');
    return verbs.every(isKnown) ? permissionOf(match, objectOf(match), verbs) : undefined;
  });

/** "only managers approve orders", "only senior managers approve orders" */
export const barePermissionReaders: readonly Reader[] = [
  barePermission(NAME_WORD),
  barePermission(`${NAME_WORD} ${NAME_WORD}`),
];
