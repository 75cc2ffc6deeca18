import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const SHELL = '/usr/bin/chromium-headless-shell';
const WHOLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

const found = (paths, isFit = () => true) =>
    [process.env.CHROMIUM, ...paths].find((path) => path && existsSync(path) && isFit(path));

/** Where Debian's Chromium is: first the one that has no windows, which does the same for two thirds of
 * the work; undefined where there is none. */
export const chromiumPath = found([SHELL, ...WHOLE]);

/** Where the one is that people have; undefined where there is none. */
export const wholeChromiumPath = found(WHOLE, (path) => !path.endsWith('headless-shell'));

/** A browser without a window. */
export function launch(executablePath = chromiumPath) {
    return chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    });
}

/** Waits until a page follows the venue's stream. */
export const live = (page) => page.locator('footer [data-link=live]').waitFor();

/** Signs in by the form, as a person does. */
export async function signIn(page, url, token, market = 'COPPER-USD') {
    await page.goto(`${url}/trade/${market}`);
    await page.getByRole('tab', { name: 'Access token' }).click();
    await page.locator('#token').fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await live(page);
}
