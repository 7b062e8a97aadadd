// What a person does at a device, in the words that stand on its screen.

export const button = (page, name) => page.getByRole('button', {name, exact: typeof name === 'string'});

/** A scanner types the card: a burst of keys that ends with Enter. */
export async function scan(page, card) {
    await page.keyboard.type(card, {delay: 2});
    await page.keyboard.press('Enter');
}

/**
 * Does it again while nothing comes of it, as a person would: on a busy machine a slow burst is no
 * scan, and a tap may fall into the moment in which the screen changes.
 */
async function until(act, result) {
    for (let again = 0; again < 5; ++again) {
        await act();
        try {
            return await result.first().waitFor({timeout: 4000});
        } catch (error) {
            if (error.name !== 'TimeoutError') throw error;
        }
    }
    return result.first().waitFor();
}

/** 确认兑换, until the receipt is there. */
export async function confirmRedemption(page) {
    const confirm = button(page, '确认兑换');
    const press = async () => { if (await confirm.isEnabled().catch(() => false)) await confirm.click(); };
    await until(press, page.getByRole('heading', {name: '兑换好了'}));
}

export async function typePin(page, pin) {
    await page.getByRole('heading', {name: '请输入密码'}).waitFor();
    for (const digit of pin) await button(page, digit).click();
    await page.getByRole('heading', {name: '请输入密码'}).waitFor({state: 'hidden'});
}

/** Card, PIN, and the first person of the household, where it has several. */
export async function identify(page, {card, pin}) {
    await until(() => scan(page, card), page.getByRole('heading', {name: '请输入密码'}));
    await typePin(page, pin);
    const who = page.getByRole('heading', {name: '今天是哪一位来办？'});
    const there = page.getByRole('button', {name: '退出'});
    await who.or(there).first().waitFor();
    if (await who.isVisible()) await page.getByRole('listitem').first().getByRole('button').click();
    await there.waitFor();
}

/** The whole mirror as text: what a screen reader could read out. */
export const textOf = (page) => page.locator('main').innerText();
