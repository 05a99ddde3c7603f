import type { BehaviourOutline } from '../behaviour-outline.ts';

/** What people do is kept under the noun that the text makes from the verb; what they give is known of it, not of what they do it with. */
export const nominalCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Guests rate huts with a score from 1 to 5 and a comment. A hut has a name. Ratings can be edited by the guest who wrote them.',
    things: ['rating(score:number, comment, guest, hut:hut)', 'hut(name)'],
    moves: [],
    rules: [
      'compare rating: score at-least 1',
      'compare rating: score at-most 5',
      'own rating: change by guest',
    ],
    unrealised: [],
  },
  {
    text: 'Wardens inspect cranes and record the date, the load and a result of passed or failed. A crane has a code. Inspections cannot be changed.',
    things: ['inspection(date:date, load, result:choice, warden, crane:crane)', 'crane(code)'],
    moves: [],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Visitors register for fairs by name and town. A fair has a title. Registrations can be cancelled by the visitor who made them.',
    things: ['registration(name, town, visitor, fair:fair)', 'fair(title)'],
    moves: ['registration: open; cancel open>cancelled'],
    rules: ['own registration: cancel by visitor'],
    unrealised: [],
  },
  {
    text: 'Tenants report leaks with a place and a severity of low or high. Reports are new, checked or dismissed. Tenants can only see their own reports.',
    things: ['report(place, severity:choice, tenant, leak)'],
    moves: ['report: new; check new>checked; dismiss new>dismissed'],
    rules: ['own report: view by tenant'],
    unrealised: [],
  },
  {
    text: 'Fitters reserve vans with a reason, a start and an end. A van has a plate. Reservations of the same van must not overlap.',
    things: ['reservation(reason, start:instant, end:instant, fitter, van:van)', 'van(plate)'],
    moves: [],
    rules: ['compare reservation: end greater start', 'no-overlap reservation: per van start to end'],
    unrealised: [],
  },
  {
    text: 'Smiths create creations with a title and a text. Creations can be deleted by the person who made them.',
    things: ['creation(title, text, owner)'],
    moves: [],
    rules: ['own creation: remove by owner'],
    unrealised: [],
  },
  {
    text: 'Patients book appointments with a healer for a date and time. An appointment can be cancelled. A healer cannot have two appointments at the same time.',
    things: ['appointment(date and time:instant, patient, healer)'],
    moves: ['appointment: open; cancel open>cancelled'],
    rules: ['unique appointment: healer+date and time in open'],
    unrealised: [],
  },
  {
    text: 'Guests rate huts with a score under a tree. A hut has a name. Ratings can be deleted by the guest who wrote them.',
    things: ['rating(score:number, guest, hut:hut)', 'hut(name)'],
    moves: [],
    rules: ['own rating: remove by guest'],
    unrealised: ['under a tree'],
  },
];

/** What is done twice for the same, and who alone may do something, by how they stand to the thing. */
export const nominalRuleCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Clerks reserve bikes for a day. A bike has a code. A bike cannot be reserved twice for the same day.',
    things: ['reservation(clerk, bike:bike, day:date)', 'bike(code)'],
    moves: [],
    rules: ['unique reservation: bike+day'],
    unrealised: [],
  },
  {
    text: 'A drill has a name and an owner. Only the owner of a drill can delete it.',
    things: ['drill(name, owner)'],
    moves: [],
    rules: ['own drill: remove by owner'],
    unrealised: [],
  },
  {
    text: 'Keepers create chores with a title. Chores are assigned to keepers. Only the keeper who created a chore can delete it.',
    things: ['chore(title, keeper, owner)'],
    moves: [],
    rules: ['own chore: remove by owner'],
    unrealised: [],
  },
  {
    text: 'Pleas have a title. Pleas are filed, approved or rejected. Only wardens approve pleas.',
    things: ['plea(title)'],
    moves: ['plea: filed; approve filed>approved; reject filed>rejected'],
    rules: ['permission plea: approve for warden'],
    unrealised: [],
  },
  {
    text: 'Pleas have a title. A plea is new, assigned, fixed or rejected. A foreman assigns a plea to a worker. Only the assigned worker can mark a plea as fixed.',
    things: ['plea(title, worker)'],
    moves: ['plea: new; assign new>assigned; fix assigned>fixed; reject new+assigned>rejected'],
    rules: ['own plea: fix by worker'],
    unrealised: [],
  },
  {
    text: 'A patrol has a place, a start, an end and needs between 2 and 10 rangers.',
    things: ['patrol(place, start:instant, end:instant)'],
    moves: [],
    rules: [],
    unrealised: ['needs between 2 and 10 rangers'],
  },
];
