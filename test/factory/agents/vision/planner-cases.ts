import type { Outline } from '../support/outline.ts';

/** Definitions and what must become of each, reviewed one by one. */
export const plannerCases: readonly ({ text: string } & Outline)[] = [
  {
    text: 'Create a new Audit Trail microservice for logging user actions',
    things: ['event append-only: actor, action, resource, occurred at?:instant, details?:details'],
    useCases: [
      'create get search(actor,action,resource,occurredAt~) export(actor,action,resource,occurredAt~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Keep a register of lab samples: each sample has a barcode, a material, a collection date and a storage location; find samples by material and location',
    things: ['sample plain: barcode#, material, collection date:date, storage location'],
    useCases: ['create get update remove search(material,storageLocation)'],
    unrealised: [],
  },
  {
    text: 'log zorbles',
    things: ['zorble append-only: description, occurred at?:instant, details?:details'],
    useCases: ['create get search(occurredAt~) export(occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Log zorbles and list them.',
    things: ['zorble append-only: description, occurred at?:instant, details?:details'],
    useCases: ['create get search(occurredAt~) export(occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Track widgets: each widget has a colour and a weight',
    things: ['widget plain: colour, weight:quantity'],
    useCases: ['create get update remove search(colour)'],
    unrealised: [],
  },
  {
    text: 'Record visits with date, visitor and host. Visits can be found by host and exported as CSV. Nobody may change a visit.',
    things: ['visit append-only: date:date, visitor, host'],
    useCases: ['create get search(date~,host) export(date~,host)[csv]'],
    unrealised: [],
  },
  {
    text: 'We need a system that lets users create, view and delete notes. A note has a title and an optional text.',
    things: ['note plain: title, text?'],
    useCases: ['create get remove search(title)'],
    unrealised: [],
  },
  {
    text: 'As a nurse I want to record temperatures so that the doctor sees trends.',
    things: ['temperature append-only: value:quantity, occurred at?:instant, details?:details'],
    useCases: ['create get search(occurredAt~) export(occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: '- record donations from supporters\n- list donations by supporter\n- export them',
    things: ['donation append-only: supporter, description, occurred at?:instant, details?:details'],
    useCases: ['create get search(supporter,occurredAt~) export(supporter,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Users can:\n- create recipes with a title and instructions\n- find recipes by title\n- rate recipes',
    things: ['recipe plain: title, instructions'],
    useCases: ['create get search(title)'],
    unrealised: ['rate recipes'],
  },
  {
    text: 'Each widget has:\n- a colour (red, green or blue)\n- a weight in grams\nFind widgets by colour.',
    things: ['widget plain: colour:red|green|blue, weight in grams:quantity'],
    useCases: ['create get update remove search(colour)'],
    unrealised: [],
  },
  {
    text: 'A member may have at most five holds. Keep holds: each hold has a book and a member.',
    things: ['hold plain: book, member'],
    useCases: ['create get update remove search(book,member)'],
    unrealised: [],
  },
  {
    text: 'Build a visitor log',
    things: ['visitor append-only: description, occurred at?:instant, details?:details'],
    useCases: ['create get search(occurredAt~) export(occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Notify the manager by email when a visit is recorded. Record visits.',
    things: [
      'visit append-only: description, occurred at?:instant, details?:details',
      'notification plain: manager by email?, text?, visit:reference',
    ],
    useCases: [
      'create get search(occurredAt~) export(occurredAt~)[csv,ndjson]',
      'create get search(status,visitId) transition transition',
    ],
    unrealised: [],
  },
  {
    text: 'A microservice for hospitals that records temperatures of patients every hour',
    things: ['temperature append-only: patient, value:quantity, occurred at?:instant, details?:details'],
    useCases: ['create get search(patient,occurredAt~) export(patient,occurredAt~)[csv,ndjson]'],
    unrealised: ['every hour'],
  },
  {
    text: 'Manage customers and orders; each order has a customer, an amount and a status which is one of open, paid or cancelled',
    things: ['customer plain: name, description?', 'order plain: customer:reference, amount:money'],
    useCases: [
      'create get update remove search(name)',
      'create get update remove search(status,customerId) transition transition',
    ],
    unrealised: [],
  },
  {
    text: 'Samples have a unique code and a name. The name is optional. Only auditors can export samples as PDF.',
    things: ['sample plain: code#, name?'],
    useCases: ['create get update remove search(code) export(code)[csv,ndjson]'],
    unrealised: ['as PDF'],
  },
  {
    text: 'Please build me a small service to keep track of glorps with a name and a serial number, searchable by name.',
    things: ['glorp plain: name, serial number#'],
    useCases: ['create get update remove search(name)'],
    unrealised: [],
  },
  {
    text: 'Keep an append-only journal of flimber readings. Each reading has a sensor, a value and a time. Readings can be searched by sensor and period.',
    things: ['reading append-only: sensor, value:quantity, time:instant'],
    useCases: ['create get search(sensor,time~) export(sensor,time~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Create a service that stores contracts. A contract has a contract number, a partner, a start date and an end date. Contracts can be changed but not deleted.',
    things: ['contract plain: contract number#, partner, start date:date, end date:date'],
    useCases: ['create get update search(contractNumber,partner)'],
    unrealised: ['but not deleted'],
  },
  {
    text: 'Maintain a catalogue of plants (name, species, height) and search it by species.',
    things: ['plant plain: name, species, height:quantity'],
    useCases: ['create get update remove search(species)'],
    unrealised: [],
  },
  {
    text: 'Create an equipment register where technicians register devices with serial number, location and purchase date, correct them and remove them; devices are found by location.',
    things: ['device plain: serial number#, location, purchase date:date'],
    useCases: ['create get update remove search(location)'],
    unrealised: [],
  },
  {
    text: 'I want to capture feedback from customers: each feedback has a rating, a comment and the time. Feedback cannot be changed or deleted. Export it as CSV and JSON.',
    things: ['feedback append-only: rating:number, comment, time:instant, customer'],
    useCases: ['create get search(time~,customer) export(time~,customer)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'For each inspection, record the inspector, the site, the result (passed or failed) and remarks. List inspections by site.',
    things: ['inspection plain: inspector, site, result:passed|failed, remarks'],
    useCases: ['create get update remove search(site)'],
    unrealised: [],
  },
  {
    text: 'Audit log for configuration changes',
    things: ['event append-only: actor, action, resource, occurred at?:instant, details?:details'],
    useCases: [
      'create get search(actor,action,resource,occurredAt~) export(actor,action,resource,occurredAt~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'An API to manage a list of suppliers. Every supplier has a name, an e-mail address, a phone number and whether it is active. Suppliers may be archived.',
    things: ['supplier plain: name, e-mail address, phone number, active:flag'],
    useCases: ['create get update remove search(name,eMailAddress,phoneNumber,active)'],
    unrealised: [],
  },
  {
    text: 'Keep a history of price changes: who changed it, the old price and the new price.',
    things: ['event append-only: actor, old price:money, new price:money, occurred at?:instant'],
    useCases: ['create get search(actor,occurredAt~) export(actor,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Log incoming calls with caller, number of minutes and topic, and let supervisors filter them by caller and by date.',
    things: ['incoming call append-only: caller, number of minutes:number, topic, occurred at?:instant'],
    useCases: ['create get search(caller,occurredAt~) export(caller,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'We would like to register bicycles. A bicycle is identified by a frame number and has an owner. Owners can look up bicycles by frame number. Send a reminder every year.',
    things: ['bicycle plain: frame number#, owner'],
    useCases: ['create get update remove search(frameNumber)'],
    unrealised: ['Send a reminder every year'],
  },
  {
    text: 'The system should store invoices. An invoice has a number, a total and a due date. Invoices older than 10 years are deleted automatically.',
    things: ['invoice plain: number#, total:money, due date:date'],
    useCases: ['create get update remove search(number)'],
    unrealised: ['Invoices older than 10 years are deleted automatically'],
  },
  {
    text: 'Journal of experiments: date, title, hypothesis. Export as NDJSON.',
    things: ['experiment append-only: date:date, title, hypothesis'],
    useCases: ['create get search(date~,title,hypothesis) export(date~,title,hypothesis)[ndjson]'],
    unrealised: [],
  },
  {
    text: 'Register blorks, and export blorks.',
    things: ['blork plain: name, description?'],
    useCases: ['create get update remove search(name) export(name)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Record glims by snarfs.',
    things: ['glim append-only: snarf, description, occurred at?:instant, details?:details'],
    useCases: ['create get search(snarf,occurredAt~) export(snarf,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Create a logbook for flights with pilot, aircraft, departure time and arrival time.',
    things: [
      'flight append-only: pilot, aircraft, departure time:instant, arrival time:instant, occurred at?:instant',
    ],
    useCases: [
      'create get search(pilot,aircraft,occurredAt~) export(pilot,aircraft,occurredAt~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Keep recipes and find them by cuisine.',
    things: ['recipe plain: name, description?, cuisine'],
    useCases: ['create get update remove search(cuisine)'],
    unrealised: [],
  },
  {
    text: 'A task has a title, a priority (low, medium or high) and a due date. Create, view, edit and delete tasks.',
    things: ['task plain: title, priority:low|medium|high, due date:date'],
    useCases: ['create get update remove search(title,priority)'],
    unrealised: [],
  },
  {
    text: 'As an auditor, I want to export events so that I can hand them to the regulator.\nAs a system, I want to log events with actor and action so that nothing is lost.',
    things: ['event append-only: actor, action, occurred at?:instant'],
    useCases: ['create get search(actor,action,occurredAt~) export(actor,action,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: '# Parcel tracker\n\nEmployees can register parcels (recipient, carrier, tracking number) and search for parcels by recipient.\nIntegrates with DHL.',
    things: ['parcel plain: recipient, carrier, tracking number'],
    useCases: ['create get update remove search(recipient)'],
    unrealised: ['Integrates with DHL'],
  },
  {
    text: 'Zorble register. Zorbles have names and sizes. Zorbles are listed by size.',
    things: ['zorble plain: name, size'],
    useCases: ['create get update remove search(size)'],
    unrealised: [],
  },
  {
    text: 'Collect meter readings with meter, value in kWh and reading date; no one can edit a reading.',
    things: ['reading append-only: meter, value in kwh:quantity, reading date:date'],
    useCases: ['create get search(meter,readingDate~) export(meter,readingDate~)[csv,ndjson]'],
    unrealised: [],
  },
];
