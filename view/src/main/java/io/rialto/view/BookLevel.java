package io.rialto.view;

/**
 * One price of one side of a book.
 *
 * @param price 1e-9 of quote per one base
 * @param quantity all that is open at it, base minor units; 0 in a change means that it is gone
 * @param orders how many orders that is
 */
public record BookLevel(long price, long quantity, int orders) {
    static final BookLevel NONE = new BookLevel(0, 0, 0);
}
