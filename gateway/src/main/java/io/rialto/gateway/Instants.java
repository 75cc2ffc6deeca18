package io.rialto.gateway;

import java.util.OptionalLong;

/** Instants in the parameters of requests. */
final class Instants {
    private Instants() {}

    /** A parameter's nanoseconds since 1970, if it is there. */
    static OptionalLong parameter(Exchange exchange, String name) {
        return exchange.query(name)
                .map(text -> OptionalLong.of(nanos(name, text)))
                .orElse(OptionalLong.empty());
    }

    /** An instant of a shape that was checked. */
    static long nanos(String name, String text) {
        try {
            return Json.nanos(name, text);
        } catch (ProblemException wrong) {
            throw new ProblemException(
                    Refusal.PARAMETER_INVALID, "\"" + name + "\" is no instant of these centuries");
        }
    }
}
