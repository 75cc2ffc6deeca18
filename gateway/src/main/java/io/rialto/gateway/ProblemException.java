package io.rialto.gateway;

/** Carries a refusal from where it is noticed to where the request is answered. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        // Refusals are ordinary answers: no stack trace is worth its cost.
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    ProblemException(Refusal refusal, String detail) {
        this(Problem.of(refusal, detail));
    }

    Problem problem() {
        return problem;
    }
}
