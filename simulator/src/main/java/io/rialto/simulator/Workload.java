package io.rialto.simulator;

/** What a client asks for next. */
@FunctionalInterface
interface Workload {
    /**
     * The next request.
     *
     * @param client who asks, and what it has asked for
     */
    Request next(Client client);
}
