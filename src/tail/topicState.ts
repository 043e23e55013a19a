/** One topic as the session knows it; a topic that was created again is another one of the same name. */
export interface TopicState {
  readonly name: string;
  /** Undefined = not known. */
  isCompacted: boolean | undefined;
  /** Deleted: nothing more will come of it. */
  isOver: boolean;
}

export const newTopic = (name: string): TopicState => ({
  name,
  isCompacted: undefined,
  isOver: false,
});
