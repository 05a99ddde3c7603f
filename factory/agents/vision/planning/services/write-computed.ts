import { withArticle } from '../wording.ts';
import type { Solution } from './solution.ts';
import { requirement, story } from './write-story.ts';

/** Values that nobody gives, with their rule, requirement and story. */
export const writeComputed = (solution: Solution, firstRequirement: number, firstRule: number) =>
  solution.computed.map(({ subject, attribute, statement, formula, because }, index) => {
    const requirementId = `R${firstRequirement + index}`;
    const rule = {
      id: `B${firstRule + index}`,
      subject,
      statement,
      requirementId,
      statementIds: [],
      kind: 'computed' as const,
      attribute,
      formula,
    };
    return {
      rule,
      requirement: requirement(requirementId, statement, { statements: [], because }),
      story: story(requirementId, [], {
        title: `Work out the ${attribute} of ${withArticle(subject)}`,
        role: `person who works with ${solution.things.find((thing) => thing.subject.name === subject)?.subject.plural ?? subject}`,
        want: `rely on the ${attribute} of ${withArticle(subject)}`,
        benefit: 'nobody has to add it up',
        intent: 'uphold',
        subject,
        businessValue: 70,
        criteria: [
          {
            title: statement.slice(0, -1),
            given: `${withArticle(subject)} with parts that are known`,
            when: `the ${subject} is shown`,
            then: `its ${attribute} is what the parts add up to`,
            check: { kind: 'rule', subject, rule: rule.id },
          },
        ],
      }),
    };
  });
