package io.rialto.app;

/** What a client over REST has to do. */
interface CrashWork {
    /**
     * The next request.
     *
     * @param key that no other request has; the client order id of an order
     */
    CrashTeller.Request next(String key);
}
