// The settings view in a plain browser.
import { standForEditor } from './outsideEditor';

standForEditor('acklens-dev-settings');
void import('../settings/main');
