import type { Outcome } from '../factory/domain/failure.ts';
import type { Ports } from '../platform/ports.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { undoable } from './lib/undoable.ts';

type Used = Pick<Ports, 'workItems' | 'undo' | 'actions' | 'publisher' | 'clock'>;

/** Deployment: what was delivered is closed in the customer's tracker. */
export const createCloseWorkItems =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      { stage: 'deployment', agent: 'delivery-manager', action: 'close the work items', input: 'work items' },
      async () => {
        const items = await ports.workItems.list(input.projectId);
        const keys = items.map(({ key }) => key);
        await undoable(
          ports,
          {
            projectId: input.projectId,
            stage: 'deployment',
            kind: 'work-item-states',
            marker: `work-item-states:${input.projectId}:closed`,
            args: { states: items.map(({ key, state }) => ({ key, state })) },
          },
          () => ports.workItems.setState(input.projectId, keys, 'Closed'),
        );
        return { ok: true, value: { result: null, facts: { output: `${keys.length} work items closed` } } };
      },
    );
