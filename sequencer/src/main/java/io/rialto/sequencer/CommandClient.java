package io.rialto.sequencer;

import org.agrona.DirectBuffer;

/**
 * A gateway's way to the engine. It stamps the gateway's id, epoch and number into the command's
 * header, sends, and keeps what is unanswered to send it again after a lost connection, so that
 * every accepted command is applied once and answered once while the process lives.
 */
public interface CommandClient extends AutoCloseable {
    /** Commands unanswered at a time; the engine remembers as many outcomes per gateway. */
    int IN_FLIGHT_MAX = 4096;

    /** The venue has not been reached yet. */
    long NOT_OPENED = -1;

    /**
     * Queues a command; it is copied. Any thread may call.
     *
     * @param handler called once, on the client's own thread, which it may not block
     * @return false when the queue is full or the client closed: nothing was or will be sent
     */
    boolean submit(DirectBuffer command, int offset, int length, AnswerHandler handler);

    /** True while the venue answers. */
    boolean isConnected();

    /**
     * Number of the venue's last event when this client first reached it: a view that shows less
     * does not show yet what others were told before. {@link #NOT_OPENED} until then.
     */
    long openedAtSequence();

    /** How the engine's process fares; {@link VenueCondition#UNKNOWN} while nobody says. Any thread. */
    default VenueCondition condition() {
        return VenueCondition.UNKNOWN;
    }

    /** What the engine's process keeps; {@link VenueUpkeep#UNKNOWN} while nobody says. Any thread. */
    default VenueUpkeep upkeep() {
        return VenueUpkeep.UNKNOWN;
    }

    /**
     * Asks the engine's process for a snapshot of the state, soon: {@link #upkeep} tells when it is
     * there, {@link #condition} when it could not be stored. Any thread.
     *
     * @return false when there is no node on this machine to ask
     */
    default boolean wishForSnapshot() {
        return false;
    }

    @Override
    void close();

    /** Takes the answer to one command. */
    interface AnswerHandler {
        /** The answer, a message with its header, lent for the call. */
        void onAnswer(DirectBuffer answer, int offset, int length);

        /** The client was closed while the command's fate was unknown. */
        void onUnknown();
    }
}
