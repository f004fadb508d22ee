// shop.ts
var prices = /* @__PURE__ */ new Map([["bread", 320], ["salt", 90]]);
function priceOf(line) {
  const cents = prices.get(line.sku);
  return cents.valueOf() * line.qty;
}
function total(lines) {
  let sum = 0;
  for (const line of lines) sum += priceOf(line);
  return sum;
}
function receipt(order) {
  return `${order.id}: ${total(order.lines)}`;
}
receipt({ id: 17, lines: [{ sku: "bread", qty: 2 }, { sku: "tea", qty: 1 }] });
export {
  receipt
};
//# sourceMappingURL=shop.plain.mjs.map
