package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.money.Check;
import io.rialto.money.LargestRemainder;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is owed what of a shared account (VENUE-RULES 2): per asset a credit of each owner, which
 * together are the account's cash, always. Owners' money in and out changes a credit; trading
 * changes all in proportion, rounded by largest remainder.
 *
 * <p>Where an account gets an asset of which nobody has credit, it goes to the owners in proportion
 * to what they had of the asset that the account last traded away or in: who paid for a thing owns
 * it. Were there none, in equal parts.
 */
final class Credits {
    /** The credits of a shared account. Arrays are in the order of the owners' indexes. */
    private static final class Shared {
        /** Weighs what comes where there is no credit. */
        long[] stakes;

        final Map<Integer, long[]> byAsset = new TreeMap<>();

        Shared(int owners) {
            stakes = new long[owners];
        }
    }

    private final Accounts accounts;
    private final Ownership ownership;
    private final Ledger ledger;
    private final AccountEvents events;
    private final Map<Integer, Shared> all = new TreeMap<>();

    Credits(Accounts accounts, Ownership ownership, Ledger ledger, AccountEvents events) {
        this.accounts = accounts;
        this.ownership = ownership;
        this.ledger = ledger;
        this.events = events;
    }

    /** An owner comes to an account: with the second, what there is becomes the first one's credit. */
    void join(int account, int owner) {
        ownership.add(account, owner);
        int[] owners = ownership.owners(account);
        int place = Arrays.binarySearch(owners, owner);
        Shared shared = all.get(account);
        if (shared != null) {
            shared.stakes = inserted(shared.stakes, place);
            shared.byAsset.replaceAll((_, credits) -> inserted(credits, place));
        } else if (owners.length == 2) {
            begin(account, 1 - place);
        }
    }

    private void begin(int account, int first) {
        ledger.watch(account, true);
        Shared shared = new Shared(2);
        all.put(account, shared);
        for (int slot = ledger.firstSlot(account); slot != Ledger.NONE; ) {
            if (ledger.cash(slot) != 0) {
                long[] credits = new long[2];
                credits[first] = ledger.cash(slot);
                set(account, ledger.asset(slot), shared, credits);
            }
            slot = ledger.nextSlot(slot);
        }
    }

    /** An owner without credit goes; with one owner left nobody needs to know who is owed what. */
    void leave(int account, int owner) {
        Check.that(!hasCredit(account, owner), "who leaves is owed nothing");
        int place = Arrays.binarySearch(ownership.owners(account), owner);
        ownership.remove(account, owner);
        if (!ownership.isShared(account)) {
            ledger.watch(account, false);
            all.remove(account);
            return;
        }
        Shared shared = all.get(account);
        shared.stakes = removed(shared.stakes, place);
        shared.byAsset.replaceAll((_, credits) -> removed(credits, place));
    }

    /** What the owner is owed; 0 of an account that is not shared. */
    long credit(int account, int asset, int owner) {
        int place = Arrays.binarySearch(ownership.owners(account), owner);
        Shared shared = all.get(account);
        boolean known = shared != null && place >= 0 && shared.byAsset.containsKey(asset);
        return known ? shared.byAsset.get(asset)[place] : 0;
    }

