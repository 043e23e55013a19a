import type { ClusterRule } from '../../src/guarantees/cluster/clusterRule';
import { clusterRulePage } from '../../src/guarantees/cluster/clusterRulePage';

/** docs/cluster-check.md: how the check works, and its rules from the rules themselves. */
export function clusterRulesPage(rules: readonly ClusterRule[]): string {
  const rows = rules.map(({ id, severity, condition }) => `| [${id}](#${id}) | ${severity} | ${condition} |`);
  return `# Settings and the cluster that they meet

Generated from src/guarantees/cluster; \`UPDATE_GOLDEN=1 npm run test:golden\` writes this page.

What acks, isolation.level or max.request.size are worth is decided on the cluster. While AckLens is connected to one, it checks the settings in open files against the topics and brokers that they talk to. The findings have the source "AckLens cluster" and end with the name of the connection; they stand among the problems, on the cards of *Delivery settings*, in the line above a unit and in the tooltip of a topic in the tree. They are gone when you disconnect.

## What is compared with what

**The topic** is the one that the file itself names for a unit: \`--topic\` of a console tool, the topic of a \`send()\` or of a record in code, the channel of SmallRye, the default topic of Spring's template, the output of a pipeline. A unit whose topic comes from elsewhere is checked for transactions only. In code that makes several producers, a topic counts for a producer only where it stands inside of it.

**The cluster** is that of the only connection that has a server in common with the unit (\`bootstrap.servers\`, \`--bootstrap-server\`, \`brokers\`; \`localhost\` and \`127.0.0.1\` are one). Where several connections fit, or none, it is the one that you chose with *AckLens: Choose the cluster of this workspace…*; otherwise nothing is compared. The choice is kept by VS Code, not in the workspace.

**The facts** are read when the file is opened or the connection is made, again with *Refresh* in the tree or *AckLens: Check settings against the cluster again*, and when they are older than \`acklens.clusterCheck.refreshSeconds\` (60) while the file is visible. Reading takes metadata, the settings of the topics and of one broker, and the producers that the brokers remember. It joins no group and changes nothing. What the ACLs hide is not reported on. AckLens never connects because a file names servers: it looks at clusters that you are connected to, and an untrusted workspace's own connections do not exist for it.

On the command line the same check runs with \`acklens lint --bootstrap-server HOST:PORT [--config client.properties] PATH...\`. You name the cluster there, so that every unit counts whose topic is known, whatever servers its file names.

## Rules

| rule | severity | reported when |
| --- | --- | --- |
${rows.join('\n')}

Severities are changed in \`acklens.rules\`, and a comment answers a finding as it does in [the rules for texts](rules.md):

\`\`\`sh
# acklens-ignore cluster-replication-one: a topic for tests
kafka-console-producer --bootstrap-server localhost:9092 --topic scratch --producer-property acks=all
\`\`\`

A topic in the examples below has 3 replicas, all in sync, and Kafka's default settings where nothing else is said.

${rules.map((rule) => clusterRulePage(rule, 2)).join('\n')}`;
}
