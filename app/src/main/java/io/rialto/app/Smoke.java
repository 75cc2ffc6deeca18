package io.rialto.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The promises that {@code rialto smoke} tries, each on fresh accounts in a market of its own. */
final class Smoke {
    private static final int DEPOSITS = 50;

    private final URI venue;
    private final RestClient administrator;
    private final PrintStream out;
    private final String run;
    private final String base;
    private final String quote;
    private final String market;
    private int accounts;
    private int kept;
    private int broken;

    Smoke(URI venue, String administratorToken, PrintStream out) {
        this.venue = venue;
        this.out = out;
        administrator = new RestClient(venue, administratorToken);
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        run = HexFormat.of().withUpperCase().formatHex(random);
        base = "SMOKEB" + run;
        quote = "SMOKEQ" + run;
        market = "SMOKE-" + run;
    }

    /** A trader of this run: its account and how it speaks to the venue. */
    private record Trader(String account, RestClient rest) {}

    /** A promise: says what it saw when it does not hold, else an empty text. */
    @FunctionalInterface
    private interface Promise {
        String tryIt() throws IOException;
    }

    /** Tries all of them; true when every one holds. */
    boolean run() throws IOException {
        try (administrator) {
            setUp();
            check("a reader sees its own write at once", this::readsItsWrites);
            check(
                    "of two concurrent orders for the same funds exactly one holds them",
                    this::holdsOnce);
            check("at one price the earlier order trades first", this::keepsTimePriority);
            check("price improvement is released at once", this::releasesImprovement);
            check("a fill-or-kill order that cannot fill changes nothing", this::killsWhole);
            check(DEPOSITS + " deposits and a rebuild from postings agree", this::rebuilds);
            check(
                    "a repeated idempotency key gets the first outcome, done once",
                    this::repeatsOnce);
            check("the same key with another payload is a conflict", this::refusesOtherPayload);
            check("a denial explains itself in numbers", this::explainsDenials);
            check("nobody acts for another's account, nor as administrator", this::keepsOut);
            check("a cancelled order gives back all that it held", this::releasesAll);
        }
        out.printf("%d passed, %d failed%n", kept, broken);
        return broken == 0;
    }

    private void check(String what, Promise promise) throws IOException {
        String complaint = promise.tryIt();
        if (complaint.isEmpty()) {
            kept++;
            out.println("ok      " + what);
        } else {
            broken++;
            out.println("BROKEN  " + what + ": " + complaint);
        }
    }

    private void setUp() throws IOException {
        done(administrator.post("/api/v1/admin/assets", asset(base, 4)));
        done(administrator.post("/api/v1/admin/assets", asset(quote, 2)));
        ObjectNode terms = RestClient.object();
        terms.put("symbol", market).put("base", base).put("quote", quote);
        terms.put("tick", "0.01").put("lot", "1").put("priceMaximum", "100000");
        terms.put("quantityMaximum", "10000").put("takerFeePpm", 1000).put("makerFeePpm", 500);
        done(administrator.post("/api/v1/admin/markets", terms));
    }

    private static ObjectNode asset(String symbol, int scale) {
        return RestClient.object().put("symbol", symbol).put("scale", scale);
    }

    private Trader trader(String quoteFunds, String baseFunds) throws IOException {
        String account = done(administrator.post(
                        "/api/v1/admin/accounts",
                        RestClient.object().put("name", "smoke " + run + " " + accounts++)))
                .get("id")
                .asText();
        String token = done(administrator.post(
                        "/api/v1/admin/accounts/" + account + "/tokens",
                        RestClient.object().put("label", "smoke")))
                .get("token")
                .asText();
        deposit(account, quote, quoteFunds);
        deposit(account, base, baseFunds);
        return new Trader(account, new RestClient(venue, token));
    }

    private void deposit(String account, String asset, String amount) throws IOException {
        if (new BigDecimal(amount).signum() > 0) {
            ObjectNode body = RestClient.object();
            body.put("account", account).put("asset", asset).put("amount", amount);
            done(administrator.post("/api/v1/admin/deposits", body));
        }
    }

