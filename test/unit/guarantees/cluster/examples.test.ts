import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { unitUses } from '../../../../src/config/targets/unitUses';
import { allRules } from '../../../../src/guarantees/allRules';
import type { Analyser } from '../../../../src/guarantees/analyse';
import { allClusterRules } from '../../../../src/guarantees/cluster/allClusterRules';
import type { ClusterExample } from '../../../../src/guarantees/cluster/clusterRule';
import { crossCheck } from '../../../../src/guarantees/cluster/crossCheck';
import { exampleFacts } from '../../../../src/guarantees/cluster/exampleCluster';
import { testAnalyser } from '../../../lintCases/loadGrammar';

describe('examples of the rules about a cluster', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  function found({ path, text, cluster }: ClusterExample): readonly string[] {
    const { units, bootstrapServers } = analyser.analyse({ path, text });
    const plain = units.map(({ unit }) => unit);
    const uses = unitUses(text, { units: plain, bootstrapServers });
    const met = plain.map((unit) => ({ unit, topics: uses.get(unit.id)?.topics ?? [] }));
    return crossCheck(text, met, exampleFacts(cluster)).map(({ rule }) => rule);
  }

  for (const rule of allClusterRules) {
    it(rule.id, () => {
      ok(rule.bad.length > 0 && rule.good.length > 0, 'examples of both kinds');
      for (const example of rule.bad)
        ok(found(example).includes(rule.id), `not reported: ${example.text}${JSON.stringify(example.cluster)}`);
      for (const example of rule.good)
        ok(!found(example).includes(rule.id), `reported: ${example.text}${JSON.stringify(example.cluster)}`);
    });
  }

  it('have ids of their own', () => {
    const ids = [...allRules, ...allClusterRules].map(({ id }) => id);
    strictEqual(new Set(ids).size, ids.length);
    deepStrictEqual(
      allClusterRules.filter(({ id }) => !id.startsWith('cluster-')),
      [],
    );
  });
});
