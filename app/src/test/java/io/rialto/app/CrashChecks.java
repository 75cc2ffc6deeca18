package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.rialto.client.RestClient;
import io.rialto.view.Balance;
import io.rialto.view.OrderInfo;
import io.rialto.view.PositionInfo;
import io.rialto.view.SystemAccounts;
import io.rialto.view.ViewAudit;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What must be true after every life of a venue: answers, events and what is shown say the same. */
final class CrashChecks {
    private static final int REPEATED = 20;

    private final CrashEvents events;
    private final List<CrashClient> clients;
    private final Map<String, BigDecimal> paidIn;
    private long answers;
    private long repeated;

    CrashChecks(CrashEvents events, List<CrashClient> clients) {
        this.events = events;
        this.clients = clients;
        int accounts =
                clients.stream().mapToInt(client -> client.tokens().size()).sum();
        paidIn = new TreeMap<>(CrashMarket.funds(accounts));
    }

    /** Checks everything against all answers so far; every request of every client must have one. */
    void check(URI venue, Random random) throws Exception {
        long last = 0;
        List<CrashOutcome> outcomes = new ArrayList<>();
        Map<String, List<Long>> accepted = new TreeMap<>();
        for (CrashClient client : clients) {
            CrashClient.Told told = client.takeTold();
            answers += told.answers();
            last = Math.max(last, told.sequence());
            outcomes.addAll(told.outcomes());
            told.accepted().forEach((own, id) -> accepted.put(own, List.of(id)));
            told.paidIn().forEach((asset, amount) -> paidIn.merge(asset, amount, BigDecimal::add));
        }
        events.apply(outcomes, last);
        // Every order that was accepted, and only those, once: by the clients' own ids.
        assertThat(events.takeAccepted()).isEqualTo(accepted);
        checkPaidIn();
        for (CrashClient client : clients) {
            client.repeatSome(random, REPEATED);
            repeated += REPEATED;
            for (Map.Entry<Long, String> account : client.tokens().entrySet()) {
                checkRead(venue, account.getKey(), account.getValue());
            }
        }
        assertThat(ViewAudit.of(events.view()).violations()).isEmpty();
    }

    /** Answers compared with the events, and answers that were given a second time. */
    String counts() {
        return "%,d answers compared with the events, %,d given again".formatted(answers, repeated);
    }

    /** What was issued is what was paid in, less what was paid out, by requests answered so. */
    private void checkPaidIn() {
        for (Balance issued : events.view().balances(SystemAccounts.ISSUANCE)) {
            String symbol = CrashMarket.assetSymbol(issued.asset());
            assertThat(-issued.cash())
                    .as(symbol)
                    .isEqualTo(CrashMarket.minor(symbol, paidIn.get(symbol)));
        }
    }

    /** What the venue shows an account is what the events say. */
    private void checkRead(URI venue, long account, String token) throws IOException {
        Map<String, String> all =
                Map.of("X-Min-Sequence", Long.toString(events.view().sequence()));
        try (RestClient rest = new RestClient(venue, token)) {
            List<String> orders = new ArrayList<>();
            for (JsonNode order :
                    PatientReads.get(rest, "/api/v1/orders", all).body().get("orders")) {
                orders.add(order.get("orderId").asText() + " " + quantity(order, "remaining"));
            }
            assertThat(orders)
                    .containsExactlyInAnyOrderElementsOf(events.view().openOrders(account).stream()
                            .map(CrashChecks::text)
                            .toList());
            for (JsonNode balance :
                    PatientReads.get(rest, "/api/v1/balances", all).body().get("balances")) {
                checkBalance(account, balance);
            }
            List<Long> positions = new ArrayList<>();
            for (JsonNode each :
                    PatientReads.get(rest, "/api/v1/positions", all).body().get("positions")) {
                positions.add(quantity(each, "quantity"));
            }
            assertThat(positions)
                    .containsExactlyInAnyOrderElementsOf(events.view().positions(account).stream()
                            .map(PositionInfo::quantity)
                            .toList());
        }
    }

    private void checkBalance(long account, JsonNode shown) {
        String symbol = shown.get("asset").asText();
        int asset = symbol.equals(CrashMarket.assetSymbol(1)) ? 1 : 2;
        Balance expected = events.view().balance(account, asset);
        assertThat(minor(symbol, shown.get("cash"))).isEqualTo(expected.cash());
        assertThat(minor(symbol, shown.get("held"))).isEqualTo(expected.held());
    }

    /** As events have it. */
    private static long quantity(JsonNode shown, String field) {
        BigDecimal quantity = new BigDecimal(shown.get(field).asText());
        boolean isSpot = shown.get("market").asText().equals(CrashMarket.SYMBOL);
        return isSpot
                ? CrashMarket.minor(CrashMarket.BASE, quantity)
                : quantity.movePointRight(CrashMarket.CONTRACT_SCALE).longValueExact();
    }

    private static long minor(String symbol, JsonNode amount) {
        return CrashMarket.minor(symbol, new BigDecimal(amount.asText()));
    }

    private static String text(OrderInfo order) {
        return order.order() + " " + order.remaining();
    }
}
