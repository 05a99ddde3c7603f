import * as b from '../../../fixtures/blueprints/build.ts';

const claim = { aggregate: 'Claim', actor: 'system' };
const entry = { aggregate: 'JournalEntry', actor: 'system' };
const id = '00000000-0000-7000-8000-000000000001';

const reaction = (name: string, from: string, event: string, does: object) => ({
  name,
  description: `What happens after ${event}: it's "odd" */ \${here}.`,
  from,
  event,
  version: 2,
  requirementIds: b.R,
  does,
});
const automatic = { automatic: true };

const claims = b.service('claims', 'Claims', {
  aggregates: [
    b.aggregate(
      'Claim',
      'Claims',
      [
        b.reference('policyId', 'Policy', 'policies'),
        b.text('note', { required: false }),
        b.money('amount'),
        b.instant('dueAt'),
        b.date('openedOn'),
        b.list('items', 'Item'),
      ],
      {
        children: [
          { name: 'Item', description: 'A part.', fields: [b.text('label'), b.integer('count', 1)] },
        ],
        lifecycle: b.states(
          'opened',
          'checked',
          { name: 'settled', frozen: true },
          { name: 'declined', frozen: true },
        ),
      },
    ),
  ],
  useCases: [
    b.create('openClaim', claim, ['ClaimOpened'], {
      policyId: id,
      amount: 7.5,
      dueAt: '2026-03-01T09:30:00Z',
      openedOn: '2026-02-01',
      items: [{ label: 'roof', count: 1 }],
    }),
    b.get('getClaim', claim),
    b.transition('checkClaim', claim, 'check', ['opened'], 'checked', ['ClaimChecked'], automatic),
    b.transition('settleClaim', claim, 'settle', ['checked'], 'settled', [], automatic),
    b.transition(
      'declineClaim',
      claim,
      'decline',
      ['opened', 'checked'],
      'declined',
      ['ClaimDeclined'],
      automatic,
    ),
  ],
  events: [
    b.emitted('ClaimOpened', 'Claim', 'created'),
    b.emitted('ClaimChecked', 'Claim', 'transitioned'),
    b.emitted('ClaimDeclined', 'Claim', 'transitioned'),
  ],
  reactions: [
    reaction('openClaim', 'incidents', 'IncidentReported', {
      kind: 'create',
      useCase: 'openClaim',
      input: {
        policyId: b.event('policyId'),
        note: b.event('remark'),
        amount: b.multiply(b.event('units'), { op: 'add', left: b.event('price'), right: b.literal(1) }),
        dueAt: { op: 'later', than: b.now, by: { amount: 2, unit: 'week' } },
        openedOn: { op: 'today' },
        items: b.event('parts'),
      },
    }),
    reaction('settleOnPaid', 'ledger', 'PolicyPaid', {
      kind: 'transition',
      useCase: 'settleClaim',
      field: 'policyId',
      path: 'policy',
    }),
    {
      ...reaction('askAssessor', 'claims', 'ClaimOpened', {}),
      version: 1,
      does: {
        kind: 'ask',
        system: 'DamageAssessor',
        accepted: 'checkClaim',
        refused: 'declineClaim',
      },
    },
  ],
  externalSystems: [
    {
      name: 'DamageAssessor',
      description: 'Looks at what is broken.',
      operation: 'assess',
      fields: ['amount', 'items', 'note'],
      timeoutMs: 1000,
      retries: 1,
      onUnavailable: 'refuse',
    },
  ],
});

const journal = b.service('journal', 'Journal', {
  aggregates: [b.aggregate('JournalEntry', 'JournalEntries', [b.text('text')], { kind: 'append-only' })],
  useCases: [b.create('recordEntry', entry, ['EntryRecorded'], { text: 'Opened' }), b.get('getEntry', entry)],
  events: [b.emitted('EntryRecorded', 'JournalEntry', 'created')],
  reactions: [
    reaction('recordOpened', 'claims', 'ClaimOpened', {
      kind: 'create',
      useCase: 'recordEntry',
      input: { text: b.literal('Opened') },
    }),
    reaction('recordOpenedAgain', 'claims', 'ClaimDeclined', {
      kind: 'create',
      useCase: 'recordEntry',
      input: { text: b.event('note') },
    }),
  ],
});

/** Reactions as they seldom are: computed input, found by a reference, silence that is a refusal, nothing that changes. */
export const oddReactionsBlueprint = b.blueprint('Odd Reactions', [claims, journal]);
