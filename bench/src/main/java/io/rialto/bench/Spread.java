package io.rialto.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One figure of several runs: the middle one, the least and the most. */
record Spread(double median, double min, double max) {
    static Spread of(List<Double> runs) {
        double[] sorted = runs.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    /** As figures of a result. */
    Map<String, Double> figures(String name) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(name, median);
        figures.put(name + "Min", min);
        figures.put(name + "Max", max);
        return figures;
    }
}
