import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment } from '../../../../kit/experiment.ts';
import { crowd, type Row } from '../crowd.ts';
import { asked, division, names, orders, prefixes, routers } from '../model.ts';
import { only, ruleOf, tenantIn } from '../numbers.ts';
import { near } from './laws.ts';

const printed = <P, R>({ compute, defaults }: Experiment<P, R>): R => compute(defaults);

/** Whether two 95 % intervals meet. */
function meets(row: Row, tenant: string, found: number, half: number): void {
  const { mean } = tenantIn(row, tenant).mean;
  const mine = tenantIn(row, tenant).mean.half;
  assert.ok(Math.abs(mean - found) <= mine + half, `${row.rule} ${tenant}: ${mean} ± ${mine}`);
}

test('the flood agrees with an independent simulator: mean waits of section 4 of the replay', () => {
  const rows = printed(crowd);
  assert.deepEqual(JSON.parse(JSON.stringify(rows)), rows);
  meets(ruleOf(rows, 'first come'), 'chat-b', 18.6, 0.9);
  meets(ruleOf(rows, 'strict classes'), 'code-a', 0.11, 0.02);
  meets(ruleOf(rows, 'strict classes'), 'bulk', 68, 4);
  meets(ruleOf(rows, 'fair shares'), 'chat-b', 0.43, 0.07);
  meets(ruleOf(rows, 'fair shares'), 'chat-a', 5.9, 1.8);
  meets(ruleOf(rows, 'classes 16:4:1'), 'chat-a', 0.97, 0.16);
  meets(ruleOf(rows, 'classes 16:4:1'), 'chat-c', 0.22, 0.03);
  const central = rows.filter(({ decides }) => decides === 'when');
  for (const { byWork } of central) near(byWork.mean, central[0].byWork.mean, 0.01);
});

test('names: fair shares end where first come is, weighted classes stay', () => {
  const { first, byNames } = printed(names);
  const [one, , twenty] = byNames;
  near(twenty.fair.mean, first.mean, 0.1);
  near(one.fair.mean, tenantIn(ruleOf(printed(crowd), 'fair shares'), 'chat-b').p99.mean, 0.5);
  for (const { classes } of byNames) assert.ok(classes.mean < 4);
});

test('lengths: slot times and what a prompt tells are those of the files', () => {
  const found = printed(asked);
  const of = (kind: string) => only(found, (one) => one.kind === kind);
  near(of('code').slotTime, 0.66, 0.02);
  near(of('chat').slotTime, 4.28, 0.01);
  near(of('long').slotTime, 7.45, 0.01);
  near(of('chat').explained, 0.715, 0.02);
});

test('max-min shares: chat-a and the sixth tenant alone ask for more than their share', () => {
  for (const { tenant, demand, share } of printed(division)) {
    const over = tenant === 'chat-a' || tenant === 'bulk';
    assert.equal(demand === null || demand > share, over, tenant);
  }
});

test('routers: the older the view and the more at once, the longer the wait', () => {
  const found = printed(routers);
  const wait = (name: string) => only(found, (one) => one.name === name).mean.mean;
  const order = [
    'one router, one queue',
    'least, 1 s, in turn',
    'two choices, 1 s, together',
    'least, 1 s, together',
    'knowing nothing',
    'least, 5 s, together',
  ].map(wait);
  order.forEach((one, i) => {
    assert.ok(i === 0 || order[i - 1] < one);
  });
});

test('orders and homes are whole JSON, one row a rule', () => {
  for (const result of [printed(orders), printed(prefixes)]) {
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
    assert.equal(new Set(result.map(({ rule }) => rule)).size, result.length);
  }
});
