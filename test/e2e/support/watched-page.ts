import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page of a context of its own, and everything wrong that it did. */
export type WatchedPage = {
  page: Page;
  /** Errors on the console, exceptions, violations of the content security policy, requests to another origin. */
  wrongs: string[];
  close(): Promise<void>;
};

const isElsewhere = (address: string, origin: string): boolean =>
  !address.startsWith(`${origin}/`) && !/^(?:data|blob|about):/.test(address);

export const watchedPage = async (
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const wrongs: string[] = [];
  page.on('console', (message) => {
    // The browser reports a connection that a test cut; the page is to stand that.
    if (message.type() === 'error' && !message.text().includes('net::ERR_'))
      wrongs.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => wrongs.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (isElsewhere(request.url(), origin)) wrongs.push(`request to ${request.url()}`);
  });
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error('policy: ' + violatedDirective + ' ' + blockedURI))`,
  );
  return { page, wrongs, close: () => context.close() };
};

/** What axe finds wrong in the page and in the frames that it shows, one line per kind. */
export const accessibilityFindings = async (page: Page): Promise<string[]> => {
  const findings: string[] = [];
  for (const frame of page.frames()) {
    await frame.evaluate(axe);
    // A frame is part of a page, whose first heading is in the page.
    const rules = { 'page-has-heading-one': { enabled: frame === page.mainFrame() } };
    const found = await frame.evaluate<string[]>(
      `axe.run(document, { iframes: false, rules: ${JSON.stringify(rules)} }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 200)).join(' | ')))`,
    );
    findings.push(...found);
  }
  return findings;
};

/** How many pixels the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
