import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** Where Debian's Chromium is; undefined where there is none. */
export const chromiumPath = PLACES.find((path) => path && existsSync(path));

/** A browser without a window. */
export function launch() {
    return chromium.launch({
        executablePath: chromiumPath,
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
