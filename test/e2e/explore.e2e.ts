import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

/** The count beside the scrubber, `6 / 6`. */
async function momentOf(page: Page): Promise<string> {
  return (
    await page
      .getByLabel('Time', { exact: true })
      .getByText(/^\d+ \/ \d+$/)
      .innerText()
  ).trim();
}

/** What the inspector says about a balance after the moment. */
async function sentenceOf(page: Page): Promise<string> {
  return page.getByLabel('What happened').innerText();
}

describe('exploring an order', () => {
  it('[O1] opens each form by its key, which its button names, and not while something is typed', async () => {
    const { page } = await openPage();
    const title = async (name: string) => page.getByRole('button', { name }).getAttribute('title');
    expect(await title('Modify…')).toBe('Modify the order… (⇧M)');
    await page.locator('#lifecycle').focus();
    for (const [key, name] of [
      ['Shift+F', 'Fill O-1'],
      ['Shift+M', 'Modify O-1'],
      ['Shift+S', 'Split O-1'],
      ['Shift+C', 'Cancel O-1'],
    ] as const) {
      await page.keyboard.press(key);
      const form = page.getByRole('region', { name });
      await form.waitFor();
      await expect.poll(() => form.locator(':focus').count()).toBe(1);
      await page.keyboard.press('Escape');
    }
    const ticket = page.getByRole('region', { name: 'New order' });
    await ticket.getByLabel('Volume').press('Shift+F');
    expect(await ticket.isVisible()).toBe(true);
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('Shift+W');
    await page.getByRole('list', { name: 'What O-1 moved of USD, step by step' }).waitFor();
    await page.keyboard.press('Shift+W');
    await page.locator('#balances .recharts-area-area').first().waitFor();
    expect(await title('What O-1 moved, step by step')).toBe('What O-1 moved, step by step (⇧W)');
  });

  it('opens with a living example and a button that changes it', async () => {
    const { page } = await openPage();
    expect(await page.getByRole('heading', { name: /^O-1/ }).innerText()).toContain('Partially filled');
    expect(await page.getByRole('button', { name: 'Fill…' }).isEnabled()).toBe(true);
    expect(await momentOf(page)).toBe('6 / 6');
  });

  it('[A1] creates an order by mouse: the form shows what it writes before it is sent', async () => {
    const { page } = await openPage();
    const ticket = page.getByRole('region', { name: 'New order' });
    await ticket.getByLabel('Volume').fill('0.05');
    await ticket.getByLabel('Limit price').fill('40,000');
    const preview = ticket.getByRole('table', { name: 'What this writes to the ledger' });
    expect(await preview.innerText()).toContain('−2,002');
    expect(await momentOf(page)).toBe('6 / 6');
    await ticket.getByRole('button', { name: 'Buy 0.05 BTC' }).click();
    expect(await momentOf(page)).toBe('7 / 7');
    expect(await page.getByRole('heading', { name: /^O-3/ }).innerText()).toContain('Pending');
  });

  it('[A2] says at the field what is wrong with it', async () => {
    const { page } = await openPage();
    const ticket = page.getByRole('region', { name: 'New order' });
    await ticket.getByLabel('Volume').fill('-1');
    expect(await ticket.getByText('Expected a number above zero.').isVisible()).toBe(true);
    await ticket.getByLabel('Limit price').fill('');
    await ticket.getByRole('button', { name: /^Buy/ }).click();
    expect(await ticket.getByText('Give a limit price.').isVisible()).toBe(true);
    expect(await momentOf(page)).toBe('6 / 6');
  });

  it('[A3] denies what cannot be paid, before and after it is sent', async () => {
    const { page } = await openPage();
    const ticket = page.getByRole('region', { name: 'New order' });
    await ticket.getByLabel('Volume').fill('1');
    await ticket.getByLabel('Limit price').fill('40000');
    expect(await ticket.getByText(/This needs 40,040\.00 USD.*36,015\.88 USD short/).isVisible()).toBe(true);
    await ticket.getByRole('button', { name: 'Buy 1 BTC anyway' }).click();
    expect(await page.getByRole('heading', { name: /^O-3/ }).innerText()).toContain('Rejected');
    expect(await page.getByRole('table', { name: 'The numbers of the denial' }).innerText()).toContain(
      '36,015.88',
    );
  });

  it('has the last price as the limit, to be replaced by what is typed', async () => {
    const { page } = await openPage();
    const ticket = page.getByRole('region', { name: 'New order' });
    const price = ticket.getByLabel('Limit price');
    expect(await price.inputValue()).toBe('48,120');
    await ticket.getByLabel('Volume').fill('0.01');
    await ticket.getByRole('table', { name: 'What this writes to the ledger' }).waitFor();
    await page.getByLabel('Price of BTCUSD').fill('48200');
    await page.keyboard.press('Enter');
    await expect.poll(() => price.inputValue()).toBe('48,200');
    await price.click();
    await page.keyboard.type('47000');
    expect(await price.inputValue()).toBe('47000');
    await ticket.getByRole('button', { name: 'Buy 0.01 BTC' }).click();
    expect(await page.getByRole('heading', { name: /^O-3/ }).innerText()).toContain('47,000');
  });

  it('keeps its fields and its button where they are while it is filled in', async () => {
    const { page } = await openPage();
    const ticket = page.getByRole('region', { name: 'New order' });
    const placesOf = async (): Promise<readonly unknown[]> => [
      await ticket.getByLabel('Volume').boundingBox(),
      await ticket.getByLabel('Limit price').boundingBox(),
      await ticket.getByRole('button', { name: /^Buy .*BTC/ }).boundingBox(),
    ];
    const before = await placesOf();
    await ticket.getByLabel('Volume').fill('0.01');
    await ticket.getByRole('table', { name: 'What this writes to the ledger' }).waitFor();
    expect(await placesOf()).toEqual(before);
    await ticket.getByLabel('Volume').fill('9');
    await ticket.getByText('short').waitFor();
    expect(await placesOf()).toEqual(before);
  });

  it('gives the trigger price the room of its row, and folds what was typed there into one line', async () => {
    const { page } = await openPage();
    const ticket = page.getByRole('region', { name: 'New order' });
    await ticket.getByText(/^More/).click();
    const trigger = ticket.getByLabel(/^Trigger price/);
    await trigger.fill('49000');
    const widthOf = async (label: RegExp): Promise<number | undefined> =>
      (await ticket.locator('label', { hasText: label }).locator('xpath=../..').boundingBox())?.width;
    expect(await widthOf(/^Trigger price/)).toBe(await widthOf(/^Time in force/));
    const summary = ticket.getByText('More: stop 49,000', { exact: true });
    await summary.press('Enter');
    await trigger.waitFor({ state: 'detached' });
    expect((await summary.boundingBox())?.height).toBeLessThan(30);
  });

  it('[X10] fills by hand, and what the fill moved stands in the inspector', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: 'Fill…' }).click();
    const form = page.getByRole('region', { name: 'Fill O-1' });
    await form.getByLabel('Volume').fill('0.3');
    await form.getByRole('button', { name: 'Fill O-1' }).click();
    expect(await page.getByRole('heading', { name: /^O-1/ }).innerText()).toContain('75 %');
    expect(await sentenceOf(page)).toContain('O-1 bought 0.3 at 48,000; 0.5 remain.');
  });

  it('[O3] splits with a counter of what is left', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: 'Split…' }).click();
    const form = page.getByRole('region', { name: 'Split O-1' });
    await form.getByLabel('Volume 2').fill('0.1');
    expect(await form.getByText('0.3 left').isVisible()).toBe(true);
    expect(await form.getByText(/exactly 0\.8 remains/).isVisible()).toBe(true);
    await form.getByRole('button', { name: '2 equal' }).click();
    expect(await form.getByText('✓ exactly').isVisible()).toBe(true);
    await form.getByRole('button', { name: 'Split O-1' }).click();
    expect(await sentenceOf(page)).toContain('O-1 was split and handed over to O-3 and O-4.');
    expect(await page.getByRole('button', { name: 'Cancel…' }).isEnabled()).toBe(true);
  });

  it('[X10] moves the price, and what it reaches fills', async () => {
    const { page } = await openPage();
    await page.getByLabel('Price of BTCUSD').fill('47,000');
    await page.getByRole('button', { name: 'Set price' }).click();
    expect(await page.getByRole('heading', { name: /^O-1/ }).innerText()).toContain('Filled');
  });

  it('undoes and does again by keyboard', async () => {
    const { page } = await openPage();
    await page.getByLabel('Price of BTCUSD').fill('47000');
    await page.keyboard.press('Enter');
    const after = await momentOf(page);
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('Control+z');
    expect(await momentOf(page)).toBe('6 / 6');
    await page.keyboard.press('Control+Shift+Z');
    expect(await momentOf(page)).toBe(after);
  });

  it('[O2] shows every order as it was when the scrubber is drawn back by keyboard', async () => {
    const { page } = await openPage();
    await page.getByRole('slider', { name: 'Moment' }).focus();
    await page.keyboard.press('Home');
    expect(await momentOf(page)).toBe('0 / 6');
    await page.keyboard.press('n');
    expect(await momentOf(page)).toBe('3 / 6');
    expect(await page.getByRole('heading', { name: /^O-1/ }).innerText()).toContain('Pending');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('heading', { name: /^O-1/ }).innerText()).toContain('Partially filled');
    await page.keyboard.press('End');
    expect(await momentOf(page)).toBe('6 / 6');
  });

  it('shows in the past what a form would write on its branch, starts it by its button, and keeps the original', async () => {
    const { page } = await openPage();
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('n');
    expect(await momentOf(page)).toBe('3 / 6');
    const cancel = page.getByRole('button', { name: 'Cancel…' });
    await cancel.hover();
    await page.getByText('Cancel O-1, on a branch from here').waitFor();
    await cancel.click();
    const form = page.getByRole('region', { name: 'Cancel O-1' });
    const writes = form.getByRole('table', { name: 'What this writes to the ledger' });
    expect(await writes.innerText()).toContain('100,000.00');
    await form.getByRole('button', { name: 'Cancel O-1 on a new branch' }).click();
    await page.getByRole('heading', { name: /^O-1.*Cancelled/ }).waitFor();
    expect(await page.getByText('would change what came after').count()).toBe(0);
    expect(await page.getByRole('heading', { name: /^O-1/ }).innerText()).toContain('Cancelled');
    await page.getByRole('button', { name: /^Scenario/ }).click();
    await page.getByRole('menuitemradio', { name: 'A first look', exact: true }).click();
    expect(await momentOf(page)).toBe('6 / 6');
  });

  it('asks before it branches for what has no form', async () => {
    const { page } = await openPage();
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('Home');
    await page.getByLabel('Price of BTCUSD').fill('47000');
    await page.keyboard.press('Enter');
    await page.getByText('would change what came after').waitFor();
    expect(await momentOf(page)).toBe('0 / 6');
    await page.locator('[aria-live]').getByRole('button', { name: 'Branch from here' }).click();
    await expect.poll(() => momentOf(page)).not.toMatch(/^0/);
  });

  it('[O1] says why an order that has ended cannot be changed', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: 'Cancel…' }).click();
    await page.getByRole('button', { name: 'Cancel O-1' }).click();
    const modify = page.getByRole('button', { name: 'Modify…' });
    expect(await modify.getAttribute('aria-disabled')).toBe('true');
    expect(await modify.getAttribute('title')).toContain('O-1 is cancelled');
  });

  it('goes from pane to pane, shows every key and closes again by keyboard alone', async () => {
    const { page } = await openPage();
    await page.keyboard.press('5');
    await page.waitForFunction(() => document.activeElement?.id === 'inspector');
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.getByText('Branches…').waitFor();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('inspector');
  });

  it('plays a made-up market until something happens, and undoes it at once', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: 'Bars to play' }).click();
    await page.getByRole('menuitem', { name: 'Sideways' }).click();
    await page.getByRole('button', { name: 'Next bar' }).waitFor();
    const before = await momentOf(page);
    await page.getByRole('button', { name: 'Until something' }).click();
    expect(await momentOf(page)).not.toBe(before);
    await page.getByRole('button', { name: 'Next bar' }).click();
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('Control+z');
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('Control+z');
    expect(await momentOf(page)).toBe(before);
  });
});

