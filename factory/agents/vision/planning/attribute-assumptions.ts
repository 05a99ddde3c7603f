import type { PlannedAttribute } from '../../../domain/product-plan.ts';
import { attributeName } from '../../attribute-name.ts';
import { valuesOf, type Thing } from './things.ts';
import { listing, spoken, withArticle } from './wording.ts';

type Planned = {
  attributes: readonly PlannedAttribute[];
  /** Names that the text gives to the thing. */
  named: readonly string[];
  /** Names that the text only finds it by. */
  found: readonly string[];
  /** Its behaviour was worked out. */
  behaving: boolean;
};

const guesses = (thing: Thing, { attributes, named, behaving }: Planned): string[] => {
  const guessed = attributes.filter(({ origin }) => origin === 'derived').map(({ name }) => spoken(name));
  if (guessed.length === 0) return [];
  if (behaving && named.length > 0)
    return [`Every ${thing.name} also has ${listing(guessed)}, because its rules need it.`];
  return named.length === 0
    ? [
        `The text does not say what is known of ${withArticle(thing.name)}: ${listing(guessed)} ${guessed.length > 1 ? 'are' : 'is'} assumed.`,
      ]
    : [
        `Every ${thing.name} also has ${listing(guessed)}, because it is the record of something that happened.`,
      ];
};

/** What was assumed about the attributes of a thing, for people to object to. */
export const attributeAssumptions = (thing: Thing, planned: Planned): string[] => {
  const unique = valuesOf(thing.statements, 'unique');
  const found = planned.found.map(withArticle);
  return [
    ...guesses(thing, planned),
    ...(found.length > 0
      ? [`Every ${thing.name} has ${listing(found)}, because the text finds it by that.`]
      : []),
    ...(valuesOf(thing.statements, 'format').includes('ndjson')
      ? ['JSON exports are NDJSON: one JSON document per line.']
      : []),
    ...planned.named
      .filter((name) => attributeName(name, thing.name) !== name)
      .map(
        (name) =>
          `"${name}" is called "${attributeName(name, thing.name)}", because the service uses the short name itself.`,
      ),
    ...planned.attributes
      .filter((each) => each.unique && !unique.includes(each.name))
      .map(
        ({ name }) => `No two ${thing.name} records share ${withArticle(name)}, because it identifies one.`,
      ),
  ];
};
