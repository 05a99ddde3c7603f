import { finishedTree } from './factory/agents/fixing/finished-tree.ts';
import { inspectDelivery } from '../factory/verification/inspect-delivery.ts';
const tree = await finishedTree();
const look = inspectDelivery();
const S='deploy/bicep/modules/store.bicep', M='deploy/bicep/main.bicep', P='deploy/bicep/dev.bicepparam';
const cases: [string,string,RegExp|string,string][] = [
 ['brace',S,/^\}\n/m,''], ['inner brace',S,/^  \}\n/m,''], ['keyword',S,/^param /m,'parm '], ['type',S,/^param (\w+) string/m,'param $1 strng'],
 ['version',S,/@\d{4}-\d\d-\d\d'/,"@2031-01-01'"], ['restype',S,/databaseAccounts@/,'databaseAcounts@'], ['property',S,/^  properties:/m,'  propertes:'],
 ['prop2',S,/^    (\w+):/m,'    x$1:'], ['delprop',S,/^  location:.*\n/m,''], ['wrongtype',S,/: (true|false)$/m,": 'maybe'"], ['num',S,/^param (\w+) int/m,'param $1 string'],
 ['decorator',M,/@description/,'@descripton'], ['allowed',M,/\['dev'/,"['dev"], ['modpath',M,/modules\/store/,'modules/stor'], ['output',M,/identity\.outputs\.principalId/,'identity.outputs.principlId'],
 ['func',M,/uniqueString/,'uniqeString'], ['unused',M,/^var suffix/m,'var unusedThing = 1\nvar suffix'], ['param-type',P,/^param (\w+) = '.*'/m,'param $1 = 5'], ['dup',S,/^param (.*)\n/m,'param $1\nparam $1\n'],
 ['quote',S,/'$/m,''], ['extrabrace',S,/^\}\n/m,'}\n}\n'], ['eq',S,/ = \{/,' {'], ['colon',S,/^  name: /m,'  name '], ['apiold',S,/@\d{4}-\d\d-\d\d'/,"@2019-08-01'"],['enum',S,/'BoundedStaleness'|'Session'/,"'Sesion'"],['decl missing name',S,/^resource (\w+) /m,'resource ']
];
for (const [n,p,re,to] of cases) {
  const files = tree.map(f => f.path===p ? {path:p, content: f.content.replace(re,to)} : f);
  const same = files.find(f=>f.path===p)!.content === tree.find(f=>f.path===p)!.content;
  console.log('==', n, same ? 'SAME' : '');
  if (!same) for (const f of await look(files,['bicep'])) if (!/BCP104|BCP062/.test(f.rule)) console.log('  ', f.rule, f.file, f.line, f.message.replace(/ \[https.*/,'').slice(0,420));
}
