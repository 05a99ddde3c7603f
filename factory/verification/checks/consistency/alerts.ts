import { among, same, type Agreement } from './agreement.ts';
import { allFound, found, objects, scalar, type Tree } from './tree.ts';

const ALERTS = 'deploy/observability/alerts.json';
const RUNBOOK = 'docs/runbook.md';

/** Sections of the runbook: heading, and the alert that they are for. */
const sections = (text: string): { title: string; alert: string | undefined }[] =>
  text
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      title: section.split('\n')[0]?.trim() ?? '',
      alert: found(section, /^Alert `([^`]+)`/m),
    }));

/** Each alert has a section of the runbook by its id and title, and each section of an alert has an alert. */
export const alertAgreements = (tree: Tree): Agreement[] => {
  const alerts = Object.values(tree.json(ALERTS)).flatMap(objects);
  const all = sections(tree.text(RUNBOOK));
  const ids = alerts.map(({ id }) => String(id));
  const runbook = { file: RUNBOOK, values: all.flatMap(({ alert }) => alert ?? []) };
  return [
    ...ids.map((value) => among('alerts', 'An alert', { file: ALERTS, value }, runbook)),
    ...runbook.values.map((value) =>
      among('alerts', 'A section for an alert', { file: RUNBOOK, value }, { file: ALERTS, values: ids }),
    ),
    ...alerts.flatMap((alert) => {
      const title = { file: ALERTS, value: scalar(alert['title']) };
      const told = allFound(String(alert['description']), /Runbook: docs\/runbook\.md, "([^"]*)"/g)[0];
      return same('alerts', `The title of alert ${String(alert['id'])}`, title, [
        { file: RUNBOOK, value: all.find((section) => section.alert === alert['id'])?.title },
        { file: ALERTS, value: told },
      ]);
    }),
  ];
};
