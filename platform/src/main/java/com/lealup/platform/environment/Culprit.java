package com.lealup.platform.environment;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.Environment;

/**
 * Finds the setting a properties record complained about. All the binder knows is the record's prefix, since the
 * constructor saw all components at once; so the component is looked for in the message, then by taking one setting
 * away after the other until the complaint is a different one, then by the words it shares with the message.
 */
final class Culprit {

    private final Environment environment;
    private final ConfigurationPropertyName prefix;
    private final Class<?> type;
    private final String complaint;

    Culprit(Environment environment, ConfigurationPropertyName prefix, Class<?> type, String complaint) {
        this.environment = environment;
        this.prefix = prefix;
        this.type = type;
        this.complaint = complaint;
    }

    /** The property's full name. */
    Optional<ConfigurationPropertyName> find() {
        if (!type.isRecord()) {
            return Optional.empty();
        }
        var names = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(Culprit::kebab)
                .toList();
        return named(names)
                .or(() -> names.stream().filter(this::silencesTheComplaint).findFirst())
                .or(() -> sharingWords(names))
                .map(prefix::append);
    }

    private Optional<String> named(List<String> names) {
        var text = complaint.replace('_', '-').replace('.', '-').toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> Pattern.compile("(^|-)" + Pattern.quote(name) + "\\b")
                        .matcher(text.split(" ", 2)[0])
                        .find())
                .max((a, b) -> Integer.compare(a.length(), b.length()));
    }

    private boolean silencesTheComplaint(String name) {
        var removed = prefix.append(name);
        if (environment.getProperty(removed.toString()) == null) {
            return false;
        }
        var sources = StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .<ConfigurationPropertySource>map(
                        source -> source.filter(key -> !key.equals(removed) && !removed.isAncestorOf(key)))
                .toList();
        try {
            new Binder(
                            sources,
                            new PropertySourcesPlaceholdersResolver(environment),
                            ApplicationConversionService.getSharedInstance())
                    .bind(prefix, Bindable.of(type));
            return true;
        } catch (BindException e) {
            return !complaints(e).contains(complaint);
        }
    }

    private static List<String> complaints(Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .map(t -> String.valueOf(t.getMessage()))
                .toList();
    }

    private Optional<String> sharingWords(List<String> names) {
        var text = complaint.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> score(name, text) > 0)
                .max((a, b) -> Long.compare(score(a, text), score(b, text)));
    }

    private static long score(String name, String text) {
        return Arrays.stream(name.split("-"))
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .filter(text::contains)
                .count();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
