import type { Story } from '../../../../domain/product-plan.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import type { Solution } from './solution.ts';
import { requirement, story } from './write-story.ts';

/** Other ways to call the services, with a requirement each and a story per thing. */
export const writeInterfaces = (solution: Solution, first: number) =>
  solution.interfaces.map(({ kind, because, statements }, index) => {
    const id = `R${first + index}`;
    const plurals = listing(solution.things.map(({ subject }) => subject.plural));
    const about = requirement(
      id,
      `Other services can do with ${plurals} over gRPC what people can do over HTTP.`,
      { statements },
    );
    const stories = solution.things.map(({ subject }, number): Story => ({
      ...story(id, [], {
        title: `Call ${subject.plural} over gRPC`,
        role: 'other service',
        want: `record and read ${subject.plural} over gRPC`,
        benefit: 'I call it with the types that I know',
        intent: 'connect',
        subject: subject.name,
        businessValue: 60,
        criteria: [
          {
            title: `${capitalised(withArticle(subject.name))} is recorded and read over gRPC`,
            given: `a service that knows the interface of ${subject.plural}`,
            when: `it records ${withArticle(subject.name)} over gRPC and reads it`,
            then: 'it gets the same as over HTTP',
            check: { kind: 'called-by-grpc', subject: subject.name },
          },
        ],
      }),
      id: `${id}.S${number + 1}`,
    }));
    return {
      interface: { kind, because },
      requirement: about,
      stories: stories.map((each) => ({
        ...each,
        criteria: each.criteria.map((criterion, at) => ({ ...criterion, id: `${each.id}.C${at + 1}` })),
      })),
    };
  });
