import { durationText } from './duration-text.ts';
import type { CheckStatus, CheckView, ServiceQuality } from './service-quality.ts';

const words: Record<CheckStatus, string> = { passed: '✓ passed', failed: '✕ failed', 'not-run': '○ not run' };

const CheckRow = ({ check }: { check: CheckView }) => (
  <tr class={`check check-${check.status}`}>
    <th scope="row">{check.name}</th>
    <td class="check-status">{words[check.status]}</td>
    <td class="check-number">{check.inspected ?? '–'}</td>
    <td class="check-number">{check.status === 'not-run' ? '–' : durationText(check.durationMs)}</td>
    <td>{check.detail}</td>
  </tr>
);

/** Every check of a service, with how many files or items it looked at. */
export const CheckTable = ({ quality }: { quality: ServiceQuality }) => (
  <div class="scrolling" tabIndex={0} role="group" aria-label={`Checks of ${quality.service}`}>
    <table class="checks">
      <caption class="visually-hidden">Checks of {quality.service}</caption>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">Outcome</th>
          <th scope="col">Inspected</th>
          <th scope="col">Duration</th>
          <th scope="col">Detail</th>
        </tr>
      </thead>
      <tbody>
        {quality.checks.map((check) => (
          <CheckRow key={check.name} check={check} />
        ))}
      </tbody>
    </table>
  </div>
);
