package io.rialto.engine;

import java.util.Arrays;

/** Orders of one market that something is done with, by id; found and gone through without allocation. */
final class ManagedTable {
    private static final int AT_FIRST = 8;

    private long[] ids = new long[AT_FIRST];
    private int[] seats = new int[AT_FIRST];
    private ManagedOrder[] orders = new ManagedOrder[AT_FIRST];
    private int count;

    int count() {
        return count;
    }

    long id(int place) {
        return ids[place];
    }

    int seat(int place) {
        return seats[place];
    }

    ManagedOrder at(int place) {
        return orders[place];
    }

    /** What is done with an order, or null. */
    ManagedOrder get(long id) {
        int place = count == 0 ? -1 : Arrays.binarySearch(ids, 0, count, id);
        return place < 0 ? null : orders[place];
    }

    /** How many are a seat's. */
    int countOf(int seat) {
        int of = 0;
        for (int place = 0; place < count; place++) {
            of += seats[place] == seat ? 1 : 0;
        }
        return of;
    }

    /** An order that is not there yet; most often the newest. */
    void add(long id, int seat, ManagedOrder order) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            seats = Arrays.copyOf(seats, 2 * count);
            orders = Arrays.copyOf(orders, 2 * count);
        }
        int place = -1 - Arrays.binarySearch(ids, 0, count, id);
        shift(place, place + 1, count - place);
        ids[place] = id;
        seats[place] = seat;
        orders[place] = order;
        count++;
    }

    /** Takes an order out, if it is there. */
    void remove(long id) {
        int place = Arrays.binarySearch(ids, 0, count, id);
        if (place >= 0) {
            shift(place + 1, place, count - place - 1);
            count--;
            orders[count] = null;
        }
    }

    private void shift(int from, int to, int length) {
        System.arraycopy(ids, from, ids, to, length);
        System.arraycopy(seats, from, seats, to, length);
        System.arraycopy(orders, from, orders, to, length);
    }
}
