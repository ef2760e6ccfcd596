// The layout's own thread: a question in, its answer out.
import { layout } from './layout.ts';
import { answerOf, buffersOf, inputOf, type Question } from './parcel.ts';

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const answer = answerOf(layout(inputOf(data)));
  postMessage(answer, { transfer: buffersOf(answer) });
});
