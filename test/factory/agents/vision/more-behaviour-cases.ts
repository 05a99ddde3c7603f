import type { BehaviourOutline } from './behaviour-outline.ts';

/** Longer texts of many domains: user stories, bullets, several rules of one thing. */
export const moreBehaviourCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'A car rental: customers rent cars; a car has a plate and a class; a customer may rent no more than two cars at the same time; a rental can be cancelled until 24 hours before it starts; a rental is drafted, confirmed, picked up, returned or cancelled.',
    things: ['rental(customer, car:car, starts at:instant)', 'car(plate, car class)'],
    moves: [
      'rental: drafted; confirm drafted>confirmed; pick up confirmed>picked up; return picked up>returned; cancel drafted+confirmed+picked up>cancelled',
    ],
    rules: [
      'limit rental: per customer in drafted+confirmed+picked up at most 2',
      'window rental: cancel until 24 hours before starts at',
    ],
    unrealised: [],
  },
  {
    text: 'As a member, I want to reserve a seat in a workshop. A workshop has 12 seats. A member can have only one reservation per workshop.',
    things: ['reservation(member, workshop:workshop)', 'workshop(name, description)'],
    moves: [],
    rules: ['limit reservation: per member+workshop at most 1', 'limit reservation: per workshop at most 12'],
    unrealised: [],
  },
  {
    text: 'Maintain job applications. Applicants apply for jobs. An application is submitted, reviewed, accepted or rejected. Only recruiters may accept applications. A rejected application cannot be accepted.',
    things: ['application(applicant, job)'],
    moves: [
      'application: submitted; review submitted>reviewed; accept reviewed>accepted; reject reviewed>rejected',
    ],
    rules: ['permission application: accept for recruiter'],
    unrealised: [],
  },
  {
    text: 'Users can:\n- create tasks with a title and a due date\n- start a task\n- finish a task\nA finished task can no longer be edited.',
    things: ['task(title, due date:date)'],
    moves: ['task: open; start open>started; finish started>finished'],
    rules: ['frozen task: finished'],
    unrealised: [],
  },
  {
    text: 'Purchase orders have positions with article, quantity and price. The total is the sum of all positions. Purchase orders can be approved or rejected by managers. An order must be approved before it is shipped.',
    things: ['order(total:money=, [position: article, quantity:number, price:money])'],
    moves: ['order: open; approve open>approved; reject open>rejected; ship approved>shipped'],
    rules: ['computed order: total = sum(position: quantity * price)'],
    unrealised: [],
  },
  {
    text: 'A ticket system. Tickets have a subject and a priority (low, medium, high). A ticket goes from new to assigned to resolved. A ticket is late if it is not resolved within 3 days.',
    things: ['ticket(subject, priority:choice, late:flag=)'],
    moves: ['ticket: new; assign new>assigned; resolve assigned>resolved'],
    rules: ['due ticket: late 3 days after assigned'],
    unrealised: [],
  },
  {
    text: 'A bike sharing service where riders borrow bikes from stations. A rider can borrow only one bike at a time. A bike is available, borrowed or broken.',
    things: ['loan(rider, bike:bike, station)', 'bike(name, description)'],
    moves: [
      'loan: open; return open>returned',
      'bike: available; borrow available>borrowed; break available>broken; make available borrowed+broken>available',
    ],
    rules: ['limit loan: per rider in open at most 1'],
    unrealised: [],
  },
  {
    text: 'A gift card has a code and a balance in euros. Customers spend the balance. Gift cards can be topped up. The balance cannot go below zero. Gift cards expire after 3 years.',
    things: ['gift card(code, customer)'],
    moves: ['gift card: euros with decimals of customer; spend out; top up in'],
    rules: ['floor gift card: 0', 'expiry gift card: 3 years'],
    unrealised: [],
  },
  {
    text: 'Teams sign up for tournaments. A tournament has a name, a maximum number of teams and a start date. Sign-ups are possible until 3 days before the start date.',
    things: [
      'sign-up(team, tournament:tournament)',
      'tournament(name, maximum number of teams:number, start date:date)',
    ],
    moves: [],
    rules: [
      'window sign-up: sign up until 3 days before tournament.start date',
      'limit sign-up: per tournament at most tournament.maximum number of teams',
    ],
    unrealised: [],
  },
  {
    text: 'A doctor has opening hours. Manage contracts: each contract has a customer, a start date and an end date. The end date must not be before the start date. Contracts are drafted, signed or terminated. Signed contracts cannot be changed.',
    things: ['doctor(opening hours)', 'contract(customer, start date:date, end date:date)'],
    moves: ['contract: drafted; sign drafted>signed; terminate drafted+signed>terminated'],
    rules: ['compare contract: end date at-least start date', 'frozen contract: signed+terminated'],
    unrealised: [],
  },
  {
    text: 'Keep exchange rates: one rate per currency and day. Rates are published. After a rate was published it can no longer be changed.',
    things: ['rate(currency, day:date, value:quantity)'],
    moves: ['rate: draft; publish draft>published'],
    rules: ['frozen rate: published', 'unique rate: currency+day'],
    unrealised: [],
  },
  {
    text: 'The service manages vouchers. A voucher has a code and a discount between 5 and 50. Vouchers are valid for 30 days. Each customer can redeem a voucher only once.',
    things: ['voucher(code, discount:number)', 'redemption(customer, voucher:voucher)'],
    moves: ['voucher: open; expire open>expired by clock'],
    rules: [
      'compare voucher: discount at-least 5',
      'compare voucher: discount at-most 50',
      'timeout voucher: open>expired after 30 days',
      'unique redemption: customer+voucher',
    ],
    unrealised: [],
  },
  {
    text: 'Create an expense service: employees create expenses with an amount and a date; the amount must be greater than zero; the date cannot be in the future; an expense is submitted, approved, paid or rejected; employees can only change their own expenses.',
    things: ['expense(amount:money, date:date, employee)'],
    moves: ['expense: submitted; approve submitted>approved; pay approved>paid; reject submitted>rejected'],
    rules: [
      'compare expense: amount greater 0',
      'compare expense: date at-most today on add',
      'own expense: change by employee',
    ],
    unrealised: [],
  },
  {
    text: 'A room booking service. Rooms have a name and a capacity. Employees book rooms. No double bookings. A booking has a start and an end. The end must be after the start.',
    things: ['room(name, capacity:number)', 'booking(start:instant, end:instant, employee, room:room)'],
    moves: [],
    rules: ['compare booking: end greater start', 'no-overlap booking: per room start to end'],
    unrealised: [],
  },
  {
    text: 'Kitchen orders: An order contains dishes, each with a name and a price. The number of dishes is at most 10. The total is the sum of the prices.',
    things: ['order(total:money=, number of dishes:number=, [dish: name, price:money])'],
    moves: [],
    rules: [
      'computed order: total = sum(dish: price)',
      'computed order: number of dishes = count(dish)',
      'compare order: number of dishes at-most 10',
    ],
    unrealised: [],
  },
  {
    text: 'A lending service: a loan has an amount, an interest rate and a term. The interest is the amount times the interest rate. A loan is requested, granted, paid out, repaid or refused. A granted loan can not be changed any more.',
    things: ['loan(amount:money, interest rate:quantity, term, interest:money=)'],
    moves: [
      'loan: requested; grant requested>granted; pay out granted>paid out; repay paid out>repaid; refuse requested>refused',
    ],
    rules: ['computed loan: interest = amount * interest rate', 'frozen loan: granted+paid out+repaid'],
    unrealised: [],
  },
  {
    text: 'A forum: users write posts; a post is a draft, published or archived; only the author may edit a post; published posts cannot be deleted.',
    things: ['post(name, description, author)'],
    moves: ['post: draft; publish draft>published; archive draft+published>archived'],
    rules: ['own post: change by author'],
    unrealised: [],
  },
  {
    text: 'Volunteers claim shifts. A shift has a place, a start time and an end time. A volunteer may claim at most 3 shifts per week. Shifts that are not claimed within 2 days are cancelled automatically.',
    things: ['shift(place, start time:instant, end time:instant, volunteer, occurred at:instant)'],
    moves: ['shift: open; claim open>claimed; cancel open>cancelled by clock'],
    rules: [
      'timeout shift: open>cancelled after 2 days',
      'limit shift: per volunteer in claimed at most 3 within 1 week calendar of occurred at',
    ],
    unrealised: [],
  },
  {
    text: 'Patients can cancel an appointment no later than 24 hours before. An appointment has a patient, a doctor and a time.',
    things: ['appointment(patient, doctor, time:instant)'],
    moves: ['appointment: open; cancel open>cancelled'],
    rules: ['window appointment: cancel until 24 hours before time'],
    unrealised: [],
  },
  {
    text: 'Log meter readings. The value of a reading must be greater than 0. At most one reading per meter and day.',
    things: ['reading(value:number, meter, occurred at:instant)'],
    moves: [],
    rules: [
      'compare reading: value greater 0',
      'limit reading: per meter at most 1 within 1 day calendar of occurred at',
    ],
    unrealised: [],
  },
  {
    text: 'An airline wants loyalty accounts: passengers collect miles and use them; a balance must never be negative; miles expire after 36 months.',
    things: ['account(passenger)'],
    moves: ['account: miles of passenger; collect in; use out'],
    rules: ['floor account: 0', 'expiry account: 36 months'],
    unrealised: ['An airline wants loyalty accounts'],
  },
  {
    text: 'Manage projects; a project has tasks, each with a title and an effort in hours. The effort of a project is the sum of the efforts of its tasks. A project is planned, active, on hold or finished.',
    things: ['project(effort:quantity=, [task: title, effort in hours:quantity])'],
    moves: [
      'project: planned; activate planned>active; mark on hold active>on hold; resume on hold>active; finish planned+active+on hold>finished',
    ],
    rules: ['computed project: effort = sum(task: effort in hours)'],
    unrealised: [],
  },
];
