// The HTML page in a real Chromium: what a reader does with it, on a desk and on a phone, with eyes and without.
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParityReport } from '../../../tools/parity/model.ts';
import { type Opened, openReport, startBrowser } from './browser.ts';
import { cleanReport, explainedReport, largeReport, sampleReport, swapReport } from './sample.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
});

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const desk = { viewport: { width: 1300, height: 900 } };

/** Opens a report, uses it, and expects that nothing went wrong on the way. */
async function withPage(
  report: ParityReport,
  use: (opened: Opened) => Promise<void>,
  options: Parameters<typeof openReport>[2] = desk,
): Promise<void> {
  const opened = await openReport(browser, report, options);
  try {
    await use(opened);
    expect(opened.troubles).toEqual([]);
  } finally {
    await opened.page.context().close();
  }
}

function objects(page: Page): Locator {
  return page.locator('details.object:visible');
}

function namesOf(page: Page): Promise<readonly string[]> {
  return objects(page).locator('> summary h3 > b').allTextContents();
}

function findings(page: Page): Locator {
  return page.locator('.finding:visible');
}

function status(page: Page): Promise<string | null> {
  return page.locator('#page-status').textContent();
}

/** The id of the finding that the reader is at. */
function currentId(page: Page): Promise<string | null> {
  return page.locator('.finding[aria-current]').getAttribute('id');
}

async function listViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
  expect(passes.length).toBeGreaterThan(15);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}

describe('the page of a comparison', () => {
  it('says verdict, sides, restarts, reasons and rules', async () => {
    await withPage(swapReport(), async ({ page }) => {
      expect(await page.title()).toBe('Parity of media/sonarr: changed');
      expect(await page.locator('h1').textContent()).toContain('Changed');
      const head = await page.locator('header').textContent();
      expect(head).toContain('The worst is R1 blocked (the API server refuses the change).');
      expect(head).toMatch(
        /Restarts 1Deployment media\/sonarr spec\.template\.spec\.containers\[app\]\.env and 1 more place/,
      );
      const foot = await page.locator('footer').textContent();
      expect(foot).toContain('Nobody has used the short name since last year. parity.yaml#1');
      expect(foot).toContain('What the API server adds by itself may be written or left out.');
      expect(await status(page)).toBe('5 objects, 8 findings');
    });
  });

  it('is there for every verdict, and for nothing at all', async () => {
    await withPage(cleanReport({ verdict: 'identical', objects: [], rules: [] }), async ({ page }) => {
      expect(await page.locator('h1').textContent()).toContain('Identical');
      expect(await objects(page).count()).toBe(0);
    });
    await withPage(explainedReport(), async ({ page }) => {
      expect(await page.locator('.lead').textContent()).toBe('Every finding has its reason.');
    });
  });

  it('opens an object with its findings, spellings and lines', async () => {
    await withPage(swapReport(), async ({ page }) => {
      expect(await findings(page).count()).toBe(0);
      await objects(page).first().locator('> summary').click();
      expect(await findings(page).count()).toBe(3);
      const first = await findings(page).first().textContent();
      expect(first).toMatch(/sonarrmainThe API server refuses the change/);
      await page.locator('.spellings summary').first().click();
      expect(await page.locator('.spellings tbody').first().textContent()).toMatch(/memory1024Mi1GiN4/);
      await page.locator('.diff').waitFor();
      expect(await page.locator('.diff .gap button').textContent()).toBe('… 2 common lines');
      await page.locator('.diff .gap button').click();
      expect(await page.locator('.diff').textContent()).toMatch(/replicas: 1/);
    });
  });

  it('shows lines below each other or side by side', async () => {
    await withPage(swapReport(), async ({ page }) => {
      await objects(page).first().locator('> summary').click();
      await page.locator('.diff.split').waitFor();
      const changed = page.locator('.diff.split tr:has(.gone):has(.come)').first();
      expect(await changed.locator('td').allTextContents()).toEqual([
        '5',
        '    app.kubernetes.io/controller: sonarr',
        '5',
        '    app.kubernetes.io/controller: main',
      ]);
      expect(await changed.locator('mark').allTextContents()).toEqual(['sonarr', 'main']);
      await page.getByRole('button', { name: 'Unified' }).click();
      await page.locator('.diff:not(.split)').waitFor();
      const rows = await page.locator('.diff tr.gone, .diff tr.come').all();
      const lines = rows
        .slice(0, 2)
        .map(async (row) => (await row.locator('td').allTextContents()).join('|'));
      expect(await Promise.all(lines)).toEqual([
        '5||−|    app.kubernetes.io/controller: sonarr',
        '|5|+|    app.kubernetes.io/controller: main',
      ]);
    });
  });

  it('opens and closes everything', async () => {
    await withPage(sampleReport(), async ({ page }) => {
      await page.getByRole('button', { name: 'Expand all' }).click();
      expect(await findings(page).count()).toBe(22);
      await page.getByRole('button', { name: 'Collapse all' }).click();
      expect(await findings(page).count()).toBe(0);
      expect(await page.getByRole('button', { name: 'Expand all' }).count()).toBe(1);
    });
  });
});

