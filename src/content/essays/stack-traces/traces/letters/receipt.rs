use std::collections::HashMap;

struct Line { sku: &'static str, qty: u32 }

fn lookup<'a>(prices: &'a HashMap<&str, u32>, sku: &str) -> Option<&'a u32> {
    prices.get(sku)
}

fn price_of(prices: &HashMap<&str, u32>, line: &Line) -> u32 {
    let entry = lookup(prices, line.sku);
    entry.unwrap() * line.qty
}

fn total(prices: &HashMap<&str, u32>, lines: &[Line]) -> u32 {
    let mut sum = 0;
    for line in lines {
        sum += price_of(prices, line);
    }
    sum
}

fn receipt(id: u32, lines: &[Line], wrap: bool) -> String {
    let prices = HashMap::from([("bread", 320), ("salt", 90)]);
    if !wrap {
        return format!("{id}: {}", total(&prices, lines));
    }
    match std::panic::catch_unwind(|| total(&prices, lines)) {
        Ok(sum) => format!("{id}: {sum}"),
        Err(_) => panic!("cannot print receipt {id}"),
    }
}

fn main() {
    let wrap = std::env::args().any(|arg| arg == "wrap");
    println!("{}", receipt(17, &[Line { sku: "bread", qty: 2 }, Line { sku: "tea", qty: 1 }], wrap));
}
