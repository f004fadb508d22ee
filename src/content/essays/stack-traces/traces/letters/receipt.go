package main

import (
	"fmt"
	"os"
)

type line struct {
	sku string
	qty int
}

type entry struct{ cents int }

var prices = map[string]*entry{"bread": {320}, "salt": {90}}

func lookup(sku string) *entry { return prices[sku] }

func priceOf(l line) int {
	found := lookup(l.sku)
	return found.cents * l.qty
}

func total(lines []line) int {
	sum := 0
	for _, l := range lines {
		sum += priceOf(l)
	}
	return sum
}

func receipt(id int, lines []line) string {
	if len(os.Args) > 1 {
		defer func() { panic(fmt.Sprintf("cannot print receipt %d: %v", id, recover())) }()
	}
	return fmt.Sprintf("%d: %d", id, total(lines))
}

func main() {
	fmt.Println(receipt(17, []line{{"bread", 2}, {"tea", 1}}))
}
