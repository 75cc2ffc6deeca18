package io.rialto.bench;

import io.rialto.identity.AddressList;
import io.rialto.identity.ApiKey;
import io.rialto.identity.Identity;
import io.rialto.identity.IdentityConfig;
import io.rialto.identity.NewApiKey;
import io.rialto.identity.Person;
import io.rialto.identity.RequestSignature;
import io.rialto.identity.Scope;
import io.rialto.identity.SignUp;
import io.rialto.identity.SignUpMode;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Measures what it costs a gateway to know who asks, in processor time of the thread that checks: a
 * request signed by a key of each kind, its text read, its body hashed and its nonce remembered; an
 * access token seen for the first time, with its session looked up in the database; and one that is
 * remembered. All is signed before the clock starts, and each check must find whom it must.
 */
public final class IdentityBench {
    private static final int RUNS = 7;
    private static final int SIGNED_BY_HMAC = 20_000;
    private static final int SIGNED_BY_ED25519 = 2_000;
    private static final int TOKENS = 40;
    private static final int REMEMBERED = 50_000;
    private static final String METHOD = "POST";
    private static final String TARGET = "/api/v1/orders";
    private static final String ADDRESS = "192.0.2.7";
    private static final byte[] BODY =
            ("{\"market\":\"BTC-USD\",\"side\":\"buy\",\"price\":\"100.25\","
                            + "\"quantity\":\"1.5\",\"clientOrderId\":\"a-bot-and-its-order\"}")
                    .getBytes(StandardCharsets.UTF_8);
    private static final long MINUTE_MILLIS = 60_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final PrintWriter out;
    private final List<BenchResult> results = new ArrayList<>();

    // A signature counts for half a minute: the clock stands while a run's are made and checked.
    private long nowMillis = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private long nonces;

    private IdentityBench(PrintWriter out) {
        this.out = out;
    }

    /**
     * Runs the bench and prints a table.
     *
     * @return {@code identity.hmac}, {@code identity.ed25519}, {@code identity.token} and {@code
     *     identity.token.remembered}
     * @throws IllegalStateException if a check found somebody else
     */
    public static List<BenchResult> run(PrintWriter out) throws IOException {
        IdentityBench bench = new IdentityBench(out);
        Path data = VenueProcess.temporary();
        try (Identity identity = Identity.open(IdentityConfig.inBox(data, "00".repeat(16))
                .withSignUp(Set.of(SignUpMode.OPEN))
                .withClock(() -> Instant.ofEpochMilli(bench.nowMillis)))) {
            bench.measure(identity);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            VenueProcess.delete(data);
        }
        return List.copyOf(bench.results);
    }

    private interface Signer {
        byte[] sign(byte[] message) throws GeneralSecurityException;
    }

    private void measure(Identity identity) throws GeneralSecurityException {
        Person person = identity.bind(
                identity.signUp(
                                new SignUp(
                                        "Ada",
                                        Optional.of("ada@example.org"),
                                        Optional.of("correct horse battery"),
                                        Optional.empty()),
                                ADDRESS)
                        .person(),
                17);
        NewApiKey shared = key(identity, person, ApiKey.Kind.HMAC_SHA256, new byte[0]);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                shared.secret().orElseThrow().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        signed("identity.hmac", identity, shared.key(), SIGNED_BY_HMAC, mac::doFinal);

        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        ApiKey own = key(identity, person, ApiKey.Kind.ED25519, point).key();
        signed("identity.ed25519", identity, own, SIGNED_BY_ED25519, message -> {
            signature.update(message);
            return signature.sign();
        });
        tokens(identity, person);
    }

    private static NewApiKey key(
            Identity identity, Person person, ApiKey.Kind kind, byte[] publicKey) {
        NewApiKey made = identity.createKey(
                new ApiKey(
                        "",
                        person.id(),
                        person.account(),
                        "bench",
                        kind,
                        Set.of(Scope.TRADE),
                        AddressList.of(""),
                        0,
                        0),
                publicKey,
                ADDRESS);
        identity.loadKey(made.key().id());
        return made;
    }

    private void signed(String name, Identity identity, ApiKey key, int count, Signer signer)
            throws GeneralSecurityException {
        double[] nanos = new double[RUNS];
        for (int run = -2; run < RUNS; run++) {
            nowMillis += 2 * MINUTE_MILLIS;
            List<String> texts = texts(key, count, signer);
            long before = threads.getCurrentThreadCpuTime();
            int found = 0;
            for (String text : texts) {
                RequestSignature proof = RequestSignature.parse(text).orElseThrow();
                ApiKey whose = identity.checkKey(proof, METHOD, TARGET, BODY, ADDRESS);
                found += whose.account() == key.account() ? 1 : 0;
            }
            note(nanos, run, before, count);
            check(found, count);
        }
        report(name, "a request of " + BODY.length + " bytes signed by a key", nanos);
    }

    private List<String> texts(ApiKey key, int count, Signer signer)
            throws GeneralSecurityException {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(BODY));
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String nonce = "n" + nonces++;
            String message = "rialto-v1\n" + nowMillis + "\n" + nonce + "\n" + METHOD + "\n"
                    + TARGET + "\n" + hash;
            byte[] signature = signer.sign(message.getBytes(StandardCharsets.UTF_8));
            texts.add(key.id() + ":" + nowMillis + ":" + nonce + ":"
                    + HexFormat.of().formatHex(signature));
        }
        return texts;
    }

    private void tokens(Identity identity, Person person) {
        double[] nanos = new double[RUNS];
        List<String> texts = new ArrayList<>();
        for (int run = -2; run < RUNS; run++) {
            texts.clear();
            for (int i = 0; i < TOKENS; i++) {
                texts.add(identity.openSession(person, "password", ADDRESS).accessToken());
            }
            long before = threads.getCurrentThreadCpuTime();
            int found = 0;
            for (String text : texts) {
                found += identity.verify(text).account() == person.account() ? 1 : 0;
            }
            note(nanos, run, before, texts.size());
            check(found, texts.size());
        }
        report("identity.token", "an access token seen for the first time", nanos);
        String known = texts.getLast();
        for (int run = -2; run < RUNS; run++) {
            long before = threads.getCurrentThreadCpuTime();
            int found = 0;
            for (int i = 0; i < REMEMBERED; i++) {
                found += identity.remembered(known).isPresent() ? 1 : 0;
            }
            note(nanos, run, before, REMEMBERED);
            check(found, REMEMBERED);
        }
        report("identity.token.remembered", "an access token seen before", nanos);
    }

    private void note(double[] nanos, int run, long before, int count) {
        if (run >= 0) {
            nanos[run] = (double) (threads.getCurrentThreadCpuTime() - before) / count;
        }
    }

    private static void check(int found, int count) {
        if (found != count) {
            throw new IllegalStateException(found + " of " + count + " were found");
        }
    }

    private void report(String name, String workload, double[] nanos) {
        Spread spread = Spread.of(Arrays.stream(nanos).boxed().toList());
        out.printf(
                Locale.ROOT,
                "%-26s %8.2f µs of CPU (%.2f–%.2f), %s%n",
                name,
                spread.median() / 1e3,
                spread.min() / 1e3,
                spread.max() / 1e3,
                workload);
        out.flush();
        BenchResult result = new BenchResult(
                name,
                workload,
                "",
                BenchResult.Rate.NONE,
                BenchResult.Latency.NONE,
                BenchResult.NOT_MEASURED,
                spread.median());
        for (Map.Entry<String, Double> figure : spread.figures("cpuNanos").entrySet()) {
            result = result.with(figure.getKey(), figure.getValue());
        }
        results.add(result);
    }
}