/** What has the focus: the id of a pane, the words of a control. */
async function focusOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: element } = document;
    return element?.matches('[id][tabindex="-1"]') === true ? element.id : (element?.textContent ?? '');
  });
}

describe('the scenarios', () => {
  it('are opened once, closed again, and played from their beginning', async () => {
    const { page } = await openPage();
    const menu = page.getByRole('button', { name: /^Scenario/ });
    const example = page.getByRole('menuitem', { name: /^A chain of modifications/ });
    for (let time = 0; time < 2; time += 1) {
      await menu.click();
      await example.click();
    }
    expect(await page.getByText('Each modification makes a child').isVisible()).toBe(true);
    await menu.click();
    expect(await page.getByRole('menuitemradio').allInnerTexts()).toEqual([
      'A first look',
      'A chain of modifications',
    ]);
    await page.getByRole('menuitem', { name: 'Close A chain of modifications' }).click();
    expect(await momentOf(page)).toBe('6 / 6');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(() => momentOf(page)).toMatch(/^[0-4] /);
  });

  it('say what undo would take back, and nothing of what was taken back', async () => {
    const { page } = await openPage();
    const ticket = page.getByRole('region', { name: 'New order' });
    await ticket.getByLabel('Volume').fill('1');
    await ticket.getByLabel('Limit price').fill('40000');
    await ticket.getByRole('button', { name: 'Buy 1 BTC anyway' }).click();
    await page.locator('[aria-live]').getByText('short').waitFor();
    const undo = page.getByRole('button', { name: 'Undo' });
    expect(await undo.getAttribute('title')).toMatch(/^Undo: .*order/i);
    await undo.click();
    await page.locator('[aria-live]').getByText('short').waitFor({ state: 'detached' });
  });
});

