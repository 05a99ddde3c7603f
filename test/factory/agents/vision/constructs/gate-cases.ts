import type { BehaviourOutline } from '../behaviour-outline.ts';

/** What may be done in which state, in the words people use for it. */
export const gateCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Plinths have a code. A keeper offers a plinth. A visitor takes a plinth. A plinth that was taken can not be withdrawn any more.',
    things: ['plinth(code)'],
    moves: ['plinth: open; take open>taken; withdraw open>withdrawn'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Notes have a text. A note can be edited only while it is a draft. Notes are published by an editor.',
    things: ['note(text)'],
    moves: ['note: draft; publish draft>published'],
    rules: ['frozen note: published'],
    unrealised: [],
  },
  {
    text: 'Contracts have a title. A contract can be deleted only if it is a draft. Contracts are signed by a director.',
    things: ['contract(title)'],
    moves: ['contract: draft; sign draft>signed'],
    rules: ['frozen contract: signed'],
    unrealised: [],
  },
  {
    text: 'Vouchers have a code. A voucher can be cancelled any time before it is used.',
    things: ['voucher(code)'],
    moves: ['voucher: open; use open>used; cancel open>cancelled'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Reports have a title. A report cannot be deleted once it was submitted. A report can be approved.',
    things: ['report(title)'],
    moves: ['report: open; approve submitted>approved; submit open>submitted'],
    rules: ['frozen report: approved+submitted'],
    unrealised: [],
  },
  {
    text: 'Gluons have a code. A gluon can be claimed by a keeper. A claimed gluon is handed over or auctioned.',
    things: ['gluon(code)'],
    moves: ['gluon: open; claim open>claimed; hand over claimed>handed over; auction claimed>auctioned'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Gluons have a code. A gluon can be claimed or cancelled. Nobody can cancel a claimed gluon.',
    things: ['gluon(code)'],
    moves: ['gluon: open; claim open>claimed; cancel open>cancelled'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Gluons have a code. Only open gluons can be edited. A gluon can be closed.',
    things: ['gluon(code)'],
    moves: ['gluon: open; close open>closed'],
    rules: ['frozen gluon: closed'],
    unrealised: [],
  },
  {
    text: 'Gluons have a code. A gluon can be cancelled unless it is delivered. A gluon which has been delivered cannot be changed or deleted.',
    things: ['gluon(code)'],
    moves: ['gluon: draft; deliver draft>delivered; cancel draft>cancelled'],
    rules: ['frozen gluon: delivered'],
    unrealised: [],
  },
  {
    text: 'Gluons have a code. A gluon that is not paid within 3 days is cancelled.',
    things: ['gluon(code)'],
    moves: ['gluon: open; pay open>paid; cancel open>cancelled by clock'],
    rules: ['timeout gluon: open>cancelled after 3 days'],
    unrealised: [],
  },
  {
    text: 'Gluons have a code. A gluon can be edited or deleted as long as it is not approved.',
    things: ['gluon(code)'],
    moves: ['gluon: draft; approve draft>approved'],
    rules: ['frozen gluon: approved'],
    unrealised: [],
  },
];
