/**
 * A title of a code lens that begins with a codicon. VS Code draws the text after the icon as a part of its own, in which
 * the browser leaves out a plain space at the beginning.
 */
export const lensTitle = (icon: string, text: string): string => `$(${icon})\u00a0${text}`;
