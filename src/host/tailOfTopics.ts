import type { TailRequest } from './commandTable';

/** A wish to tail what a client writes to; what its text does not tell is asked for. */
export function tailOfTopics([topic, ...moreTopics]: readonly string[], servers: string | undefined): TailRequest {
  const known = servers === undefined || /[$%{}]/.test(servers) ? [] : serversIn(servers);
  return {
    ...(topic === undefined ? {} : { topic }),
    ...(moreTopics.length === 0 ? {} : { moreTopics }),
    ...(known.length === 0 ? {} : { bootstrapServers: known }),
  };
}

/** `host:port` of a list, without the names of listeners that some clients write in front. */
export const serversIn = (list: string): readonly string[] =>
  list
    .split(',')
    .map((server) => server.trim().replace(/^[A-Za-z_+]+:\/\//, ''))
    .filter((server) => server !== '');
