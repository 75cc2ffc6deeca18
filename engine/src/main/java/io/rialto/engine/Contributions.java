package io.rialto.engine;

/** Who pays how much of the price of an item. */
public final class Contributions {
    /** How many may pay together. */
    public static final int MAX = 16;

    private final long[] accounts = new long[MAX];
    private final long[] amounts = new long[MAX];
    private int count;

    /** One alone. */
    static Contributions of(long account, long amount) {
        Contributions one = new Contributions();
        one.add(account, amount);
        return one;
    }

    /** Adds one; at most {@link #MAX}. Anything is taken: the engine judges it. */
    public void add(long account, long amount) {
        accounts[count] = account;
        amounts[count++] = amount;
    }

    int count() {
        return count;
    }

    long account(int index) {
        return accounts[index];
    }

    /** Minor units. */
    long amount(int index) {
        return amounts[index];
    }

    /** All together; of amounts that were checked. */
    long sum() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += amounts[i];
        }
        return sum;
    }

    boolean names(long account) {
        for (int i = 0; i < count; i++) {
            if (accounts[i] == account) {
                return true;
            }
        }
        return false;
    }
}
