package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A client over REST, one request at a time: an administrator's deposits to all accounts and
 * withdrawals from them, and orders of its own account. It remembers every answer over all lives of
 * the venue.
 */
final class CrashTeller implements CrashClient {
    private static final String DEPOSITS = "/api/v1/admin/deposits";
    private static final String WITHDRAWALS = "/api/v1/admin/withdrawals";
    private static final String ORDERS = "/api/v1/orders";
    private static final int CLIENT_ERROR = 400;
    private static final int RATE_LIMITED = 429;
    private static final int SERVER_ERROR = 500;

    /** A request, and its answer once there is one. Operating failures are no answers. */
    static final class Request {
        final String path;
        final String key;
        final ObjectNode body;
        Answer answer = new Answer(0, MissingNode.getInstance(), Map.of());

        Request(String path, String key, ObjectNode body) {
            this.path = path;
            this.key = key;
            this.body = body;
        }

        boolean isOrder() {
            return path.equals(ORDERS);
        }

        boolean isAnswered() {
            boolean isDenied = answer.status() >= CLIENT_ERROR
                    && answer.status() < SERVER_ERROR
                    && answer.status() != RATE_LIMITED;
            return answer.isDone() || isDenied;
        }

        @Override
        public String toString() {
            return path + " " + key + " " + body + " answered with " + answer;
        }
    }

    private final long account;
    private final String token;
    private final String administratorToken;
    private final List<Long> accounts;
    private final Random random;
    private final List<Request> requests = new ArrayList<>();
    private int untold;
    private long sent;
    private volatile boolean isFinishing;
    private RestClient administrator;
    private RestClient own;
    private Thread thread;

    /**
     * @param accounts that get deposits
     */
    CrashTeller(
            long account, String token, String administratorToken, List<Long> accounts, long seed) {
        this.account = account;
        this.token = token;
        this.administratorToken = administratorToken;
        this.accounts = accounts;
        random = new Random(seed);
    }

    @Override
    public long account() {
        return account;
    }

    @Override
    public String token() {
        return token;
    }

    // A connection that is kept open would be one to the venue's earlier life.
    @Override
    public void connect(HttpClient http, URI venue) {
        close();
        administrator = new RestClient(venue, administratorToken);
        own = new RestClient(venue, token);
    }

    @Override
    public void start(Runnable onAnswer) {
        isFinishing = false;
        thread = Thread.ofPlatform().name("teller").start(() -> sendUntilLost(onAnswer));
    }

    private void sendUntilLost(Runnable onAnswer) {
        try {
            while (!isFinishing) {
                Request request = next();
                requests.add(request);
                request.answer = send(request);
                if (!request.isAnswered()) {
                    return;
                }
                onAnswer.run();
            }
        } catch (IOException lost) {
            // The venue was killed; the last request has no answer.
        }
    }

    private Answer send(Request request) throws IOException {
        RestClient client = request.isOrder() ? own : administrator;
        return client.post(request.path, request.body, Map.of("Idempotency-Key", request.key));
    }

    @Override
    public void finish() throws InterruptedException {
        isFinishing = true;
        thread.join();
    }

    @Override
    public void resendUnanswered() throws IOException {
        for (Request request : requests.subList(untold, requests.size())) {
            if (!request.isAnswered()) {
                request.answer = send(request);
                assertThat(request.isAnswered()).as(request.toString()).isTrue();
            }
        }
    }

    @Override
    public void repeatSome(Random choice, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Request request = requests.get(choice.nextInt(requests.size()));
            Answer again = send(request);
            assertThat(again.status()).as("%s", request).isEqualTo(request.answer.status());
            assertThat(again.header("Idempotent-Replayed")).as("%s", request).contains("true");
            assertThat(again.code()).as("%s", request).isEqualTo(request.answer.code());
            if (again.isDone()) {
                assertThat(again.body()).as("%s", request).isEqualTo(request.answer.body());
            }
        }
    }

    @Override
    public Told takeTold() {
        Map<String, Long> accepted = new TreeMap<>();
        Map<String, BigDecimal> paidIn = new TreeMap<>();
        long sequence = 0;
        for (Request request : requests.subList(untold, requests.size())) {
            assertThat(request.isAnswered()).as(request.toString()).isTrue();
            if (!request.answer.isDone()) {
                continue;
            }
            String last = request.answer.header("X-Sequence").orElseThrow();
            sequence = Math.max(sequence, Long.parseLong(last));
            if (request.isOrder()) {
                accepted.put(request.key, request.answer.body().get("orderId").asLong());
            } else {
                BigDecimal amount = new BigDecimal(request.body.get("amount").asText());
                paidIn.merge(
                        request.body.get("asset").asText(),
                        request.path.equals(DEPOSITS) ? amount : amount.negate(),
                        BigDecimal::add);
            }
        }
        Told told = new Told(requests.size() - untold, sequence, accepted, List.of(), paidIn);
        CrashClient.forget(requests);
        untold = requests.size();
        return told;
    }

    private Request next() {
        String key = "teller-" + sent++;
        ObjectNode body = RestClient.object();
        int choice = random.nextInt(100);
        if (choice < 55) {
            body.put("account", accounts.get(random.nextInt(accounts.size())).toString());
            body.put("asset", random.nextBoolean() ? CrashMarket.BASE : CrashMarket.QUOTE);
            body.put("amount", Integer.toString(1 + random.nextInt(100)));
            return new Request(choice < 30 ? DEPOSITS : WITHDRAWALS, key, body);
        }
        body.put("market", CrashMarket.SYMBOL).put("clientOrderId", key);
        body.put("side", random.nextBoolean() ? "buy" : "sell");
        body.put("price", Integer.toString(90 + random.nextInt(20)));
        body.put("quantity", Integer.toString(1 + random.nextInt(20)));
        return new Request(ORDERS, key, body);
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
            administrator.close();
        }
    }
}
