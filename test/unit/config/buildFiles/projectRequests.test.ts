import { deepStrictEqual } from 'node:assert/strict';
import type { BuildFile, Ecosystem } from '../../../../src/config/buildFiles/buildFile';
import { projectRequests } from '../../../../src/config/buildFiles/projectRequests';

type Files = Readonly<Record<string, string>>;

const folder = (files: Files): readonly BuildFile[] => Object.entries(files).map(([name, text]) => ({ name, text }));

/** `client from..below (file)` for each client, nearest folder first. */
const found = (folders: readonly Files[], ecosystem?: Ecosystem): readonly string[] =>
  projectRequests(folders.map(folder), ecosystem).map(
    ({ client, range, file }) =>
      `${client} ${range === undefined ? '?' : range.below === undefined ? range.from : `${range.from}..${range.below}`} (${file})`,
  );

const pom = (body: string): Files => ({ 'pom.xml': `<?xml version="1.0"?>\n<project xmlns="x">${body}</project>` });
const dependency = (artifact: string, version = '', group = 'org.apache.kafka'): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${version && `<version>${version}</version>`}</dependency>`;
const boot = (version: string): string =>
  `<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>${version}</version></parent>`;
const springKafka = dependency('spring-kafka', '', 'org.springframework.kafka');

const cases: readonly {
  readonly name: string;
  readonly folders: readonly Files[];
  readonly expected: readonly string[];
}[] = [
  {
    name: 'a dependency of a POM',
    folders: [pom(`<dependencies>${dependency('kafka-clients', '2.8.1')}</dependencies>`)],
    expected: ['java 2.8.1 (pom.xml)'],
  },
  {
    name: 'a property of a POM, through another one',
    folders: [
      pom(
        `<properties><kafka.version>\${kafka.base}.1</kafka.version><kafka.base>3.6</kafka.base></properties><dependencies>${dependency('kafka-clients', `\${kafka.version}`)}</dependencies>`,
      ),
    ],
    expected: ['java 3.6.1 (pom.xml)'],
  },
  {
    name: 'a version in a comment of a POM is none',
    folders: [
      pom(
        `<dependencies><!-- ${dependency('kafka-clients', '2.0.0')} -->${dependency('kafka-clients', '3.9.0')}</dependencies>`,
      ),
    ],
    expected: ['java 3.9.0 (pom.xml)'],
  },
  {
    name: 'a placeholder that nobody fills',
    folders: [pom(`<dependencies>${dependency('kafka-clients', `\${kafka.version}`)}</dependencies>`)],
    expected: ['java ? (pom.xml)'],
  },
  {
    name: 'a property that names itself',
    folders: [
      pom(`<properties><v>\${v}</v></properties><dependencies>${dependency('kafka-clients', `\${v}`)}</dependencies>`),
    ],
    expected: ['java ? (pom.xml)'],
  },
  {
    name: 'a range of Maven',
    folders: [pom(`<dependencies>${dependency('kafka-clients', '[2.8,3.0)')}</dependencies>`)],
    expected: ['java 2.8..3.0 (pom.xml)'],
  },
  {
    name: 'a build of Confluent',
    folders: [pom(`<dependencies>${dependency('kafka-clients', '6.2.4-ccs')}</dependencies>`)],
    expected: ['java 2.8..2.9 (pom.xml)'],
  },
  {
    name: 'a module whose parent manages the version',
    folders: [
      pom(`<parent><artifactId>shop</artifactId></parent><dependencies>${dependency('kafka-clients')}</dependencies>`),
      pom(
        `<artifactId>shop</artifactId><dependencyManagement><dependencies>${dependency('kafka-clients', '2.7.2')}</dependencies></dependencyManagement>`,
      ),
    ],
    expected: ['java 2.7.2 (pom.xml)'],
  },
  {
    name: 'a POM above that is not the parent',
    folders: [
      pom(`<dependencies>${dependency('kafka-clients')}</dependencies>`),
      pom(
        `<artifactId>shop</artifactId><dependencyManagement><dependencies>${dependency('kafka-clients', '2.7.2')}</dependencies></dependencyManagement>`,
      ),
    ],
    expected: ['java ? (pom.xml)'],
  },
  {
    name: 'what Spring Boot manages',
    folders: [pom(`${boot('2.5.3')}<dependencies>${springKafka}</dependencies>`)],
    expected: ['java 2.7 (pom.xml)'],
  },
  {
    name: 'Spring Boot 2.6 before and after it left 3.0.0',
    folders: [pom(`${boot('2.6.4')}<dependencies>${springKafka}</dependencies>`)],
    expected: ['java 3.0.0 (pom.xml)'],
  },
  {
    name: 'kafka.version over what Spring Boot manages',
    folders: [
      pom(
        `${boot('3.2.1')}<properties><kafka.version>2.8.2</kafka.version></properties><dependencies>${springKafka}</dependencies>`,
      ),
    ],
    expected: ['java 2.8.2 (pom.xml)'],
  },
  {
    name: 'a Spring Boot that nobody has read',
    folders: [pom(`${boot('9.1.0')}<dependencies>${springKafka}</dependencies>`)],
    expected: ['java ? (pom.xml)'],
  },
  { name: 'a Spring Boot without Kafka', folders: [pom(boot('3.2.1'))], expected: [] },
  {
    name: 'Spring Boot as an imported BOM',
    folders: [
      pom(
        `<dependencyManagement><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-dependencies</artifactId><version>3.3.2</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement><dependencies>${springKafka}</dependencies>`,
      ),
    ],
    expected: ['java 3.7 (pom.xml)'],
  },
  {
    name: 'spring-kafka on its own',
    folders: [pom(`<dependencies>${dependency('spring-kafka', '2.7.14', 'org.springframework.kafka')}</dependencies>`)],
    expected: ['java 2.7 (pom.xml)'],
  },
  {
    name: 'half a POM',
    folders: [{ 'pom.xml': `<project><dependencies>${dependency('kafka-clients', '3.1.2')}<dependency><gro` }],
    expected: ['java 3.1.2 (pom.xml)'],
  },
  {
    name: 'coordinates of Gradle',
    folders: [{ 'build.gradle': "dependencies {\n  implementation 'org.apache.kafka:kafka-clients:2.8.1'\n}\n" }],
    expected: ['java 2.8.1 (build.gradle)'],
  },
  {
    name: 'coordinates of Gradle in a comment',
    folders: [
      {
        'build.gradle':
          "// implementation 'org.apache.kafka:kafka-clients:2.0.0'\nimplementation('org.apache.kafka:kafka-clients:3.7.0') // https://kafka.apache.org\n",
      },
    ],
    expected: ['java 3.7.0 (build.gradle)'],
  },
  {
    name: 'variables of Gradle',
    folders: [
      {
        'build.gradle.kts':
          'val kafkaVersion = "3.4.1"\ndependencies {\n  implementation("org.apache.kafka:kafka-clients:$kafkaVersion")\n}\n',
      },
    ],
    expected: ['java 3.4.1 (build.gradle.kts)'],
  },
  {
    name: 'gradle.properties of the root of the build',
    folders: [
      { 'build.gradle': "implementation group: 'org.apache.kafka', name: 'kafka-clients', version: kafkaVersion" },
      { 'settings.gradle': '', 'gradle.properties': 'kafkaVersion=2.6.3\n' },
      { 'gradle.properties': 'kafkaVersion=3.0.0\n' },
    ],
    expected: ['java 2.6.3 (build.gradle)'],
  },
  {
    name: 'a variable of Gradle with two values',
    folders: [
      {
        'build.gradle': `if (old) { kafkaVersion = '2.8.0' } else { kafkaVersion = '3.8.0' }\nimplementation "org.apache.kafka:kafka-clients:\${kafkaVersion}"`,
      },
    ],
    expected: ['java ? (build.gradle)'],
  },
  {
    name: 'a catalog of Gradle',
    folders: [
      {
        'build.gradle.kts': 'dependencies { implementation(libs.kafka.clients) }',
        'settings.gradle.kts': '',
        'gradle/libs.versions.toml':
          '[versions]\nkafka = "3.5.2"\n[libraries]\nkafka-clients = { module = "org.apache.kafka:kafka-clients", version.ref = "kafka" }\n',
      },
    ],
    expected: ['java 3.5.2 (build.gradle.kts)'],
  },
  {
    name: "Spring Boot's plugin",
    folders: [
      {
        'build.gradle':
          "plugins { id 'org.springframework.boot' version '2.4.2' }\ndependencies { implementation 'org.springframework.kafka:spring-kafka' }",
      },
    ],
    expected: ['java 2.6 (build.gradle)'],
  },
  {
    name: "kafka.version over Spring Boot's plugin",
    folders: [
      {
        'build.gradle.kts':
          'plugins { id("org.springframework.boot") version "3.4.0" }\nextra["kafka.version"] = "3.9.1"\ndependencies { implementation("org.springframework.kafka:spring-kafka") }',
      },
    ],
    expected: ['java 3.9.1 (build.gradle.kts)'],
  },
  {
    name: 'sbt',
    folders: [
      { 'build.sbt': 'val kafkaV = "2.8.2"\nlibraryDependencies += "org.apache.kafka" % "kafka-clients" % kafkaV\n' },
    ],
    expected: ['java 2.8.2 (build.sbt)'],
  },
  {
    name: 'Maven and Gradle that differ',
    folders: [
      {
        ...pom(`<dependencies>${dependency('kafka-clients', '2.8.1')}</dependencies>`),
        'build.gradle': "implementation 'org.apache.kafka:kafka-clients:3.9.0'",
      },
    ],
    expected: ['java ? (pom.xml)'],
  },
  {
    name: 'requirements of Python',
    folders: [
      {
        'requirements.txt':
          '# kafka-python==1.0\nconfluent_kafka[avro]==1.5.0 ; python_version >= "3.8"\nKafka-Python~=2.0.2 \\\n  --hash=sha256:00\naiokafka\n',
      },
    ],
    expected: [
      'librdkafka 1.5.0 (requirements.txt)',
      'kafka-python 2.0.2..2.1 (requirements.txt)',
      'aiokafka ? (requirements.txt)',
    ],
  },
  {
    name: 'pyproject.toml with and without Poetry, and the lock file over it',
    folders: [
      { 'pyproject.toml': '[project]\ndependencies = ["kafka-python>=2.0,<3"]\n' },
      {
        'pyproject.toml': '[tool.poetry.dependencies]\nconfluent-kafka = "^1.4"\naiokafka = {version = "0.10.0"}\n',
        'poetry.lock': '[[package]]\nname = "confluent-kafka"\nversion = "1.9.2"\n',
      },
    ],
    expected: [
      'kafka-python 2.0..3 (pyproject.toml)',
      'librdkafka 1.9.2 (poetry.lock)',
      'aiokafka 0.10.0 (pyproject.toml)',
    ],
  },
  {
    name: 'package.json',
    folders: [
      {
        'package.json':
          '{"dependencies": {"kafkajs": "^2.2.4", "kafka-node": "*"}, "devDependencies": {"@confluentinc/kafka-javascript": "1.3.0"}}',
      },
    ],
    expected: [
      'kafkajs 2.2.4..3 (package.json)',
      'kafka-node ? (package.json)',
      'confluent-kafka-javascript 1.3.0 (package.json)',
    ],
  },
  {
    name: 'node-rdkafka, which brings librdkafka along',
    folders: [{ 'package.json': '{"dependencies": {"node-rdkafka": "2.10.1"}}' }],
    expected: ['librdkafka 1.5.3 (package.json)'],
  },
  {
    name: 'a range of node-rdkafka',
    folders: [{ 'package.json': '{"dependencies": {"node-rdkafka": "^2.9.0"}}' }],
    expected: ['librdkafka 1.4.2..2.5.0 (package.json)'],
  },
  {
    name: 'node-rdkafka older than what is known',
    folders: [{ 'package.json': '{"dependencies": {"node-rdkafka": "2.3.0"}}' }],
    expected: ['librdkafka ? (package.json)'],
  },
  {
    name: 'kafka-python-ng as the release that it was made from',
    folders: [{ 'requirements.txt': 'kafka-python-ng==2.2.3\n' }],
    expected: ['kafka-python 2.0.2 (requirements.txt)'],
  },
  {
    name: 'go.mod',
    folders: [
      {
        'go.mod':
          'module shop\n\nrequire github.com/confluentinc/confluent-kafka-go v1.4.2\n\nrequire (\n\tgithub.com/IBM/sarama v1.43.0\n\tgithub.com/twmb/franz-go v1.16.1 // indirect\n)\n',
      },
    ],
    expected: ['librdkafka 1.4.2 (go.mod)', 'sarama 1.43.0 (go.mod)', 'franz-go 1.16.1 (go.mod)'],
  },
  {
    name: 'a project of .NET',
    folders: [
      {
        'Shop.csproj':
          '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><KafkaVersion>1.5.3</KafkaVersion></PropertyGroup><ItemGroup><PackageReference Include="Confluent.Kafka" Version="$(KafkaVersion)" /></ItemGroup></Project>',
      },
    ],
    expected: ['librdkafka 1.5.3 (Shop.csproj)'],
  },
  {
    name: 'central versions of .NET',
    folders: [
      { 'Shop.csproj': '<Project><ItemGroup><PackageReference Include="Confluent.Kafka" /></ItemGroup></Project>' },
      {
        'Directory.Packages.props':
          '<Project><ItemGroup><PackageVersion Include="Confluent.Kafka" Version="2.3.0" /></ItemGroup></Project>',
      },
    ],
    expected: ['librdkafka 2.3.0 (Shop.csproj)'],
  },
  {
    name: 'Cargo',
    folders: [
      {
        'Cargo.toml': '[dependencies]\nrdkafka = "0.36"\nkafka = "0.9"\n',
        'Cargo.lock': '[[package]]\nname = "rdkafka-sys"\nversion = "4.7.0+2.3.0"\n',
      },
    ],
    expected: ['kafka-rust 0.9..0.10 (Cargo.toml)', 'librdkafka 2.3.0 (Cargo.lock)'],
  },
  {
    name: 'Bundler and Composer',
    folders: [
      {
        Gemfile: "source 'https://rubygems.org'\ngem 'ruby-kafka', '~> 1.5'\n",
        'Gemfile.lock': 'GEM\n  specs:\n    ruby-kafka (1.5.0)\n',
        'composer.json': '{"require": {"longlang/phpkafka": "1.2.3"}}',
      },
    ],
    expected: ['ruby-kafka 1.5.0 (Gemfile.lock)', 'phpkafka 1.2.3 (composer.json)'],
  },
  {
    name: 'the nearest folder that names a client',
    folders: [
      { 'requirements.txt': 'requests\n' },
      { 'requirements.txt': 'kafka-python==2.0.2\n' },
      { 'requirements.txt': 'kafka-python==2.2.0\n' },
    ],
    expected: ['kafka-python 2.0.2 (requirements.txt)'],
  },
  {
    name: 'broken files',
    folders: [
      {
        'pyproject.toml': '[project\ndependencies = [',
        'package.json': '{"dependencies": {"kafkajs": ',
        'pom.xml': '<project><a></b>',
        'Shop.csproj': '<<<>',
        'Cargo.toml': '=',
      },
    ],
    expected: [],
  },
];

describe('the client libraries of a project', () => {
  for (const { name, folders, expected } of cases) it(`reads ${name}`, () => deepStrictEqual(found(folders), expected));

  it('asks the build files of the language of the code', () => {
    const both = [
      {
        'requirements.txt': 'confluent-kafka==1.5.0\n',
        'go.mod': 'require github.com/confluentinc/confluent-kafka-go/v2 v2.3.0\n',
      },
    ];
    deepStrictEqual(found(both), ['librdkafka ? (requirements.txt)']);
    deepStrictEqual(found(both, 'go'), ['librdkafka 2.3.0 (go.mod)']);
  });
});
