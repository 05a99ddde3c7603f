import type { BehaviourOutline } from '../behaviour-outline.ts';

/** What hangs on the state of what is referred to. */
export const relatedStateCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Auctions have a title and are open or closed. Bidders bid on auctions. Nobody can bid on a closed auction.',
    things: ['auction(title)', 'bid(bidder, auction:auction)'],
    moves: ['auction: open; close open>closed'],
    rules: ['while bid: bid while auction open'],
    unrealised: [],
  },
  {
    text: 'Petitions have a title and a goal. People sign petitions. Everyone can sign a petition only once. A petition is closed 30 days after it was started. Closed petitions cannot be signed.',
    things: ['petition(title, goal)', 'signing(person, petition:petition)'],
    moves: ['petition: open; close open>closed by clock'],
    rules: [
      'timeout petition: open>closed after 30 days',
      'unique signing: person+petition',
      'while signing: sign while petition open',
    ],
    unrealised: [],
  },
  {
    text: 'Fans vote in contests. A contest has a motto. Nobody can vote after the contest was closed.',
    things: ['vote(fan, contest:contest)', 'contest(motto)'],
    moves: ['contest: open; close open>closed'],
    rules: ['while vote: vote while contest open'],
    unrealised: [],
  },
  {
    text: 'Courses have a title and are open or full. Pupils register for courses. Pupils can only register for an open course.',
    things: ['course(title)', 'registration(pupil, course:course)'],
    moves: ['course: open; mark full open>full'],
    rules: ['while registration: register while course open'],
    unrealised: [],
  },
  {
    text: 'Users comment on posts. A post has a title and is active or locked. Users can comment on a post while the post is active.',
    things: ['comment(user, text, post:post)', 'post(title)'],
    moves: ['post: active; lock active>locked; resume locked>active'],
    rules: ['while comment: comment while post active'],
    unrealised: [],
  },
  {
    text: 'Guests vote in polls. A poll has a question and is drafted, open or closed. Guests can only vote while the poll is open.',
    things: ['vote(guest, poll:poll)', 'poll(question)'],
    moves: ['poll: drafted; open drafted>open; close drafted+open>closed'],
    rules: [],
    unrealised: ['Guests can only vote while the poll is open'],
  },
];
