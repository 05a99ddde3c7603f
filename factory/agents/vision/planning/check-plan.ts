import { storiesOf, type ProductPlan } from '../../../domain/product-plan.ts';
import type { ProjectDefinition } from '../../../domain/project-definition.ts';
import type { AgentFinding } from '../../define-agent.ts';
import { behaviourFindings } from './behaviour/check-behaviour.ts';
import { isContent } from '../reading/left-over.ts';
import { plainText } from '../reading/plain-text.ts';
import { OPERATIONAL, verbOf } from '../reading/verbs.ts';
import { solutionFindings } from './services/check-solution.ts';

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

const repeated = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);

const idFindings = (plan: ProductPlan): AgentFinding[] => {
  const features = plan.epics.flatMap((epic) => epic.features);
  const ids = [
    ...plan.epics.map(({ id }) => id),
    ...features.map(({ id }) => id),
    ...plan.requirements.map(({ id }) => id),
    ...storiesOf(plan).flatMap(({ id, criteria }) => [id, ...criteria.map((criterion) => criterion.id)]),
    ...plan.statements.map(({ id }) => id),
    ...plan.unrealised.map(({ id }) => `unrealised ${id}`),
    ...plan.rules.map(({ id }) => id),
  ];
  return repeated(ids).map((id) => ({ rule: 'unique-ids', message: `Id ${id} is used more than once.` }));
};

const storyFindings = (plan: ProductPlan): AgentFinding[] => {
  const findings: AgentFinding[] = [];
  const requirements = new Set(plan.requirements.map(({ id }) => id));
  for (const story of storiesOf(plan)) {
    const subject = plan.subjects.find(({ name }) => name === story.subject);
    if (!subject)
      findings.push({
        rule: 'known-subject',
        message: `Story ${story.id} is about "${story.subject}", which the plan does not keep.`,
      });
    for (const id of story.requirementIds)
      if (!requirements.has(id))
        findings.push({
          rule: 'known-requirement',
          message: `Story ${story.id} serves ${id}, which does not exist.`,
        });
    for (const { id, check } of story.criteria) {
      const names = 'attributes' in check ? check.attributes : 'attribute' in check ? [check.attribute] : [];
      const unknown = names.filter(
        (name) => !subject?.attributes.some((attribute) => attribute.name === name),
      );
      if (check.subject !== story.subject || unknown.length > 0)
        findings.push({
          rule: 'known-terms',
          message: `Criterion ${id} speaks of ${[check.subject, ...unknown].join(', ')}, which its story does not know.`,
        });
    }
  }
  return findings;
};

const coverageFindings = (plan: ProductPlan): AgentFinding[] => {
  const stories = storiesOf(plan);
  const served = new Set(stories.flatMap(({ requirementIds }) => requirementIds));
  const unrealised = new Set(plan.unrealised.map(({ id }) => id));
  const features = new Set(plan.epics.flatMap((epic) => epic.features.map(({ id }) => id)));
  const planned = new Set(plan.roadmap.flatMap(({ featureIds }) => featureIds));
  return [
    ...plan.requirements
      .filter(({ id }) => !served.has(id) && !unrealised.has(id))
      .map(({ id }) => ({
        rule: 'requirement-served',
        message: `Requirement ${id} has no story and is not listed as unrealised.`,
      })),
    ...plan.requirements
      .filter(({ origin, because }) => origin === 'derived' && !because)
      .map(({ id }) => ({
        rule: 'derived-because',
        message: `Requirement ${id} is derived and does not say why.`,
      })),
    ...plan.subjects
      .filter(({ name }) => !stories.some((story) => story.subject === name && story.intent === 'record'))
      .map(({ name }) => ({ rule: 'subject-recorded', message: `Nothing puts ${name} in.` })),
    ...plan.subjects
      .filter(
        ({ name, unchangeable }) =>
          unchangeable &&
          stories.some(
            (story) => story.subject === name && (story.intent === 'change' || story.intent === 'remove'),
          ),
      )
      .map(({ name }) => ({
        rule: 'unchangeable',
        message: `"${name}" may not change, and a story changes it.`,
      })),
    ...[...features]
      .filter((id) => !planned.has(id))
      .map((id) => ({ rule: 'roadmap', message: `Feature ${id} is on no milestone.` })),
    ...[...planned]
      .filter((id) => !features.has(id))
      .map((id) => ({ rule: 'roadmap', message: `The roadmap names ${id}, which does not exist.` })),
  ];
};

/** What is wrong with a plan although its shape is right. */
export const checkPlan = (plan: ProductPlan, { text }: Pick<ProjectDefinition, 'text'>): AgentFinding[] => [
  ...idFindings(plan),
  ...storyFindings(plan),
  ...coverageFindings(plan),
  ...behaviourFindings(plan),
  ...solutionFindings(plan),

  ...(plan.definition === text
    ? []
    : [{ rule: 'definition', message: 'The plan is for another definition.' }]),
  ...unaccountedWords(plan, text).map((word) => ({
    rule: 'nothing-dropped',
    message: `"${word}" is neither planned nor listed as unrealised.`,
  })),
];
