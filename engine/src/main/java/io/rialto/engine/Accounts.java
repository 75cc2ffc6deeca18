package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.money.Check;
import io.rialto.money.Ids;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The accounts, by dense index: an account's index is its number in the shard less one, and the
 * same in the ledger. The first three are the venue's own.
 */
final class Accounts {
    static final int NONE = -1;

    /** The counterpart of all money; its cash is negative. */
    static final int ISSUANCE = 0;

    /** Takes fees and pays rebates; rounding may take it below zero for a while. */
    static final int FEES = 1;

    static final int CLEARING = 2;

    /** How many accounts are the venue's own. */
    static final int SYSTEM_ACCOUNTS = 3;

    // What keeps an account from acting, in one byte, so that most cost one look.

    /** One of the venue's own. */
    static final int SYSTEM = 1;

    /** Without a person. */
    static final int ALT = 2;

    static final int FROZEN = 4;
    static final int CLOSED = 8;

    /** In a cohort that is read-only. */
    static final int READ_ONLY = 16;

    private static final int AT_FIRST = 16;

    private final int shard;
    private final int accountsMax;
    private final Ledger ledger;

    private int count;
    private AccountKind[] kinds = new AccountKind[AT_FIRST];
    private boolean[] administrators = new boolean[AT_FIRST];
    private long[] personsHigh = new long[AT_FIRST];
    private long[] personsLow = new long[AT_FIRST];
    private long[] selfTradeGroups = new long[AT_FIRST];

    /** The groups as books know them: small numbers from 1, equal where the groups are. */
    private int[] bookGroups = new int[AT_FIRST];

    /** Of the groups that are not numbered like an account that could be. */
    private final Map<Long, Integer> otherBookGroups = new TreeMap<>();

    private String[] names = new String[AT_FIRST];
    private int[] universes = new int[AT_FIRST];
    private byte[] marks = new byte[AT_FIRST];
    private int administratorCount;

    /** How many accounts without a person there are, by universe and group as books know it. */
    private final Map<Long, Integer> alts = new TreeMap<>();

    /** By universe the first of the three accounts of the venue's own. */
    private int[] issuances = new int[1];

    /** Indexes of user accounts plus one by their person, open addressing, at most half full. */
    private int[] byPerson = new int[AT_FIRST * 2];

    Accounts(EngineLimits limits, Ledger ledger) {
        Check.that(limits.accountsMax() >= SYSTEM_ACCOUNTS, "the venue's own accounts fit");
        shard = limits.shard();
        accountsMax = limits.accountsMax();
        this.ledger = ledger;
        add(AccountKind.ISSUANCE, 0, 0, 0, 0, "issuance");
        add(AccountKind.FEES, 0, 0, 0, 0, "fees");
        add(AccountKind.CLEARING, 0, 0, 0, 0, "clearing");
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == accountsMax;
    }

    boolean hasRoom(int more) {
        return accountsMax - count >= more;
    }

    /**
     * Whether one more of an account's group may be opened in a universe in which it has fewer than
     * {@code most}. USER_MAXIMUM, unless an administrator asks; VENUE_FULL.
     */
    boolean hasRoomForAlt(int owner, int universe, int most, boolean isUnderSudo, Outcome outcome) {
        int own = alts.getOrDefault(altsKey(universe, owner), 0);
        if (own >= most && !isUnderSudo) {
            outcome.deny(Code.USER_MAXIMUM, most, own + 1L);
        } else if (isFull()) {
            outcome.deny(Code.VENUE_FULL, count + 1L, count);
        } else {
            return true;
        }
        return false;
    }

    /** The index of an account's id, or {@link #NONE}. */
    int indexOf(long account) {
        long local = Ids.local(account);
        boolean known = local >= 1 && local <= count && Ids.shard(account) == shard;
        return known ? (int) local - 1 : NONE;
    }

    long id(int index) {
        return Ids.of(shard, index + 1L);
    }

    AccountKind kind(int index) {
        return kinds[index];
    }

    /** Whether it is a person's or an alt: none of the venue's own. */
    boolean isUser(int index) {
        return (marks[index] & SYSTEM) == 0;
    }

    /** Whether it is a person's. */
    boolean isPerson(int index) {
        return (marks[index] & (SYSTEM | ALT)) == 0;
    }

    /** The economy that the account belongs to. */
    int universe(int index) {
        return universes[index];
    }

    /** The counterpart of all money in a universe that exists; FEES and CLEARING follow it. */
    int issuance(int universe) {
        return issuances[universe];
    }

    /** What keeps it from acting: any of SYSTEM, ALT, FROZEN, CLOSED, READ_ONLY. */
    int marks(int index) {
        return marks[index];
    }

    void mark(int index, int mark, boolean isSet) {
        marks[index] = (byte) (isSet ? marks[index] | mark : marks[index] & ~mark);
    }

    boolean isAdministrator(int index) {
        return administrators[index];
    }

    int administratorCount() {
        return administratorCount;
    }

    void setAdministrator(int index, boolean administrator) {
        administratorCount += (administrator ? 1 : 0) - (administrators[index] ? 1 : 0);
        administrators[index] = administrator;
    }

    long selfTradeGroup(int index) {
        return selfTradeGroups[index];
    }

    /** {@code group} 0 stands for the account itself. */
    void setSelfTradeGroup(int index, long group) {
        countAlt(index, -1);
        enterGroup(index, group);
    }