describe('the focus', () => {
  it('goes into a form, back to its button, and to the order once it is done', async () => {
    const { page } = await openPage();
    const fill = page.getByRole('button', { name: 'Fill…' });
    const volume = page.getByRole('region', { name: 'Fill O-1' }).getByLabel('Volume');
    await fill.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => volume.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => focusOf(page)).toBe('Fill…');
    await page.keyboard.press('Enter');
    await expect.poll(() => volume.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => focusOf(page)).toBe('order');
  });

  it('stays on the page when what had it is gone', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: 'Fill…' }).focus();
    await page.keyboard.press('Home');
    expect(await momentOf(page)).toBe('0 / 6');
    await expect.poll(() => focusOf(page)).toBe('order');
  });

  it('lets keys work from a radio button, and finds the ticket and the price', async () => {
    const { page } = await openPage();
    await page.getByRole('radio', { name: 'Limit' }).focus();
    await page.keyboard.press('4');
    await expect.poll(() => focusOf(page)).toBe('ledger');
    await page.keyboard.press('a');
    const volume = page.getByRole('region', { name: 'New order' }).getByLabel('Volume');
    await expect.poll(() => volume.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('m');
    await expect
      .poll(() => page.getByLabel('Price of BTCUSD').evaluate((input) => input === document.activeElement))
      .toBe(true);
  });

  it('meets a link past the header first', async () => {
    const { page } = await openPage();
    await page.keyboard.press('Tab');
    expect(await focusOf(page)).toBe('Skip to the order');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusOf(page)).toBe('order');
  });
});

