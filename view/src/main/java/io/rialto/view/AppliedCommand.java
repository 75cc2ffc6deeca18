package io.rialto.view;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.DirectBuffer;

import java.util.List;

/**
 * A command whose events the view has just applied: who caused it, its events, and what it touched,
 * each thing once and as it stands afterwards. Only lent for the call of {@link
 * FrameListener#onApplied}; what it returns may be kept. Nothing is made before it is asked for.
 */
public final class AppliedCommand {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private final EventDispatcher dispatcher;
    private final CommandFrames frames;
    private final Touched touched;
    private long firstSequence;
    private long sequence;

    AppliedCommand(EventDispatcher dispatcher, CommandFrames frames, Touched touched) {
        this.dispatcher = dispatcher;
        this.frames = frames;
        this.touched = touched;
    }

    void wrap(DirectBuffer lastFrame, int offset, long first, long last) {
        frame.wrapAndApplyHeader(lastFrame, offset, header);
        firstSequence = first;
        sequence = last;
    }

    /** Number of its first event. */
    public long firstSequence() {
        return firstSequence;
    }

    /** Number of its last event: the sequence that its answer carries. */
    public long sequence() {
        return sequence;
    }

    /** Log time, nanoseconds since 1970. */
    public long timeNanos() {
        return frame.timeNanos();
    }

    /** The account of the user who sent it; 0 for the venue itself or the passing of time. */
    public long actor() {
        return frame.actor();
    }

    /** The gateway that sent it; 0 for none. */
    public long gatewayId() {
        return frame.gatewayId();
    }

    /** The session of that gateway that sent it; 0 for none. */
    public long sessionId() {
        return frame.sessionId();
    }

    /** The gateway's number of it; 0 for none. */
    public long gatewayNumber() {
        return frame.gatewayNumber();
    }

    /** The W3C trace context: 16 bytes trace id, 8 bytes parent id, 1 byte flags; or empty. */
    public byte[] trace() {
        frame.sbeRewind();
        byte[] trace = new byte[frame.traceLength()];
        frame.getTrace(trace, 0, trace.length);
        return trace;
    }

    /** Passes every event to the visitor, in order. */
    public void forEachEvent(EventVisitor visitor) {
        frames.forEach(
                (buffer, offset, length) -> dispatcher.dispatch(buffer, offset, length, visitor));
    }

    /** Passes every frame, as it came, to the handler; lent for the call. */
    public void forEachFrame(FrameSource.FrameHandler handler) {
        frames.forEach(handler);
    }

    /** How many orders it touched. */
    public int orders() {
        return touched.orders.size();
    }

    /** Whose the order with that index is. */
    public long orderAccount(int index) {
        return touched.orders.get(index).account.id;
    }

    /** The order with that index, in the order first touched. */
    public OrderInfo order(int index) {
        return touched.orders.get(index).toInfo();
    }

    /** How many balances it touched. */
    public int balances() {
        return touched.balances.size();
    }

    /** Whose the balance with that index is. */
    public long balanceAccount(int index) {
        return touched.balances.get(index).account.id;
    }

    /** The balance with that index, in the order first touched. */
    public Balance balance(int index) {
        return touched.balances.get(index).toInfo();
    }

    /** How many positions in markets of contracts it touched. */
    public int positions() {
        return touched.positions.size();
    }

    /** Whose the position with that index is. */
    public long positionAccount(int index) {
        return touched.positions.get(index).account.id;
    }

    /** The position with that index, in the order first touched. */
    public PositionInfo position(int index) {
        return touched.positions.get(index).toInfo();
    }

    /** Who came to own an account by it, or ceased to. */
    public List<OwnerChange> ownerChanges() {
        return List.copyOf(touched.owners);
    }

    /** What it told everyone. */
    public List<Message> messages() {
        return List.copyOf(touched.messages);
    }

    /** Its trades in order. */
    public List<Trade> trades() {
        return List.copyOf(touched.trades);
    }

    /** How many trades there were. */
    public int tradeCount() {
        return touched.trades.size();
    }

    /** The markets in which it undid a trade. */
    public List<Long> undoneIn() {
        return touched.undoneIn.isEmpty() ? List.of() : List.copyOf(touched.undoneIn);
    }

    /** The markets that it opened, paused or closed. */
    public List<MarketStatusChange> statusChanges() {
        return List.copyOf(touched.statusChanges);
    }

    /** What the auctions of markets would do now that would have done something else before. */
    public List<MarketGuard> indications() {
        return List.copyOf(touched.indications);
    }

    /** Markets of which others may know than before. */
    public List<Long> audiences() {
        return List.copyOf(touched.audiences);
    }

    /** How many markets it touched: their books, update numbers, status or fees. */
    public int markets() {
        return touched.markets.size();
    }

    /** The id of the market with that index, in the order first touched. */
    public long market(int index) {
        return touched.markets.get(index).id;
    }

    /**
     * The orders that entered, changed in or left the book of the market with that index, as they
     * stand afterwards; made anew by each call.
     */
    public List<BookEntry> bookOrders(int index) {
        return touched.markets.get(index).touchedOrders.stream()
                .map(LiveOrder::toBookEntry)
                .toList();
    }

    /** The public update number before it of the market with that index. */
    public long previousUpdate(int index) {
        return touched.markets.get(index).updateBefore;
    }

    /** What changed in the book of the market with that index; made anew by each call. */
    public BookDelta bookDelta(int index) {
        return touched.markets.get(index).delta(sequence);
    }
}
