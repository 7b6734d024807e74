// A real Chromium for the tests of the page.
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { ParityReport } from '../../../tools/parity/model.ts';
import { formatReport } from '../../../tools/parity/report/index.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

function findChromium(): string {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin'];
  const found = folders
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new Error('the tests of the page need Chromium: apt-get install chromium (or put it on PATH)');
  return found;
}

/** No sandbox, because CI may run as root; nothing that would talk to anybody. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page that is open, and what happened in it that should not. */
export interface Opened {
  readonly page: Page;
  /** Where the page is, without the part behind #. */
  readonly url: string;
  /** Messages of the console, errors, dialogs, and requests for anything but the file itself. */
  readonly troubles: readonly string[];
}

const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-page-'));
let pages = 0;

/** Writes the report into a file and opens it from there. */
export async function openReport(
  browser: Browser,
  report: ParityReport,
  { hash = '', ...context }: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<Opened> {
  pages += 1;
  const file = path.join(folder, `report-${pages}.html`);
  writeFileSync(file, formatReport(report, 'html', { colour: false, title: 'media/sonarr' }));
  const url = pathToFileURL(file).href;
  const page = await (await browser.newContext(context)).newPage();
  const troubles: string[] = [];
  page.on('console', (message) => void troubles.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => void troubles.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      troubles.push(`request: ${request.url()}`);
  });
  await page.goto(url + hash);
  return { page, url, troubles };
}