describe('the filters of the page', () => {
  it('choose by risk, several at a time', async () => {
    await withPage(swapReport(), async ({ page }) => {
      await page.getByRole('button', { name: 'R2 data loss' }).click();
      expect(await namesOf(page)).toEqual(['media/sonarr-config']);
      await page.getByRole('button', { name: 'R1 blocked' }).click();
      expect(await status(page)).toBe('2 of 5 objects, 2 findings');
      await page.getByRole('button', { name: 'Expand all' }).click();
      expect(await findings(page).count()).toBe(2);
      await page.getByRole('button', { name: 'R1 blocked' }).click();
      await page.getByRole('button', { name: 'R2 data loss' }).click();
      expect(await status(page)).toBe('5 objects, 8 findings');
    });
  });

  it('choose by kind', async () => {
    await withPage(swapReport(), async ({ page }) => {
      await page.getByLabel('Kind').selectOption('HTTPRoute');
      expect(await status(page)).toBe('1 of 5 objects, 1 finding');
    });
  });

  it('search names, paths and values, all words of them', async () => {
    await withPage(swapReport(), async ({ page }) => {
      const search = page.getByRole('searchbox');
      await search.fill('Ceph-Block');
      expect(await namesOf(page)).toEqual(['media/sonarr-config']);
      await search.fill('containers[app] debug');
      expect(await namesOf(page)).toEqual(['media/sonarr']);
      await search.fill('nothing has this');
      expect(await page.locator('#page-nothing').textContent()).toContain('No object matches.');
      await page.getByRole('button', { name: 'Show all' }).click();
      expect(await objects(page).count()).toBe(5);
      expect(await search.inputValue()).toBe('');
    });
  });

  it('hide what is explained', async () => {
    await withPage(swapReport(), async ({ page }) => {
      await page.getByRole('button', { name: 'Expand all' }).click();
      await page.getByLabel('Explained').uncheck();
      expect(await status(page)).toBe('4 of 5 objects, 6 findings');
      expect(await page.locator('.finding.explained:visible').count()).toBe(0);
      await page.getByLabel('Explained').check();
      expect(await page.locator('.finding.explained:visible').count()).toBe(2);
    });
  });
});

describe('ways through the page', () => {
  const link =
    '#Deployment%2Fmedia%2Fsonarr%3Aenv-changed%3Aspec.template.spec.containers%5Bapp%5D.env%5BSONARR__LOG__LEVEL%5D.value';
  const id = decodeURIComponent(link.slice(1));

  it('lead to a finding by its link', async () => {
    await withPage(
      swapReport(),
      async ({ page }) => {
        expect(await currentId(page)).toBe(id);
        const box = await page.locator('.finding[aria-current]').boundingBox();
        expect(box?.y).toBeGreaterThan(100);
        expect(box?.y).toBeLessThan(800);
        expect(await page.evaluate('document.activeElement.id')).toBe(id);
      },
      { ...desk, hash: link },
    );
  });

  it('lead to a finding that is filtered away, and ignore links to nothing', async () => {
    await withPage(swapReport(), async ({ page, url }) => {
      await page.getByRole('button', { name: 'R2 data loss' }).click();
      await page.evaluate(`location.hash = ${JSON.stringify(link)}`);
      await page.locator('.finding[aria-current]').waitFor();
      expect(await currentId(page)).toBe(id);
      expect(await status(page)).toBe('5 objects, 8 findings');
      for (const hash of ['#nothing', '#%E0%A4%A', '#page-search'])
        await page.evaluate(`location.hash = '${hash}'`);
      expect(page.url().startsWith(url)).toBe(true);
    });
  });

  it('follow the keys', async () => {
    await withPage(swapReport(), async ({ page }) => {
      await page.keyboard.press('j');
      expect(await currentId(page)).toContain('selector-immutable');
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      expect(await currentId(page)).toContain('claim-removed');
      expect(decodeURIComponent(page.url())).toContain('claim-removed');
      await page.keyboard.press('k');
      expect(await currentId(page)).toContain('resources-changed');
      await page.keyboard.press('/');
      await page.keyboard.type('jek');
      expect(await page.getByRole('searchbox').inputValue()).toBe('jek');
      await page.keyboard.press('Escape');
      expect(await status(page)).toBe('5 objects, 8 findings');
      await page.keyboard.press('e');
      expect(await findings(page).count()).toBe(8);
      await page.keyboard.press('x');
      expect(await page.getByLabel('Explained').isChecked()).toBe(false);
      await page.keyboard.press('v');
      expect(await page.getByRole('button', { name: 'Unified' }).getAttribute('aria-pressed')).toBe('true');
      await page.keyboard.press('?');
      expect(await page.getByRole('dialog', { name: 'Keyboard' }).isVisible()).toBe(true);
      await page.keyboard.press('j');
      await page.keyboard.press('Escape');
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await currentId(page)).toContain('resources-changed');
    });
  });

  it('change between dark and light, and remember it', async () => {
    await withPage(
      swapReport(),
      async ({ page }) => {
        const paper = (): Promise<unknown> =>
          page.evaluate('getComputedStyle(document.body).backgroundColor');
        const dark = await paper();
        await page.getByRole('button', { name: 'Dark theme', pressed: true }).click();
        expect(await paper()).not.toBe(dark);
        await page.reload();
        expect(await paper()).not.toBe(dark);
        await page.keyboard.press('t');
        expect(await paper()).toBe(dark);
      },
      { ...desk, colorScheme: 'dark' },
    );
  });

  it('open everything on paper', async () => {
    await withPage(swapReport(), async ({ page }) => {
      expect((await page.pdf()).length).toBeGreaterThan(10_000);
      expect(await findings(page).count()).toBe(8);
      expect(await page.locator('.diff').count()).toBe(5);
    });
  });
});

