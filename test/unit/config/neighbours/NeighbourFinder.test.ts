import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { NeighbourFinder } from '../../../../src/config/neighbours/NeighbourFinder';

describe('NeighbourFinder', () => {
  /** A disk in memory that counts what is asked of it. */
  function setUp(files: Record<string, string>) {
    const asked: string[] = [];
    const finder = new NeighbourFinder({
      list: (folder) => {
        asked.push(`list ${folder}`);
        const inside = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
        return Promise.resolve(
          inside.map((path) => path.slice(folder.length + 1)).filter((name) => !name.includes('/')),
        );
      },
      read: (path) => {
        asked.push(`read ${path}`);
        return Promise.resolve(files[path]);
      },
    });
    const names = async (path: string, text = ''): Promise<readonly string[]> =>
      (await finder.of(path, text, '/w')).map(({ name }) => name);
    return { asked, finder, names, files };
  }

  it('asks for nothing where a file is read alone', async () => {
    const { asked, names } = setUp({ '/w/application.yml': '' });
    for (const name of ['Orders.java', 'producer.properties', 'my-application.yml', 'values.yaml', 'a.json'])
      deepStrictEqual(await names(`/w/${name}`), []);
    deepStrictEqual(asked, []);
  });

  it('finds the base of a profile, and the other formats beside it', async () => {
    const { names } = setUp({
      '/w/application.yml': '',
      '/w/application.properties': '',
      '/w/application-prod.yml': '',
      '/w/application-dev.yml': '',
      '/w/bootstrap.yml': '',
      '/w/sub/application.yaml': '',
    });
    deepStrictEqual(await names('/w/application-prod.properties'), [
      'application.yml',
      'application.properties',
      'application-prod.yml',
    ]);
    deepStrictEqual(await names('/w/application.yml'), ['application.properties']);
    deepStrictEqual(await names('/w/bootstrap-prod.yml'), ['bootstrap.yml']);
  });

  it('finds what Compose reads, in every form of env_file, and nothing outside of the root', async () => {
    const { names, asked } = setUp({
      '/w/a/compose.yaml': '',
      '/w/a/docker-compose.yml': '',
      '/w/a/.env': '',
      '/w/a/one.env': '',
      '/w/a/two.env': '',
      '/w/a/three.env': '',
      '/w/shared.env': '',
      '/etc/secret.env': '',
    });
    const text = `services:
  a:
    env_file: ./one.env # first
  b:
    env_file:
      - two.env
      - path: "three.env"
        required: false
  c:
    env_file: [../shared.env, ../../etc/secret.env, /etc/secret.env, \${X}.env]
`;
    deepStrictEqual(await names('/w/a/compose.override.yml', text), [
      'compose.yaml',
      '.env',
      'one.env',
      'two.env',
      'three.env',
      '../shared.env',
    ]);
    strictEqual(
      asked.some((one) => one.includes('secret')),
      false,
    );
    deepStrictEqual(await names('/w/a/compose.prod.yml', text), []);
  });

  it('takes neither of two workers, and values.yaml only of a chart', async () => {
    const files: Record<string, string> = { '/w/connect-distributed.properties': '', '/w/values.yaml': '' };
    const { names, finder } = setUp(files);
    const connector = 'connector.class=a.B\n';
    deepStrictEqual(await names('/w/sink.properties', connector), ['connect-distributed.properties']);
    deepStrictEqual(await names('/w/sink.properties', 'a=b\n'), []);
    deepStrictEqual(await names('/w/values-prod.yaml'), []);
    files['/w/connect-standalone.properties'] = '';
    files['/w/Chart.yaml'] = '';
    deepStrictEqual(finder.changed('/w/connect-standalone.properties'), []);
    deepStrictEqual(await names('/w/sink.properties', connector), []);
    deepStrictEqual(await names('/w/values-prod.yaml'), ['values.yaml']);
  });

  it('answers the same array until a neighbour changes, and knows whom that concerns', async () => {
    const files: Record<string, string> = { '/w/application.yml': 'a', '/w/application-prod.yml': '' };
    const { finder, asked } = setUp(files);
    const path = '/w/application-prod.yml';
    const first = await finder.of(path, '', '/w');
    deepStrictEqual(first, [{ name: 'application.yml', text: 'a' }]);
    strictEqual(await finder.of(path, 'typed', '/w'), first);
    strictEqual(finder.known(path), first);
    strictEqual(asked.length, 2);
    deepStrictEqual(finder.changed('/w/other.yml'), []);
    files['/w/application.yml'] = 'b';
    deepStrictEqual(finder.changed('/w/application.yml'), [path]);
    deepStrictEqual(await finder.of(path, '', '/w'), [{ name: 'application.yml', text: 'b' }]);
  });

  it('knows whom a change concerns while that one is still being read', async () => {
    const files: Record<string, string> = { '/w/application.yml': 'a' };
    const { finder } = setUp(files);
    const reading = finder.of('/w/application-prod.yml', '', '/w');
    deepStrictEqual(finder.changed('/w/application.yml'), ['/w/application-prod.yml']);
    await reading;
    files['/w/application.yml'] = 'b';
    finder.changed('/w/application.yml');
    deepStrictEqual(await finder.of('/w/application-prod.yml', '', '/w'), [{ name: 'application.yml', text: 'b' }]);
  });

  it('tells whom a new file concerns', async () => {
    const files: Record<string, string> = { '/w/application-prod.yml': '' };
    const { finder, names } = setUp(files);
    deepStrictEqual(await names('/w/application-prod.yml'), []);
    files['/w/application.properties'] = '';
    deepStrictEqual(finder.changed('/w/application.properties'), ['/w/application-prod.yml']);
    deepStrictEqual(await names('/w/application-prod.yml'), ['application.properties']);
  });
});
