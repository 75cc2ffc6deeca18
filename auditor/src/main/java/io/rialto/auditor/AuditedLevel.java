package io.rialto.auditor;

/** The orders of one price, the first to trade first. */
final class AuditedLevel {
    final long price;
    AuditedOrder first;
    AuditedOrder last;

    AuditedLevel(long price) {
        this.price = price;
    }

    boolean isEmpty() {
        return first == null;
    }

    void append(AuditedOrder order) {
        order.level = this;
        order.before = last;
        if (last == null) {
            first = order;
        } else {
            last.behind = order;
        }
        last = order;
    }

    void remove(AuditedOrder order) {
        if (order.before == null) {
            first = order.behind;
        } else {
            order.before.behind = order.behind;
        }
        if (order.behind == null) {
            last = order.before;
        } else {
            order.behind.before = order.before;
        }
        order.level = null;
        order.before = null;
        order.behind = null;
    }
}
