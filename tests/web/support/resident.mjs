// What a person does at a device, in the words that stand on its screen.

export const button = (page, name) => page.getByRole('button', {name, exact: typeof name === 'string'});

export const heading = (page, name) => page.getByRole('heading', {name});

export const seen = (page, text) => page.getByText(text).first().waitFor();

/** The whole mirror as text: what a screen reader could read out. */
export const textOf = (page) => page.locator('main').innerText();

const kOnceMs = 4000;

/** Whether it was done in its time. */
const inTime = (act) => act.then(() => true, (error) => {
    if (error.name !== 'TimeoutError') throw error;
    return false;
});

/**
 * Does it again while nothing comes of it, as a person would: on a busy machine a slow burst is no
 * scan, and a tap may fall into the moment in which the screen changes.
 */
async function until(act, result) {
    for (let again = 0; again < 5; ++again) {
        await act();
        if (await inTime(result.first().waitFor({timeout: kOnceMs}))) return;
    }
    await result.first().waitFor();
}

/** Presses the button until `result` is there. */
export const press = (page, name, result) =>
    until(() => inTime(button(page, name).first().click({timeout: kOnceMs})), result);

/** Runs in the page: once the element itself, and nothing over it, lies where it says, and stays there. */
const atRest = (element) => new Promise((done) => {
    let frames = 0, last = '';
    const look = () => {
        const {x, y, width, height} = element.getBoundingClientRect();
        const hit = document.elementFromPoint(x + width / 2, y + height / 2) === element;
        frames = hit && last === `${x},${y}` ? frames + 1 : 0;
        last = `${x},${y}`;
        if (frames > 10) done();
        else requestAnimationFrame(look);
    };
    look();
});

/** The same of what may stand far down a list: it is focused first, as by Tab, and so comes into view. */
export async function pressInList(page, name, result) {
    const wanted = button(page, name).first();
    await wanted.focus();
    await wanted.evaluate(atRest);
    await press(page, name, result);
}

/** What a scanner types: a burst of keys that ends with Enter. */
export async function burst(page, card) {
    await page.keyboard.type(card, {delay: 2});
    await page.keyboard.press('Enter');
}

/** The card is held under the scanner until `result` is there. */
export const scan = (page, card, result) => until(() => burst(page, card), result);

/** 确认兑换, until the receipt is there. */
export const confirmRedemption = (page) => press(page, '确认兑换', heading(page, '兑换好了'));

export async function typePin(page, pin) {
    await heading(page, '请输入密码').waitFor();
    for (const digit of pin) await button(page, digit).click();
    await heading(page, '请输入密码').waitFor({state: 'hidden'});
}

/** What somebody reads who is here for the first time. */
export const privacyNotice = (page) => heading(page, '您的信息怎么用');

/** Card, PIN, and the first person of the household, where it has several; then they are there, or read. */
export async function comeWithCard(page, {card, pin}) {
    await scan(page, card, heading(page, '请输入密码'));
    await typePin(page, pin);
    const who = heading(page, '今天是哪一位来办？');
    const further = button(page, '退出').or(privacyNotice(page));
    await who.or(further).first().waitFor();
    if (await who.isVisible()) await page.getByRole('listitem').first().getByRole('button').click();
    await further.first().waitFor();
}

/** The same, and whoever has to read first has read. */
export async function identify(page, household) {
    await comeWithCard(page, household);
    const there = button(page, '退出');
    if (await privacyNotice(page).isVisible()) await press(page, '知道了', there);
    await there.waitFor();
}

/** A staff member at the desk: by name, found by typing a part of it, and by PIN. */
export async function signInAtDesk(desk, {name, pin}) {
    await press(desk, '登录办公', heading(desk, '您是哪一位？'));
    await desk.getByRole('textbox', {name: '查找'}).fill(name.slice(0, 3));
    const row = desk.getByRole('listitem').filter({hasText: name});
    await row.first().getByRole('button').click();
    await typePin(desk, pin);
    await button(desk, '退出').waitFor();
}

/** How often `title` stands in a household's history, once the device has heard from the hub. */
export async function timesInHistory(page, household, title) {
    await seen(page, '已联网');
    await press(page, '查积分', heading(page, '请刷家庭卡'));
    await identify(page, household);
    await heading(page, '我家的积分').waitFor();
    await seen(page, title);
    return page.getByRole('list', {name: '积分明细'}).getByRole('listitem')
        .filter({hasText: title}).count();
}

/** From the desk's home screen to everybody's requests. */
export const openDeskRequests = (desk) => press(desk, '办诉求', heading(desk, '村民诉求'));

/** From 提诉求 on the home screen to the household's list, once the device knows the households. */
export async function openRequests(page, household) {
    await seen(page, '已联网');
    await goToRequests(page, household);
}

/** The same with what it knows already. */
export async function goToRequests(page, household) {
    await press(page, '提诉求', heading(page, '您想怎么提？'));
    await press(page, '写名字提', heading(page, '请刷家庭卡'));
    await identify(page, household);
    await heading(page, '我家的诉求').waitFor();
}

/** From the household's list to the field of a new request. */
export async function writeRequest(page) {
    await press(page, '提新诉求', heading(page, '是哪方面的事？'));
    const field = page.getByRole('textbox', {name: '诉求内容'});
    await press(page, '道路出行', field);
    await field.click();
    await field.and(page.locator(':focus')).waitFor();
    return field;
}

/** 提交; what the request then says. */
export async function fileRequest(page) {
    await press(page, '提交', heading(page, /^诉求 /));
    return requestText(page);
}

/** The resident's words on a request's own screen, to the letter. */
export const requestText = (page) => page.getByRole('list', {name: '办理经过'})
    .getByRole('listitem').first().locator(':scope > *').last().textContent();