    boolean hasCredit(int account, int owner) {
        Shared shared = all.get(account);
        int place = Arrays.binarySearch(ownership.owners(account), owner);
        if (shared != null) {
            for (long[] credits : shared.byAsset.values()) {
                if (credits[place] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** An owner's money came in, or went out where negative; the account's cash has changed by it. */
    void moved(int account, int asset, int owner, long amount) {
        Shared shared = all.get(account);
        long[] credits = credits(shared, asset).clone();
        credits[Arrays.binarySearch(ownership.owners(account), owner)] += amount;
        set(account, asset, shared, credits);
    }

    /**
     * The house gave money to an account: it is the owner's, or the first one's where that one owns
     * it no longer.
     */
    void given(int account, int asset, int owner, long amount) {
        if (all.containsKey(account)) {
            boolean owns = ownership.isOwner(owner, account);
            moved(account, asset, owns ? owner : ownership.owners(account)[0], amount);
        }
    }

    /** Cash of a watched balance has changed by trading: the credits follow in proportion. */
    void traded(int slot) {
        int account = ledger.accountIndex(slot);
        int asset = ledger.asset(slot);
        Shared shared = all.get(account);
        long[] before = credits(shared, asset);
        if (hasAny(before)) {
            shared.stakes = magnitudes(before);
        } else if (!hasAny(shared.stakes)) {
            Arrays.fill(shared.stakes, 1);
        }
        set(account, asset, shared, LargestRemainder.share(ledger.cash(slot), shared.stakes));
    }

    /** Gives what an owner is owed to the others, in proportion to what they are owed. */
    void redistribute(int account, int leaver) {
        Shared shared = all.get(account);
        int place = Arrays.binarySearch(ownership.owners(account), leaver);
        for (int asset : shared.byAsset.keySet().toArray(Integer[]::new)) {
            long[] credits = shared.byAsset.get(asset).clone();
            long left = credits[place];
            if (left == 0) {
                continue;
            }
            credits[place] = 0;
            long[] shares = LargestRemainder.share(left, weights(shared, credits, place));
            for (int i = 0; i < credits.length; i++) {
                credits[i] += shares[i];
            }
            set(account, asset, shared, credits);
        }
    }

    /** Everything was swept: nobody is owed anything. */
    void clear(int account) {
        Shared shared = all.get(account);
        if (shared != null) {
            for (int asset : shared.byAsset.keySet().toArray(Integer[]::new)) {
                set(account, asset, shared, new long[shared.stakes.length]);
            }
            Arrays.fill(shared.stakes, 0);
        }
    }

    private static long[] weights(Shared shared, long[] credits, int leaver) {
        if (hasAny(credits)) {
            return magnitudes(credits);
        }
        long[] stakes = shared.stakes.clone();
        stakes[leaver] = 0;
        if (!hasAny(stakes)) {
            Arrays.fill(stakes, 1);
            stakes[leaver] = 0;
        }
        return stakes;
    }

    private void set(int account, int asset, Shared shared, long[] credits) {
        long[] before = credits(shared, asset);
        int[] owners = ownership.owners(account);
        if (hasAny(credits)) {
            shared.byAsset.put(asset, credits);
        } else {
            shared.byAsset.remove(asset);
        }
        for (int i = 0; i < owners.length; i++) {
            if (credits[i] != before[i]) {
                events.creditChanged(
                        accounts.id(account), asset, accounts.id(owners[i]), credits[i]);
            }
        }
    }

    private static long[] credits(Shared shared, int asset) {
        long[] known = shared.byAsset.get(asset);
        return known == null ? new long[shared.stakes.length] : known;
    }

    void write(AccountStates sink) {
        for (int account = 0; account < accounts.count(); account++) {
            int[] owners = ownership.owners(account);
            Shared shared = all.get(account);
            for (int i = 0; i < owners.length; i++) {
                long stake = shared == null ? 0 : shared.stakes[i];
                sink.ownership(accounts.id(account), accounts.id(owners[i]), stake);
            }
        }
        all.forEach((account, shared) -> shared.byAsset.forEach((asset, credits) -> {
            int[] owners = ownership.owners(account);
            for (int i = 0; i < owners.length; i++) {
                if (credits[i] != 0) {
                    sink.credit(accounts.id(account), asset, accounts.id(owners[i]), credits[i]);
                }
            }
        }));
    }

    void restoreOwner(int account, int owner, long stake) {
        ownership.add(account, owner);
        int count = ownership.owners(account).length;
        Check.that(ownership.owners(account)[count - 1] == owner, "owners come in order");
        if (count == 2) {
            ledger.watch(account, true);
        }
        Shared shared = all.computeIfAbsent(account, _ -> new Shared(0));
        shared.stakes = Arrays.copyOf(shared.stakes, count);
        shared.stakes[count - 1] = stake;
    }

    void restoreCredit(int account, int asset, int owner, long credit) {
        Shared shared = all.get(account);
        int place = Arrays.binarySearch(ownership.owners(account), owner);
        Check.that(shared != null && place >= 0, "a credit is an owner's");
        shared.byAsset.computeIfAbsent(asset, _ -> new long[shared.stakes.length])[place] = credit;
    }

    /** Everything is there: those that one owner has alone need no credits. */
    void restored() {
        all.keySet().removeIf(account -> !ownership.isShared(account));
        all.forEach((account, shared) -> {
            for (int slot = ledger.firstSlot(account); slot != Ledger.NONE; ) {
                long credits = 0;
                for (long credit : credits(shared, ledger.asset(slot))) {
                    credits += credit;
                }
                Check.that(credits == ledger.cash(slot), "credits are the cash");
                slot = ledger.nextSlot(slot);
            }
        });
    }

    private static boolean hasAny(long[] values) {
        for (long value : values) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }

    private static long[] magnitudes(long[] values) {
        long[] result = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = Math.abs(values[i]);
        }
        return result;
    }

    private static long[] inserted(long[] values, int place) {
        long[] result = new long[values.length + 1];
        System.arraycopy(values, 0, result, 0, place);
        System.arraycopy(values, place, result, place + 1, values.length - place);
        return result;
    }

    private static long[] removed(long[] values, int place) {
        long[] result = new long[values.length - 1];
        System.arraycopy(values, 0, result, 0, place);
        System.arraycopy(values, place + 1, result, place, result.length - place);
        return result;
    }
}
