#include <stdio.h>
#include <string.h>

/* What is asked for last; with -DSKU=argv[1] it is known only when the program runs. */
#ifndef SKU
#define SKU "tea"
#endif

struct line { const char *sku; int qty; };
struct entry { const char *sku; int cents; };

static const struct entry prices[] = {{"bread", 320}, {"salt", 90}};

static const struct entry *lookup(const char *sku) {
    for (size_t i = 0; i < sizeof prices / sizeof prices[0]; i++)
        if (strcmp(prices[i].sku, sku) == 0) return &prices[i];
    return NULL;
}

static int price_of(const struct line *line) {
    const struct entry *entry = lookup(line->sku);
    return entry->cents * line->qty;
}

static int total(const struct line *lines, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) sum += price_of(&lines[i]);
    return sum;
}

static void receipt(int id, const struct line *lines, int count) {
    printf("%d: %d\n", id, total(lines, count));
}

int main(int argc, char **argv) {
    const struct line lines[] = {{"bread", 2}, {SKU, 1}};
    receipt(17, lines, 2);
    return 0;
}
