import type { AgentAction } from '../api/types.ts';
import { duration } from '../app/duration.ts';
import { StatusMark } from '../app/status-mark.tsx';
import { agentTitle, stageTitles } from '../app/titles.ts';

const clock = (time: string): string => new Date(time).toLocaleTimeString(undefined, { hourCycle: 'h23' });

/** What an agent did; opened, what went in and came out, and what it knew. */
export const ActionRow = ({ action }: { action: AgentAction }) => (
  <li class="action">
    <details>
      <summary>
        <StatusMark status={action.status === 'succeeded' ? 'completed' : 'failed'} wordless />
        <time class="muted" dateTime={action.startedAt}>
          {clock(action.startedAt)}
        </time>
        <span class="action-text">
          <strong>{agentTitle(action.agent)}:</strong> {action.action}
        </span>
        {action.service && <span class="service-name muted">{action.service}</span>}
        <span class="step-time muted">{duration(action.durationMs)}</span>
      </summary>
      <dl class="facts">
        {action.error && (
          <>
            <dt>Error</dt>
            <dd class="bad">{action.error}</dd>
          </>
        )}
        <dt>Stage</dt>
        <dd>{stageTitles[action.stage]}</dd>
        <dt>Input</dt>
        <dd>{action.input || 'none'}</dd>
        <dt>Output</dt>
        <dd>{action.output || 'none'}</dd>
        <dt>Knowledge used</dt>
        <dd>
          {action.knowledge.length === 0 ? (
            'none'
          ) : (
            <ul class="knowledge">
              {action.knowledge.map(({ id, why }) => (
                <li key={id}>
                  <code>{id}</code> {why}
                </li>
              ))}
            </ul>
          )}
        </dd>
        <dt>Thought by</dt>
        <dd>{action.provider === 'rules' ? 'built-in rules' : action.provider}</dd>
        <dt>Correlation id</dt>
        <dd>
          <code>{action.correlationId}</code>
        </dd>
      </dl>
    </details>
  </li>
);
