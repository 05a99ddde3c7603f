import { blueprintSchema, type Blueprint } from '../../../../factory/domain/blueprint.ts';
import { productPlanSchema, type ProductPlan } from '../../../../factory/domain/product-plan.ts';
import { auditBlueprint } from '../fixtures/audit-blueprint.ts';
import { auditPlan } from './audit-plan.ts';

/** What would be markup in Markdown, HTML, Mermaid, YAML, a shell, Bicep or a pipeline log. */
export const HOSTILE =
  '# * _ `a` ``` ~~~ | \\ [x](y) ![i](j) <b onclick="x()"> <!-- &lt; &amp; %% --> ; end {z} ${{ parameters.x }} ' +
  "$(rm -rf /) '${env}' ##vso[task.setvariable] 1. - [ ] #12 @a $x$ \"]";

/** Free texts of a plan or a blueprint; everything else is an identifier or belongs to a closed vocabulary. */
const FREE = new Set([
  'title',
  'summary',
  'description',
  'definition',
  'businessContext',
  'text',
  'because',
  'role',
  'want',
  'benefit',
  'given',
  'when',
  'then',
  'milestone',
  'outcome',
  'reason',
  'actor',
  'term',
  'meaning',
  'context',
  'decision',
  'option',
  'rejectedBecause',
  'goals',
  'inside',
  'outside',
  'assumptions',
  'consequences',
  'statement',
]);

const replaced = (value: unknown, key: string, words: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => replaced(item, key, words));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        key === 'input' ? inner : replaced(inner, name, words),
      ]),
    );
  return typeof value === 'string' && FREE.has(key) ? words : value;
};

type Words = { plan: ProductPlan; blueprint: Blueprint };

/** A plan and a blueprint with `words` in every free text. */
export const withWordsIn = (plan: ProductPlan, blueprint: Blueprint, words: string): Words => ({
  plan: productPlanSchema.parse(replaced(plan, '', words)),
  blueprint: blueprintSchema.parse(replaced(blueprint, '', words)),
});

/** The plan and the blueprint of the audit trail with `words` in every free text. */
export const withWords = (words: string): Words => withWordsIn(auditPlan, auditBlueprint, words);
