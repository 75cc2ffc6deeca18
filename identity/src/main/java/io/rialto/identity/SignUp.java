package io.rialto.identity;

import java.util.Optional;

/**
 * What somebody gives who signs up.
 *
 * @param name shown to others
 * @param email to sign in by; the name is used without one
 * @param password empty to be given one
 * @param code an invitation's or a class's
 */
public record SignUp(
        String name, Optional<String> email, Optional<String> password, Optional<String> code) {
    @Override
    public String toString() {
        return "SignUp[" + name + "]";
    }
}
