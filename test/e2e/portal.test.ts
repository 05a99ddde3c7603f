import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ProjectSummary } from '../../factory/domain/project-summary.ts';
import type { RunResult } from '../../factory/domain/run-result.ts';
import { chromiumPath } from './support/chromium.ts';
import { cuttableProxy, type CuttableProxy } from './support/cuttable-proxy.ts';
import { AUDIT } from './support/factory-cli.ts';
import { serve, type ServedFactory } from './support/served-factory.ts';
import { until } from './support/waiting.ts';
import { accessibilityFindings, overflow, watchedPage, type WatchedPage } from './support/watched-page.ts';

const executablePath = chromiumPath();
const RUN_MS = 150_000;
const views = [
  'board',
  'timeline',
  'artifacts',
  'artifacts/architecture/c4.md',
  'artifacts/services/audit-trail/api/openapi.json',
  'artifacts/services/audit-trail/src/main.ts',
  'quality',
  'requirements',
  'repositories',
  'processes',
  'reviews',
];

/** An artifact that tries whatever could run a script where it is shown. */
const HOSTILE = [
  '# Hostile <script>top.pwned = 1</script>',
  '<script>pwned = 2</script><img src="x" onerror="pwned = 3"><svg onload="pwned = 4"></svg>',
  '',
  '<iframe srcdoc="<script>parent.pwned = 5</script>"></iframe>',
  '',
  '[a link](javascript:pwned=6) <a href="javascript:pwned=7">another</a> <a href="data:text/html,x">third</a>',
  '',
  '<form action="https://evil.example"><button>send</button></form><style>body { display: none }</style>',
  '',
  '![picture](https://evil.example/picture.png)',
  '',
  '```mermaid',
  'flowchart LR',
  '  a["<img src=x onerror=top.pwned=8>"] --> b["<script>pwned = 9</script>"]',
  '  click a "javascript:pwned=10"',
  '```',
].join('\n');

let workspace: string;
let factory: ServedFactory;
let proxy: CuttableProxy;
let browser: Browser;
let main: WatchedPage;
let id: string;

const api = async <T>(path: string): Promise<T> =>
  (await fetch(`${factory.url}${path}`)).json() as Promise<T>;
const projects = async () => (await api<{ items: ProjectSummary[] }>('/api/projects')).items;
const result = () => api<RunResult>(`/api/projects/${id}`);
const actions = async () => (await api<{ items: unknown[] }>(`/api/projects/${id}/actions`)).items.length;

/** Rows of what the agents did, as the board shows them, oldest first. */
const happenings = async (page: Page): Promise<string[]> =>
  (await page.locator('.happening').allInnerTexts()).toReversed();

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

const focused = (page: Page): Promise<string> =>
  page.evaluate<string>('document.activeElement.id || document.activeElement.textContent');

/** Opens a view as a link would, and waits until everything that it loads has come, diagrams too. */
const openView = async (page: Page, view: string): Promise<void> => {
  await page.goto('about:blank');
  await page.goto(`${proxy.url}/#/${view}`, { waitUntil: 'networkidle' });
  await page.locator('.project-list, .tab-panel').first().waitFor();
  for (const frame of page.frames().slice(1)) await frame.locator('svg').first().waitFor();
};

const image = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PORTAL_IMAGES'];
  if (folder) await page.screenshot({ path: join(folder, `portal-${name}.png`) });
};

