import { productPlanSchema, type ProductPlan } from '../../../../factory/domain/product-plan.ts';

/** The plan beside `auditBlueprint`: two stories, one of them served by no use case because it forbids one. */
export const auditPlan: ProductPlan = productPlanSchema.parse({
  schemaVersion: 1,
  title: 'Audit Trail',
  serviceName: 'audit-trail',
  domain: 'audit',
  summary: 'Logs user actions, so that people can see who did what',
  definition: 'Create a new Audit Trail microservice\nfor logging user actions',
  businessContext: 'Required by the auditors.',
  goals: ['Know who did what'],
  scope: { inside: ['Recording events'], outside: ['Alerting on events'] },
  statements: [],
  requirements: [
    {
      id: 'R1',
      text: 'A system records what a user did.',
      origin: 'stated',
      statementIds: [],
      priority: 'must',
    },
    {
      id: 'R2',
      text: 'Nobody changes a recorded event.',
      origin: 'derived',
      because: 'a trail that can be changed proves nothing',
      priority: 'must',
    },
  ],
  subjects: [
    {
      name: 'event',
      plural: 'events',
      unchangeable: true,
      attributes: [
        { name: 'actor', nature: 'text', required: true, origin: 'derived' },
        { name: 'outcome', nature: 'choice', choices: ['ok', 'denied'], required: false, origin: 'derived' },
      ],
    },
  ],
  epics: [
    {
      id: 'E1',
      title: 'Audit trail',
      description: 'Everything about the trail',
      features: [
        {
          id: 'F1',
          title: 'Log events',
          description: 'Record events and keep them',
          businessValue: 90,
          stories: [
            {
              id: 'R1.S1',
              title: 'Record an event',
              role: 'auditor',
              want: 'record an event',
              benefit: 'it can be found later.',
              intent: 'record',
              subject: 'event',
              requirementIds: ['R1'],
              criteria: [
                {
                  id: 'R1.S1.C1',
                  title: 'A recorded event can be read',
                  given: 'an event by "ada"',
                  when: 'it is recorded',
                  then: 'it can be read with the same values',
                  check: { kind: 'recorded', subject: 'event', attributes: ['actor'] },
                },
              ],
              businessValue: 90,
              priority: 'must',
            },
            {
              id: 'R2.S1',
              title: 'Keep events as they are',
              role: 'an auditor',
              want: 'to rely on events',
              benefit: 'so that they prove something',
              intent: 'forbid-change',
              subject: 'event',
              requirementIds: ['R2'],
              criteria: [
                {
                  id: 'R2.S1.C1',
                  title: 'Nobody changes an event',
                  given: 'Given a recorded event',
                  when: 'When someone changes it',
                  then: 'Then the change is refused',
                  check: { kind: 'unchangeable', subject: 'event' },
                },
              ],
              businessValue: 80,
              priority: 'must',
            },
          ],
        },
      ],
    },
  ],
  roadmap: [{ milestone: 'First release', outcome: 'Events are logged', featureIds: ['F1'] }],
  assumptions: ['Callers are trusted systems.'],
  unrealised: [{ id: 'U1', text: 'with blockchain', reason: 'No word of it names a behaviour.' }],
});
