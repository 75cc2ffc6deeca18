// What surrounds the trading: the market's header, who traded, alarms, another market to compare with,
// what happened on the timeline.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from './browser.mjs';
import { open, stage } from './stage.mjs';

test("nothing of the market's header is cut off, however wide the screen is", async () => {
    const page = await open({ width: 1680, height: 900 });
    await signIn(page, stage.venue.url, stage.me.token);
    const header = page.getByRole('group', { name: 'The market in figures' });
    await header.getByText('Traded in 24 hours').waitFor();
    const shown = [];
    for (const width of [1680, 1440, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        // A figure is seen whole, or not at all; and none lies under another.
        const told = await header.evaluate((whole) => {
            const box = whole.getBoundingClientRect();
            const list = whole.querySelector('dl').getBoundingClientRect();
            const parts = [...whole.children].map((each) => each.getBoundingClientRect());
            const figures = [...whole.querySelectorAll('dl > div')].map((each) => {
                const range = document.createRange();
                range.selectNodeContents(each);
                const { left, right, top, bottom } = range.getBoundingClientRect();
                const isBelow = top >= list.bottom - 1;
                return { name: each.firstElementChild.textContent, isBelow, isWhole: left >= list.left - 1 && right <= list.right + 1 && bottom <= list.bottom + 1 };
            });
            return {
                figures,
                isInside: parts.every(({ left, right }) => left >= box.left && right <= box.right + 1),
                isApart: parts.every(({ right }, index) => index + 1 === parts.length || right <= parts[index + 1].left),
                hasStatus: whole.lastElementChild.scrollWidth <= whole.lastElementChild.clientWidth,
            };
        });
        assert.deepEqual(told.figures.filter(({ isBelow, isWhole }) => !isBelow && !isWhole), [], `${width}`);
        assert.deepEqual([told.isInside, told.isApart, told.hasStatus], [true, true, true], `${width}`);
        shown.push(told.figures.filter(({ isBelow }) => !isBelow).map(({ name }) => name));
    }
    assert.deepEqual(shown[0], ['You have', 'In 24 hours', 'Bid and ask', 'Traded in 24 hours']);
    assert.equal(shown[1].includes('You have') && shown[1].length < 4, true, shown[1].join());
    assert.equal(shown[2].includes('You have'), true);
    await page.context().close();
});
