package io.rialto.app;

import io.rialto.app.ReplayConnection.UnexpectedAnswerException;
import io.rialto.history.HistoryException;
import io.rialto.history.SqliteLibrary;
import io.rialto.sequencer.DataDirectoryException;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** The command line. */
@Command(
        name = "rialto",
        version = "rialto 0.1.0",
        mixinStandardHelpOptions = true,
        description = "An exchange in one box.",
        footer = {
            "",
            "  rialto test [quick]   checks everything that this program claims",
            "  rialto test simulate  the venue under seeds, with faults (--help says more)",
            "  rialto test soak      kills it again and again, and checks what it answered",
            "  rialto test --help    all that can be tried: faults, fuzz, powerloss and others",
            "  rialto format         formats the source",
            "",
            "Exit codes: 0 done; 1 a promise does not hold; 2 wrong usage; 3 the venue cannot be",
            "started or reached, or its data directory not be used."
        })
public final class Main {
    /** A promise of the venue does not hold. */
    static final int BROKEN = 1;

    /** The venue cannot be started or reached. */
    static final int UNAVAILABLE = 3;

    private static final int HELP_COLUMNS = 100;

    private static final List<Class<?>> COMMANDS = List.of(
            UpCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ExplainCommand.class,
            ExportCommand.class,
            HistoryCommand.class,
            SmokeCommand.class,
            BenchCommand.class,
            SimulateCommand.class);

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        Logging.start();
        SqliteLibrary.takeFrom(ThisProgram.folder().resolve("native"));
        CommandLine line = new CommandLine(new Main());
        wanted(arguments).forEach(line::addSubcommand);
        line.setUsageHelpWidth(HELP_COLUMNS);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure));
        System.exit(run(line, arguments));
    }

    /** The command that is named, or all: a tenth of a venue's start was to describe the others. */
    private static List<Class<?>> wanted(String[] arguments) {
        return COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS);
    }

    private static int run(CommandLine line, String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(UpCommand.NAME)) {
            CommandLine up = line.getSubcommands().get(UpCommand.NAME);
            try {
                up.setDefaultValueProvider(
                        Settings.of(up.getCommandSpec(), List.of(arguments), System.getenv()));
            } catch (StartException failure) {
                return explain(failure);
            }
        }
        return line.execute(arguments);
    }

    // Where the world is at fault a sentence helps more than a stack trace; where we are, the
    // reverse.
    private static int explain(Exception failure) {
        return switch (failure) {
            case IOException _, DataDirectoryException _, StartException _, HistoryException _ -> {
                System.err.println("rialto: " + said(failure));
                yield UNAVAILABLE;
            }
            case UnexpectedAnswerException other -> {
                System.err.println("rialto: " + other.getMessage());
                yield BROKEN;
            }
            default -> {
                failure.printStackTrace();
                yield BROKEN;
            }
        };
    }

    /** What Java says of a file is often its name alone. */
    static String said(Exception failure) {
        return switch (failure) {
            case NoSuchFileException file -> file.getFile() + " is not there";
            case FileAlreadyExistsException file -> file.getFile() + " is there already";
            case AccessDeniedException file -> file.getFile() + " may not be read or written";
            default -> failure.getMessage();
        };
    }

    /** The venue cannot start; the message says why and what to do. */
    static final class StartException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StartException(String message) {
            super(message);
        }

        StartException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
