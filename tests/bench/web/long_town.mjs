// The demo town with so many more notices in its first village: a list that a village has after years.
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {root} from '../../web/support/places.mjs';

const noticeOf = (number) => `第${number}期通知

全体村民：

　　这是第${number}期通知（示例）。

村民委员会
2026年1月1日
`;

/** Calls `act` with the path of its file, which is gone afterwards. */
export async function withLongTown(notices, act) {
    const folder = mkdtempSync(join(tmpdir(), 'xinfeng-town-'));
    try {
        cpSync(join(root, 'assets/demo'), folder, {recursive: true});
        const path = join(folder, 'town.json');
        const town = JSON.parse(readFileSync(path, 'utf8'));
        for (let number = 1; number <= notices; ++number) {
            const name = `notices/more-${number}.txt`;
            writeFileSync(join(folder, name), noticeOf(number));
            town.villages[0].notices.push(name);
        }
        writeFileSync(path, JSON.stringify(town));
        await act(path);
    } finally {
        rmSync(folder, {recursive: true, force: true});
    }
}
