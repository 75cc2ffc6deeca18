package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.engine.Venue.Ticket;
import io.rialto.matching.SelfTradePrevention;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every order type × time in force × self-trade mode: the complete list of events that each leads to,
 * written down in {@code order-matrix.txt}.
 *
 * <p>The book is the same each time. To a buyer: 5@100 of Bob's, 5@101 of Ann's own, 5@102 of Bob's; to
 * a seller the same at 100, 99, 98. Ann comes with 12 up to the last of these prices, or with a budget
 * of 1,100, or with 8. Fees are 1% for makers and 2% for takers.
 */
class OrderMatrixTest {

    private static final String FILE = "order-matrix.txt";

    private static Venue venue() {
        return new Venue(terms -> {
            terms.makerFeePpm = 10_000;
            terms.takerFeePpm = 20_000;
        });
    }

    /** What is asked, by a name that says it, in the order of the file. */
    private static Map<String, List<String>> cases() {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        for (SelfTradePrevention mode : SelfTradePrevention.values()) {
            for (TimeInForce time : TimeInForce.values()) {
                String terms = "LIMIT " + time + " " + mode;
                cases.put("buy 12 " + terms, buy(12, time, mode, true));
                cases.put("buy 8 " + terms, buy(8, time, mode, true));
                cases.put("sell 12 " + terms, sell(12, time, mode, true));
            }
            for (TimeInForce time : List.of(TimeInForce.IOC, TimeInForce.FOK)) {
                String terms = "MARKET " + time + " " + mode;
                cases.put("buy 12 " + terms, buy(12, time, mode, false));
                cases.put("buy 8 " + terms, buy(8, time, mode, false));
                cases.put("buy budget 1100 " + terms, buy(0, time, mode, false));
                cases.put("sell 12 " + terms, sell(12, time, mode, false));
            }
        }
        return cases;
    }

    private static List<String> buy(
            long quantity, TimeInForce time, SelfTradePrevention mode, boolean limit) {
        Venue venue = venue();
        venue.sell(BOB, 5, 100).place();
        venue.sell(ANN, 5, 101).place();
        venue.sell(BOB, 5, 102).place();
        return place(venue.buy(ANN, quantity, 102), time, mode, limit);
    }

    private static List<String> sell(
            long quantity, TimeInForce time, SelfTradePrevention mode, boolean limit) {
        Venue venue = venue();
        venue.buy(BOB, 5, 100).place();
        venue.buy(ANN, 5, 99).place();
        venue.buy(BOB, 5, 98).place();
        return place(venue.sell(ANN, quantity, 98), time, mode, limit);
    }

    private static List<String> place(
            Ticket ticket, TimeInForce time, SelfTradePrevention mode, boolean limit) {
        if (!limit) {
            ticket.market();
        }
        if (ticket.terms.quantity == 0) {
            ticket.budget(1100);
        }
        ticket.inForce(time).prevent(mode);
        if (time == TimeInForce.GTD || time == TimeInForce.DAY) {
            ticket.terms.expiresAt = 1000;
        }
        return ticket.place();
    }

    @TestFactory
    Stream<DynamicTest> shouldDoWhatIsWrittenDown() throws IOException {
        Map<String, List<String>> expected = read();
        return cases().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(),
                        () -> assertThat(each.getValue()).isEqualTo(expected.get(each.getKey()))));
    }

    @Test
    void shouldHaveNothingWrittenDownThatIsNotTried() throws IOException {
        assertThat(read().keySet()).containsExactlyElementsOf(cases().keySet());
    }

    private static Map<String, List<String>> read() throws IOException {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        try (InputStream file = OrderMatrixTest.class.getResourceAsStream(FILE)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                if (line.startsWith("## ")) {
                    current = new ArrayList<>();
                    lists.put(line.substring(3), current);
                } else if (!line.isBlank()) {
                    current.add(line);
                }
            }
        }
        return lists;
    }
}
