import { deepEqual, equal } from 'node:assert/strict';
import { KafkaError } from '../../../src/kafka/errors';
import { NoticeBoard } from '../../../src/tailWorker/noticeBoard';

describe('what the user is told of a reading', () => {
  it('is over when the topic answers again, whichever broker had not heard of it', () => {
    const board = new NoticeBoard();
    board.problem(undefined, new KafkaError('topic-deleted', 'Topic orders has been deleted.'), 'orders');
    board.problem(undefined, new KafkaError('unknown-topic', 'There is no such topic.'), 'orders');
    board.problem(undefined, new KafkaError('unknown-topic', 'There is no topic refunds.'), 'refunds');
    equal(board.answered(0, 'orders'), true);
    deepEqual(board.sentences(), ['There is no topic refunds.']);
    equal(board.answered(0, 'orders'), false);
  });

  it('stays where it is a fact about what was read', () => {
    const board = new NoticeBoard();
    board.problem(2, new KafkaError('undecodable', 'A batch is damaged.'), 'orders');
    equal(board.answered(2, 'orders'), false);
    deepEqual(board.sentences(), ['A batch is damaged.']);
  });
});
