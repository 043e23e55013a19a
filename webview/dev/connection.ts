// The form of a connection in a plain browser.
import { standForEditor } from './outsideEditor';

standForEditor('acklens-dev-connection');
void import('../connection/main');
