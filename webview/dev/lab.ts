// The delivery experiment in a plain browser.
import { standForEditor } from './outsideEditor';

standForEditor('acklens-dev-lab');
void import('../lab/main');
