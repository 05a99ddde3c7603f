import type { Rule } from '../../domain/rule.ts';
import { durationText } from '../../domain/duration.ts';
import { expressionText } from './expression-text.ts';
import { code } from './markdown-blocks.ts';

const sharing = (per: readonly string[]): string =>
  per.length > 0 ? ` with the same ${per.map(code).join(', ')}` : '';

const counted = (states: readonly string[]): string =>
  states.length > 0 ? ` in state ${states.map(code).join(' or ')}` : '';

/** When a rule is checked and what it compares, in closed terms. */
export const ruleText = (rule: Rule): string => {
  switch (rule.kind) {
    case 'invariant':
      return `after every change: ${code(expressionText(rule.holds))}`;
    case 'guard':
      return `before ${rule.useCases.map(code).join(', ')}: ${code(expressionText(rule.holds))}`;
    case 'limit': {
      const maximum =
        typeof rule.maximum === 'number'
          ? String(rule.maximum)
          : code(`${rule.maximum.reference.replace(/Id$/, '')}.${rule.maximum.field}`);
      const what = rule.amount ? `the sum of ${code(rule.amount)} of those` : 'the number of those';
      const period = rule.within
        ? ` whose ${code(rule.within.field)} lies within ${durationText(rule.within.duration)}`
        : '';
      return `${what}${counted(rule.states)}${sharing(rule.per)}${period} is at most ${maximum}`;
    }
    case 'unique':
      return `no two${counted(rule.states)} share ${rule.fields.map(code).join(' and ')}`;
    case 'no-overlap':
      return `no two${counted(rule.states)}${sharing(rule.per)} overlap between ${code(rule.start)} and ${code(rule.end)}`;
    case 'block':
      return `${rule.times} entries into ${code(rule.state)}${sharing(rule.per)} within ${durationText(rule.within)} close ${rule.useCases.map(code).join(', ')} for ${durationText(rule.lasts)}`;
  }
};

/** HTTP status of a broken rule. */
export const ruleStatus = ({ kind }: Rule): 409 | 422 => (kind === 'invariant' ? 422 : 409);
