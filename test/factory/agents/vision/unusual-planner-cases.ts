import type { Outline } from '../support/outline.ts';

/** Definitions put in less usual ways. */
export const unusualPlannerCases: readonly ({ text: string } & Outline)[] = [
  {
    text: 'Create an order service. Customers place orders. Each order has a customer, a delivery address and a total amount. Orders can be searched by customer.',
    things: ['order plain: customer, delivery address, total amount:money'],
    useCases: ['create get update remove search(customer)'],
    unrealised: [],
  },
  {
    text: 'We need to log every phone call our support team receives.',
    things: ['phone call append-only: description, occurred at?:instant, details?:details'],
    useCases: ['create get search(occurredAt~) export(occurredAt~)[csv,ndjson]'],
    unrealised: ['our support team receives'],
  },
  {
    text: 'I need an application for keeping track of my plants, each with a name, species and the date it was last watered.',
    things: ['plant append-only: name, species, date:date'],
    useCases: ['create get search(name,species,date~) export(name,species,date~)[csv,ndjson]'],
    unrealised: ['it was last watered'],
  },
  {
    text: 'Store the name and the birthday of friends.',
    things: ['friend plain: name, birthday:date'],
    useCases: ['create get update remove search(name)'],
    unrealised: [],
  },
  {
    text: 'A service where teachers can record absences of students. An absence has a date and a reason. Absences are listed per student.',
    things: ['absence append-only: date:date, reason, student'],
    useCases: ['create get search(date~,student) export(date~,student)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Provide an API for managing rooms. Rooms have a number, a floor and a capacity. Support searching by floor.',
    things: ['room plain: number#, floor:number, capacity:number'],
    useCases: ['create get update remove search(floor)'],
    unrealised: [],
  },
  {
    text: 'Log frobs: who, what, when.',
    things: ['frob append-only: actor, action, occurred at:instant'],
    useCases: ['create get search(actor,action,occurredAt~) export(actor,action,occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'Create a microservice that maintains a directory of employees (name, department, phone). It must be possible to search the directory by department.',
    things: ['employee plain: name, department, phone'],
    useCases: ['create get update remove search(department)'],
    unrealised: [],
  },
  {
    text: 'Track changes to contracts.',
    things: ['event append-only: actor, action, contract, occurred at?:instant, details?:details'],
    useCases: [
      'create get search(actor,action,contract,occurredAt~) export(actor,action,contract,occurredAt~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Record blood pressure measurements: systolic value, diastolic value, pulse, time. Show measurements for a period.',
    things: [
      'measurement append-only: systolic value:quantity, diastolic value:quantity, pulse, time:instant',
    ],
    useCases: ['create get search(time~) export(time~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'The user can add a bookmark with a url and a title. The user can delete a bookmark. The user can search bookmarks by title.',
    things: ['bookmark plain: url, title'],
    useCases: ['create get remove search(title)'],
    unrealised: [],
  },
  {
    text: 'Build a small ticket system. A ticket has a subject, a description, a priority that is either low or high, and a reporter. Tickets are never deleted.',
    things: ['ticket plain: subject, description, priority:low|high, reporter'],
    useCases: ['create get update search(subject,priority,reporter)'],
    unrealised: ['Tickets are never deleted'],
  },
  {
    text: 'Implement a zibble registry microservice; a zibble is described by a blorp, an optional snood and a number of fangs.',
    things: ['zibble plain: blorp, snood?, number of fangs:number'],
    useCases: ['create get update remove search(blorp)'],
    unrealised: [],
  },
  {
    text: 'Capture audit events: actor, action, timestamp and IP address; make them searchable by actor and exportable as CSV. Events must be immutable.',
    things: ['event append-only: actor, action, timestamp:instant, ip address'],
    useCases: ['create get search(actor,timestamp~) export(actor,timestamp~)[csv]'],
    unrealised: [],
  },
  {
    text: 'As a facility manager I would like to keep a list of keys with number, door and holder so that I know who has which key.',
    things: ['key plain: number#, door, holder'],
    useCases: ['create get update remove search(number,door,holder)'],
    unrealised: [],
  },
  {
    text: 'log user actions with a timestamp',
    things: ['event append-only: timestamp:instant, actor, action, resource'],
    useCases: [
      'create get search(timestamp~,actor,action,resource) export(timestamp~,actor,action,resource)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Archive sensor readings, then list them by sensor.',
    things: ['sensor reading plain: name, description?, sensor'],
    useCases: ['create get remove search(sensor)'],
    unrealised: [],
  },
  {
    text: 'Create an append-only event store for domain events with a type, an aggregate id and a payload',
    things: ['event append-only: type, aggregate id, payload:details, occurred at?:instant'],
    useCases: [
      'create get search(type,aggregateId,occurredAt~) export(type,aggregateId,occurredAt~)[csv,ndjson]',
    ],
    unrealised: [],
  },
  {
    text: 'Users log zorbles. Admins view zorbles. Nobody deletes zorbles.',
    things: ['zorble append-only: description, occurred at?:instant, details?:details'],
    useCases: ['create get search(occurredAt~) export(occurredAt~)[csv,ndjson]'],
    unrealised: [],
  },
  {
    text: 'For every shipment we store the carrier, the weight in kg and the arrival date. Shipments are searchable by carrier.',
    things: ['shipment plain: carrier, weight in kg:quantity, arrival date:date'],
    useCases: ['create get update remove search(carrier)'],
    unrealised: [],
  },
  {
    text: 'Expose CRUD operations for products with name, sku and price.',
    things: ['product plain: name, sku#, price:money'],
    useCases: ['create get update remove search(name,sku)'],
    unrealised: [],
  },
  {
    text: 'CRUD for customers',
    things: ['customer plain: name, description?'],
    useCases: ['create get update remove search(name)'],
    unrealised: [],
  },
  {
    text: 'A registry for drones with serial number and pilot',
    things: ['drone plain: serial number#, pilot'],
    useCases: ['create get update remove search(serialNumber,pilot)'],
    unrealised: [],
  },
  {
    text: 'Patients, doctors and appointments: an appointment has a patient, a doctor and a time. Manage all three.',
    things: ['appointment plain: patient, doctor, time:instant'],
    useCases: ['create get update remove search(patient,doctor)'],
    unrealised: ['Patients, doctors and appointments', 'all three'],
  },
];
