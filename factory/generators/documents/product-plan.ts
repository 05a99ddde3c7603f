import type { PlannedAttribute, ProductPlan, Requirement, Subject } from '../../domain/product-plan.ts';
import { bullets, document, quote, table } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';
import { unrealisedSection } from './unrealised-section.ts';

const attributeText = ({ name, choices, required, unique }: PlannedAttribute): string => {
  const notes = [
    ...(required ? [] : ['optional']),
    ...(unique ? ['unique'] : []),
    ...(choices.length > 0 ? [`one of ${choices.map(text).join(', ')}`] : []),
  ];
  return notes.length > 0 ? `${text(name)} (${notes.join('; ')})` : text(name);
};

const subjectRow = ({ name, attributes, unchangeable }: Subject): string[] => [
  text(name),
  attributes.map(attributeText).join(', '),
  unchangeable ? 'no, once recorded' : 'yes',
];

const requirementRow = ({ id, text: words, priority, origin, because }: Requirement): string[] => [
  id,
  text(words),
  priority,
  origin === 'stated' ? 'stated' : `derived${because ? `: ${text(because)}` : ''}`,
];

const outside = ({ scope }: ProductPlan): string =>
  scope.outside.length > 0 ? `Outside:\n\n${bullets(scope.outside.map(text))}` : '';

/** `plan/product-plan.md`: what was asked for and what follows from it. */
export const productPlan = (plan: ProductPlan): string =>
  document(
    `# ${text(plan.title)}`,
    sentence(plan.summary),
    '## What was asked for',
    quote(plan.definition),
    ...(plan.businessContext ? ['## Business context', quote(plan.businessContext)] : []),
    '## Goals',
    bullets(plan.goals.map(text)),
    '## Scope',
    `Inside:\n\n${bullets(plan.scope.inside.map(text))}`,
    outside(plan),
    '## What it keeps',
    table(['Thing', 'What is known of it', 'May be changed'], plan.subjects.map(subjectRow)),
    '## Requirements',
    table(['Id', 'Requirement', 'Priority', 'Where it comes from'], plan.requirements.map(requirementRow)),
    ...(plan.assumptions.length > 0 ? ['## Assumptions', bullets(plan.assumptions.map(text))] : []),
    '## What is not realised',
    unrealisedSection(plan.unrealised),
  );
