/** Definitions as people write them: sentences, paragraphs, bullet lists, user stories; domains that have nothing in common. */
export const TEXTS: readonly string[] = [
  'Create a new Audit Trail microservice for logging user actions',
  'Keep a register of lab samples: each sample has a barcode, a material, a collection date and a storage location; find samples by material; export them as CSV',
  'Create a loyalty service where members earn and redeem points; a balance never goes below zero and points expire after 12 months',
  'Build an online bookshop with a catalogue, orders, payments and shipping',
  'A gym: members book a place in a class; a class has a capacity; a member may have at most three open bookings; a booking can be cancelled until two hours before; who does not show up twice in a month is blocked for a week',
  'An invoice has lines with quantity and unit price; its total is the sum; it is drafted, sent, paid or cancelled; a sent invoice can no longer change; it is overdue 30 days after sending',
  'An exchange-rate service with a gRPC interface for the other services: rates per currency pair and day, a rate cannot change after it was published',
  'We need a ticket desk. Customers open tickets with a subject, a description and a priority of low, normal or high. A ticket is open, in progress, resolved or closed. Only an agent may resolve a ticket. A closed ticket cannot be changed.',
  `A library lends books.
- Each book has a title, an author and an ISBN, which is unique.
- Members borrow books; a member may have at most 5 open loans.
- A loan is due 21 days after it was opened.
- A loan can be extended once.`,
  'As a tenant, I want to report a defect with a description and a room, so that the caretaker can repair it. As a caretaker, I want to see all defects by room. As a caretaker, I want to mark a defect as repaired.',
  'Track the temperature of refrigerators: every reading has a sensor, a value and a time. Readings are never changed. Find readings by sensor and period.',
  'A prepaid card service: customers load money onto a card and spend it. The balance of a card must never be negative. Every movement is listed.',
  'Meeting rooms can be reserved for a period. Two reservations of the same room must not overlap. A room has a name and a number of seats. A reservation can be cancelled until one hour before it starts.',
  'Employees submit expense reports with items; each item has an amount and a category. The total is the sum of the amounts. A report is drafted, submitted, approved or rejected. Only a manager may approve or reject a report. A submitted report cannot be changed.',
  'A car sharing company keeps its vehicles. Each vehicle has a licence plate, a model and a mileage. The mileage is at least 0. Vehicles are available, rented or in repair.',
  'Users vote in polls. Each user may vote only once per poll. A poll has a question and is open or closed. Nobody can vote after the poll was closed.',
  'A warehouse keeps articles with a name, a location and a stock. Pickers search articles by location. The stock cannot be negative.',
  'Subscriptions: a customer subscribes to a plan; a plan has a name and a monthly price. A subscription is active, paused or cancelled. A paused subscription can be resumed. A cancelled subscription cannot be resumed.',
  `Service for a veterinary clinic:
* Owners register pets with a name, a species and a date of birth.
* Appointments are made for a pet at a time.
* An appointment can be moved or cancelled until 24 hours before.
* A pet may have at most two open appointments.`,
  'Store the minutes of meetings with a date, the participants and the decisions; search them by date; minutes are drafted and then published; published minutes cannot be changed.',
  'A parcel is registered, picked up, in transit, delivered or returned. Couriers record every scan of a parcel with a place and a time. Customers look a parcel up by its tracking number.',
  'Create a voucher service. A voucher has a code, a value and an expiry date. A voucher can be redeemed only once. An expired voucher cannot be redeemed.',
  'A school manages courses. A course has a title, a teacher and at most 30 participants. Students enrol in courses. A student can enrol in a course only once. Students can withdraw until 3 days before the course starts.',
  'Build a shop with two services: an inventory service that keeps articles with a name and a stock, and an order service where customers place orders with lines. When an order is placed, its articles are reserved. When articles cannot be reserved, the order is cancelled.',
  'We rent tools. A tool has a name and a daily price. A rental has a tool, a customer, a start date and an end date; the end date is after the start date. The price of a rental is the daily price times the number of days.',
  'A blog where authors write posts with a title and a text. A post is a draft or published. Readers comment on posts. Authors delete comments.',
  'Keep the contracts of our suppliers: supplier, subject, start date, end date and yearly value. Contracts are found by supplier. A contract is active, terminated or expired. A terminated contract cannot change.',
  'Donors donate blood. A donation has a donor, a blood group of A, B, AB or 0 and an amount in millilitres. A donor may donate at most four times in a year.',
  'A queue for a citizens office: visitors draw a number; clerks call a number; a number is waiting, called, served or missed. Who is called three times is missed.',
  'The time sheet service records working hours: employee, project, day and hours. Hours are more than 0 and at most 12. There is one entry per employee, project and day. Entries are approved by a team leader; an approved entry cannot be changed.',
  'A bank account: customers deposit and withdraw money; the balance may not go below -500. Transfers are not possible.',
  'Create a microservice for managing recipes: a recipe has a title, ingredients with a name and an amount, and steps. Cooks search recipes by title. Guests rate recipes from 1 to 5.',
  'An auction: sellers offer items with a start price. Bidders place bids. A bid must be higher than the start price. An auction is open for 7 days and then closed. Nobody can bid on a closed auction.',
  'Incident management. Operators report incidents with a title, a severity of minor, major or critical and a service. An incident is reported, acknowledged, resolved or closed. An incident that is not acknowledged within 30 minutes is escalated.',
  `User stories
- As a guest I want to reserve a table for a date and a number of people
- As a guest I want to cancel my reservation
- As a host I want to see the reservations of a day
- As a host I want to mark a guest as arrived`,
  'Holiday requests: an employee requests holidays from a start date to an end date. A request is requested, approved, rejected or withdrawn. Only a manager can approve or reject. An employee can withdraw their own requests.',
  'Measure air quality: stations report measurements with a pollutant, a value and a time. Export the measurements of a period as CSV.',
  'Build a platform for a food delivery with restaurants, orders, payments and deliveries as separate services. When a payment is refused, the order is cancelled.',
  'A key cabinet: a key is in the cabinet or handed out. A key can be handed out to one person at a time. Every handover is logged with the person and the time.',
  'Please create a service to manage the members of a club. Each member has a name, an e-mail address that must be unique, and a date of joining. Members can be active or resigned. I want to find members by name.',
  'A zoo keeps its animals: name, species, enclosure, date of birth. Feedings are recorded with animal, food, amount and time, and never changed or deleted. Keepers find feedings by animal and period.',
  'An assessment has questions with a weight and a score. Its result is the sum of weight times score. It is started, submitted or graded. A graded assessment can no longer change.',
  'A coat check takes coats: each coat gets a hook, which no other coat has at the same time. A coat is checked in or returned.',
  'Track zorbles. A zorble has a blip, a quantity and a frint date. Wardens grindle a zorble; a grindled zorble cannot be changed. A warden may have at most two open zorbles.',
  'I need something that sends an e-mail to customers when their order was shipped, and keeps a list of the e-mails that were sent.',
  `REQ-1: The system shall store complaints with a subject, a description and the e-mail address of the customer.
REQ-2: The system shall allow a clerk to accept or reject a complaint.
REQ-3: A rejected complaint must have a reason.
REQ-4: It shall be possible to export all complaints as CSV.`,
  `# Tool library

- Tools
  - name
  - serial number (unique)
  - kind: hand, power or garden
- Neighbours can borrow tools.
- A neighbour can have at most 3 tools at the same time.`,
  'Purchase orders: each order has a supplier, an order date and order lines. Every line has an article, a quantity and a unit price. The total is the sum of quantity times unit price. Orders go from draft to submitted to approved to received. An approved order cannot be modified.',
  'Mechanics record repairs of bicycles with a description, hours worked and an hourly rate. The cost is hours worked times hourly rate. A foreman assigns a repair to a mechanic. A repair is open, in progress, done or billed. Once billed it can no longer be edited.',
  'Please make a microservice for lost property: items have a description, a place and a date found. Owners claim items. A claimed item is handed over or the claim is rejected.',
  'Shift swap: shifts have a date. An employee offers a shift; another employee takes it; a manager confirms or refuses the swap. A shift that was taken can not be withdrawn any more.',
  'A petition platform: anyone may start a petition with a title, a text and a goal. People sign petitions. Everyone can sign a petition only once. A petition is closed 30 days after it was started. Closed petitions cannot be signed.',
  'Tasks have a title, an assignee and a due date. Tasks are todo, doing or done. Only the assignee may complete a task. As soon as a task is done, a reminder is sent to the author. Nobody but a lead may delete a task.',
  'Equipment has a name, an inventory number, which is unique, and a category (camera, lens, light or audio). Students can borrow equipment for at most 14 days. A student may not borrow more than 4 items at the same time. Loans that are not returned in time become overdue.',
  'Projects have a name and a deadline. Tasks have a title, a project and a due date. The due date of a task must not be after the deadline of its project. Tasks not finished within 30 days are escalated.',
  'Auctions have a title and a start price and are open or closed. Bidders bid on auctions. Bids have an amount. The amount of a bid must be higher than the start price of the auction. Nobody can bid on a closed auction.',
  'Keep blood donations: donor, blood group (A, B, AB or 0), volume in ml and date. The volume must be at least 200 and must not exceed 500. Donors may donate at most 4 times per year and not twice within 8 weeks. The date cannot be in the future.',
  'Gift cards with a code and an initial amount; customers can redeem part of the amount; a gift card cannot be overdrawn; unused balance expires 3 years after purchase.',
  'Parking: a car park has a name and a number of spaces. Drivers park in a car park; no more cars than there are spaces.',
  'Something for our choir: singers with a name and a voice, rehearsals with a date and a place.',
  'Tickets have a title and a priority: low, normal or high. Tickets: new, assigned, closed.',
  'Build a meeting room booking service. Employees book rooms by name, start and end time; a room has a capacity between 1 and 50. Bookings can be cancelled by the employee who made them. Managers can delete rooms. A booking must not overlap another of the same room.',
  'A todo list app: users have tasks with a title, a due date and a priority (low, medium, high). Tasks can be completed by their user.',
  'Profiles with name, email and avatar url. Emails are unique.',
  'Build a desk reservation service. Staff reserve desks for a day; a desk has a number and a floor. A desk cannot be reserved twice for the same day. Reservations can be cancelled by the person who made them. Office managers add and remove desks.',
  'A service for ordering office supplies. Employees order items by quantity and delivery date; an item has a name and a price. Orders are placed, approved, rejected or delivered. Only managers approve orders. The quantity is between 1 and 100.',
  'Guests rate restaurants with a score from 1 to 5 and a comment. A restaurant has a name and a city. A guest can rate a restaurant only once. Ratings can be edited by the guest who wrote them.',
  'Visitors register for events by name and e-mail address. An event has a title, a start time and a capacity between 10 and 500. Registrations can be cancelled up to 24 hours before the event. When an event is cancelled, all visitors are notified.',
  'Citizens report potholes with a location, a photo link and a severity of low, medium or high. Reports are new, assigned, fixed or rejected. A supervisor assigns a report to a worker. Only the assigned worker can mark a report as fixed.',
  'A vehicle inspection service: inspectors inspect vehicles and record the date, the mileage and a result of passed or failed. A vehicle has a licence plate, which is unique, and an owner. An inspection is valid for 2 years. Inspections cannot be changed after they were recorded.',
  'I want a simple task manager. Users create tasks with a title, a due date and a priority between 1 and 5. Tasks are assigned to users. A task is todo, doing or done. Only the user who created a task can delete it.',
  'Build a vacation rental service. Hosts offer apartments with an address, a nightly price and a maximum number of guests. Guests book apartments from a check-in date to a check-out date. Bookings of the same apartment must not overlap. The host of the apartment accepts or declines a booking. A guest can cancel a booking until 7 days before check-in.',
  'Build a desk reservation service. Staff reserve desks for a day; a desk has a number and a floor. A desk cannot be reserved twice for the same day. Reservations can be cancelled by the person who made them. Office managers add and remove desks.',
  'Build a dentist appointment system. Patients book appointments with a dentist for a date and time. An appointment lasts 30 minutes. A dentist cannot have two appointments at the same time. Patients can reschedule or cancel their appointments up to 24 hours before. Receptionists can see all appointments of a day.',
];
