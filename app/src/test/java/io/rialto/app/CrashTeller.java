package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.function.Consumer;

/**
 * A client over REST, one request at a time: does what its {@linkplain CrashWork work} is, as one of
 * its accounts or as the administrator. It remembers every answer over all lives of the venue.
 */
final class CrashTeller implements CrashClient {
    private static final int CLIENT_ERROR = 400;
    private static final int RATE_LIMITED = 429;
    private static final int SERVER_ERROR = 500;

    /** A request, and its answer once there is one. Operating failures are no answers. */
    static final class Request {
        final String token;
        final String path;
        final String key;
        final ObjectNode body;
        private final Consumer<JsonNode> onDone;
        Answer answer = new Answer(0, MissingNode.getInstance(), Map.of());

        /**
         * @param token whose request it is
         * @param onDone gets the answer's body when it is done
         */
        Request(String token, String path, String key, ObjectNode body, Consumer<JsonNode> onDone) {
            this.token = token;
            this.path = path;
            this.key = key;
            this.body = body;
            this.onDone = onDone;
        }

        boolean isAnswered() {
            boolean isDenied = answer.status() >= CLIENT_ERROR
                    && answer.status() < SERVER_ERROR
                    && answer.status() != RATE_LIMITED;
            return answer.isDone() || isDenied;
        }

        /** Whether the engine has said so, which is remembered, and not the gateway of itself. */
        boolean isRemembered() {
            return answer.header("X-Sequence").isPresent();
        }

        @Override
        public String toString() {
            return path + " " + key + " " + body + " answered with " + answer;
        }
    }

    private final String name;
    private final Map<Long, String> tokens;
    private final CrashWork work;
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, RestClient> connected = new TreeMap<>();
    private URI venue = URI.create("http://127.0.0.1");
    private int untold;
    private long sent;
    private volatile boolean isFinishing;
    private Thread thread;

    /**
     * @param name what its keys begin with
     * @param tokens of its accounts
     */
    CrashTeller(String name, Map<Long, String> tokens, CrashWork work) {
        this.name = name;
        this.tokens = tokens;
        this.work = work;
    }

    @Override
    public Map<Long, String> tokens() {
        return tokens;
    }

    // A connection that is kept open would be one to the venue's earlier life.
    @Override
    public void connect(HttpClient http, URI to) {
        close();
        venue = to;
    }

    @Override
    public void start(Runnable onAnswer) {
        isFinishing = false;
        thread = Thread.ofPlatform().name(name).start(() -> sendUntilLost(onAnswer));
    }

    private void sendUntilLost(Runnable onAnswer) {
        try {
            while (!isFinishing) {
                if (!sendNext().isAnswered()) {
                    return;
                }
                onAnswer.run();
            }
        } catch (IOException lost) {
            // The venue was killed; the last request has no answer.
        }
    }

    /** Sends one more. */
    Request sendNext() throws IOException {
        Request request = work.next(name + "-" + sent++);
        requests.add(request);
        answer(request);
        return request;
    }

    private void answer(Request request) throws IOException {
        request.answer = send(request);
        if (request.answer.isDone()) {
            request.onDone.accept(request.answer.body());
        }
    }

    private Answer send(Request request) throws IOException {
        RestClient client =
                connected.computeIfAbsent(request.token, token -> new RestClient(venue, token));
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
                answer(request);
                assertThat(request.isAnswered()).as(request.toString()).isTrue();
            }
        }
    }

    @Override
    public void repeatSome(Random choice, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Request request = requests.get(choice.nextInt(requests.size()));
            if (!request.isRemembered()) {
                continue;
            }
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
            if (request.body.has("clientOrderId")) {
                accepted.put(request.key, request.answer.body().get("orderId").asLong());
            } else if (CrashCash.isCash(request)) {
                paidIn.merge(
                        request.body.get("asset").asText(),
                        CrashCash.paidIn(request),
                        BigDecimal::add);
            }
        }
        Told told = new Told(requests.size() - untold, sequence, accepted, List.of(), paidIn);
        CrashClient.forget(requests);
        untold = requests.size();
        return told;
    }

    @Override
    public void close() {
        connected.values().forEach(RestClient::close);
        connected.clear();
    }
}