describe('a refusal', () => {
  it('is dismissed by Escape once nothing else takes it, and is not repeated at another moment', async () => {
    const { page } = await openPage();
    const ticket = page.getByRole('region', { name: 'New order' });
    await ticket.getByLabel('Volume').fill('9');
    await ticket.getByRole('button', { name: /anyway/ }).click();
    const toast = page.getByRole('button', { name: 'Dismiss' });
    await toast.waitFor();
    // It lies below the inspector, which has room beside it.
    const [box, inspector] = [await toast.boundingBox(), await page.locator('#inspector').boundingBox()];
    expect(box?.y).toBeGreaterThan((inspector?.y ?? 0) + (inspector?.height ?? 0));
    await page.getByRole('button', { name: 'Moment back' }).click();
    await toast.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'To the end' }).click();
    await page.getByRole('button', { name: 'Who holds it' }).click();
    const holders = page.getByRole('region', { name: /^Who holds/ });
    await holders.waitFor();
    await page.keyboard.press('Escape');
    await holders.waitFor({ state: 'detached' });
    expect(await toast.count()).toBe(1);
    await page.keyboard.press('Escape');
    await toast.waitFor({ state: 'detached' });
  });

  it('leaves the list of holders behind with the scenario it is of', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: 'Who holds it' }).click();
    const holders = page.getByRole('region', { name: /^Who holds/ });
    await holders.waitFor();
    await page.getByRole('button', { name: /^Scenario/ }).click();
    await page.getByRole('menuitem', { name: /^A chain of modifications/ }).click();
    await expect.poll(() => holders.count()).toBe(0);
  });

  it('covers neither the order nor its actions on a phone, and is not said twice there', async () => {
    const { page } = await openPage({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Fill…' }).click();
    await page.getByRole('region', { name: 'Fill O-1' }).getByLabel('Price').fill('49000');
    await page.getByRole('button', { name: 'Fill O-1 anyway' }).click();
    const toast = page.getByRole('button', { name: 'Dismiss' });
    await toast.waitFor();
    const [box, order] = [await toast.boundingBox(), await page.locator('#order').boundingBox()];
    expect(box?.y).toBeGreaterThan((order?.y ?? 0) + (order?.height ?? 0));
    await page.getByRole('tab', { name: 'Inspector' }).click();
    await toast.waitFor({ state: 'detached' });
  });
});

