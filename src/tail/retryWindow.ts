/** A client gives up on a request after 30 s by default and needs some seconds to write it again (request.timeout.ms). */
export const RETRY_WINDOW_MS = 35_000;
