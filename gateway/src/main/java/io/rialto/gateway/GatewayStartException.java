package io.rialto.gateway;

/** The gateway could not open its door: the address is taken, or not one of this machine. */
public final class GatewayStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GatewayStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
