import type { Outline } from '../support/outline.ts';

/** More definitions: other frames, questions as attributes, lists, limits, permissions. */
export const morePlannerCases: readonly ({ text: string } & Outline)[] = [
  {
    text: 'Store documents with title, author and class; documents are found by class.',
    things: ['document plain: title, author, document class'],
    useCases: ['create get update remove search(documentClass)'],
    unrealised: [],
  },
  {
    text: 'Create an event service: an event has an id, a type, a group and a constructor. Find events by type.',
    things: ['event plain: event id#, type, group, event constructor'],
    useCases: ['create get update remove search(type)'],
    unrealised: [],
  },
  {
    text: 'Record errors with a message, a level and an order.',
    things: ['error append-only: message, level, order, occurred at?:instant'],
    useCases: ['create get search(level,order,occurredAt~) export(level,order,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Keep a register of staff. Each staff member has a first name, a last name and a birth date.',
    things: ['staff plain: first name, last name, birth date:date'],
    useCases: ['create get update remove search(firstName,lastName)'],
    unrealised: [],
  },
  {
    text: 'Create a task list application where users can add tasks, list all tasks and delete a task',
    things: ['task plain: name, description?'],
    useCases: ['create get update remove search(name)'],
    unrealised: [],
  },
  {
    text: 'I need a microservice to record who entered which room and when.',
    things: ['event append-only: actor, room, occurred at:instant'],
    useCases: ['create get search(actor,room,occurredAt~) export(actor,room,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Make a service for a library which keeps books. Every book has a title, an author and an ISBN. Readers search books by author or title.',
    things: ['book plain: title, author, isbn#'],
    useCases: ['create get update remove search(title,author)'],
    unrealised: [],
  },
  {
    text: 'A diary: write down dreams with a mood and a text.',
    things: ['dream append-only: mood, text, occurred at?:instant'],
    useCases: ['create get search(mood,occurredAt~) export(mood,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Service to store sensor measurements. Measurements contain sensor id, temperature, humidity and timestamp. Query measurements by sensor id and time range, download them as CSV.',
    things: ['measurement plain: sensor id, temperature:quantity, humidity:quantity, timestamp:instant'],
    useCases: ['create get update remove search(sensorId,timestamp~) export(sensorId,timestamp~)[csv]'],
    unrealised: [],
  },
  {
    text: 'Please create a simple inventory of tools. Tools have a name, a serial number, a purchase price and a condition (new, used or broken). Tools can be searched by condition.',
    things: ['tool plain: name, serial number#, purchase price:money, condition:new|used|broken'],
    useCases: ['create get update remove search(condition)'],
    unrealised: [],
  },
  {
    text: 'Build an app that tracks expenses: amount, category, date and note. Expenses can be edited and deleted. Find expenses by category and by date.',
    things: ['expense plain: amount:money, category, date:date, note'],
    useCases: ['create get update remove search(category,date~)'],
    unrealised: [],
  },
  {
    text: 'Keep a list of blimps.',
    things: ['blimp plain: name, description?'],
    useCases: ['create get update remove search(name)'],
    unrealised: [],
  },
  {
    text: 'Record every login of a user: user name, IP address and time of login.',
    things: ['login append-only: user name, ip address, time of login:instant'],
    useCases: [
      'create get search(userName,ipAddress,timeOfLogin~) export(userName,ipAddress,timeOfLogin~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Create a microservice that logs API requests for compliance. Entries must never be modified or deleted. Auditors need to query by client and period and export to CSV.',
    things: ['api request append-only: description, client, occurred at?:instant, details?:details'],
    useCases: ['create get search(client,occurredAt~) export(client,occurredAt~)[csv]'],
    unrealised: [],
  },
  {
    text: 'Users should be able to register, update and delete vehicles. A vehicle has a license plate (unique), a brand, a model and a year. List vehicles by brand.',
    things: ['vehicle plain: license plate#, brand, model, year:number'],
    useCases: ['create get update remove search(brand)'],
    unrealised: [],
  },
  {
    text: 'We want to maintain suppliers, products and contracts.',
    things: [
      'supplier plain: name, description?',
      'product plain: name, description?',
      'contract plain: name, description?',
    ],
    useCases: [
      'create get update remove search(name)',
      'create get update remove search(name)',
      'create get update remove search(name)',
    ],
    unrealised: [],
  },
  {
    text: 'A product has a name, a price, a weight in kg, and is available or not.',
    things: ['product plain: name, price:money, weight in kg:quantity'],
    useCases: ['create get update remove search(name)'],
    unrealised: ['is available or not'],
  },
  {
    text: 'Track the location of containers: container number, place and time.',
    things: ['location append-only: container number, place, time:instant'],
    useCases: [
      'create get search(containerNumber,place,time~) export(containerNumber,place,time~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Zibbers must be logged. Each zibber has a frob and a quux.',
    things: ['zibber append-only: frob, quux, occurred at?:instant'],
    useCases: ['create get search(frob,quux,occurredAt~) export(frob,quux,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'The service shall record incidents. An incident consists of a severity (low, medium, high), a description and an optional reporter. Incidents are immutable. They can be searched by severity.',
    things: ['incident append-only: severity:low|medium|high, description, reporter?, occurred at?:instant'],
    useCases: ['create get search(severity,occurredAt~) export(severity,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Manage memberships; at most 100 members per club; send an invoice every month.',
    things: ['membership plain: name, description?'],
    useCases: ['create get update remove search(name)'],
    unrealised: ['at most 100 members per club', 'send an invoice every month'],
  },
  {
    text: 'As a librarian, I want to add books, so that readers can borrow them.\nAs a librarian, I want to remove books.\nAs a reader, I want to find books by title.',
    things: ['book plain: name, description?, title'],
    useCases: ['create get remove search(title)'],
    unrealised: [],
  },
  {
    text: 'Store customer feedback with rating from 1 to 5 and comment.',
    things: ['customer feedback plain: rating:number, comment'],
    useCases: ['create get update remove search()'],
    unrealised: [],
  },
  {
    text: 'Keep track of who borrowed which book and when.',
    things: ['event append-only: actor, book, occurred at:instant'],
    useCases: ['create get search(actor,book,occurredAt~) export(actor,book,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Capture temperature readings from sensors every 5 minutes and alert the operator when a reading is above 30 degrees.',
    things: ['temperature reading append-only: sensor, description, occurred at?:instant, details?:details'],
    useCases: ['create get search(sensor,occurredAt~) export(sensor,occurredAt~)[csv,ndjson]'],
    unrealised: ['every 5 minutes', 'alert the operator when a reading is above 30 degrees'],
  },
  {
    text: 'Build a service with a REST API for glossary terms. A term has a name and a definition. Provide search by name and export as CSV.',
    things: ['term plain: name, definition'],
    useCases: ['create get update remove search(name) export(name)[csv]'],
    unrealised: [],
  },
  {
    text: 'Create a change log for documents.',
    things: ['event append-only: actor, action, document, occurred at?:instant, details?:details'],
    useCases: [
      'create get search(actor,action,document,occurredAt~) export(actor,action,document,occurredAt~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Log all deletions of files with the file name, the user and the reason.',
    things: ['deletion append-only: file name, user, reason, occurred at?:instant'],
    useCases: [
      'create get search(fileName,user,reason,occurredAt~) export(fileName,user,reason,occurredAt~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Register of companies: name, registration number, country, founded on. Search companies by country. Export companies.',
    things: ['company plain: name, registration number#, country, founded on:date'],
    useCases: ['create get update remove search(country) export(country)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Employees submit expense reports; each expense report has an amount, a currency and a purpose. Managers approve expense reports.',
    things: ['expense report plain: amount:money, currency, purpose'],
    useCases: ['create get search(currency,purpose,status) transition'],
    unrealised: [],
  },
  {
    text: '1. Record deliveries (supplier, article, quantity, delivery date)\n2. Find deliveries by supplier or article\n3. Deliveries cannot be changed afterwards',
    things: ['delivery append-only: supplier, article, quantity:number, delivery date:date'],
    useCases: [
      'create get search(supplier,article,deliveryDate~) export(supplier,article,deliveryDate~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Widget:\n- colour\n- weight\n\nCreate, list and delete widgets.',
    things: ['widget plain: colour, weight:quantity'],
    useCases: ['create get remove search(colour)'],
    unrealised: [],
  },
  {
    text: 'Create a to-do list',
    things: ['to-do plain: name, description?'],
    useCases: ['create get update remove search(name)'],
    unrealised: [],
  },
  {
    text: 'Design a system to archive e-mails.',
    things: ['e-mail plain: name, description?'],
    useCases: ['create get remove search(name)'],
    unrealised: [],
  },
  {
    text: 'Log events.',
    things: ['event append-only: actor, action, resource, occurred at?:instant, details?:details'],
    useCases: [
      'create get search(actor,action,resource,occurredAt~) export(actor,action,resource,occurredAt~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Manage events: each event has a title, a location and a start time.',
    things: ['event plain: title, location, start time:instant'],
    useCases: ['create get update remove search(title,location)'],
    unrealised: [],
  },
  {
    text: 'Keep a register of lab samples for the Berlin laboratory.',
    things: ['lab sample plain: name, description?'],
    useCases: ['create get update remove search(name)'],
    unrealised: [],
  },
  {
    text: 'We keep bees. Record hive inspections with hive, queen seen (yes/no) and honey weight.',
    things: [
      'bee plain: name, description?',
      'hive inspection append-only: hive, queen seen:flag, honey weight:quantity, occurred at?:instant',
    ],
    useCases: [
      'create get update remove search(name)',
      'create get search(hive,queenSeen,occurredAt~) export(hive,queenSeen,occurredAt~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Log zorbles, glorps and snarfs',
    things: [
      'zorble append-only: description, occurred at?:instant, details?:details',
      'glorp append-only: description, occurred at?:instant, details?:details',
      'snarf append-only: description, occurred at?:instant, details?:details',
    ],
    useCases: [
      'create get search(occurredAt~) export(occurredAt~)[csv,ndjson]',
      'create get search(occurredAt~) export(occurredAt~)[csv,ndjson]',
      'create get search(occurredAt~) export(occurredAt~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Can you build a service that logs zorbles?',
    things: ['zorble append-only: description, occurred at?:instant, details?:details'],
    useCases: ['create get search(occurredAt~) export(occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
];
