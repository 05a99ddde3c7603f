import { verbOf } from '../../reading/verbs.ts';
import { listing, withArticle } from '../wording.ts';
import { behaviours, ensureReference, refuse, type Sketch, type Sketches } from './sketch.ts';

/** What a verb of a permission means for a thing; `undefined` where the plan has nothing of the kind. */
const permitted = (sketch: Sketch, verb: string): string | undefined => {
  const moves = sketch.lifecycle?.moves.map((move) => move.verb) ?? [];
  const posts = sketch.ledger?.moves.map((move) => move.verb) ?? [];
  if (moves.includes(verb) || posts.includes(verb)) return verb;
  const kind = verbOf(verb)?.class;
  if (
    verb === sketch.recordVerb ||
    kind === 'add' ||
    kind === 'log' ||
    kind === 'record' ||
    kind === 'maintain' ||
    kind === 'track'
  )
    return sketch.recordVerb ?? 'add';
  return kind === 'change' || kind === 'remove' || kind === 'view' || kind === 'find' || kind === 'export'
    ? kind
    : undefined;
};

export const sketchPermissions = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of [...behaviours(sketch, 'permission'), ...behaviours(sketch, 'own')]) {
    const { behaviour } = statement;
    const verbs = [...new Set(behaviour.verbs.flatMap((verb) => permitted(sketch, verb) ?? []))];
    if (verbs.length === 0) {
      refuse(sketch, statement, `Nothing of the kind is done with ${withArticle(sketch.name)}.`);
      continue;
    }
    if (behaviour.kind === 'permission') {
      sketch.rules.push({
        statements: [statement],
        rule: {
          kind: 'permission',
          statement: `Only ${listing(
            behaviour.roles.map((role) => withArticle(role)),
            'or',
          )} can ${listing(verbs, 'or')} ${withArticle(sketch.name)}.`,
          verbs,
          roles: behaviour.roles,
        },
      });
      continue;
    }
    const who = sketch.doer ?? ensureReference(sketches, sketch, statement.actor ?? 'owner').name;
    if (sketch.attributes.find(({ name }) => name === who)?.nature === 'reference') {
      refuse(sketch, statement, 'Who calls is known by name; the text keeps them as records of their own.');
      continue;
    }
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'own',
        statement: `Only the ${who} of ${withArticle(sketch.name)} can ${listing(verbs, 'or')} it.`,
        verbs,
        attribute: who,
      },
    });
  }
};