describe('the chain of an order', () => {
  it('has the order in sight that is looked at', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: 'Split…' }).click();
    await page.getByRole('button', { name: '4 equal' }).click();
    await page.getByRole('button', { name: 'Split O-1' }).click();
    const chain = page.locator('#lineage');
    for (const id of ['O-6', 'O-1', 'O-5']) {
      await page
        .getByRole('region', { name: 'Orders' })
        .getByRole('button', { name: new RegExp(`^${id}\\b`) })
        .first()
        .click();
      const card = chain.locator('[aria-current=true]').filter({ hasText: id });
      await expect
        .poll(async () => {
          const [box, around] = [await card.boundingBox(), await chain.boundingBox()];
          if (box === null || around === null) return false;
          return box.y >= around.y && box.y + box.height <= around.y + around.height;
        })
        .toBe(true);
    }
  });
});

describe('on a tablet', () => {
  it('draws prices and balances high enough to be read, and the whole life cycle beside them', async () => {
    const { page } = await openPage({ width: 1024, height: 768 });
    const heightOf = async (drawing: string): Promise<number> =>
      (await page.locator(drawing).first().boundingBox())?.height ?? 0;
    await expect.poll(() => heightOf('#charts canvas')).toBeGreaterThanOrEqual(100);
    await expect.poll(() => heightOf('#balances .recharts-surface')).toBeGreaterThanOrEqual(75);
    const life = await page.locator('#lifecycle').boundingBox();
    for (const status of await page.locator('#lifecycle [data-status]').all()) {
      const box = await status.boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((life?.y ?? 0) + (life?.height ?? 0));
    }
  });

  it('shows five lines of the ledger with their totals, and tells a refusal over none of them', async () => {
    const { page } = await openPage({ width: 1024, height: 768 });
    const grid = page.getByRole('grid', { name: 'Ledger lines' });
    const linesInSight = async (): Promise<number> => {
      const [box, lines] = [await grid.boundingBox(), await grid.getByRole('row').all()];
      const boxes = await Promise.all(lines.map((line) => line.boundingBox()));
      const [head, ...rest] = boxes;
      const top = (head?.y ?? 0) + (head?.height ?? 0);
      const bottom = (box?.y ?? 0) + (box?.height ?? 0);
      return rest.filter((line) => line !== null && line.y >= top - 1 && line.y + line.height <= bottom + 1)
        .length;
    };
    await expect.poll(linesInSight).toBeGreaterThanOrEqual(5);
    expect(
      await page
        .locator('main > div')
        .first()
        .evaluate((middle) => middle.scrollHeight - middle.clientHeight),
    ).toBeLessThanOrEqual(1);
    await page.getByRole('button', { name: 'Fill…' }).click();
    await page.getByRole('region', { name: 'Fill O-1' }).getByLabel('Price').fill('49000');
    await page.getByRole('button', { name: 'Fill O-1 anyway' }).click();
    const toast = page.getByRole('button', { name: 'Dismiss' }).locator('..');
    await expect
      .poll(async () => {
        const [told, ledger] = [await toast.boundingBox(), await page.locator('#ledger').boundingBox()];
        return told !== null && ledger !== null && told.y >= ledger.y + ledger.height;
      })
      .toBe(true);
  });
});

