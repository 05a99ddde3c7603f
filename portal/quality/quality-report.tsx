import type { RunResult } from '../../factory/domain/run-result.ts';
import { useTexts } from '../artifacts/use-texts.ts';
import { BugList } from './bug-list.tsx';
import { bugReports } from './bug-reports.ts';
import { CheckTable } from './check-table.tsx';
import { CoverageChart } from './coverage-chart.tsx';
import { reportPath, serviceQuality, type ServiceQuality } from './service-quality.ts';
import { StageChart } from './stage-chart.tsx';
import { TestChart } from './test-chart.tsx';

export type QualityReportProps = {
  result: RunResult;
  /** The content of an artifact: the reports of the services tell what was found and how it is put right. */
  load?: (path: string) => Promise<string>;
};

/** `21 passed, 1 failed, 2 not run` */
const summaryOf = ({ checks }: ServiceQuality): string =>
  (['passed', 'failed', 'not-run'] as const)
    .map(
      (status) =>
        [checks.filter((check) => check.status === status).length, status.replace('-', ' ')] as const,
    )
    .filter(([amount]) => amount > 0)
    .map(([amount, status]) => `${amount} ${status}`)
    .join(', ');

const Service = ({ quality }: { quality: ServiceQuality }) => (
  <section class="quality-service">
    <h3>{quality.service}</h3>
    {quality.checks.length === 0 ? (
      <p class="muted">Its checks have not run.</p>
    ) : (
      <>
        <TestChart quality={quality} />
        <details class="quality-checks" open>
          <summary>
            Checks<span class="visually-hidden"> of {quality.service}</span>: {summaryOf(quality)}
          </summary>
          <CheckTable quality={quality} />
        </details>
      </>
    )}
  </section>
);

/** A failed check whose findings are not known yet, or are not to be had. */
const hasUnknownFindings = ({ checks }: ServiceQuality): boolean =>
  checks.some(({ status, findings }) => status === 'failed' && findings.length === 0);

const Findings = ({ services }: { services: readonly ServiceQuality[] }) => {
  const bugs = bugReports(services);
  return (
    <section class="quality-findings">
      <h2>Findings</h2>
      {bugs.length > 0 && <BugList bugs={bugs} />}
      {services.some(hasUnknownFindings) && (
        <p class="muted">The details of a failed check are not to be had; its line above says what it saw.</p>
      )}
      {bugs.length === 0 && !services.some(hasUnknownFindings) && (
        <p class="muted">
          {services.length === 0 ? 'Nothing was checked yet.' : 'No check that ran found anything.'}
        </p>
      )}
    </section>
  );
};

/** How good what was made is: tests, coverage, checks, durations and findings. */
export const QualityReport = ({ result, load }: QualityReportProps) => {
  const known = result.artifacts.filter(({ path }) =>
    result.services.some(({ name }) => path === reportPath(name)),
  );
  const texts = useTexts(
    load,
    known.map(({ path }) => path),
    known.map(({ sha256 }) => sha256).join(' '),
  );
  const services = result.services.map((service) =>
    serviceQuality(service, texts.get(reportPath(service.name))),
  );
  return (
    <div class="quality">
      <section class="quality-overview" aria-label="Overview">
        {services.length > 0 && <CoverageChart services={services} />}
        <StageChart stages={result.stages} />
      </section>
      <section>
        <h2>Services</h2>
        {services.length === 0 && <p class="muted">No service was checked yet.</p>}
        {services.map((quality) => (
          <Service key={quality.service} quality={quality} />
        ))}
      </section>
      <Findings services={services} />
    </div>
  );
};
