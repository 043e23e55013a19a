/** A URL without the user and the password that may stand in it, and the two by themselves. */
export interface SplitUrl {
  readonly url: string;
  readonly user?: string;
  /** A secret, which an URL that is kept or shown must not carry. */
  readonly password?: string;
}

/** RFC 3986, section 3.2.1: what stands before the last "@" of the authority. */
export function splitUserInfo(text: string): SplitUrl {
  const match = /^(?<scheme>[a-z][a-z0-9+.-]*:\/\/)(?<info>[^/?#]*)@(?<rest>.*)$/is.exec(text)?.groups;
  if (match?.info === undefined) return { url: text };
  const [user = '', ...password] = match.info.split(':');
  return {
    url: `${match.scheme}${match.rest}`,
    ...(user === '' ? {} : { user: decode(user) }),
    ...(password.length === 0 ? {} : { password: decode(password.join(':')) }),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A "%" that stands for itself.
    return text;
  }
}
