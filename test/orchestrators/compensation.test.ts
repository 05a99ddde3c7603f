import { expect, it } from 'vitest';

import { compensation, type CompensationInput } from '../../orchestrators/compensation.ts';
import { drive, type Answers } from './drive.ts';

const input: CompensationInput = {
  projectId: 'p-1',
  correlationId: 'c-1',
  from: 'finalization',
  service: 'audit',
  reason: 'A person aborted the project.',
};
const entries = [
  { seq: 7, kind: 'pipeline', marker: 'm7' },
  { seq: 4, kind: 'branch', marker: 'm4' },
  { seq: 2, kind: 'repository', marker: 'm2' },
];
const done = { ok: true, value: null };
const failing = (kind: string, message: string, retryAfterMs?: number) => ({
  ok: false,
  failure: { kind, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
});

const run = (undo: (seq: unknown) => unknown, facts: Partial<CompensationInput> = {}) => {
  const answer: Answers = (name, { seq }) => (name === 'listUndo' ? { ok: true, value: entries } : undo(seq));
  return drive(compensation, { ...input, ...facts }, answer);
};

it('takes back one by one, in the order of the list, what was selected', () => {
  const { result, scheduled, log } = run(() => done, { run: 2 });

  expect(result).toEqual({ undone: 3, failed: [] });
  expect(scheduled.map(({ name, input: given }) => ({ name, input: given }))).toEqual([
    {
      name: 'listUndo',
      input: {
        projectId: 'p-1',
        correlationId: 'c-1',
        attempt: 1,
        run: 2,
        from: 'finalization',
        service: 'audit',
      },
    },
    ...[7, 4, 2].map((seq) => ({
      name: 'undoEffect',
      input: { projectId: 'p-1', correlationId: 'c-1', attempt: 1, run: 2, seq, reason: input.reason },
    })),
  ]);
  expect(log).toEqual(['listUndo', 'undoEffect', 'undoEffect', 'undoEffect']);
});

it('tells the records of another round from those before', () => {
  expect(run(() => done, { round: 3 }).scheduled.map((call) => call.input['attempt'])).toEqual([
    21, 21, 21, 21,
  ]);
});

it('goes on after one that fails, and answers it', () => {
  const { result, scheduled } = run((seq) =>
    seq === 4 ? failing('invalid-configuration', 'Somebody committed on top.') : done,
  );

  expect(result).toEqual({
    undone: 2,
    failed: [{ kind: 'branch', marker: 'm4', reason: 'Somebody committed on top.' }],
  });
  expect(scheduled.map(({ input: { seq } }) => seq)).toEqual([undefined, 7, 4, 2]);
});

it('tries again what passes after 0, 5, 15 and 60 s, or as long as the service asks, then goes on', () => {
  const { result, log, scheduled } = run((seq) =>
    seq === 7 ? failing('transient', 'The store is locked.') : done,
  );

  expect(log).toEqual([
    'listUndo',
    'undoEffect',
    'undoEffect',
    'timer +5 s',
    'undoEffect',
    'timer +15 s',
    'undoEffect',
    'timer +60 s',
    'undoEffect',
    'undoEffect',
    'undoEffect',
  ]);
  expect(scheduled.map((call) => call.input['attempt'])).toEqual([1, 1, 2, 3, 4, 5, 1, 1]);
  expect(result).toMatchObject({ undone: 2, failed: [{ kind: 'pipeline', reason: 'The store is locked.' }] });

  let busy = 1;
  const asked = run(() => ((busy -= 1) < 0 ? done : failing('transient', 'Busy.', 90_000)));
  expect(asked.log).toEqual([
    'listUndo',
    'undoEffect',
    'timer +90 s',
    'undoEffect',
    'undoEffect',
    'undoEffect',
  ]);
  expect(asked.result).toEqual({ undone: 3, failed: [] });
});

it('answers that the ledger cannot be read', () => {
  const { result, log } = drive(compensation, input, () => failing('critical', 'The store is damaged.'));

  expect(result).toEqual({
    undone: 0,
    failed: [{ kind: 'ledger', marker: '', reason: 'The store is damaged.' }],
  });
  expect(log).toEqual(['listUndo']);
});
