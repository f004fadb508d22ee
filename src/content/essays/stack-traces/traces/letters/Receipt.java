import java.util.List;
import java.util.Map;

public class Receipt {
    record Line(String sku, int qty) {}

    static final Map<String, Integer> PRICES = Map.of("bread", 320, "salt", 90);

    static Integer lookup(String sku) {
        return PRICES.get(sku);
    }

    static int priceOf(Line line) {
        Integer entry = lookup(line.sku());
        return entry * line.qty();
    }

    static int priceWithoutVariable(Line line) {
        return lookup(line.sku()) * line.qty();
    }

    static int total(List<Line> lines, boolean variable) {
        int sum = 0;
        for (Line line : lines) sum += variable ? priceOf(line) : priceWithoutVariable(line);
        return sum;
    }

    static String receipt(int id, List<Line> lines, String way) {
        if (!way.equals("wrap")) return id + ": " + total(lines, !way.equals("direct"));
        try {
            return id + ": " + total(lines, true);
        } catch (RuntimeException cause) {
            throw new IllegalStateException("cannot print receipt " + id, cause);
        }
    }

    public static void main(String[] args) {
        List<Line> lines = List.of(new Line("bread", 2), new Line("tea", 1));
        System.out.println(receipt(17, lines, args.length > 0 ? args[0] : "plain"));
    }
}
