package io.rialto.app;

import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where options that the command line does not give have their values from: the environment, where
 * {@code --port} is {@code RIALTO_PORT}, and then a file of {@code port = 8080} that {@code
 * --config} or {@code RIALTO_CONFIG} names. docs/configuration.md tells people.
 */
final class Settings implements IDefaultValueProvider {
    static final String OPTION = "--config";

    private final Map<String, String> environment;
    private final Properties file;

    private Settings(Map<String, String> environment, Properties file) {
        this.environment = environment;
        this.file = file;
    }

    /**
     * Of a command about to be parsed.
     *
     * @param arguments all of the command line
     * @throws Main.StartException when the file cannot be read, or has what is no setting
     */
    static Settings of(
            CommandSpec command, List<String> arguments, Map<String, String> environment) {
        Optional<Path> path = told(arguments)
                .or(() -> Optional.ofNullable(environment.get(variable(OPTION))))
                .filter(text -> !text.isBlank())
                .map(Path::of);
        Properties file = path.map(Settings::read).orElseGet(Properties::new);
        Set<String> unknown = new TreeSet<>(file.stringPropertyNames());
        unknown.removeAll(keys(command));
        if (!unknown.isEmpty()) {
            throw new Main.StartException("%s: there is no setting %s. There are %s."
                    .formatted(
                            path.orElseThrow(),
                            String.join(", ", unknown),
                            String.join(", ", keys(command))));
        }
        return new Settings(environment, file);
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.arity().max() == 0) {
            return null;
        }
        String told = environment.get(variable(option.longestName()));
        return told == null || told.isBlank() ? file.getProperty(key(option)) : told;
    }

    /** The options of a command that can be set without the command line, as a file names them. */
    static Set<String> keys(CommandSpec command) {
        return command.options().stream()
                .filter(option ->
                        option.arity().max() > 0 && !option.longestName().equals(OPTION))
                .map(Settings::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As a file names an option. */
    static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    /** As the environment names an option. */
    static String variable(String option) {
        return "RIALTO_"
                + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static Optional<String> told(List<String> arguments) {
        for (int i = arguments.size() - 1; i >= 0; i--) {
            String argument = arguments.get(i);
            if (argument.startsWith(OPTION + "=")) {
                return Optional.of(argument.substring(OPTION.length() + 1));
            }
            if (argument.equals(OPTION) && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }

    private static Properties read(Path path) {
        try (Reader reader = new StringReader(Files.readString(path, StandardCharsets.UTF_8))) {
            Properties read = new Properties();
            read.load(reader);
            read.replaceAll((key, value) -> value.toString().strip());
            return read;
        } catch (NoSuchFileException missing) {
            throw new Main.StartException(
                    "There is no file " + path + " to configure from", missing);
        } catch (CharacterCodingException | IllegalArgumentException wrong) {
            throw new Main.StartException(
                    path + " is not a file of lines like 'port = 8080' in UTF-8", wrong);
        } catch (IOException failure) {
            throw new Main.StartException(path + " cannot be read: " + failure, failure);
        }
    }
}
