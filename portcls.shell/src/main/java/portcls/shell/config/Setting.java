package portcls.shell.config;

import portcls.shell.command.CommandException;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One setting of something that can be configured.
 *
 * @param id its key
 * @param description for people
 * @param type kind of value
 * @param many how many values: 0 = one, positive = an array, negative = a list
 * @param defaults its value when nothing is set
 * @param options the only values that are allowed; empty = any
 * @param check says what is wrong with a value, empty when nothing is
 */
public record Setting(
        String id,
        String description,
        Type type,
        int many,
        List<String> defaults,
        List<String> options,
        Function<String, String> check) {
    public Setting {
        defaults = List.copyOf(defaults);
        options = List.copyOf(options);
    }

    /** Kinds of value. */
    public enum Type {
        TEXT(String.class, text -> text, "text"),
        INTEGER(Integer.class, Integer::valueOf, "a whole number"),
        LONG(Long.class, Long::valueOf, "a whole number"),
        SHORT(Short.class, Short::valueOf, "a whole number"),
        BYTE(Byte.class, Byte::valueOf, "a whole number from -128 to 127"),
        DOUBLE(Double.class, Double::valueOf, "a number"),
        FLOAT(Float.class, Float::valueOf, "a number"),
        CHARACTER(Character.class, Type::character, "one character"),
        BOOLEAN(Boolean.class, Type::bool, "true or false");

        private final Class<?> valueClass;
        private final Function<String, Object> parser;
        private final String words;

        Type(Class<?> valueClass, Function<String, Object> parser, String words) {
            this.valueClass = valueClass;
            this.parser = parser;
            this.words = words;
        }

        private static Object character(String text) {
            if (text.length() != 1) {
                throw new IllegalArgumentException(text);
            }
            return text.charAt(0);
        }

        private static Object bool(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                case "false", "no", "off" -> false;
                default -> throw new IllegalArgumentException(text);
            };
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /**
     * The value for what somebody wrote.
     *
     * @throws CommandException saying what is expected
     */
    public Object value(String written) throws CommandException {
        if (many == 0) {
            return one(written);
        }
        List<Object> values = new ArrayList<>();
        for (String part : written.split(",", -1)) {
            values.add(one(part.strip()));
        }
        if (many < 0) {
            return values;
        }
        Object array = Array.newInstance(type.valueClass, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    /** A value as somebody would write it. */
    public static String text(Object value) {
        return switch (value) {
            case Object[] array ->
                    Arrays.stream(array).map(Object::toString).collect(Collectors.joining(","));
            case Collection<?> list ->
                    list.stream().map(Object::toString).collect(Collectors.joining(","));
            default -> value.getClass().isArray() ? primitives(value) : value.toString();
        };
    }

    private Object one(String written) throws CommandException {
        Object value;
        try {
            value = type.parser.apply(written);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    id + " must be " + type.words + ": " + id + "=" + written, e);
        }
        if (!options.isEmpty() && !options.contains(written)) {
            throw new CommandException(
                    id
                            + " must be one of "
                            + String.join(", ", options)
                            + ": "
                            + id
                            + "="
                            + written);
        }
        String wrong = check.apply(written);
        if (!wrong.isEmpty()) {
            throw new CommandException(id + " " + wrong + ": " + id + "=" + written);
        }
        return value;
    }

    private static String primitives(Object array) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            texts.add(String.valueOf(Array.get(array, i)));
        }
        return String.join(",", texts);
    }
}
