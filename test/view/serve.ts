// Opens the tail view in a plain browser: npx tsx test/view/serve.ts, then add ?rows=1000000&rate=5000&theme=light
import { startViewServer } from './startViewServer';

void startViewServer().then(({ url }) => console.log(`${url}?rows=100000&rate=500`));