describe('what is typed at once after the key of a field', () => {
  it.each([
    ['the filter of the ledger', '/', 'Filter lines by words', 'abcd'],
    ['the price', 'm', 'Price of BTCUSD', '47123'],
    ['the form of an order', 'F', 'Volume', '0.12'],
  ])('stands in %s, and is no shortcut, on a phone too', async (_, key, field, letters) => {
    for (const width of [390, 1440]) {
      const { page } = await openPage({ width, height: 844 });
      await page.waitForLoadState('networkidle');
      const before = new URL(page.url()).hash;
      await page.evaluate((keys) => {
        for (const each of keys) {
          const options = { key: each, shiftKey: /[A-Z]/.test(each), bubbles: true, cancelable: true };
          document.body.dispatchEvent(new KeyboardEvent('keydown', options));
        }
      }, key + letters);
      const typed = page.getByLabel(field, { exact: true }).and(page.locator(':focus'));
      await expect.poll(() => typed.inputValue()).toBe(letters);
      await page.keyboard.type('5');
      await expect.poll(() => typed.inputValue()).toBe(`${letters}5`);
      expect(new URL(page.url()).hash).toBe(before);
    }
  });
});

describe('on a phone', () => {
  it('names every part of the page and the way to the orders', async () => {
    const { page } = await openPage({ width: 390, height: 844 });
    expect(await page.getByRole('button', { name: 'Orders and ticket' }).innerText()).toBe('Orders');
    await page.getByRole('link', { name: 'Compare' }).click();
    await page.getByText('Here stand two scenarios beside each other').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });

  it('shows every status of the life cycle at once, its words clear of its edges', async () => {
    const { page } = await openPage({ width: 390, height: 844 });
    const life = await page.locator('#lifecycle').locator('..').boundingBox();
    for (const end of await page.locator('#lifecycle [data-status]').all()) {
      const [box, words] = [await end.boundingBox(), await end.locator('text').first().boundingBox()];
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((life?.y ?? 0) + (life?.height ?? 0));
      expect((words?.x ?? 0) - (box?.x ?? 0)).toBeGreaterThanOrEqual(5);
    }
  });

  it('closes the drawer over the order that is chosen in it', async () => {
    const { page } = await openPage({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Orders and ticket' }).click();
    await page.getByRole('region', { name: 'Orders' }).getByRole('button', { name: /^O-2/ }).click();
    await page.getByRole('heading', { name: /^O-2/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Close orders' }).count()).toBe(0);
  });

  it('shows no forecast after a form that was tapped, and by keyboard the whole of it', async () => {
    const { page } = await openPage({ width: 390, height: 844, context: { hasTouch: true } });
    const split = page.getByRole('button', { name: 'Split…' });
    await split.tap();
    await page.getByRole('button', { name: 'Split O-1' }).tap();
    await page.getByRole('heading', { name: /^O-3/ }).waitFor();
    await expect.poll(() => page.getByRole('region', { name: 'Split O-1' }).count()).toBe(0);
    const forecast = page.getByText('For example into 0.2 and 0.2');
    expect(await forecast.count()).toBe(0);
    await page.getByRole('button', { name: 'Modify…' }).focus();
    await page.keyboard.press('Tab');
    await forecast.waitFor();
    const box = forecast.locator('..');
    await expect
      .poll(() =>
        box.evaluate((element) => {
          const { left, right, bottom } = element.getBoundingClientRect();
          // Of what lies over it nothing would be hit: it lets the pointer through.
          element.style.pointerEvents = 'auto';
          return [element, ...element.querySelectorAll('*')].includes(
            document.elementFromPoint((left + right) / 2, bottom - 6) ?? document.body,
          );
        }),
      )
      .toBe(true);
  });

  it.each([390, 320])(
    'nothing scrolls sideways at %i, and an order is sent from the drawer',
    async (width) => {
      const { page } = await openPage({ width, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.getByRole('button', { name: 'Orders and ticket' }).click();
      const ticket = page.getByRole('region', { name: 'New order' });
      await ticket.getByLabel('Volume').fill('0.05');
      await ticket.getByLabel('Limit price').fill('40000');
      await ticket.getByRole('button', { name: 'Buy 0.05 BTC' }).click();
      expect(await page.getByRole('heading', { name: /^O-3/ }).isVisible()).toBe(true);
      await page.getByRole('tab', { name: 'Inspector' }).click();
      expect(await sentenceOf(page)).toContain('O-3 was accepted');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    },
  );
});
