package io.rialto.gateway;

import io.rialto.history.Moment;

/**
 * The moment of the past that the parameter "at" names.
 *
 * @param needed the event up to which the history must be to tell of it
 */
record PastMoment(Moment moment, long needed) {
    /** Its parameter's name. */
    static final String AT = "at";

    /**
     * What the request names; as of now where it names nothing.
     *
     * @throws ProblemException PARAMETER_INVALID for an event that has not happened
     */
    static PastMoment of(Exchange exchange) {
        // An event that the view shows is there: the history need only come so far.
        long shown = exchange.venue().view().sequence();
        Moment moment = exchange.query(AT)
                .map(PastMoment::parse)
                .orElse(new Moment.After(Math.max(shown, exchange.wantedSequence())));
        long needed = moment instanceof Moment.After after ? after.sequence() : shown;
        if (needed > Math.max(shown, exchange.wantedSequence())) {
            throw new ProblemException(
                    Refusal.PARAMETER_INVALID, "\"at\" is an event that has not happened");
        }
        return new PastMoment(moment, needed);
    }

    /** A moment as its parameter says it, already checked for its shape. */
    private static Moment parse(String text) {
        try {
            return text.endsWith("Z")
                    ? new Moment.At(Instants.nanos(AT, text))
                    : new Moment.After(Long.parseLong(text));
        } catch (NumberFormatException wrong) {
            throw new ProblemException(Refusal.PARAMETER_INVALID, "\"at\" is no event: " + text);
        }
    }

    /** Why there is no answer. */
    static ProblemException notKept() {
        return new ProblemException(Refusal.HISTORY_NOT_KEPT, "Ask for a later moment");
    }
}
