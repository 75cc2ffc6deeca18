// What axe says of a page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe rates serious or worse on a page, each as the rule and the first element that breaks it. */
export async function serious(page) {
    await page.evaluate(axe);
    // Without what passed, which nobody reads.
    const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'], selectors: false }));
    return violations
        .filter(({ impact }) => ['serious', 'critical'].includes(impact))
        .map(({ id, nodes }) => `${id} ${nodes[0].html}`);
}
