import { type ProductPlan, storiesOf } from '../../../domain/product-plan.ts';
import { isContent } from '../reading/left-over.ts';
import { plainText } from '../reading/plain-text.ts';
import { OPERATIONAL, verbOf } from '../reading/verbs.ts';

/** Forms of a word that count as the same: "logging" ~ "logs" ~ "logged". */
const stem = (word: string): string => {
  const verb = verbOf(word);
  if (verb && OPERATIONAL.has(verb.class)) return `to ${verb.class}`;
  return (verb?.lemma ?? word)
    .replace(/^children$/, 'child')
    .replace(/men$/, 'man')
    .replace(/'s?$/, '')
    .replace(/(?:ies|y)$/, 'i')
    .replace(/(?:ches|shes|sses|xes)$/, (end) => end.slice(0, -2))
    .replace(/(?<=..)(?:es|s|e)$/, '');
};

/** Words that join a thing to what is known of it. */
const STRUCTURAL =
  /^(?:identified|described|characteri[sz]ed|defined|consists?|consisting|made|uniquely|called|named|given|looking|for|down|up|keep|keeps|keeping|write|writes|provide|provides|offer|offers|entry|entries|records?|rest|http|interface|crud|operations?|endpoints?|functions?|separate|independent|following|split|divided|composed|expose|support|makes?)$/;

const contentWords = (text: string): string[] =>
  (
    plainText(text)
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}][\p{L}\p{N}'._%-]*/gu) ?? []
  )
    .map((word) => word.replace(/[._'-]+$/, ''))
    .filter((word) => isContent(word) && !STRUCTURAL.test(word));

/** Words of the definition that the plan neither plans nor reports. */
export const unaccountedWords = (plan: ProductPlan, definition: string): string[] => {
  const cited = new Set(plan.requirements.flatMap(({ statementIds }) => statementIds));
  const read = plan.statements
    .filter(({ id, verb, object }) => cited.has(id) || (verb !== undefined && object === undefined))
    .flatMap(({ actor, verb, object, attributes, constraints, behaviour, text }) => [
      // A clause of behaviour is read to its end or not at all.
      behaviour && text,
      actor,
      verb,
      object,
      ...attributes,
      ...constraints.map(({ kind, value }) => `${SAID[kind] ?? kind} ${value}`),
    ]);
  const said = [
    ...read,
    plan.title,
    plan.domain,
    ...plan.requirements.map(({ text }) => text),
    ...plan.subjects.flatMap(({ name, attributes }) => [
      name,
      ...attributes.flatMap((each) => [each.name, ...each.choices]),
    ]),
    ...storiesOf(plan).flatMap(({ role, benefit }) => [role, benefit]),
    ...plan.goals,
    ...plan.assumptions,
    ...plan.unrealised.map(({ text }) => text),
  ];
  const known = new Set(
    contentWords(said.filter((text) => text !== undefined).join(' ')).flatMap((word) => [
      stem(word),
      ...word.split(/[-/]/).map(stem),
    ]),
  );
  return [...new Set(contentWords(definition))].filter(
    (word) =>
      !known.has(stem(word)) &&
      !word.split(/[-/]/).every((part) => known.has(stem(part)) || !isContent(part)),
  );
};

/** Words that a constraint of a kind stands for. */
const SAID: Record<string, string> = {
  never:
    'change remove append-only immutable unchangeable permanent tamper-proof tamper-resistant tamper-evident write-once unalterable',
  nature:
    'nature yes no text string number integer decimal amount date day time timestamp boolean whole free',
};
