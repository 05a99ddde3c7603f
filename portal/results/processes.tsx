import type { ProcessReport } from '../../factory/domain/process-report.ts';
import type { RunResult } from '../../factory/domain/run-result.ts';
import { durationText } from '../quality/duration-text.ts';
import { byProcess, timedHops, type TimedHop } from './hop-times.ts';

const clock = (at: string): string => /T(\d\d:\d\d:\d\d(?:\.\d{1,3})?)/.exec(at)?.[1] ?? at;

const HopItem = ({ hop }: { hop: TimedHop }) => (
  <li class="hop">
    <p class="hop-line">
      <span class="hop-time">
        <time dateTime={hop.at}>{clock(hop.at)}</time>
        {hop.after !== undefined && <span class="hop-after"> +{hop.after} ms</span>}
      </span>{' '}
      <span class="hop-service">{hop.service}</span> published <code>{hop.event}</code>
    </p>
    {hop.consumers.length > 0 && (
      <p class="hop-consumers">
        <span aria-hidden="true">→ </span>applied by {hop.consumers.join(', ')}
      </p>
    )}
  </li>
);

const words: Record<ProcessReport['status'], string> = { passed: '✓ passed', failed: '✕ failed' };

const Path = ({ report }: { report: ProcessReport }) => (
  <section class={`process-path process-${report.status}`}>
    <h3>
      {report.path} <span class="process-status">{words[report.status]}</span>
    </h3>
    <p>{report.detail}</p>
    <p class="muted">
      {durationText(report.durationMs)} · correlation id <code>{report.correlationId}</code>
    </p>
    {report.hops.length > 0 ? (
      <ol class="hops" aria-label={`Events of ${report.path}`}>
        {timedHops(report.hops).map((hop, index) => (
          <HopItem key={index} hop={hop} />
        ))}
      </ol>
    ) : (
      <p class="muted">No event was seen.</p>
    )}
  </section>
);

/** The business processes that were followed through the running services: path by path, event by event. */
export const Processes = ({ result }: { result: RunResult }) => (
  <div class="results">
    {result.processes.length === 0 && (
      <p class="muted">
        {result.status === 'running'
          ? 'Processes are followed when the services run.'
          : 'No business process runs across these services.'}
      </p>
    )}
    {byProcess(result.processes).map(([process, reports]) => (
      <section key={process} class="process">
        <h2>{process}</h2>
        {reports.map((report) => (
          <Path key={`${report.path} ${report.correlationId}`} report={report} />
        ))}
      </section>
    ))}
  </div>
);
