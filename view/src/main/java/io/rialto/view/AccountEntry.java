package io.rialto.view;

import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Money, open orders and recent past of one account. */
final class AccountEntry {
    final long id;
    final int universe;
    final Int2ObjectHashMap<BalanceEntry> balances = new Int2ObjectHashMap<>();
    /** By market, where contracts are traded. */
    final Long2ObjectHashMap<PositionEntry> positions = new Long2ObjectHashMap<>();

    final Map<String, LiveOrder> openByClientOrderId = new HashMap<>();
    final ArrayDeque<LiveOrder> closed = new ArrayDeque<>(0);
    final ArrayDeque<Trade> trades = new ArrayDeque<>(0);
    LiveOrder firstOpen;
    LiveOrder lastOpen;
    int openOrders;

    AccountEntry(long id, int universe) {
        this.id = id;
        this.universe = universe;
    }

    BalanceEntry balance(int asset) {
        BalanceEntry balance = balances.get(asset);
        if (balance == null) {
            balance = new BalanceEntry(this, asset);
            balances.put(asset, balance);
        }
        return balance;
    }

    void addOpen(LiveOrder order) {
        order.previousOfAccount = lastOpen;
        if (lastOpen == null) {
            firstOpen = order;
        } else {
            lastOpen.nextOfAccount = order;
        }
        lastOpen = order;
        openOrders++;
        if (!order.clientOrderId.isEmpty()
                && openByClientOrderId.putIfAbsent(order.clientOrderId, order) != null) {
            throw new FrameInvalidException(
                    "account " + id + " has two open orders called " + order.clientOrderId);
        }
    }

    void removeOpen(LiveOrder order) {
        if (order.previousOfAccount == null) {
            firstOpen = order.nextOfAccount;
        } else {
            order.previousOfAccount.nextOfAccount = order.nextOfAccount;
        }
        if (order.nextOfAccount == null) {
            lastOpen = order.previousOfAccount;
        } else {
            order.nextOfAccount.previousOfAccount = order.previousOfAccount;
        }
        order.previousOfAccount = null;
        order.nextOfAccount = null;
        openOrders--;
        if (!order.clientOrderId.isEmpty()) {
            openByClientOrderId.remove(order.clientOrderId);
        }
    }
}