    private ObjectNode limit(String side, String price, String quantity) {
        ObjectNode body = RestClient.object();
        body.put("market", market).put("side", side).put("price", price);
        return body.put("quantity", quantity);
    }

    private String readsItsWrites() throws IOException {
        Trader trader = trader("1000", "0");
        for (int i = 1; i <= 20; i++) {
            String id = done(trader.rest.post("/api/v1/orders", limit("buy", "1." + (10 + i), "1")))
                    .get("orderId")
                    .asText();
            Answer read = trader.rest.get("/api/v1/orders/" + market + "/" + id);
            if (!read.isDone()) {
                return "order " + id + " was accepted and then not found: " + read.summary();
            }
        }
        done(trader.rest.delete("/api/v1/orders"));
        return "";
    }

    private String holdsOnce() throws IOException {
        Trader trader = trader("100", "0");
        List<CompletableFuture<Answer>> both = new ArrayList<>();
        try (ExecutorService two = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                both.add(CompletableFuture.supplyAsync(
                        () -> post(trader, limit("buy", "0.90", "100")), two));
            }
        } catch (CompletionException failed) {
            throw new IOException(failed.getCause());
        }
        long accepted = both.stream().filter(answer -> answer.join().isDone()).count();
        boolean denied = both.stream().anyMatch(a -> a.join().code().equals("insufficient-funds"));
        done(trader.rest.delete("/api/v1/orders"));
        return accepted == 1 && denied ? "" : accepted + " of 2 were accepted";
    }

    private static Answer post(Trader trader, JsonNode order) {
        try {
            return trader.rest.post("/api/v1/orders", order);
        } catch (IOException failed) {
            throw new CompletionException(failed);
        }
    }

    private String keepsTimePriority() throws IOException {
        Trader first = trader("0", "10");
        Trader second = trader("0", "10");
        Trader buyer = trader("1000", "0");
        String earlier = place(first, limit("sell", "5", "2")).get("orderId").asText();
        String later = place(second, limit("sell", "5", "2")).get("orderId").asText();
        place(buyer, limit("buy", "5", "3"));
        String earlierState = state(first, earlier);
        String laterState = state(second, later);
        done(second.rest.delete("/api/v1/orders"));
        return earlierState.equals("filled") && laterState.equals("partially-filled")
                ? ""
                : "the earlier order is " + earlierState + ", the later " + laterState;
    }

    private String releasesImprovement() throws IOException {
        Trader seller = trader("0", "10");
        Trader buyer = trader("100", "0");
        place(seller, limit("sell", "4", "10"));
        place(buyer, limit("buy", "9", "10"));
        JsonNode balance = balance(buyer, quote);
        String available = balance.get("available").asText();
        String held = balance.get("held").asText();
        boolean right = equal(available, "59.96") && equal(held, "0");
        return right ? "" : "available " + available + " (not 59.96), held " + held + " (not 0)";
    }

    private String killsWhole() throws IOException {
        Trader seller = trader("0", "10");
        Trader buyer = trader("100", "0");
        place(seller, limit("sell", "3", "5"));
        Answer answer =
                buyer.rest.post("/api/v1/orders", limit("buy", "3", "6").put("timeInForce", "fok"));
        String open = balance(seller, base).get("held").asText();
        done(seller.rest.delete("/api/v1/orders"));
        if (!answer.code().equals("fill-or-kill-unfillable")) {
            return "it was answered " + answer.summary();
        }
        return equal(open, "5") && equal(balance(buyer, quote).get("available").asText(), "100")
                ? ""
                : "something traded";
    }

    private String rebuilds() throws IOException {
        Trader trader = trader("0", "0");
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i <= DEPOSITS; i++) {
            String amount = i + ".0" + i % 10;
            deposit(trader.account, quote, amount);
            sum = sum.add(new BigDecimal(amount));
        }
        JsonNode rebuilt = done(trader.rest.post(
                "/api/v1/accounts/" + trader.account + "/rebuild", RestClient.object()));
        String cash = balance(trader, quote).get("cash").asText();
        boolean agrees = rebuilt.get("agrees").asBoolean()
                && rebuilt.get("postings").asLong() == DEPOSITS
                && equal(cash, sum.toPlainString());
        return agrees ? "" : "cash " + cash + ", paid in " + sum + ", rebuilt " + rebuilt;
    }

    private String repeatsOnce() throws IOException {
        Trader trader = trader("100", "0");
        Map<String, String> key = Map.of("Idempotency-Key", "smoke-" + run);
        Answer first = trader.rest.post("/api/v1/orders", limit("buy", "1", "10"), key);
        Answer again = trader.rest.post("/api/v1/orders", limit("buy", "1", "10"), key);
        done(first);
        boolean same = done(again).get("orderId").equals(first.body().get("orderId"));
        boolean once = equal(balance(trader, quote).get("held").asText(), "10.02");
        boolean said = again.header("Idempotent-Replayed").orElse("").equals("true");
        return same && once && said
                ? ""
                : "first " + first.body() + ", again " + again.body() + ", held "
                        + balance(trader, quote).get("held").asText();
    }

    private String refusesOtherPayload() throws IOException {
        Trader trader = trader("100", "0");
        Map<String, String> key = Map.of("Idempotency-Key", "smoke-conflict-" + run);
        done(trader.rest.post("/api/v1/orders", limit("buy", "1", "10"), key));
        Answer other = trader.rest.post("/api/v1/orders", limit("buy", "1", "11"), key);
        return other.status() == 409 && other.code().equals("idempotency-conflict")
                ? ""
                : "it was answered " + other.summary();
    }

    private String explainsDenials() throws IOException {
        Trader trader = trader("95.50", "0");
        Answer answer = trader.rest.post("/api/v1/orders", limit("buy", "1.20", "100"));
        boolean explained = answer.code().equals("insufficient-funds")
                && equal(answer.body().path("needed").asText("0"), "120.13")
                && equal(answer.body().path("available").asText("0"), "95.50")
                && answer.body().path("unit").asText().equals(quote);
        return explained ? "" : "it was answered " + answer.body();
    }

    private String keepsOut() throws IOException {
        Trader trader = trader("0", "0");
        ObjectNode body = RestClient.object();
        body.put("account", trader.account).put("asset", quote).put("amount", "1000000");
        Answer deposit = trader.rest.post("/api/v1/admin/deposits", body);
        try (RestClient stranger = new RestClient(venue, "rialto_no_such_token")) {
            Answer order = stranger.post("/api/v1/orders", limit("buy", "1", "1"));
            return deposit.status() == 403 && order.status() == 401
                    ? ""
                    : "deposit " + deposit.summary() + ", a stranger's order " + order.summary();
        }
    }

    private String releasesAll() throws IOException {
        Trader trader = trader("100", "0");
        String id = place(trader, limit("buy", "0.77", "100")).get("orderId").asText();
        done(trader.rest.delete("/api/v1/orders/" + market + "/" + id));
        JsonNode balance = balance(trader, quote);
        return equal(balance.get("available").asText(), "100")
                ? ""
                : "available " + balance.get("available").asText() + " of 100";
    }

    private static JsonNode place(Trader trader, JsonNode order) throws IOException {
        return done(trader.rest.post("/api/v1/orders", order));
    }

    private String state(Trader trader, String order) throws IOException {
        return done(trader.rest.get("/api/v1/orders/" + market + "/" + order))
                .get("state")
                .asText();
    }

    private static JsonNode balance(Trader trader, String asset) throws IOException {
        for (JsonNode balance : done(trader.rest.get("/api/v1/balances")).get("balances")) {
            if (balance.get("asset").asText().equals(asset)) {
                return balance;
            }
        }
        ObjectNode none = RestClient.object();
        return none.put("cash", "0").put("held", "0").put("available", "0");
    }

    private static boolean equal(String one, String other) {
        return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    }

    private static JsonNode done(Answer answer) throws IOException {
        if (!answer.isDone()) {
            throw new IOException("the venue answered " + answer.summary());
        }
        return answer.body();
    }
}
