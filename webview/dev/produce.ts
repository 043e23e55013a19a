// The form to produce in a plain browser.
import { standForEditor } from './outsideEditor';

standForEditor('acklens-dev-produce');
void import('../produce/main');