    private void enterGroup(int index, long group) {
        long resolved = group == 0 ? id(index) : group;
        selfTradeGroups[index] = resolved;
        bookGroups[index] = bookGroupOf(resolved);
        countAlt(index, 1);
    }

    private void countAlt(int index, int by) {
        if ((marks[index] & ALT) != 0) {
            alts.merge(altsKey(universes[index], index), by, Integer::sum);
        }
    }

    private long altsKey(int universe, int index) {
        return (long) universe << Integer.SIZE | bookGroups[index];
    }

    /**
     * The account's group as a book takes it. The number may differ after a restart; that it is the
     * same for two accounts may not, and does not.
     */
    int bookGroup(int index) {
        return bookGroups[index];
    }

    long personHigh(int index) {
        return personsHigh[index];
    }

    long personLow(int index) {
        return personsLow[index];
    }

    String name(int index) {
        return names[index];
    }

    /** The user account of a person, or {@link #NONE}. */
    int ofPerson(long personHigh, long personLow) {
        int mask = byPerson.length - 1;
        for (int i = hash(personHigh, personLow) & mask; byPerson[i] != 0; i = (i + 1) & mask) {
            int index = byPerson[i] - 1;
            if (personsHigh[index] == personHigh && personsLow[index] == personLow) {
                return index;
            }
        }
        return NONE;
    }

    /** Opens the next account; there must be room and, for a user, no account of the person. */
    int add(
            AccountKind kind,
            int universe,
            long personHigh,
            long personLow,
            long group,
            String name) {
        Check.that(count < accountsMax, "there is room for an account");
        if (count == kinds.length) {
            grow(count * 2);
        }
        int index = count++;
        kinds[index] = kind;
        personsHigh[index] = personHigh;
        personsLow[index] = personLow;
        names[index] = name;
        universes[index] = universe;
        marks[index] = (byte) (kind.isSystem() ? SYSTEM : kind == AccountKind.ALT ? ALT : 0);
        enterGroup(index, group);
        boolean mayGoNegative = kind.mayOwe();
        if (kind == AccountKind.ISSUANCE) {
            if (universe >= issuances.length) {
                issuances = Arrays.copyOf(issuances, Math.max(universe + 1, issuances.length * 2));
            }
            issuances[universe] = index;
        }
        Check.that(ledger.openAccount(mayGoNegative, universe) == index, "accounts open in step");
        if (kind == AccountKind.USER) {
            Check.that(ofPerson(personHigh, personLow) == NONE, "a person has one account");
            enter(index);
        }
        return index;
    }

    /** Writes all accounts by id. */
    void write(StateSink sink) {
        for (int index = 0; index < count; index++) {
            sink.account(
                    id(index),
                    universes[index],
                    kinds[index],
                    administrators[index],
                    personsHigh[index],
                    personsLow[index],
                    selfTradeGroups[index],
                    names[index]);
        }
    }

    /** Writes all balances by account and asset. */
    void writeBalances(StateSink sink) {
        for (int index = 0; index < count; index++) {
            long account = id(index);
            int slot = ledger.firstSlot(index);
            while (slot != Ledger.NONE) {
                if (ledger.isPosted(slot)) {
                    sink.balance(account, ledger.asset(slot), ledger.cash(slot), ledger.held(slot));
                }
                slot = ledger.nextSlot(slot);
            }
        }
    }

    /** Takes back what {@link #write} gave; the venue's own accounts are there already. */
    void restore(
            long account,
            int universe,
            AccountKind kind,
            boolean administrator,
            long personHigh,
            long personLow,
            long group,
            String name) {
        int index = indexOf(account);
        if (index == NONE) {
            index = add(kind, universe, personHigh, personLow, group, name);
        }
        Check.that(id(index) == account, "accounts come in order of id");
        Check.that(kinds[index] == kind, "the venue's own accounts are always the same");
        setAdministrator(index, administrator);
        setSelfTradeGroup(index, group);
    }

    private int bookGroupOf(long group) {
        long local = Ids.local(group);
        if (Ids.shard(group) == shard && local >= 1 && local <= accountsMax) {
            return (int) local;
        }
        return otherBookGroups.computeIfAbsent(
                group, _ -> accountsMax + 1 + otherBookGroups.size());
    }

    private void grow(int length) {
        kinds = Arrays.copyOf(kinds, length);
        administrators = Arrays.copyOf(administrators, length);
        personsHigh = Arrays.copyOf(personsHigh, length);
        personsLow = Arrays.copyOf(personsLow, length);
        selfTradeGroups = Arrays.copyOf(selfTradeGroups, length);
        bookGroups = Arrays.copyOf(bookGroups, length);
        names = Arrays.copyOf(names, length);
        universes = Arrays.copyOf(universes, length);
        marks = Arrays.copyOf(marks, length);
        byPerson = new int[length * 2];
        for (int index = 0; index < count; index++) {
            if (kinds[index] == AccountKind.USER) {
                enter(index);
            }
        }
    }

    private void enter(int index) {
        int mask = byPerson.length - 1;
        int i = hash(personsHigh[index], personsLow[index]) & mask;
        while (byPerson[i] != 0) {
            i = (i + 1) & mask;
        }
        byPerson[i] = index + 1;
    }

    private static int hash(long high, long low) {
        long mixed = (high ^ Long.rotateLeft(low, 29)) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32);
    }
}
