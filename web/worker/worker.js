// The worker's entry: a session whose files are OPFS sync access handles, which only workers get.
import {Session} from './session.js';
import {DeviceStorage} from './storage.js';

const session = new Session((kind, more = {}) => self.postMessage({kind, ...more}), DeviceStorage);
self.onmessage = ({data: message}) => session.receive(message);
