const all = ['3.9.1', '4.2.0'] as const;

/** What is tested against; `ACKLENS_KAFKA_VERSIONS=4.2.0` narrows a run. */
export const kafkaVersions = all.filter((version) =>
  (process.env.ACKLENS_KAFKA_VERSIONS ?? all.join()).split(',').includes(version),
);
