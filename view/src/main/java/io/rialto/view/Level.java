package io.rialto.view;

import io.rialto.protocol.Side;

/** The orders of one price, in order of priority. */
final class Level {
    final Side side;
    final long price;
    long quantity;
    int orders;
    LiveOrder first;
    LiveOrder last;

    /** First event of the last command that touched it. */
    long touchedBy;

    Level(Side side, long price) {
        this.side = side;
        this.price = price;
    }

    void append(LiveOrder order) {
        order.level = this;
        order.previousInLevel = last;
        if (last == null) {
            first = order;
        } else {
            last.nextInLevel = order;
        }
        last = order;
        quantity += order.visible();
        orders++;
    }

    /** Takes out an order whose visible quantity still counts. */
    void remove(LiveOrder order) {
        if (order.previousInLevel == null) {
            first = order.nextInLevel;
        } else {
            order.previousInLevel.nextInLevel = order.nextInLevel;
        }
        if (order.nextInLevel == null) {
            last = order.previousInLevel;
        } else {
            order.nextInLevel.previousInLevel = order.previousInLevel;
        }
        order.level = null;
        order.previousInLevel = null;
        order.nextInLevel = null;
        quantity -= order.visible();
        orders--;
    }

    BookLevel toInfo() {
        return new BookLevel(price, quantity, orders);
    }
}
