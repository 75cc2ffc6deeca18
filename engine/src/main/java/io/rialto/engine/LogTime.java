package io.rialto.engine;

/** The instant that the log gives to what is applied now, in nanoseconds since 1970. */
final class LogTime {
    long now;
}
