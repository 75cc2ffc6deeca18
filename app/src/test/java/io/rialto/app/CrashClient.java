package io.rialto.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Random;

/** A client that remembers every answer over all lives of the venue. */
interface CrashClient extends AutoCloseable {
    /** Whose orders it sends. */
    long account();

    /** That account's. */
    String token();

    /** Connects to the venue, started or started again. */
    void connect(HttpClient http, URI venue) throws IOException;

    /** Sends at random until the venue is lost; {@code onAnswer} runs after each answer. */
    void start(Runnable onAnswer);

    /** Returns when the loss was noticed and nothing is being sent. */
    void awaitLoss() throws InterruptedException;

    /** Sends what has no answer again, with the same keys; then everything has one. */
    void resendUnanswered() throws Exception;

    /** Sends some of the answered again: each must get its first outcome. */
    void repeatSome(Random choice, int count) throws Exception;

    @Override
    void close();
}
