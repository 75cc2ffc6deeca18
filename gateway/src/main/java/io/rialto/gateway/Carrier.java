package io.rialto.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

import java.util.List;
import java.util.Optional;

/**
 * What brought a request to an {@link Exchange} and takes its answer: a connection of HTTP, or one
 * of the stream. Everything between the two is the exchange's, and so the same for both. Event loop
 * only.
 */
interface Carrier {
    /** A header of the request, or what stands for it. */
    Optional<String> header(String name);

    /** All values of a header. */
    List<String> headers(String name);

    /** A parameter of the path; those that the route declares. */
    String path(String name);

    /** The parameters of the query. */
    Iterable<String> queryNames();

    /** All values of a parameter of the query. */
    List<String> query(String name);

    /** What was sent with the request; empty for nothing. */
    Optional<Buffer> body();

    /** Where the request came from. */
    String address();

    /** Whoever asks, where the carrier knows it; empty where the request itself says so. */
    Optional<Caller> caller();

    /** What the request brought to prove who asks. Only where {@link #caller} is empty. */
    Presented presented();

    /** Nobody waits for the answer any more. */
    boolean isGone();

    /** Tells the trace under which a command is recorded. */
    void traced(TraceContext trace);

    /** Tells for which account and under which rights the request is; called before the answer. */
    void shown(long account, boolean sudo);

    /** Tells what is left of the limits of whoever asks; called before the answer. */
    void left(RequestGate.Usage usage);

    /** Answers with success. */
    void answer(Reply reply);

    /** Answers that it was not done. */
    void refuse(Problem problem, long viewSequence);

    /** Hears of a command what its sender hears; to be given to the desk in the sender's place. */
    CommandDesk.Completion hearing(CommandDesk.Completion sender);

    /**
     * The exchange of HTTP itself.
     *
     * @throws IllegalStateException where there is none: a route that needs it says so by {@link
     *     Route.Builder#onlyOverHttp}
     */
    RoutingContext http();

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param type of the content
     * @param sequence event after which it is true
     * @param replayed the remembered outcome of an earlier command
     */
    record Reply(int status, String type, Buffer content, long sequence, boolean replayed) {}
}
