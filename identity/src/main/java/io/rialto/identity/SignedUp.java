package io.rialto.identity;

import java.util.Optional;

/**
 * Who has signed up.
 *
 * @param person without an account yet
 * @param password that was made for them, shown this once
 */
public record SignedUp(Person person, Optional<String> password) {
    @Override
    public String toString() {
        return "SignedUp[" + person.id() + "]";
    }
}
