package io.rialto.identity;

import java.util.Optional;

/**
 * A key that has just been made.
 *
 * @param key as it is shown from now on
 * @param secret shown this once; empty where only the program has it
 */
public record NewApiKey(ApiKey key, Optional<String> secret) {}
