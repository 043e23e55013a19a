import * as vscode from 'vscode';
import { nameOf } from './nameOf';
import type { Node } from './node';

/** Rows dragged into an editor leave their names there, one a line. Nothing can be dropped on the tree. */
export const dragNames: vscode.TreeDragAndDropController<Node> = {
  dragMimeTypes: ['text/plain'],
  dropMimeTypes: [],
  handleDrag: (nodes, data) => {
    const names = nodes.flatMap((node) => nameOf(node) ?? []);
    if (names.length > 0) data.set('text/plain', new vscode.DataTransferItem(names.join('\n')));
  },
};
