import sys

PRICES = {"bread": 320, "salt": 90}


def lookup(sku):
    return PRICES.get(sku)


def price_of(line):
    entry = lookup(line["sku"])
    return entry.real * line["qty"]


def total(lines):
    return sum(price_of(line) for line in lines)


def receipt(order):
    try:
        return f"{order['id']}: {total(order['lines'])}"
    except AttributeError as cause:
        if "wrap" not in sys.argv:
            raise
        raise ValueError(f"cannot print receipt {order['id']}") from cause


if __name__ == "__main__":
    print(receipt({"id": 17, "lines": [{"sku": "bread", "qty": 2}, {"sku": "tea", "qty": 1}]}))