describe('the page for everybody', () => {
  it.each(['light', 'dark'] as const)('has nothing that axe complains of, %s', async (colorScheme) => {
    await withPage(
      sampleReport(),
      async ({ page }) => {
        await page.getByLabel('Kind').selectOption('Deployment');
        await page.getByRole('button', { name: 'R4 restart' }).click();
        await page.getByRole('button', { name: 'R4 restart' }).click();
        await page.keyboard.press('j');
        await page.locator('.diff').waitFor();
        expect(await listViolations(page)).toEqual([]);
      },
      { ...desk, colorScheme },
    );
    await withPage(
      explainedReport(),
      async ({ page }) => {
        await page.keyboard.press('e');
        await page.locator('.diff').first().waitFor();
        await page.getByRole('button', { name: 'R3 outage' }).tap();
        expect(await listViolations(page)).toEqual([]);
        await page.keyboard.press('?');
        expect(await listViolations(page)).toEqual([]);
      },
      { ...phone, colorScheme },
    );
  });

  it('needs no scrolling to the side on a phone', async () => {
    await withPage(
      sampleReport(),
      async ({ page }) => {
        await page.getByRole('button', { name: 'Expand all' }).tap();
        await page.evaluate("dispatchEvent(new Event('beforeprint'))");
        for (const summary of await page.locator('.spellings > summary').all()) await summary.tap();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
        expect(await page.locator('.diff.split').count()).toBe(0);
      },
      phone,
    );
  });

  it('stays usable with 1,000 objects', async () => {
    await withPage(largeReport(1000), async ({ page }) => {
      expect(await page.locator('.finding').count()).toBe(0);
      const duration = await page.evaluate<number>(`(() => {
        const start = performance.now();
        const search = document.getElementById('page-search');
        search.value = 'app-77';
        search.dispatchEvent(new Event('input'));
        document.body.getBoundingClientRect();
        return performance.now() - start;
      })()`);
      expect(duration).toBeLessThan(1000);
      expect(await status(page)).toBe('11 of 1,000 objects, 22 findings');
      await page.keyboard.press('e');
      await page.locator('.diff').first().waitFor();
      expect(await findings(page).count()).toBe(22);
      expect(await page.locator('header li').count()).toBe(1000);
      expect(await page.locator('header li:visible').count()).toBe(8);
    });
  });
});

describe('the page and hostile texts', () => {
  it('shows them, and runs none of them', async () => {
    await withPage(sampleReport(), async ({ page }) => {
      await page.keyboard.press('e');
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.evaluate('document.scripts.length')).toBe(2);
      expect(await page.evaluate('document.images.length')).toBe(0);
      const text = await page.locator('main').textContent();
      expect(text).toContain('</script><script>alert(1)</script><img src=x onerror=alert(2)>');
      expect(text).toContain('\\u202edcb\\u2066');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    });
  });

  it('lets no other script or style run, even if one came in', async () => {
    const { page, troubles } = await openReport(browser, swapReport(), desk);
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.came = 1' }))`,
    );
    await page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.came = 1"><b style="color: red">')`,
    );
    expect(await page.evaluate('window.came')).toBeUndefined();
    const refused = troubles.filter((trouble) => /^error: .*Content Security Policy/s.test(trouble));
    for (const part of ['script-src', 'img-src', 'style-src'])
      expect(refused.join('\n')).toMatch(new RegExp(`['"]${part} `));
    await page.context().close();
  });
});
