import type { Requirement, Story } from '../../../../domain/product-plan.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { stateOfVerb } from './life-cycle-words.ts';
import type { Sketch } from './sketch.ts';
import { requirement, roleFor, story } from './written.ts';

export const writePosts = (
  sketch: Sketch,
  requirementId: string,
): { requirement: Requirement; stories: Story[] } | undefined => {
  const { ledger, name } = sketch;
  if (!ledger) return undefined;
  const stories = ledger.moves.map(({ verb, direction }, index) =>
    story(
      requirementId,
      index + 1,
      {
        title: `${capitalised(verb)} ${ledger.unit}`,
        role: roleFor(sketch, ledger.actors.get(verb)),
        want: `${verb} ${ledger.unit}`,
        benefit: `the balance of the ${name} is right`,
        intent: 'post',
        subject: name,
        businessValue: 95,
      },
      [
        {
          title: `The balance ${direction === 'in' ? 'grows' : 'shrinks'} by what is ${stateOfVerb(verb)}`,
          given: `${withArticle(name)} with a balance of 100 ${ledger.unit}`,
          when: `10 ${ledger.unit} are ${stateOfVerb(verb)}, and the same is sent again with the same key`,
          then: `the balance is ${direction === 'in' ? 110 : 90} ${ledger.unit}`,
          check: { kind: 'posted', subject: name, verb },
        },
      ],
    ),
  );
  const [into, out] = (['in', 'out'] as const).map((side) =>
    ledger.moves.filter(({ direction }) => direction === side).map(({ verb }) => stateOfVerb(verb)),
  );
  const ways = [
    ...(into && into.length > 0 ? [`it grows by what is ${listing(into, 'or')}`] : []),
    ...(out && out.length > 0 ? [`it shrinks by what is ${listing(out, 'or')}`] : []),
  ];
  return {
    requirement: requirement(
      requirementId,
      `${capitalised(withArticle(name))} keeps a balance of ${ledger.unit}: ${listing(ways)}.`,
      ledger.statements,
    ),
    stories,
  };
};
