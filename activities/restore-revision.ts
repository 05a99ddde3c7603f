import type { Outcome } from '../factory/domain/failure.ts';
import type { Ports } from '../platform/ports.ts';
import { recorded } from './lib/recorded.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'runtime' | 'actions' | 'publisher' | 'clock'>;

/** Deployment: after a revision failed, the one that ran before serves again; where there was none, nothing runs. */
export const createRestoreRevision =
  (ports: Used) =>
  (input: ServiceInput & { commit: string }): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'deployment',
        agent: 'deployer',
        action: 'restore the previous revision',
        input: input.service,
        service: input.service,
      },
      async () => {
        const running = await ports.runtime.restore(input.projectId, input.service, input.commit);
        const output = running ? `${running.commit.slice(0, 10)} at ${running.endpoint}` : 'none ran before';
        return { ok: true, value: { result: null, facts: { output } } };
      },
    );
