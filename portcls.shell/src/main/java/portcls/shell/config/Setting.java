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
        TEXT(String.class, "text"),
        INTEGER(Integer.class, "a whole number"),
        LONG(Long.class, "a whole number"),
        SHORT(Short.class, "a whole number"),
        BYTE(Byte.class, "a whole number from -128 to 127"),
        DOUBLE(Double.class, "a number"),
        FLOAT(Float.class, "a number"),
        CHARACTER(Character.class, "one character"),
        BOOLEAN(Boolean.class, "true or false");

        private final Class<?> valueClass;
        private final String words;

        Type(Class<?> valueClass, String words) {
            this.valueClass = valueClass;
            this.words = words;
        }

        private Object parse(String text) {
            return switch (this) {
                case TEXT -> text;
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case CHARACTER -> character(text);
                case BOOLEAN -> bool(text);
            };
        }

        private static char character(String text) {
            if (text.length() != 1) {
                throw new IllegalArgumentException(text);
            }
            return text.charAt(0);
        }

        private static boolean bool(String text) {
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
            value = type.parse(written);
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
        String wrong = check.apply(value.toString());
        if (!wrong.isEmpty()) {
            throw new CommandException(id + "=" + written + " is not allowed: " + wrong);
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