describe.skipIf(executablePath === undefined)('the page of a factory', () => {
  beforeAll(async () => {
    workspace = mkdtempSync(join(tmpdir(), 'factory-portal-'));
    factory = await serve(workspace);
    proxy = await cuttableProxy(factory.url);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    main = await watchedPage(browser, proxy.url, { viewport: { width: 1280, height: 860 } });
  });

  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await factory?.stop();
    rmSync(workspace, { recursive: true, force: true });
  });

  it('is empty first, and says what is missing in a form without text', async () => {
    const { page } = main;
    await page.goto(proxy.url);
    await page.getByText('No project yet.').waitFor();
    await press(page, 'Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await press(page, 'Enter', 'Tab');
    expect(await focused(page)).toBe('field-text');
    await press(page, 'Tab', 'Tab', 'Enter');
    await page.getByText('Say what shall be built.').waitFor();
    expect(await focused(page)).toBe('field-text');
    expect(await page.locator('#field-text').getAttribute('aria-describedby')).toContain('error-text');
    expect(await projects()).toEqual([]);
  });

  it('explains a definition that the factory refuses, at the field that is wrong', async () => {
    const { page } = main;
    await page.locator('#field-text').fill('Please');
    await page.getByText('Context, customer and where it goes').click();
    await page.locator('#field-packageFeed').fill('ftp://registry.example');
    await page.getByRole('button', { name: 'Build it' }).click();
    await page.locator('#error-packageFeed').waitFor();
    expect(await focused(page)).toBe('field-packageFeed');
    await page.locator('#field-packageFeed').fill('');
    await page.getByRole('button', { name: 'Build it' }).click();
    await page.getByText('This definition cannot be built.').waitFor();
    expect(await projects()).toEqual([]);
    // The browser tells every answer that is not 2xx on its console.
    expect(main.wrongs.splice(0).filter((wrong) => !/status of 4\d\d/.test(wrong))).toEqual([]);
  });

  it('makes one project of a definition that is sent by keyboard, twice, over a reload', async () => {
    const { page } = main;
    await page.locator('#field-text').fill(AUDIT);
    await page.reload();
    expect(await page.locator('#field-text').inputValue()).toBe(AUDIT);
    // The first answer is lost on its way: the page does not know that the project exists.
    await page.route(
      '**/api/projects',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.locator('#field-text').focus();
    await press(page, 'Tab', 'Tab', 'Enter');
    await page.getByText('The factory does not answer.').waitFor();
    await page.reload();
    await page.locator('#field-text').focus();
    await press(page, 'Tab', 'Tab', 'Enter', 'Enter');
    await page.getByRole('tab', { name: 'Board' }).waitFor();
    const all = await projects();
    expect(all.map(({ text }) => text)).toEqual([AUDIT]);
    id = all[0]?.projectId ?? '';
    expect(page.url()).toBe(`${proxy.url}/#/projects/${id}/board`);
    expect(await focused(page)).toBe(AUDIT);
  });

  it('shows the run as it happens, and goes on after a broken connection', async () => {
    const { page } = main;
    await page.locator('.stage-running', { hasText: 'Engineering' }).waitFor();
    await page.locator('.happening', { hasText: 'design the architecture' }).waitFor();
    expect((await result()).status).toBe('running');

    proxy.cut();
    await page.getByText('The connection is broken; trying again.').waitFor();
    const before = await actions();
    await until('an action that the page cannot see', async () =>
      (await actions()) > before ? true : undefined,
    );
    expect((await happenings(page)).length).toBeLessThanOrEqual(before);
    proxy.mend();
    await until('what happened meanwhile', async () =>
      (await happenings(page)).length > before ? true : undefined,
    );
    await page.locator('.connection-lost').waitFor({ state: 'detached' });
    await image(page, 'live');
  });

  it('loses nothing when it is loaded anew in the middle', async () => {
    const { page } = main;
    const before = await happenings(page);
    expect((await result()).status).toBe('running');
    await page.reload();
    await until('the same happenings', async () =>
      (await happenings(page)).length >= before.length ? true : undefined,
    );
    expect((await happenings(page)).slice(0, before.length)).toEqual(before);
  });

  it('comes to the end with every action once', async () => {
    const { page } = main;
    await page.locator('.project-facts .mark-completed').waitFor({ timeout: RUN_MS });
    expect((await result()).status).toBe('completed');
    const shown = await happenings(page);
    expect(shown).toHaveLength(await actions());
    expect(await page.locator('.stage-completed').count()).toBe(7);
  });

  it('lists every action with what it used, by agent', async () => {
    const { page } = main;
    await page.getByRole('tab', { name: 'Board' }).focus();
    await press(page, 'ArrowRight');
    expect(await focused(page)).toBe('tab-timeline');
    await page.locator('.action').first().waitFor();
    expect(await page.locator('.action').count()).toBe(await actions());
    await page.getByLabel('Agent').selectOption('architect');
    expect(await page.locator('.action').count()).toBe(1);
    await page.locator('.action summary').press('Enter');
    await page.getByText('pattern/append-only-log').waitFor();
  });

  it('shows a document with its diagram, an OpenAPI document and code', async () => {
    const { page } = main;
    await page.getByRole('tab', { name: 'Artifacts' }).click();
    await page.getByLabel('Filter by path').fill('c4.md');
    await page.getByText('c4.md', { exact: true }).first().click();
    expect(page.url()).toContain('/artifacts/');
    await page.goto(`${proxy.url}/#/projects/${id}/artifacts/architecture/c4.md`);
    await page.getByRole('heading', { name: 'C4 model of Audit Trail' }).waitFor();
    await page.frameLocator('iframe').first().locator('svg').getByText('Audit Trail').first().waitFor();
    await image(page, 'artifact');
    await page.goto(`${proxy.url}/#/projects/${id}/artifacts/services/audit-trail/api/openapi.json`);
    await page.getByText('/events/export').first().waitFor();
    await page.goto(`${proxy.url}/#/projects/${id}/artifacts/services/audit-trail/src/main.ts`);
    await page.locator('.hljs-keyword').first().waitFor();
  });

  it('runs nothing of a hostile document', async () => {
    const watched = await watchedPage(browser, proxy.url);
    const { page } = watched;
    await page.route('**/artifacts/plan/product-plan.md', (route) =>
      route.fulfill({ body: HOSTILE, contentType: 'text/plain; charset=utf-8' }),
    );
    await page.goto(`${proxy.url}/#/projects/${id}/artifacts/plan/product-plan.md`);
    await page.getByRole('heading', { name: 'Hostile' }).waitFor();
    await page.locator('figure.diagram').waitFor();
    await until('the diagram, or why there is none', async () =>
      (await page.frameLocator('iframe').locator('svg').count()) > 0 ||
      (await page.locator('.diagram-trouble').count()) > 0
        ? true
        : undefined,
    );
    for (const frame of page.frames()) {
      expect(await frame.evaluate('typeof pwned')).toBe('undefined');
      const selector =
        'script:not([src]), [onerror], [onload], form, a[href^="javascript:"], a[href^="data:"]';
      expect(await frame.locator(selector).count()).toBe(0);
    }
    expect(page.frames().length).toBeLessThanOrEqual(2);
    // Text is parsed to be made harmless; the policy reports what it saw of inline code there, and lets none run.
    const others = watched.wrongs.filter(
      (wrong) => !/inline (?:event handler|style)|^policy: \S+ inline/.test(wrong),
    );
    expect(others).toEqual([]);
    await watched.close();
  });

  it('shows the quality, the requirements and the repositories', async () => {
    const { page } = main;
    const { services, requirements, repositories } = await result();
    await page.goto(`${proxy.url}/#/projects/${id}/quality`);
    for (const { name } of services[0]?.quality.checks ?? [])
      expect(await page.getByRole('rowheader', { name, exact: true }).count()).toBeGreaterThan(0);
    await image(page, 'quality');
    await page.goto(`${proxy.url}/#/projects/${id}/requirements`);
    await page.locator('.requirement').first().waitFor();
    expect(await page.locator('.requirement').count()).toBe(requirements.total);
    await page.goto(`${proxy.url}/#/projects/${id}/repositories`);
    for (const { commit } of [...services, ...repositories])
      await page.getByText(commit, { exact: true }).first().waitFor();
  });

  it('opens the service that runs', async () => {
    const { page } = main;
    await page.goto(`${proxy.url}/#/projects/${id}/board`);
    const [service] = (await result()).services;
    const link = page.getByRole('link', { name: /runs at/ });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe(service?.endpoint);
    const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    const answer = await opened.reload();
    expect(answer?.url()).toBe(`${service?.endpoint}/`);
    expect(answer?.headers()['content-type']).toContain('json');
    await opened.close();
  });

  it.each(['light', 'dark'] as const)('has nothing for axe to find on any view, %s', async (colorScheme) => {
    const watched = await watchedPage(browser, proxy.url, {
      colorScheme,
      viewport: { width: 1280, height: 860 },
    });
    const { page } = watched;
    for (const view of ['', ...views.map((name) => `projects/${id}/${name}`)]) {
      await openView(page, view);
      if (view.endsWith('/board')) await image(page, colorScheme);
      expect({ view, findings: await accessibilityFindings(page) }).toEqual({ view, findings: [] });
    }
    expect(watched.wrongs).toEqual([]);
    await watched.close();
  });

  it('needs no scrolling sideways on a phone', async () => {
    const watched = await watchedPage(browser, proxy.url, { viewport: { width: 360, height: 740 } });
    const { page } = watched;
    for (const view of ['', ...views.map((name) => `projects/${id}/${name}`)]) {
      await openView(page, view);
      if (view.endsWith('/board')) await image(page, 'phone');
      expect({ view, overflow: await overflow(page) }).toEqual({ view, overflow: 0 });
    }
    expect(watched.wrongs).toEqual([]);
    await watched.close();
  });

  it('asks a person, shows who decided, and lets an ended project be run again', async () => {
    const definition = { text: AUDIT, approvals: ['plan'] };
    const made = await fetch(`${factory.url}/api/projects`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(definition),
    });
    const { projectId } = (await made.json()) as { projectId: string };
    const watched = await watchedPage(browser, proxy.url, { viewport: { width: 360, height: 740 } });
    const { page } = watched;
    await page.goto(`${proxy.url}/#/projects/${projectId}/board`);
    await page.getByText('Cancel the project …').click();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('link', { name: /wants approval/ }).click();
    await page.getByLabel('Replace a file, then try again').check();
    await page.locator('#field-path').selectOption('plan/product-plan.md');
    await until('the text of the file', async () =>
      (await page.locator('#field-content').inputValue()).length > 100 ? true : undefined,
    );
    expect([await accessibilityFindings(page), await overflow(page)]).toEqual([[], 0]);
    await page.getByLabel('End the project').check();
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText('Say why.').waitFor();
    expect(await focused(page)).toBe('field-reason');
    await page.keyboard.type('Not what was meant.');
    await press(page, 'Tab', 'Enter');
    await page.getByText(/decided “End the project/).waitFor();
    await page.locator('.project-facts .mark-aborted').waitFor();
    await page.goto(`${proxy.url}/#/projects/${projectId}/board`);
    await page.getByText('Run it again from a stage …').click();
    expect([await accessibilityFindings(page), await overflow(page)]).toEqual([[], 0]);
    expect(watched.wrongs).toEqual([]);
    await watched.close();
  });

  it('did nothing wrong: no error, no violated policy, no request to another origin', () => {
    expect(main.wrongs).toEqual([]);
  });
});
