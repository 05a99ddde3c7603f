import { expect, it } from 'vitest';

import { projectDefinitionSchema } from '../../../factory/domain/project-definition.ts';
import { definitionOf, emptyDraft } from '../../../portal/submit/draft.ts';

it('sends what was filled in, without blanks at the ends', () => {
  expect(definitionOf({ ...emptyDraft, text: '  A gym \n' })).toEqual({ text: 'A gym' });
  expect(
    definitionOf({
      text: 'A gym',
      businessContext: 'Members ask for it. ',
      customer: ' Fit Ltd',
      organization: 'fit',
      project: '  ',
      packageFeed: 'http://registry.example/npm/',
    }),
  ).toEqual({
    text: 'A gym',
    businessContext: 'Members ask for it.',
    customer: 'Fit Ltd',
    azureDevOps: { organization: 'fit' },
    packageFeed: 'http://registry.example/npm/',
  });
});

it('sends what the API takes', () => {
  const filled = Object.fromEntries(Object.keys(emptyDraft).map((name) => [name, 'abc']));
  const draft = { ...emptyDraft, ...filled, packageFeed: 'https://registry.example' };
  expect(projectDefinitionSchema.safeParse(definitionOf(draft)).error).toBeUndefined();
});
