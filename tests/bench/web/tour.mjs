// A walk over the screens of a device: from its home screen to each place, on into the first of what
// is listed there as far as that leads, and back. It looks, and changes nothing.
import {
    button, heading, identify, press, scan, signInAtDesk, typePin, writeRequest,
} from '../../web/support/resident.mjs';

const kDeepest = 4;  // 看公开: a list, a month, a document of it
const kLeadsMs = 3000;

const title = (page) => page.getByRole('heading', {level: 1}).first().innerText();

/** Presses the first of a list; false where that led nowhere. */
async function enterFirst(page) {
    const first = page.getByRole('listitem').getByRole('button').first();
    if (!await first.isVisible()) return false;
    const before = await title(page);
    await first.click();
    return page.waitForFunction(
        (old) => document.querySelector('main h1, main [role=heading][aria-level="1"]')
            ?.textContent !== old,
        before, {timeout: kLeadsMs}).then(() => true, () => false);
}

const goHome = (page, place) => press(page, '首页', button(page, place));

/** `way`: the words on the buttons that lead from the home screen to a list or page. */
async function visit(page, way) {
    const steps = [...way, '首页'];
    for (let at = 0; at < way.length; ++at) await press(page, way[at], button(page, steps[at + 1]));
    let depth = way.length;
    while (depth < kDeepest && await enterFirst(page)) ++depth;
    await goHome(page, way[0]);
}

async function visitAll(page, ways) {
    for (const way of ways) await visit(page, way);
}

// What is overdue stands in a tile's name, too.
const kPublic = [['看公开', /^一月一晒/], ['看公开', /^四议两公开/], ['看公开', /^通知公告/]];

/** A resident at a kiosk: what everybody may read, then their own. */
export async function kioskTour(page, household) {
    await visitAll(page, [...kPublic, ['积分公示'], ['提诉求']]);
    await press(page, '查积分', heading(page, '请刷家庭卡'));
    await identify(page, household);
    await goHome(page, '提诉求');
    await press(page, '提诉求', heading(page, '我家的诉求'));
    await writeRequest(page);
    await goHome(page, '查积分');
    await press(page, '退出', button(page, '查积分'));
}

/** A clerk at a counter, up to the basket. */
export async function counterTour(page, household) {
    await visitAll(page, kPublic);
    await scan(page, household.card, heading(page, '请输入密码'));
    await typePin(page, household.pin);
    await page.getByRole('listitem').getByRole('button').first().click();
    await press(page, '加一份肥皂', button(page, '减一份肥皂'));
    await press(page, '退出', button(page, '换东西'));
}

/** Somebody at the village's desk. */
export async function deskTour(page, staff) {
    await signInAtDesk(page, staff);
    await visitAll(page, [
        ...kPublic, ['办诉求'], ['做公开'], ['给积分'], ['查户情'], ['积分公示'],
    ]);
    await press(page, '退出', button(page, '登录办公'));
}
