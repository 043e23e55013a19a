import { rulePage } from '../rulePage';
import type { ClusterExample, ClusterRule } from './clusterRule';
import { describeExample } from './exampleCluster';

/** The page of a rule about a cluster, as `rulePage` writes those about texts. */
export function clusterRulePage({ bad, good, ...rule }: ClusterRule, level: 1 | 2): string {
  return rulePage({ ...rule, bad: bad.map(withCluster), good: good.map(withCluster) }, level);
}

const withCluster = ({ path, text, cluster }: ClusterExample) => ({
  path,
  text,
  around: ` on ${describeExample(cluster)}`,
});
