// Where the built things are; the variables name other ones.
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const webBuild = process.env.XINFENG_WEB_BUILD ?? join(root, 'build/web');
export const siteFolder = join(webBuild, 'site');
export const contractFolder = join(webBuild, 'contract-site');
export const hubProgram = process.env.XINFENG_HUB ?? join(root, 'build/native/xinfeng-hub');
export const screenshotFolder = join(root, 'build/screenshots');
